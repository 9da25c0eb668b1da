/**
 * Profiles, Rules, Groups or Values whose extends run in a circle. Nothing is edited there: OpenSCAP crashes on such a profile, and
 * for such items it gives up and follows no extends of items in all of the Benchmark (seen in 1.3.7).
 */
import * as l10n from '@vscode/l10n';
import type { XccdfBenchmark, XccdfItem, XccdfProfile } from './benchmark.ts';
import { circleFrom, circlesAmong, cycleText } from './cycle.ts';
import { ancestorGroups, extendedItem, parentProfile } from './selection.ts';

/** In words that name the first circle met; undefined where the extends of all of these, and of the groups around, come to an end. */
export function circleFault(
  benchmark: XccdfBenchmark,
  profiles: readonly XccdfProfile[],
  items: readonly XccdfItem[],
): string | undefined {
  for (const profile of profiles) {
    const circle = profileCycle(benchmark, profile);
    if (circle) return faultText(profile.id, circle);
  }
  for (const item of items) {
    for (const one of [item, ...ancestorGroups(benchmark, item)]) {
      const circle = itemCycle(benchmark, one);
      if (circle) return faultText(one.id, circle);
    }
  }
  return undefined;
}

/** The ids of the circle that the line of descent of `profile` runs into; undefined where it ends. */
export function profileCycle(benchmark: XccdfBenchmark, profile: XccdfProfile): readonly string[] | undefined {
  return circleFrom(profile, (at) => parentOrSelf(benchmark, at))?.map(({ id }) => id);
}

/** The profile that `profile` extends, which may be itself; a tailoring's then means the one that it shadows. */
export function parentOrSelf(benchmark: XccdfBenchmark, profile: XccdfProfile): XccdfProfile | undefined {
  const extendsItself = profile.origin === 'benchmark' && profile.extends === profile.id;
  return parentProfile(benchmark, profile) ?? (extendsItself ? profile : undefined);
}

/** The ids of the circle that the line of descent of `item` runs into; undefined where it ends. */
export function itemCycle(benchmark: XccdfBenchmark, item: XccdfItem): readonly string[] | undefined {
  return circleFrom(item, (at) => baseOf(benchmark, at))?.map(({ id }) => id);
}

/** The circle that the extends of a profile run into, such as: a -> b -> a. Undefined where they come to an end. */
export function circleOf(benchmark: XccdfBenchmark, profile: XccdfProfile): string | undefined {
  const circle = profileCycle(benchmark, profile);
  return circle && cycleText(circle);
}

/** The circles of profiles, a tailoring's included, and those of items: each once. Linear. */
export function listCircles(benchmark: XccdfBenchmark): {
  readonly profiles: readonly (readonly XccdfProfile[])[];
  readonly items: readonly (readonly XccdfItem[])[];
} {
  const profiles = [...(benchmark.tailoring?.profiles ?? []), ...benchmark.profiles];
  const extending = benchmark.items.filter((item) => item.extends !== undefined);
  return {
    profiles: circlesAmong(profiles, (profile) => parentOrSelf(benchmark, profile)),
    items: circlesAmong(extending, (item) => baseOf(benchmark, item)),
  };
}

function baseOf(benchmark: XccdfBenchmark, item: XccdfItem): XccdfItem | undefined {
  return item.extends === undefined ? undefined : extendedItem(benchmark, item);
}

function faultText(id: string, circle: readonly string[]): string {
  return l10n.t(
    'The extends of {0} run in a circle: {1}. What an edit would do there cannot be told; remove one of these extends first.',
    id,
    cycleText(circle),
  );
}
