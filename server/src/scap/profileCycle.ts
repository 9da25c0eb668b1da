/** Profiles that extend each other in a circle: the scanner crashes on them, and nothing can be worked out about them. */
import type { XccdfBenchmark, XccdfProfile } from './benchmark.ts';
import { parentProfile } from './selection.ts';

/** The ids of the circle that the line of descent of `profile` runs into; undefined where it ends. */
export function profileCycle(benchmark: XccdfBenchmark, profile: XccdfProfile): readonly string[] | undefined {
  const line: XccdfProfile[] = [];
  for (let at: XccdfProfile | undefined = profile; at; at = parentOrSelf(benchmark, at)) {
    const first = line.indexOf(at);
    if (first >= 0) return line.slice(first).map(({ id }) => id);
    line.push(at);
  }
  return undefined;
}

/** A profile of a Benchmark that extends its own id; a tailoring's means the one that it shadows. */
function parentOrSelf(benchmark: XccdfBenchmark, profile: XccdfProfile): XccdfProfile | undefined {
  const extendsItself = profile.origin === 'benchmark' && profile.extends === profile.id;
  return parentProfile(benchmark, profile) ?? (extendsItself ? profile : undefined);
}
