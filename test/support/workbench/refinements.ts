/** Random refinements of a rule in a profile, and the profile's own taken out again. */
import type { XccdfBenchmark, XccdfItem, XccdfProfile } from '../../../server/src/scap/benchmark.ts';
import { listCheckSelectors } from '../../../server/src/scap/checkChoice.ts';
import { listRefineRules } from '../../../server/src/scap/refinement.ts';
import { type RefinementChange, refineRule } from '../../../server/src/service/refineRule.ts';
import type { ProfileScan, RefinedRule } from '../../oracle/profileScan.ts';
import { defaultScan } from '../../oracle/scanner.ts';
import { type ActionKind, type KnownScans, type WorkbenchAction, type WorkbenchState, withScans } from './action.ts';
import { lineOf, randomProfile, randomRule } from './pick.ts';

export const refinementKinds: Readonly<Record<string, ActionKind>> = {
  'rule refined': (state, benchmark) => {
    const profile = randomProfile(state, benchmark);
    const rule = randomRule(state, benchmark);
    return profile && changeRule(state, benchmark, profile, rule, randomRefinement(state, benchmark, rule));
  },
  'refinement reset': (state, benchmark) => {
    const profile = randomProfile(state, benchmark, (one) => listRefineRules(one).length > 0);
    if (!profile) return undefined;
    const rule = benchmark.itemsById.get(state.random.pick(listRefineRules(profile)).idref);
    return rule?.kind === 'rule' ? changeRule(state, benchmark, profile, rule, 'reset') : undefined;
  },
};

/**
 * Of a rule with several checks one is picked too, or nothing else. All else that the scanner says of the rule stays; that
 * it runs the check that was picked is proved in test/corpus/refineRule.test.ts.
 */
export function randomRefinement(
  { random }: Pick<WorkbenchState, 'random'>,
  benchmark: XccdfBenchmark,
  rule: XccdfItem,
): Exclude<RefinementChange, 'reset'> {
  const [severity, role] = [random.pick(['info', 'low', 'medium', 'high']), random.pick(['full', 'unscored'])];
  const drawn = random.pick([{ severity }, { role }, { weight: '2.5' }, { severity, role }, { role: 'unchecked' }]);
  const selectors = listCheckSelectors(benchmark, rule);
  if (selectors.length < 2) return drawn;
  const selector = random.pick(selectors);
  return random.pick([{ selector }, { ...drawn, selector }]);
}

/** Undefined where it is so already, and for a rule in a cluster where other entries may have a say: after a reset, and in heirs. */
export function changeRule(
  { known }: Pick<WorkbenchState, 'known'>,
  benchmark: XccdfBenchmark,
  profile: XccdfProfile,
  rule: XccdfItem,
  change: RefinementChange,
): WorkbenchAction | undefined {
  const { edited, heirs } = refineRule(benchmark, profile, rule, change);
  if (edited.kind !== 'edit') return undefined;
  if (rule.clusterId !== undefined && (change === 'reset' || heirs.length > 0)) return undefined;
  const label = `${rule.id} in ${profile.id}: ${JSON.stringify(change)}`;
  const line = lineOf(benchmark.tailoring?.profiles ?? benchmark.profiles, [profile.id]);
  const refined = refinementAsked(known, profile, rule, change);
  if (!refined) return undefined;
  const changes = new Map<string, Partial<ProfileScan>>();
  for (const { id } of [profile, ...heirs]) {
    if (!line.has(id)) throw new Error(`${label}: ${id} changes and does not extend it`);
    changes.set(id, { refinements: new Map(known.get(id)?.refinements).set(rule.id, refined) });
  }
  return {
    label,
    edits: edited.edits,
    expected: withScans(known, changes),
    edited: [profile.id],
  };
}

/** What was with what was asked for; after a reset, what the profile that is extended has, or the scan without one. */
function refinementAsked(
  known: KnownScans,
  profile: XccdfProfile,
  rule: XccdfItem,
  change: RefinementChange,
): RefinedRule | undefined {
  if (change === 'reset') return known.get(profile.extends ?? defaultScan)?.refinements.get(rule.id);
  const { severity, role, weight } = known.get(profile.id)!.refinements.get(rule.id)!;
  return {
    severity: change.severity ?? severity,
    role: change.role ?? role,
    weight: change.weight === undefined ? weight : Number(change.weight),
  };
}
