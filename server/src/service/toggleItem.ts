/**
 * One click on a box, one code action: a rule or group of a document, switched in a scope. Answers the edits and their
 * inverse, or in words why there are none. Nothing is edited while the text is not well-formed.
 */
import * as l10n from '@vscode/l10n';
import type { EditAnswer } from '../protocol.ts';
import { titleOf, type XccdfBenchmark, type XccdfItem, type XccdfProfile } from '../scap/benchmark.ts';
import { planGroupSwitch } from '../scap/groupSwitch.ts';
import { scopeByKey } from '../scap/scopeKeys.ts';
import { ancestorGroups, profilesInForce, selectionOf } from '../scap/selection.ts';
import { draftEdits } from '../scap/selectionEdits.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import type { ToggleObstacle, ToggleScope } from '../scap/toggle.ts';
import type { TextEdit } from '../text/span.ts';
import { type Edited, editDocument } from './edited.ts';
import { scanName, toggleRules } from './toggleRules.ts';

export interface ItemToggle {
  /** Key of the Benchmark or Tailoring (see scopeKeys.ts). */
  readonly benchmark: string;
  readonly item: string;
  readonly scope:
    | { readonly kind: 'profile'; readonly profile: string }
    | { readonly kind: 'everywhere' }
    | { readonly kind: 'mentioned' };
  readonly enable: boolean;
  readonly answer?: EditAnswer;
}

/** Works one toggle out. Costs a few evaluations of every profile in scope. */
export function toggleItem(snapshot: Snapshot, toggle: ItemToggle): Edited {
  const benchmark = scopeByKey(snapshot, toggle.benchmark);
  // An item without an id cannot be named by a select.
  const item = toggle.item === '' ? undefined : benchmark?.itemsById.get(toggle.item);
  if (!benchmark || !item) {
    return { kind: 'refused', reason: l10n.t('{0} is not in this document any more.', toggle.item) };
  }
  const { scope } = toggle;
  const profile = scope.kind === 'profile' ? editableProfile(benchmark, scope.profile) : undefined;
  if (scope.kind === 'profile' && !profile) {
    return { kind: 'refused', reason: l10n.t('The profile {0} cannot be edited here.', scope.profile) };
  }
  if (item.kind === 'group') return switchGroup(benchmark, item, profile, toggle);
  if (item.kind !== 'rule') return { kind: 'refused', reason: l10n.t('A Value is not selected or deselected.') };
  return switchRule(benchmark, item, profile, toggle);
}

/**
 * Several rules switched alike, as one: what a run of single switches would do, in the time of one. Undefined where something
 * stands in the way of one of them, or is no rule: then each has to be asked for by itself.
 */
export function toggleAlike(snapshot: Snapshot, toggles: readonly ItemToggle[]): Edited | undefined {
  const [toggle] = toggles;
  const benchmark = toggle && scopeByKey(snapshot, toggle.benchmark);
  if (!toggle || !benchmark) return undefined;
  const { scope: where } = toggle;
  const profile = where.kind === 'profile' ? editableProfile(benchmark, where.profile) : undefined;
  if (where.kind === 'profile' && !profile) return undefined;
  const items = toggles.map(({ item }) => (item === '' ? undefined : benchmark.itemsById.get(item)));
  const rules = items.filter((item) => item?.kind === 'rule') as XccdfItem[];
  if (rules.length < toggles.length || new Set(rules).size < rules.length) return undefined;
  const scope: ToggleScope = profile ? { kind: 'profiles', profiles: [profile] } : everyProfile(toggle);
  const toggled = toggleRules(benchmark, { rules, enable: toggle.enable, scope });
  if (toggled.obstacles.length > 0) return undefined;
  const warnings = toggled.warnings.filter(({ code }) => code !== 'signed').map(({ message }) => message);
  return outcome(benchmark, toggled.edits, toggled.summary, warnings, toggle.enable);
}

function editableProfile(benchmark: XccdfBenchmark, id: string): XccdfProfile | undefined {
  const profile = profilesInForce(benchmark).find((candidate) => candidate.id === id);
  return benchmark.tailoring && profile?.origin !== 'tailoring' ? undefined : profile;
}

