/** How many there are of something, in words that have the right number. */
import * as l10n from '@vscode/l10n';

/** Such as: 1 rule, 1,520 rules. */
export function rulesText(count: number): string {
  return count === 1 ? l10n.t('1 rule') : l10n.t('{0} rules', count.toLocaleString('en-US'));
}

/** Such as: 1 profile, 19 profiles. */
export function profilesText(count: number): string {
  return count === 1 ? l10n.t('1 profile') : l10n.t('{0} profiles', count.toLocaleString('en-US'));
}
