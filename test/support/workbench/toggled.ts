/** What a scan selects after a switch, and that this is what was asked for: told from the names of things, not by evaluation. */
import type { XccdfBenchmark, XccdfItem, XccdfProfile } from '../../../server/src/scap/benchmark.ts';
import { ownSelectIndex } from '../../../server/src/scap/selectionDraft.ts';
import type { ToggleChange, ToggleRequest, ToggleScope } from '../../../server/src/scap/toggle.ts';
import { defaultScan } from '../../oracle/scanner.ts';
import { linkNames, requiresAny } from '../links.ts';
import { type KnownScans, withScans } from './action.ts';
import { lineOf } from './pick.ts';

/** Whether the scan of this name is one that was asked for: told here from the profile's own entries. */
export function isInScope(
  benchmark: XccdfBenchmark,
  rules: readonly XccdfItem[],
  scope: ToggleScope,
  id: string,
): boolean {
  if (scope.kind === 'everywhere') return true;
  if (scope.kind === 'profiles') return scope.profiles.some((profile) => (profile?.id ?? defaultScan) === id);
  const profile = benchmark.profiles.find((candidate) => candidate.id === id);
  return profile !== undefined && rules.some((rule) => names(profile, rule));
}

function names(profile: XccdfProfile, rule: XccdfItem): boolean {
  return ownSelectIndex(profile.selects, rule) >= 0;
}

/** The scans after what the product says it changes. */
export function withChanges(known: KnownScans, changes: readonly ToggleChange[]): KnownScans {
  const moved = changes.map(({ profile, enabled, disabled, alsoChanged }) => {
    const id = profile?.id ?? defaultScan;
    const rules = new Set(known.get(id)?.rules);
    for (const { id: rule } of enabled) rules.add(rule);
    for (const { id: rule } of disabled) rules.delete(rule);
    for (const { item, enabled: isOn } of alsoChanged) {
      if (isOn) rules.add(item.id);
      else rules.delete(item.id);
    }
    return [id, { rules }] as const;
  });
  return withScans(known, new Map(moved));
}

interface Asked extends Pick<ToggleRequest, 'rules' | 'enable' | 'scope'> {
  readonly known: KnownScans;
  readonly expected: KnownScans;
  readonly changes: readonly ToggleChange[];
  readonly label: string;
}

/** The post-condition of a toggle: what was asked for is so, whatever else changes is linked to it, and only heirs change along. */
export function checkAsked(benchmark: XccdfBenchmark, asked: Asked): void {
  const { known, expected, rules, enable, scope, changes, label } = asked;
  const own = new Set(rules.map(({ id }) => id));
  const moved = changes.flatMap(({ woken, slept, alsoChanged }) => [
    ...[...woken, ...slept].map(({ id }) => id),
    ...alsoChanged.filter(({ because }) => because === 'required').map(({ item }) => item.id),
  ]);
  const touched = new Set([...own, ...moved]);
  const meant = [...expected.keys()].filter((id) => isInScope(benchmark, rules, scope, id));
  const line = lineOf(benchmark.tailoring?.profiles ?? benchmark.profiles, meant);
  for (const [id, { rules: now }] of expected) {
    const was = known.get(id)!.rules;
    for (const rule of own) {
      if (meant.includes(id) && now.has(rule) !== enable) throw new Error(`${label}: ${rule} is not so in ${id}`);
    }
    const flipped = [...was].filter((rule) => !now.has(rule)).concat([...now].filter((rule) => !was.has(rule)));
    if (flipped.length > 0 && !line.has(id)) throw new Error(`${label}: ${flipped.join(' ')} in ${id}, not asked for`);
    const gone = new Set(flipped.filter((rule) => !now.has(rule)));
    for (const rule of flipped) {
      const isLinked = touched.has(rule) || linkNames(benchmark, rule, touched) || requiresAny(benchmark, rule, gone);
      if (!isLinked) throw new Error(`${label}: ${rule} flips in ${id} unlinked`);
    }
  }
}
