/** What a random action is about: one of the rules, groups, profiles or Values of a Benchmark. */
import type { XccdfBenchmark, XccdfItem, XccdfProfile } from '../../../server/src/scap/benchmark.ts';
import type { WorkbenchState } from './action.ts';

export function rulesOf(benchmark: XccdfBenchmark): XccdfItem[] {
  return benchmark.items.filter((item) => item.kind === 'rule' && !item.gone && item.id !== '');
}

export function randomRule({ random }: WorkbenchState, benchmark: XccdfBenchmark): XccdfItem {
  return random.pick(rulesOf(benchmark));
}

/** The rules of one parent. */
export function randomGroup({ random }: WorkbenchState, benchmark: XccdfBenchmark): XccdfItem[] {
  const around = new Map<number, XccdfItem[]>();
  for (const rule of rulesOf(benchmark)) around.set(rule.parent, [...(around.get(rule.parent) ?? []), rule]);
  return random.pick([...around.values()]);
}

export function randomRules({ random }: WorkbenchState, benchmark: XccdfBenchmark): XccdfItem[] {
  const rules = rulesOf(benchmark);
  return [...new Set(Array.from({ length: 12 }, () => random.pick(rules)))];
}

export function randomValue({ random }: WorkbenchState, benchmark: XccdfBenchmark): XccdfItem | undefined {
  const values = benchmark.items.filter(({ kind, gone, id }) => kind === 'value' && !gone && id !== '');
  return values.length === 0 ? undefined : random.pick(values);
}

/** One that a scan can name, and the first of its id. */
export function randomProfile(
  { known, random }: WorkbenchState,
  { profiles }: XccdfBenchmark,
  isMeant: (profile: XccdfProfile) => boolean = () => true,
): XccdfProfile | undefined {
  const named = profiles.filter(
    (profile, number) =>
      known.has(profile.id) && profiles.findIndex(({ id }) => id === profile.id) === number && isMeant(profile),
  );
  return named.length === 0 ? undefined : random.pick(named);
}

/** The ids of those that extend a profile, directly or not, and its own: by name, as anybody would look for them. */
export function lineOf(
  profiles: readonly { readonly id: string; readonly extends?: string | undefined }[],
  ids: readonly string[],
): Set<string> {
  const line = new Set(ids);
  for (let size = -1; size !== line.size; ) {
    size = line.size;
    for (const { id, extends: base } of profiles) if (base !== undefined && line.has(base)) line.add(id);
  }
  return line;
}
