/**
 * Which Values a Rule reads and which Rules read a Value: through the check-exports of the check that is run, and through
 * `sub` in its text. What a Value is bound to is xccdfValue.ts's.
 */
import { attributeValue } from '../xml/attributes.ts';
import type { XccdfBenchmark, XccdfItem, XccdfProfile } from './benchmark.ts';
import { chooseCheck } from './checkChoice.ts';
import { referencesInside } from './ovalGraph.ts';
import { selectionOf } from './selection.ts';
import { rememberFor } from './snapshot.ts';

/** In document order, each once. Undefined profile: a scan without one. */
export function valuesOfRule(
  benchmark: XccdfBenchmark,
  profile: XccdfProfile | undefined,
  rule: XccdfItem,
): readonly XccdfItem[] {
  const ids = [...exportedIds(benchmark, profile, rule), ...substitutedIds(benchmark, rule)];
  const values = ids.map((id) => benchmark.itemsById.get(id)).filter((item) => item?.kind === 'value');
  return [...new Set(values as XccdfItem[])].sort((a, b) => a.number - b.number);
}

function exportedIds(benchmark: XccdfBenchmark, profile: XccdfProfile | undefined, rule: XccdfItem): string[] {
  const { source, table } = benchmark.snapshot;
  const checks = chooseCheck(benchmark, profile, rule)?.checks ?? [];
  return checks.flatMap((check) =>
    [...table.children(check)]
      .filter((child) => table.local(child) === 'check-export')
      .map((child) => attributeValue(source, table, child, 'value-id') ?? ''),
  );
}

function substitutedIds({ snapshot }: XccdfBenchmark, { element }: XccdfItem): string[] {
  return referencesInside(snapshot, element)
    .filter(({ row }) => row.kind === 'xccdf.sub@idref' || row.kind === 'xccdf.sub@value')
    .map(({ id }) => id);
}

/** The Values that a profile's effective rules read, in document order, each with those rules. Computed once a snapshot. */
export function valuesInProfile(
  benchmark: XccdfBenchmark,
  profile: XccdfProfile,
): ReadonlyMap<XccdfItem, readonly XccdfItem[]> {
  const ofView = rememberFor(
    benchmark.snapshot,
    valuesInProfile,
    benchmark.tailoring ?? benchmark.items,
    () => new Map<XccdfProfile, ReadonlyMap<XccdfItem, readonly XccdfItem[]>>(),
  );
  const known = ofView.get(profile);
  if (known) return known;
  const { effective } = selectionOf(benchmark, profile);
  const users = new Map<XccdfItem, XccdfItem[]>();
  for (const rule of benchmark.items) {
    if (effective[rule.number] !== 1) continue;
    for (const value of valuesOfRule(benchmark, profile, rule)) {
      const rules = users.get(value);
      if (rules) rules.push(rule);
      else users.set(value, [rule]);
    }
  }
  const sorted = new Map([...users].sort(([a], [b]) => a.number - b.number));
  ofView.set(profile, sorted);
  return sorted;
}

/** Whether an effective rule of the profile reads any Value. Looks at rules up to the first that does. */
export function readsValues(benchmark: XccdfBenchmark, profile: XccdfProfile): boolean {
  const { effective } = selectionOf(benchmark, profile);
  return benchmark.items.some(
    (rule) => effective[rule.number] === 1 && valuesOfRule(benchmark, profile, rule).length > 0,
  );
}

/** The Rules that read a Value, in document order, whether a profile evaluates them or not. */
export function rulesOfValue(
  benchmark: XccdfBenchmark,
  profile: XccdfProfile | undefined,
  value: XccdfItem,
): readonly XccdfItem[] {
  return benchmark.items.filter(
    (rule) => rule.kind === 'rule' && !rule.gone && valuesOfRule(benchmark, profile, rule).includes(value),
  );
}
