/** Random switches of rules, as a click, a group, a filter or a pasted list asks for them. */
import type { XccdfBenchmark, XccdfItem } from '../../../server/src/scap/benchmark.ts';
import { keyOfScope } from '../../../server/src/scap/scopeKeys.ts';
import type { ToggleScope } from '../../../server/src/scap/toggle.ts';
import { pickListed, pickShown } from '../../../server/src/service/pickRules.ts';
import { toggleRules } from '../../../server/src/service/toggleRules.ts';
import type { ActionKind, WorkbenchAction, WorkbenchState } from './action.ts';
import { randomGroup, randomRule, randomRules } from './pick.ts';
import { checkAsked, isInScope, withChanges } from './toggled.ts';

export const toggleKinds: Readonly<Record<string, ActionKind>> = {
  'rule in a profile': (state, benchmark) => inProfile(state, benchmark, () => [randomRule(state, benchmark)]),
  'rule in the scan without a profile': (state, benchmark) =>
    toggle(state, benchmark, [randomRule(state, benchmark)], { kind: 'profiles', profiles: [undefined] }),
  'rules in several profiles': (state, benchmark) => {
    if (benchmark.profiles.length < 2) return undefined;
    const profiles = [...new Set(Array.from({ length: 3 }, () => state.random.pick(benchmark.profiles)))];
    return toggle(state, benchmark, randomRules(state, benchmark), { kind: 'profiles', profiles });
  },
  'rule everywhere': (state, benchmark) =>
    toggle(state, benchmark, [randomRule(state, benchmark)], { kind: 'everywhere' }),
  'rule where named': (state, benchmark) =>
    toggle(state, benchmark, [randomRule(state, benchmark)], { kind: 'mentioned' }),
  'group in a profile': (state, benchmark) => inProfile(state, benchmark, () => randomGroup(state, benchmark)),
  'group everywhere': (state, benchmark) =>
    toggle(state, benchmark, randomGroup(state, benchmark), { kind: 'everywhere' }),
  'rules everywhere': (state, benchmark) =>
    toggle(state, benchmark, randomRules(state, benchmark), { kind: 'everywhere' }),
  'pasted list in a profile': (state, benchmark) =>
    inProfile(state, benchmark, (key) => {
      const list = randomRules(state, benchmark).map(({ id }) => id);
      return itemsOf(benchmark, pickListed(state.snapshot, key, list.join(', ')));
    }),
  'what a filter shows in a profile': (state, benchmark) =>
    inProfile(state, benchmark, (key, profile) => {
      const filter = state.random.pick(['state:on severity:low', 'state:off severity:high', 'ssh', 'audit', 'mount']);
      return itemsOf(benchmark, pickShown(state.snapshot, key, profile, filter));
    }),
};

function inProfile(
  state: WorkbenchState,
  benchmark: XccdfBenchmark,
  pickRules: (key: string, profile: string) => readonly XccdfItem[],
): WorkbenchAction | undefined {
  if (benchmark.profiles.length === 0) return undefined;
  const profile = state.random.pick(benchmark.profiles);
  const rules = pickRules(keyOfScope(state.snapshot, benchmark)!, profile.id);
  if (rules.length === 0) return undefined;
  return toggle(state, benchmark, rules, { kind: 'profiles', profiles: [profile] });
}

function itemsOf(benchmark: XccdfBenchmark, picked: ReturnType<typeof pickShown>): readonly XccdfItem[] {
  return picked!.items.map((id) => benchmark.itemsById.get(id)!);
}

/** On or off by chance. Undefined where nothing changes, or something stands in the way. */
export function toggle(
  { known, random }: Pick<WorkbenchState, 'known' | 'random'>,
  benchmark: XccdfBenchmark,
  rules: readonly XccdfItem[],
  scope: ToggleScope,
): WorkbenchAction | undefined {
  const enable = random.next() < 0.5;
  const asked = { rules, enable, scope };
  let toggled = toggleRules(benchmark, asked);
  // As a user who reads the question: what is required is taken along where that is enough, else nothing is done.
  if (toggled.answers.includes('withRequired')) toggled = toggleRules(benchmark, { ...asked, withRequired: true });
  if (toggled.obstacles.length > 0) return undefined;
  const edits = toggled.edits.get(benchmark.tailoring?.snapshot ?? benchmark.snapshot) ?? [];
  if (edits.length === 0) return undefined;
  const where = scope.kind === 'profiles' ? scope.profiles.map((profile) => profile?.id).join(' ') : scope.kind;
  const label = `${enable ? 'enable' : 'disable'} ${rules.map(({ id }) => id).join(' ')} in ${where}`;
  const expected = withChanges(known, toggled.changes);
  checkAsked(benchmark, { ...asked, known, expected, changes: toggled.changes, label });
  const edited = [...expected.keys()].filter((id) => isInScope(benchmark, rules, scope, id));
  return { label, edits, expected, edited };
}
