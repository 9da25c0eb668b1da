/** What a profile refines of a rule; test/corpus/compare.test.ts asks the scanner about the same file. */
import { expect, it } from 'vitest';
import { listBenchmarks } from '../../server/src/scap/benchmark.ts';
import { refinementInProfile, severityInProfile } from '../../server/src/scap/refinement.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { fixturePath, openFile } from '../support/documents.ts';

it.each([
  ['own', 'medium full 1.0', 'high full 2.5', 'medium full 3.0', 'medium full 1.0', 'medium full 1.0'],
  ['role', 'low full 4.0', 'low unscored 4.0', 'low unscored 4.0', 'low full 4.0', 'low full 4.0'],
  [
    'unchecked',
    'unknown unchecked 1.0',
    'unknown unchecked 1.0',
    'info full 1.0',
    'unknown unchecked 1.0',
    'unknown unchecked 1.0',
  ],
  ['one', 'medium full 1.0', 'medium full 7', 'medium full 7', 'high full 1.0', 'high full 3'],
  ['two', 'medium full 1.0', 'medium full 7', 'medium full 7', 'high full 1.0', 'high full 1.0'],
])('%s without a profile, in the parent, its child, by id and cluster, and mixed', (name, ...expected) => {
  const benchmark = listBenchmarks(openFile(fixturePath('refinements.xml')))[0]!;
  const rule = benchmark.itemsById.get(`xccdf_org.example_rule_${name}`)!;
  const profiles = ['parent', 'child', 'both', 'mixed'].map((id) =>
    benchmark.profiles.find((profile) => profile.id === `xccdf_org.example_profile_${id}`),
  );
  const found = [undefined, ...profiles].map((profile) => refinementInProfile(benchmark, profile, rule));
  expect(found.map(({ severity, role, weight }) => `${severity} ${role} ${weight}`)).toEqual(expected);
  expect([undefined, ...profiles].map((profile) => severityInProfile(benchmark, profile, rule) ?? 'unknown')).toEqual(
    found.map(({ severity }) => severity),
  );
  expect(found[0]!.by).toEqual([]);
});

it('is that of the rule it extends where a rule does not say, as the scanner reports it', () => {
  const [benchmark] = listBenchmarks(
    openSnapshot(`<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b">
<Profile id="p"><refine-rule idref="heir" weight="5"/></Profile>
<Rule id="base" abstract="true" severity="high" role="unscored" weight="3"/>
<Rule id="heir" extends="base"/><Rule id="own" extends="heir" severity="low"/></Benchmark>`),
  );
  const found = (id: string, profile?: number) => {
    const refined = profile === undefined ? undefined : benchmark!.profiles[profile];
    const { severity, role, weight } = refinementInProfile(benchmark!, refined, benchmark!.itemsById.get(id)!);
    return `${severity} ${role} ${weight}`;
  };
  // Seen in the results of OpenSCAP 1.3.7, without a refine-rule.
  expect([found('heir'), found('own')]).toEqual(['high unscored 3', 'low unscored 3']);
  expect(found('heir', 0)).toBe('high full 5');
});
