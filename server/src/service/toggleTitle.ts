/** How an action on a rule or group is called. No part of it is so long that what stands behind it would be cut off. */
import * as l10n from '@vscode/l10n';
import { titleOf, type XccdfBenchmark } from '../scap/benchmark.ts';
import { editableProfiles } from '../scap/selection.ts';
import { shorten } from '../text/shorten.ts';
import type { ItemToggle } from './toggleItem.ts';
import type { ToggleSubject } from './toggleSubject.ts';

const longestName = 100;
const longestSummary = 250;

export interface TitleParts {
  /** The name of the tailoring that the edit goes into. */
  readonly into?: string | undefined;
  /** What is done, for a title that does not say all of it. */
  readonly summary?: string | undefined;
}

/** Such as: Switch "Login" off everywhere (both places): Disabled "Login" in 2 profiles. */
export function titleFor(subject: ToggleSubject, { scope, enable }: ItemToggle, parts: TitleParts = {}): string {
  const { into, summary } = parts;
  const [title, where] = [nameOf(subject), whereText(subject.benchmark, scope)];
  const what = enable ? l10n.t('Switch "{0}" on {1}', title, where) : l10n.t('Switch "{0}" off {1}', title, where);
  const led = into === undefined ? what : l10n.t('{0} → {1}', what, shorten(into, longestName));
  const isPlain = subject.item.kind === 'rule' && scope.kind === 'profile';
  return summary === undefined || isPlain ? led : l10n.t('{0}: {1}', led, shorten(summary, longestSummary));
}

/** Of an action of which not even the direction is known. */
export function undecidedTitle(subject: ToggleSubject, scope: ItemToggle['scope']): string {
  return l10n.t('Switch "{0}" {1}', nameOf(subject), whereText(subject.benchmark, scope));
}

function nameOf({ benchmark, item }: ToggleSubject): string {
  return shorten(titleOf(benchmark.snapshot, item.element, item.id), longestName);
}

function whereText(benchmark: XccdfBenchmark, scope: ItemToggle['scope']): string {
  if (scope.kind === 'everywhere') return l10n.t('everywhere (both places)');
  if (scope.kind === 'mentioned') return l10n.t('where it is named');
  const profile = editableProfiles(benchmark).find(({ id }) => id === scope.profile);
  const name = profile ? titleOf(profile.snapshot, profile.element, profile.id) : scope.profile;
  return l10n.t('in "{0}"', shorten(name, longestName));
}
