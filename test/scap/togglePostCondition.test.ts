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

const rules = ['r0', 'r1', 'r2', 'r3', 'r4', 'r5'];
const ruleId = fc.constantFrom(...rules);
const selected = fc.constantFrom('', ' selected="true"', ' selected="false"');
const cluster = fc.constantFrom('', '', ' cluster-id="c0"', ' cluster-id="c1"');
const link = fc.oneof(
  { weight: 4, arbitrary: fc.constant('') },
  fc.tuple(fc.constantFrom('requires', 'conflicts'), ruleId).map(([name, id]) => `<${name} idref="${id}"/>`),
  fc.tuple(ruleId, ruleId).map((ids) => `<requires idref="${ids.join(' ')}"/>`),
);
const ruleFacts = fc.record({ selected, cluster, link, extended: fc.constantFrom('', '', '', 'r0', 'r1') });
const groupFacts = fc.record({
  off: fc.nat(3),
  cluster,
  link: fc.oneof({ weight: 6, arbitrary: fc.constant('') }, link),
});
const profileFacts = fc.record({
  extended: fc.constantFrom(-1, -1, 0, 1),
  abstract: fc.nat(3),
  selects: fc.uniqueArray(fc.tuple(fc.constantFrom(...rules, 'g0', 'g1', 'g2', 'c0', 'c1'), fc.boolean()), {
    selector: ([id]) => id,
    maxLength: 6,
  }),
});
const document = fc
  .record({
    rules: fc.array(ruleFacts, { minLength: 6, maxLength: 6 }),
    groups: fc.array(groupFacts, { minLength: 3, maxLength: 3 }),
    profiles: fc.array(profileFacts, { minLength: 1, maxLength: 4 }),
    shape: fc.nat(3),
  })
  .map((facts) => {
    const rule = (number: number): string => {
      const { extended, ...fact } = facts.rules[number]!;
      const base = extended === '' || extended === `r${number}` ? '' : ` extends="${extended}"`;
      const own = fact.link.includes(`"r${number}"`) ? '' : fact.link;
      return `<Rule id="r${number}"${fact.selected}${fact.cluster}${base}>${own}</Rule>\n`;
    };
    const group = (number: number, ...inside: readonly string[]): string => {
      const fact = facts.groups[number]!;
      const off = fact.off === 0 ? ' selected="false"' : '';
      return `<Group id="g${number}"${off}${fact.cluster}>${fact.link}\n${inside.join('')}</Group>\n`;
    };
    const profiles = facts.profiles.map(({ extended, abstract, selects }, number) => {
      const base = extended >= 0 && extended < number ? ` extends="p${extended}"` : '';
      const lines = selects.map(([id, on]) => `<select idref="${id}" selected="${on}"/>\n`);
      return `<Profile id="p${number}"${base}${abstract === 0 ? ' abstract="true"' : ''}>\n<title>t</title>\n${lines.join('')}</Profile>\n`;
    });
    const items = [
      () => rule(0) + group(0, rule(1), rule(2), group(1, rule(3))) + group(2, rule(4), rule(5)),
      () => group(0, group(1, rule(0), rule(1), rule(2)), rule(3)) + group(2, rule(4)) + rule(5),
      () => group(0, rule(0), rule(1)) + group(1, rule(2), rule(3)) + group(2, rule(4), rule(5)),
      () => group(0, group(1, group(2, rule(0), rule(1), rule(2)), rule(3)), rule(4)) + rule(5),
    ][facts.shape]!();
    return `<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b">\n${profiles.join('')}${items}</Benchmark>`;
  });

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
  fc.assert(fc.property(document, oneCase, check), { seed: 20_221_220, numRuns });
}, 600_000);
