/**
 * The toggle's promise on thousands of small made-up Benchmarks: the rule is reached where it was asked for, every other
 * difference has been named, nothing leaks into other scans, no idref is selected twice, a second run changes nothing.
 * SCAP_TOGGLE_RUNS makes it thorough.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { listBenchmarks, type XccdfBenchmark, type XccdfProfile } from '../../server/src/scap/benchmark.ts';
import { ancestorProfiles, selectionOf } from '../../server/src/scap/selection.ts';
import { draftEdits } from '../../server/src/scap/selectionEdits.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { planToggle, type TogglePlan, type ToggleScope } from '../../server/src/scap/toggle.ts';
import { applyEdits } from '../../server/src/text/edits.ts';
import { ruleId, rules, smallBenchmark } from '../support/smallBenchmark.ts';

interface Case {
  readonly toggled: readonly string[];
  readonly enable: boolean;
  readonly scope: string;
  readonly withRequired: boolean;
}

/** Scans of one toggle, by name: a parent and its child, or a default and a profile, get in each other's way. */
const someScans = fc
  .uniqueArray(fc.constantFrom('(default)', 'p0', 'p1', 'p2', 'p3'), { minLength: 1, maxLength: 3 })
  .map((scans) => scans.join(' '));

const oneCase = fc.record({
  toggled: fc.uniqueArray(ruleId, { minLength: 1, maxLength: 2 }),
  enable: fc.boolean(),
  scope: fc.oneof(fc.constantFrom('p0', 'p1', '(default)', 'everywhere', 'mentioned'), someScans),
  withRequired: fc.boolean(),
});

const open = (text: string): XccdfBenchmark => listBenchmarks(openSnapshot(text))[0]!;

function toggle(text: string, { toggled, enable, scope, withRequired }: Case): { plan: TogglePlan; text: string } {
  const benchmark = open(text);
  const scans = scope.split(' ');
  const profiles = [undefined, ...benchmark.profiles].filter((profile) => scans.includes(profile?.id ?? '(default)'));
  const named: ToggleScope =
    scope === 'everywhere' || scope === 'mentioned' ? { kind: scope } : { kind: 'profiles', profiles };
  const items = toggled.map((id) => benchmark.itemsById.get(id)!);
  const plan = planToggle(benchmark, { rules: items, enable, scope: named, withRequired });
  return { plan, text: applyEdits(text, [...draftEdits(benchmark, plan.draft).values()].flat()) };
}

function effective(benchmark: XccdfBenchmark, profile: XccdfProfile | undefined): ReadonlySet<string> {
  const selection = selectionOf(benchmark, profile);
  return new Set(benchmark.items.filter((item) => selection.effective[item.number] === 1).map(({ id }) => id));
}

function check(text: string, one: Case): void {
  const [before, done] = [open(text), toggle(text, one)];
  const after = open(done.text);
  const reachable = done.plan.obstacles.length === 0;
  for (const { selects } of after.profiles)
    expect(new Set(selects.map(({ idref }) => idref)).size).toBe(selects.length);
  // A rule that sleeps on where only the other one was named is named there from then on.
  const sameScope = one.scope !== 'mentioned' || one.toggled.length === 1;
  if (reachable && sameScope) expect(toggle(done.text, one).text, 'a second run').toBe(done.text);
  for (const profile of [undefined, ...before.profiles.filter(({ abstract }) => !abstract)]) {
    const scan = profile?.id ?? '(default)';
    const meant = (of: XccdfProfile | undefined, rule: string): boolean =>
      one.scope === 'everywhere' ||
      one.scope.split(' ').includes(of?.id ?? '(default)') ||
      (one.scope === 'mentioned' && of !== undefined && of.selects.some(({ idref }) => idref === rule));
    const [was, is] = [
      effective(before, profile),
      effective(
        after,
        after.profiles.find(({ id }) => id === profile?.id),
      ),
    ];
    const change = done.plan.changes.find((candidate) => candidate.profile?.id === profile?.id);
    const named = new Set(change?.alsoChanged.map(({ item }) => item.id));
    for (const id of rules) {
      const asked = one.toggled.includes(id);
      if (reachable && asked && meant(profile, id)) expect(is.has(id), `${id} in ${scan}`).toBe(one.enable);
      if (was.has(id) === is.has(id)) continue;
      if (!asked) expect([...named], `${id} changes in ${scan}`).toContain(id);
      else if (reachable && !meant(profile, id)) {
        const parents = ancestorProfiles(before, profile!);
        expect(
          parents.some((parent) => meant(parent, id)),
          `leaks into ${scan}`,
        ).toBe(true);
      }
    }
  }
}

it('holds the promise of selection.md', () => {
  const numRuns = Number(process.env.SCAP_TOGGLE_RUNS ?? 1500);
  fc.assert(fc.property(smallBenchmark, oneCase, check), { seed: 20_221_220, numRuns });
}, 600_000);
