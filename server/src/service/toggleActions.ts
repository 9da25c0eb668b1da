/**
 * The toggles that a cursor offers: on a Rule everywhere first ("both places"), on an entry of a profile that profile
 * first. Each is worked out before it is offered, so that one that cannot be done says why.
 */
import * as l10n from '@vscode/l10n';
import { titleOf, type XccdfBenchmark, type XccdfItem, type XccdfProfile } from '../scap/benchmark.ts';
import { cursorTarget, enclosingDeclaration } from '../scap/cursor.ts';
import { listScans, selectionOfScan } from '../scap/explain.ts';
import { isEffective, rulesInside } from '../scap/groupRules.ts';
import { keyOfScope } from '../scap/scopeKeys.ts';
import { profileAt, scopesOfComponent } from '../scap/scopes.ts';
import { ownSelectIndex } from '../scap/selectionDraft.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import { shorten } from '../text/shorten.ts';
import type { EditedDocument } from './edited.ts';
import { type ItemToggle, toggleItem } from './toggleItem.ts';
import { titleWithOthers } from './toggleOthers.ts';

export interface ToggleAction {
  readonly title: string;
  readonly toggle: ItemToggle;
  /** Why it cannot be done; absent where `edit` is there. */
  readonly disabled?: string;
  readonly edit?: EditedDocument;
}

const widestIndent = 1000;
const largestPassedBy = 100;
/** So that what stands behind them in a title is not cut off. */
const longestName = 100;
const longestSummary = 150;

/** What a cursor is about: a rule or group of a Benchmark, and the profile whose entry names it, if one does. */
export interface ToggleSubject {
  readonly benchmark: XccdfBenchmark;
  readonly key: string;
  readonly item: XccdfItem;
  readonly profile: XccdfProfile | undefined;
}

/**
 * Best first. `everyProfile` adds one action a profile, for those who asked for actions; without it a cursor that only
 * passes by costs a few plans and not one for each profile.
 */
export function listToggleActions(snapshot: Snapshot, offset: number, everyProfile: boolean): readonly ToggleAction[] {
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
  const actions = scopes.flatMap((scope) => actionsInScope(snapshot, subject, scope));
  return [...actions.filter((action) => !action.disabled), ...actions.filter((action) => action.disabled)];
}

/** The rule or group that a cursor means: the one it is in, or the one that the entry under it names. */
export function toggleSubjectAt(snapshot: Snapshot, at: number): ToggleSubject | undefined {
  const offset = afterIndent(snapshot, at);
  const target = cursorTarget(snapshot, offset);
  const element = snapshot.table.elementAt(offset);
  const id = target?.kind === 'reference' ? target.reference.id : undefined;
  const around = enclosingDeclaration(snapshot, element, ['xccdf.Rule', 'xccdf.Group']);
  const component = snapshot.index.componentAt(Math.max(0, element));
  for (const benchmark of scopesOfComponent(snapshot, component)) {
    const key = keyOfScope(snapshot, benchmark);
    const named = id === undefined ? undefined : benchmark.itemsById.get(id);
    const item = named && named.kind !== 'value' ? named : around && benchmark.itemsById.get(around.id);
    if (!item || key === undefined) continue;
    const holder = enclosingDeclaration(snapshot, element, ['xccdf.Profile']);
    return { benchmark, key, item, profile: holder && profileAt(benchmark, snapshot, holder.element) };
  }
  return undefined;
}

/** In front of a line's tag a cursor means that tag: whoever goes to a Rule's line must not switch the group around it. */
function afterIndent({ source }: Snapshot, offset: number): number {
  const start = source.lineStart(source.lineAt(offset));
  const end = source.lineStart(source.lineAt(offset) + 1);
  const [indent] = /^[ \t]*(?=<[^/])/.exec(source.slice(start, Math.min(end, start + widestIndent))) ?? [''];
  return Math.max(offset, start + indent.length);
}

function editableProfiles(benchmark: XccdfBenchmark): readonly XccdfProfile[] {
  return benchmark.tailoring?.profiles ?? benchmark.profiles;
}

/** The direction that makes sense first; where the rule is on in some scans and off in others, both do. */
function actionsInScope(snapshot: Snapshot, subject: ToggleSubject, scope: ItemToggle['scope']): ToggleAction[] {
  const { benchmark, item } = subject;
  const on = scansInScope(subject, scope).some((scan) => isOn(benchmark, scan, item));
  const directions = on ? [false, true] : [true, false];
  return directions.flatMap((enable) => {
    const toggle: ItemToggle = { benchmark: subject.key, item: item.id, scope, enable };
    return answersOf(snapshot, subject, toggle);
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
function answersOf(snapshot: Snapshot, subject: ToggleSubject, toggle: ItemToggle): ToggleAction[] {
  const answer = toggleItem(snapshot, toggle);
  if (answer.kind === 'edit') {
    return [{ title: titleWithOthers(titleFor(subject, toggle, answer.summary), answer), toggle, edit: answer }];
  }
  // Editors show the title of what is disabled, and not all show the reason.
  const title = l10n.t('{0}: {1}', titleFor(subject, toggle), answer.reason);
  const refused = { title, toggle, disabled: answer.reason };
  if (answer.kind !== 'choice') return [refused];
  const chosen = answer.answers.flatMap(({ answer: chosenAnswer, title: choice }) => {
    const again: ItemToggle = { ...toggle, answer: chosenAnswer };
    const edit = toggleItem(snapshot, again);
    if (edit.kind !== 'edit') return [];
    const title = titleWithOthers(l10n.t('{0} - {1}', titleFor(subject, toggle), choice), edit);
    return [{ title, toggle: again, edit }];
  });
  return [refused, ...chosen];
}

function titleFor({ benchmark, item }: ToggleSubject, { scope, enable }: ItemToggle, summary?: string): string {
  const title = shorten(titleOf(benchmark.snapshot, item.element, item.id), longestName);
  const where = whereText(benchmark, scope);
  const what = enable ? l10n.t('Switch "{0}" on {1}', title, where) : l10n.t('Switch "{0}" off {1}', title, where);
  const isPlain = item.kind === 'rule' && scope.kind === 'profile';
  return summary === undefined || isPlain ? what : l10n.t('{0}: {1}', what, shorten(summary, longestSummary));
}

function whereText(benchmark: XccdfBenchmark, scope: ItemToggle['scope']): string {
  if (scope.kind === 'everywhere') return l10n.t('everywhere (both places)');
  if (scope.kind === 'mentioned') return l10n.t('where it is named');
  const profile = editableProfiles(benchmark).find(({ id }) => id === scope.profile);
  return l10n.t(
    'in "{0}"',
    shorten(profile ? titleOf(profile.snapshot, profile.element, profile.id) : scope.profile, longestName),
  );
}
