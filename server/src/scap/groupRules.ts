/** The rules inside a group, however deep, and how many of them a scan evaluates. */
import type { XccdfBenchmark, XccdfItem } from './benchmark.ts';

/**
 * In document order; without a group those of the whole Benchmark. What stands inside a group stands behind it without a
 * gap, up to the first item that is not inside.
 */
export function* rulesInside(benchmark: XccdfBenchmark, group?: XccdfItem): Generator<XccdfItem> {
  const { table } = benchmark.snapshot;
  const end = group ? table.subtreeEnd(group.element) : Number.MAX_SAFE_INTEGER;
  for (let number = group ? group.number + 1 : 0; number < benchmark.items.length; number++) {
    const item = benchmark.items[number]!;
    if (item.element >= end) return;
    if (item.kind === 'rule' && !item.gone) yield item;
  }
}

export interface RuleCount {
  readonly effective: number;
  readonly all: number;
}

/** @param effective by item number: 1 where the rule counts as effective. */
export function countRules(benchmark: XccdfBenchmark, effective: Uint8Array, group?: XccdfItem): RuleCount {
  let all = 0;
  let on = 0;
  for (const rule of rulesInside(benchmark, group)) {
    all++;
    on += effective[rule.number]!;
  }
  return { effective: on, all };
}

/** Whether a select that names its id means this item: it has an id, and is the first that has it. */
export function isNameable(benchmark: XccdfBenchmark, item: XccdfItem): boolean {
  return item.id !== '' && benchmark.itemsById.get(item.id) === item;
}

/** Of a rule whether it is effective, of a group whether it has rules and all of them are. */
export function isEffective(benchmark: XccdfBenchmark, effective: Uint8Array, item: XccdfItem): boolean {
  if (item.kind !== 'group') return effective[item.number] === 1;
  const count = countRules(benchmark, effective, item);
  return count.all > 0 && count.effective === count.all;
}