function switchGroup(
  benchmark: XccdfBenchmark,
  group: XccdfItem,
  profile: XccdfProfile | undefined,
  toggle: ItemToggle,
): Edited {
  const scope = profile ?? (toggle.scope.kind === 'mentioned' ? 'mentioned' : 'everywhere');
  const draft = planGroupSwitch(benchmark, group, scope, toggle.enable);
  const title = titleOf(benchmark.snapshot, group.element, group.id);
  const done = toggle.enable
    ? l10n.t('Switched the group "{0}" on; its rules follow their own selects.', title)
    : l10n.t('Switched the group "{0}" off; none of its rules is evaluated.', title);
  const outer = profile && toggle.enable ? groupOffAround(benchmark, group, profile) : undefined;
  const edits = draftEdits(benchmark, draft);
  if (outer && edits.size === 0) {
    const reason = l10n.t('It is on itself; the group "{0}" around it is off, so switch that one on.', outer);
    return { kind: 'nothing', reason };
  }
  return outcome(benchmark, edits, done, [], toggle.enable);
}

/** The title of the nearest group around one that is off: then a scan sees nothing of it, whatever it says itself. */
function groupOffAround(benchmark: XccdfBenchmark, group: XccdfItem, profile: XccdfProfile): string | undefined {
  const { switched } = selectionOf(benchmark, profile);
  const off = ancestorGroups(benchmark, group).find((around) => switched[around.number] === 0);
  return off && titleOf(benchmark.snapshot, off.element, off.id);
}

function switchRule(
  benchmark: XccdfBenchmark,
  rule: XccdfItem,
  profile: XccdfProfile | undefined,
  toggle: ItemToggle,
): Edited {
  const scope: ToggleScope = profile ? { kind: 'profiles', profiles: [profile] } : everyProfile(toggle);
  const withRequired = toggle.answer === 'withRequired';
  const toggled = toggleRules(benchmark, { rules: [rule], enable: toggle.enable, scope, withRequired });
  if (toggled.obstacles.length > 0 && toggle.answer !== 'force') {
    const answers = toggled.answers.map((answer) => ({ answer, title: answerTitle(answer) }));
    return { kind: 'choice', reason: obstacleText(benchmark, toggled.obstacles), answers };
  }
  const warnings = toggled.warnings.filter(({ code }) => code !== 'signed').map(({ message }) => message);
  return outcome(benchmark, toggled.edits, toggled.summary, warnings, toggle.enable);
}

function everyProfile(toggle: ItemToggle): ToggleScope {
  return toggle.scope.kind === 'mentioned' ? { kind: 'mentioned' } : { kind: 'everywhere' };
}

function answerTitle(answer: EditAnswer): string {
  return answer === 'withRequired' ? l10n.t('Also select what it requires') : l10n.t('Apply anyway');
}

/** The first few obstacles, by title: a rule that is held is often held in every profile for one reason. */
function obstacleText(benchmark: XccdfBenchmark, obstacles: readonly ToggleObstacle[]): string {
  const shown = obstacles.slice(0, 3).map((obstacle) => obstacleSentence(benchmark, obstacle));
  const more = obstacles.length - shown.length;
  return [...shown, ...(more > 0 ? [l10n.t('... and {0} more', more)] : [])].join(' ');
}

function obstacleSentence(benchmark: XccdfBenchmark, { profile, rule, drop, effect }: ToggleObstacle): string {
  const name = (item: XccdfItem): string => titleOf(benchmark.snapshot, item.element, item.id);
  const holder = drop.item === rule ? l10n.t('it') : l10n.t('its group "{0}"', name(drop.item));
  const others = drop.ids.map((id) => {
    const item = benchmark.itemsById.get(id);
    return `"${item ? name(item) : id}"`;
  });
  const parts = [name(rule), scanName(profile), holder, others.join(l10n.t(' or '))];
  if (effect === 'stays-off') {
    return drop.code === 'requires'
      ? l10n.t('"{0}" would stay off in {1}: {2} requires {3}, which is not selected.', ...parts)
      : l10n.t('"{0}" would stay off in {1}: {2} conflicts with {3}, which is selected.', ...parts);
  }
  return drop.code === 'requires'
    ? l10n.t('"{0}" would drop out in {1}: {2} requires {3}.', ...parts)
    : l10n.t('"{0}" would drop out in {1}: {2} conflicts with {3}.', ...parts);
}

function outcome(
  benchmark: XccdfBenchmark,
  edits: ReadonlyMap<Snapshot, readonly TextEdit[]>,
  summary: string,
  warnings: readonly string[],
  enable: boolean,
): Edited {
  const snapshot = benchmark.tailoring?.snapshot ?? benchmark.snapshot;
  const made = edits.get(snapshot) ?? [];
  if (made.length === 0) {
    const reason = enable
      ? l10n.t('It is on already; nothing has to change.')
      : l10n.t('It is off already; nothing has to change.');
    return { kind: 'nothing', reason };
  }
  return editDocument(snapshot, made, summary, warnings);
}
