/** In one word what a scan makes of a rule: the same verdict as explain.ts, for lists of thousands. */
import type { XccdfBenchmark, XccdfItem } from './benchmark.ts';
import { ancestorGroups, type Drop, type Selection } from './selection.ts';

/** Evaluated; off by its own switch; or on itself, and held by a group around it, an unmet requires or a conflict. */
export type RuleMark = 'on' | 'off' | 'group' | Drop['code'];

export function ruleMark(benchmark: XccdfBenchmark, selection: Selection, rule: XccdfItem): RuleMark {
  if (selection.effective[rule.number] === 1) return 'on';
  if (selection.switched[rule.number] === 0) return 'off';
  const groups = ancestorGroups(benchmark, rule);
  if (groups.some((group) => selection.switched[group.number] === 0)) return 'group';
  const holder = [rule, ...groups].find((item) => selection.drops.has(item.number));
  return holder ? selection.drops.get(holder.number)!.code : 'off';
}
