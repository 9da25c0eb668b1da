/** Profiles that extend each other in a circle: the scanner crashes on them, and nothing can be worked out about them. */
import type { XccdfBenchmark, XccdfProfile } from './benchmark.ts';
import { circleFrom } from './cycle.ts';
import { parentProfile } from './selection.ts';

/** The ids of the circle that the line of descent of `profile` runs into; undefined where it ends. */
export function profileCycle(benchmark: XccdfBenchmark, profile: XccdfProfile): readonly string[] | undefined {
  return circleFrom(profile, (at) => parentOrSelf(benchmark, at))?.map(({ id }) => id);
}

/** The profile that `profile` extends, which may be itself; a tailoring's then means the one that it shadows. */
export function parentOrSelf(benchmark: XccdfBenchmark, profile: XccdfProfile): XccdfProfile | undefined {
  const extendsItself = profile.origin === 'benchmark' && profile.extends === profile.id;
  return parentProfile(benchmark, profile) ?? (extendsItself ? profile : undefined);
}
