/**
 * The toggles that a cursor offers: on a Rule everywhere first ("both places"), on an entry of a profile that profile
 * first. Each is worked out before it is offered, so that one that cannot be done says why.
 */
import * as l10n from '@vscode/l10n';
import type { XccdfBenchmark, XccdfItem } from '../scap/benchmark.ts';
import { listScans, selectionOfScan } from '../scap/explain.ts';
import { isEffective, rulesInside } from '../scap/groupRules.ts';
import { editableProfiles } from '../scap/selection.ts';
import { ownSelectIndex } from '../scap/selectionDraft.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import type { Edited, EditedDocument } from './edited.ts';
import { type ItemToggle, toggleItem } from './toggleItem.ts';
import { titleWithOthers } from './toggleOthers.ts';
import { type ToggleSubject, toggleSubjectAt } from './toggleSubject.ts';
import { titleFor } from './toggleTitle.ts';

export interface ToggleAction {
  readonly title: string;
  readonly toggle: ItemToggle;
  /** Of a group it is a switch of all rules inside. */
  readonly isGroup: boolean;
  /** Why it cannot be done; absent where `edit` is there. */
  readonly disabled?: string;
  readonly edit?: EditedDocument;
}

export interface ToggleOffer {
  /** One action more for each profile, for those who asked for actions; a cursor that passes by costs a few plans only. */
  readonly everyProfile: boolean;
  /** Where edits go into a tailoring: its name, and how a toggle is worked out there. */
  readonly led?: { readonly name: string; readonly workOut: (toggle: ItemToggle) => Edited } | undefined;
}

/** What every action of one cursor is made with. */
interface Offered {
  readonly subject: ToggleSubject;
  readonly workOut: (toggle: ItemToggle) => Edited;
  readonly title: (toggle: ItemToggle, summary?: string) => string;
}

const largestPassedBy = 100;

/** Best first; those that cannot be done last. Of a cursor outside of rules, groups and what names them there is none. */
export function listToggleActions(
  snapshot: Snapshot,
  offset: number,
  { everyProfile, led }: ToggleOffer,
): readonly ToggleAction[] {
  const subject = toggleSubjectAt(snapshot, offset);
  if (!subject) return [];
  const { benchmark, profile, item } = subject;
  const isLarge = item.kind === 'group' && [...rulesInside(benchmark, item)].length > largestPassedBy;
  // Working out hundreds of rules takes a while: nobody waits for that who only passes by, or in every profile.
  if (isLarge && !everyProfile) return [];
  const own = profile ? [profile] : [];
  const named = editableProfiles(benchmark).filter((candidate) => ownSelectIndex(candidate.selects, item) >= 0);
  const scopes: ItemToggle['scope'][] = [
    ...own.map(({ id }) => ({ kind: 'profile' as const, profile: id })),
    { kind: 'everywhere' },
  ];
  if (item.kind === 'rule' && named.length > 0) scopes.push({ kind: 'mentioned' });
  if (everyProfile && !isLarge) {
    const others = editableProfiles(benchmark).filter((candidate) => candidate !== profile && !candidate.abstract);
    scopes.push(...others.map(({ id }) => ({ kind: 'profile' as const, profile: id })));
  }
  const offered: Offered = {
    subject,
    workOut: led?.workOut ?? ((toggle) => toggleItem(snapshot, toggle)),
    title: (toggle, summary) => titleFor(subject, toggle, { into: led?.name, summary }),
  };
  const actions = scopes.flatMap((scope) => actionsInScope(offered, scope));
  return [...actions.filter((action) => !action.disabled), ...actions.filter((action) => action.disabled)];
}

/** The direction that makes sense first; where the rule is on in some scans and off in others, both do. */
function actionsInScope(offered: Offered, scope: ItemToggle['scope']): ToggleAction[] {
  const { subject } = offered;
  const { benchmark, item } = subject;
  const on = scansInScope(subject, scope).some((scan) => isOn(benchmark, scan, item));
  const directions = on ? [false, true] : [true, false];
  return directions.flatMap((enable) => {
    const toggle: ItemToggle = { benchmark: subject.key, item: item.id, scope, enable };
    return answersOf(offered, toggle);
  });
}

function scansInScope({ benchmark, item }: ToggleSubject, scope: ItemToggle['scope']) {
  const scans = listScans(editableProfiles(benchmark));
  if (scope.kind === 'everywhere') return scans;
  return scans.filter((scan) => {
    if (typeof scan === 'string') return false;
    return scope.kind === 'profile' ? scan.id === scope.profile : ownSelectIndex(scan.selects, item) >= 0;
  });
}

function isOn(benchmark: XccdfBenchmark, scan: ReturnType<typeof listScans>[number], item: XccdfItem): boolean {
  return isEffective(benchmark, selectionOfScan(benchmark, scan).effective, item);
}

/** The action itself and, where a choice has to be made, one action for each answer. */
function answersOf({ subject, workOut, title }: Offered, toggle: ItemToggle): ToggleAction[] {
  const isGroup = subject.item.kind === 'group';
  const answer = workOut(toggle);
  if (answer.kind === 'edit') {
    return [{ title: titleWithOthers(title(toggle, answer.summary), answer), toggle, isGroup, edit: answer }];
  }
  // Editors show the title of what is disabled, and not all show the reason.
  const refused = { title: l10n.t('{0}: {1}', title(toggle), answer.reason), toggle, isGroup, disabled: answer.reason };
  if (answer.kind !== 'choice') return [refused];
  const chosen = answer.answers.flatMap(({ answer: chosenAnswer, title: choice }) => {
    const again: ItemToggle = { ...toggle, answer: chosenAnswer };
    const edit = workOut(again);
    if (edit.kind !== 'edit') return [];
    return [{ title: titleWithOthers(l10n.t('{0} - {1}', title(toggle), choice), edit), toggle: again, isGroup, edit }];
  });
  return [refused, ...chosen];
}
