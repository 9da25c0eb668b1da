/** Which rows stand below which, in document order, and which of several with one id each is. Knows no state. */
import type { XccdfBenchmark, XccdfItem } from '../../scap/benchmark.ts';
import { rememberFor, type Snapshot } from '../../scap/snapshot.ts';
import type { Named } from './rowId.ts';

export interface Layout {
  /** Rules and groups by the number of the group around them, -1 for the Benchmark itself; Values are left out. */
  readonly byParent: ReadonlyMap<number, readonly XccdfItem[]>;
  /** Which of those with its id an item is. */
  readonly nths: ReadonlyMap<XccdfItem, number>;
}

/** Worked out once per snapshot and Benchmark. */
export function layoutOf(snapshot: Snapshot, benchmark: XccdfBenchmark): Layout {
  return rememberFor(snapshot, layoutOf, benchmark.items, () => {
    const byParent = new Map<number, XccdfItem[]>();
    const present = benchmark.items.filter((item) => !item.gone);
    for (const item of present) {
      if (item.kind === 'value') continue;
      const siblings = byParent.get(item.parent);
      if (siblings) siblings.push(item);
      else byParent.set(item.parent, [item]);
    }
    return { byParent, nths: nthOfEach(present) };
  });
}

export function nthOfEach<T extends { readonly id: string }>(list: readonly T[]): ReadonlyMap<T, number> {
  const counts = new Map<string, number>();
  return new Map(
    list.map((one) => {
      const nth = (counts.get(one.id) ?? 0) + 1;
      counts.set(one.id, nth);
      return [one, nth];
    }),
  );
}

export function findItem({ itemsById, items }: XccdfBenchmark, { id, nth }: Named): XccdfItem | undefined {
  return nth === 1 ? itemsById.get(id) : items.filter((item) => item.id === id && !item.gone)[nth - 1];
}
