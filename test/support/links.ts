/** Which rules may change although nobody asked for it: those whose own requires or conflicts name what was touched. */
import type { XccdfBenchmark } from '../../server/src/scap/benchmark.ts';
import { ancestorGroups } from '../../server/src/scap/selection.ts';

/** Whether the rule, or a group around it, requires or conflicts with one of the touched items. */
export function linkNames(benchmark: XccdfBenchmark, id: string, touched: ReadonlySet<string>): boolean {
  return itemsAround(benchmark, id).some((item) =>
    [...item.requires.flat(), ...item.conflicts].some((name) => touched.has(name)),
  );
}

/** Whether the rule, or a group around it, requires one of those that are gone. */
export function requiresAny(benchmark: XccdfBenchmark, id: string, gone: ReadonlySet<string>): boolean {
  return itemsAround(benchmark, id).some((item) => item.requires.flat().some((name) => gone.has(name)));
}

function itemsAround(benchmark: XccdfBenchmark, id: string) {
  const rule = benchmark.itemsById.get(id)!;
  return [rule, ...ancestorGroups(benchmark, rule)];
}
