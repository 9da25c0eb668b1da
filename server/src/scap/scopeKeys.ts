/** Names for the Benchmarks and Tailorings of a document that hold across edits, so that a client can point at one. */
import { listScopes, type XccdfBenchmark } from './benchmark.ts';
import { remember, type Snapshot } from './snapshot.ts';

export interface KeyedScope {
  /** The id of the Benchmark or Tailoring; where two have one id, with its position among them. */
  readonly key: string;
  readonly benchmark: XccdfBenchmark;
}

/** In document order, Benchmarks before Tailorings. */
export function listKeyedScopes(snapshot: Snapshot): readonly KeyedScope[] {
  return remember(snapshot, listKeyedScopes, () => {
    const seen = new Map<string, number>();
    return listScopes(snapshot).map((benchmark) => {
      const id = benchmark.tailoring?.id ?? benchmark.id;
      const count = seen.get(id) ?? 0;
      seen.set(id, count + 1);
      return { key: count === 0 ? id : `${id}#${count + 1}`, benchmark };
    });
  });
}

export function scopeByKey(snapshot: Snapshot, key: string): XccdfBenchmark | undefined {
  return listKeyedScopes(snapshot).find((scope) => scope.key === key)?.benchmark;
}

export function keyOfScope(snapshot: Snapshot, benchmark: XccdfBenchmark): string | undefined {
  return listKeyedScopes(snapshot).find((scope) => scope.benchmark === benchmark)?.key;
}
