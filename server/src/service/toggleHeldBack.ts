/**
 * The toggles of a cursor while nothing may be edited: there to be seen, each with the reason. What a broken text selects is
 * not asked, since it would be a guess.
 */
import * as l10n from '@vscode/l10n';
import type { Snapshot } from '../scap/snapshot.ts';
import type { ItemToggle } from './toggleItem.ts';
import { toggleSubjectAt } from './toggleSubject.ts';
import { undecidedTitle } from './toggleTitle.ts';

export interface HeldBackAction {
  readonly title: string;
  readonly disabled: string;
}

/** In the order of `listToggleActions`; empty where the cursor means no rule or group, as far as that can be read. */
export function listHeldBack(snapshot: Snapshot, offset: number, reason: string): readonly HeldBackAction[] {
  const subject = toggleSubjectAt(snapshot, offset);
  if (!subject) return [];
  const own = subject.profile ? [{ kind: 'profile' as const, profile: subject.profile.id }] : [];
  const scopes: readonly ItemToggle['scope'][] = [...own, { kind: 'everywhere' }];
  // Editors show the title of what is disabled, and not all show the reason.
  return scopes.map((scope) => ({
    title: l10n.t('{0}: {1}', undecidedTitle(subject, scope), reason),
    disabled: reason,
  }));
}
