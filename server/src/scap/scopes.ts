/** Which Benchmarks (and with which Tailoring) the profiles around a component act on. Looks up, evaluates nothing. */
import { listScopes, type XccdfBenchmark, type XccdfItem, type XccdfProfile } from './benchmark.ts';
import type { Declaration } from './scapIndex.ts';
import { remember, type Snapshot } from './snapshot.ts';

/**
 * The Benchmark in a component, or the one that a Tailoring in it is about (which may stand in another document).
 * Empty for other components and where a Tailoring's Benchmark is not to be had.
 */
export function scopesOfComponent(snapshot: Snapshot, component: number): readonly XccdfBenchmark[] {
  return listScopes(snapshot).filter(({ tailoring, snapshot: home, component: own }) =>
    tailoring
      ? tailoring.snapshot === snapshot && tailoring.component === component
      : home === snapshot && own === component,
  );
}

/** The item that a declaration declares, also an abstract one or the second of two with one id. */
export function itemOf(benchmark: XccdfBenchmark, declaration: Declaration): XccdfItem | undefined {
  const byElement = remember(benchmark.snapshot, `items by element ${benchmark.component}`, () => {
    return new Map(benchmark.items.map((item) => [item.element, item]));
  });
  return byElement.get(declaration.element);
}

/** The profile whose element this is. */
export function profileAt(benchmark: XccdfBenchmark, snapshot: Snapshot, element: number): XccdfProfile | undefined {
  const own = [...(benchmark.tailoring?.profiles ?? []), ...benchmark.profiles];
  return own.find((profile) => profile.element === element && profile.snapshot === snapshot);
}
