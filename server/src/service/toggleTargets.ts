/** What a switch is about, looked up: ids of rules and groups become the rules themselves, a scope its profiles. */
import * as l10n from '@vscode/l10n';
import type { EditAnswer, ItemsTarget } from '../protocol/index.ts';
import { titleOf, type XccdfBenchmark, type XccdfItem, type XccdfProfile } from '../scap/benchmark.ts';
import { circleFault } from '../scap/circles.ts';
import { isNameable, rulesInside } from '../scap/groupRules.ts';
import { scopeByKey } from '../scap/scopeKeys.ts';
import { editableProfiles, profilesInForce } from '../scap/selection.ts';
import { ownSelectIndex } from '../scap/selectionDraft.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import type { ToggleRequest, ToggleScope } from '../scap/toggle.ts';

/** Rules and groups of one Benchmark, switched alike. */
export interface ItemsToggle extends ItemsTarget {
  readonly enable: boolean;
  readonly answer?: EditAnswer;
}

export interface ToggleTargets {
  readonly benchmark: XccdfBenchmark;
  readonly request: ToggleRequest;
}

/** Or, in words, why there is nothing that could be switched. `rules` is in document order, each once. */
export function findTargets(snapshot: Snapshot, toggle: ItemsToggle): ToggleTargets | { readonly refused: string } {
  const benchmark = scopeByKey(snapshot, toggle.benchmark);
  const items = toggle.items.map((id) => (id === '' ? undefined : benchmark?.itemsById.get(id)));
  const lost = items.indexOf(undefined);
  if (!benchmark || lost >= 0) {
    return { refused: l10n.t('{0} is not in this document any more.', toggle.items[Math.max(0, lost)] ?? '') };
  }
  const scope = scopeOf(benchmark, toggle);
  if (typeof scope === 'string') return { refused: l10n.t('The profile {0} cannot be edited here.', scope) };
  const found = items as readonly XccdfItem[];
  if (found.some(({ kind }) => kind === 'value')) return { refused: l10n.t('A Value is not selected or deselected.') };
  const rules = rulesOf(benchmark, found);
  const [only] = found;
  if (rules.length === 0 && only) {
    return { refused: l10n.t('There is no rule in "{0}".', titleOf(benchmark.snapshot, only.element, only.id)) };
  }
  const fault = switchFault(benchmark, { rules, scope });
  if (fault !== undefined) return { refused: fault };
  const withRequired = toggle.answer === 'withRequired';
  return { benchmark, request: { rules, enable: toggle.enable, scope, withRequired } };
}

/** Why these rules cannot be switched in this scope: one of the profiles or rules is in a circle of extends. */
export function switchFault(
  benchmark: XccdfBenchmark,
  { rules, scope }: Pick<ToggleRequest, 'rules' | 'scope'>,
): string | undefined {
  return circleFault(benchmark, profilesIn(benchmark, rules, scope), rules);
}

function profilesIn(benchmark: XccdfBenchmark, rules: readonly XccdfItem[], scope: ToggleScope) {
  if (scope.kind === 'profiles') return scope.profiles.filter((profile) => profile !== undefined);
  const editable = editableProfiles(benchmark);
  if (scope.kind === 'everywhere') return editable;
  return editable.filter(({ selects }) => rules.some((rule) => ownSelectIndex(selects, rule) >= 0));
}

function rulesOf(benchmark: XccdfBenchmark, items: readonly XccdfItem[]): readonly XccdfItem[] {
  const rules = new Set(items.flatMap((item) => (item.kind === 'rule' ? [item] : [...rulesInside(benchmark, item)])));
  return [...rules].filter((rule) => isNameable(benchmark, rule)).sort((a, b) => a.number - b.number);
}

/** The id of a profile that is not there, or that only the base of a Tailoring has. */
function scopeOf(benchmark: XccdfBenchmark, { scope }: ItemsToggle): ToggleScope | string {
  if (scope.kind !== 'profile') return { kind: scope.kind };
  const profile = editableProfile(benchmark, scope.profile);
  return profile ? { kind: 'profiles', profiles: [profile] } : scope.profile;
}

function editableProfile(benchmark: XccdfBenchmark, id: string): XccdfProfile | undefined {
  const profile = profilesInForce(benchmark).find((candidate) => candidate.id === id);
  return benchmark.tailoring && profile?.origin !== 'tailoring' ? undefined : profile;
}
