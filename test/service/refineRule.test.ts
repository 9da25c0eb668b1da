/** refine-rules as they are written; what a scanner makes of them is proved in test/corpus/refineRule.test.ts. */
import { describe, expect, it } from 'vitest';
import { listBenchmarks } from '../../server/src/scap/benchmark.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { type RefinementChange, refineRule } from '../../server/src/service/refineRule.ts';
import { applyEdits } from '../../server/src/text/edits.ts';
import { fixturePath, readDocument } from '../support/documents.ts';

const text = readDocument(fixturePath('refinements.xml')).text;
const id = (name: string) => `xccdf_org.example_rule_${name}`;

function ask(profile: string, rule: string, change: RefinementChange, source = text) {
  const benchmark = listBenchmarks(openSnapshot(source))[0]!;
  const found = benchmark.profiles.find((one) => one.id === `xccdf_org.example_profile_${profile}`)!;
  return refineRule(benchmark, found, benchmark.itemsById.get(id(rule))!, change);
}

/** Lines that are gone, lines that are new; the inverse must bring every byte back. */
function lines(...[profile, rule, change, source = text]: Parameters<typeof ask>) {
  const { edited } = ask(profile, rule, change, source);
  if (edited.kind !== 'edit') throw new Error(JSON.stringify(edited));
  const after = applyEdits(source, edited.edits);
  expect(applyEdits(after, edited.inverse)).toBe(source);
  const [old, now] = [source.split('\n'), after.split('\n')];
  const gone = old.filter((line) => !now.includes(line)).map((line) => line.trim());
  return [
    ...gone.map((line) => `- ${line}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+ ${line.trim()}`),
  ];
}

describe('what was in force stays in force', () => {
  it('in the element that is there', () => {
    expect(lines('parent', 'own', { severity: 'low' })).toEqual([
      `- <refine-rule idref="${id('own')}" severity="high" weight="2.5"/>`,
      `+ <refine-rule idref="${id('own')}" severity="low" weight="2.5"/>`,
    ]);
    expect(lines('parent', 'role', { weight: '5' })).toEqual([
      `- <refine-rule idref="${id('role')}" role="unscored"/>`,
      `+ <refine-rule idref="${id('role')}" weight="5" role="unscored"/>`,
    ]);
  });

  it('of the refine-rule of a parent, which the new element replaces', () => {
    const source = text.replace('<refine-rule idref="xccdf_org.example_rule_own" weight="3.0"/>', '');
    expect(lines('child', 'own', { severity: 'info' }, source)).toEqual([
      `+ <refine-rule idref="${id('own')}" severity="info" weight="2.5"/>`,
    ]);
    expect(lines('child', 'role', { severity: 'info' })).toEqual([
      `+ <refine-rule idref="${id('role')}" severity="info" role="unscored"/>`,
    ]);
  });

  it("the rule's own role too, which an element without one would set back", () => {
    expect(lines('both', 'unchecked', { severity: 'high' })).toEqual([
      `+ <refine-rule idref="${id('unchecked')}" severity="high" role="unchecked"/>`,
    ]);
    // There it is set back already, and nobody asked for another one.
    expect(lines('child', 'unchecked', { severity: 'high' })).toEqual([
      `- <refine-rule idref="${id('unchecked')}" severity="info"/>`,
      `+ <refine-rule idref="${id('unchecked')}" severity="high"/>`,
    ]);
  });

  it('behind a later entry for its cluster, which would win', () => {
    expect(lines('mixed', 'one', { severity: 'low' })).toEqual([
      `- <refine-rule idref="${id('one')}" weight="3" role="unscored"/>`,
      `+ <refine-rule idref="${id('one')}" severity="low" weight="3" role="full"/>`,
    ]);
  });
});

it('a reset takes the own element out, and only that', () => {
  expect(lines('child', 'own', 'reset')).toEqual([`- <refine-rule idref="${id('own')}" weight="3.0"/>`]);
  expect(ask('both', 'own', 'reset').edited.kind).toBe('nothing');
});

it('what it says already is no change', () => {
  expect(ask('parent', 'own', { severity: 'high' }).edited).toMatchObject({ kind: 'nothing' });
});

it('says what it is now, and in how many profiles', () => {
  const { edited, heirs } = ask('parent', 'role', { role: 'unchecked', weight: '0.5' });
  expect(edited).toMatchObject({
    summary: '"Role" has weight 0.5, role unchecked in "Parent", and in 2 profiles that extend it.',
  });
  expect(heirs.map((one) => one.id.split('_profile_')[1])).toEqual(['child', 'both_child']);
  expect(ask('parent', 'own', { weight: '1' }).heirs.length).toBe(1);
});

it('an heir whose entry for the cluster wins is none in which it changes; one in which it wins in part is', () => {
  const heir = `<Profile id="xccdf_org.example_profile_heir" extends="xccdf_org.example_profile_parent">
    <refine-rule idref="pair" severity="high"/></Profile><Rule `;
  const source = text.replace('<Rule ', heir);
  const changed = (change: RefinementChange) => ask('parent', 'one', change, source);
  const heirs = (change: RefinementChange) => changed(change).heirs.map((one) => one.id.split('_profile_')[1]);
  expect(heirs({ severity: 'low' })).toEqual(['child']);
  expect(changed({ severity: 'low' }).edited).toMatchObject({
    summary: '"One" has severity low in "Parent", and in 1 profile that extends it.',
  });
  expect(heirs({ weight: '3' })).toEqual(['child', 'heir']);
});

it('a reset changes what the entry said otherwise than the rule, and a weight of 1 is one of 1.0', () => {
  const source = text.replace('severity="high" weight="2.5"', 'weight="1"');
  expect(ask('parent', 'own', 'reset', source)).toMatchObject({ heirs: [], edited: { kind: 'edit' } });
  expect(ask('parent', 'own', 'reset').heirs.map(({ id: one }) => one.split('_profile_')[1])).toEqual(['both_child']);
});

it.each<[RefinementChange, string]>([
  [{ severity: 'critical' }, '"critical" is no severity; there are unknown, info, low, medium, high.'],
  [{ role: 'none' }, '"none" is no role; there are full, unscored, unchecked.'],
  [{ weight: '-1' }, '"-1" is no weight: a number from 0 on, of at most three digits, is.'],
  [{ weight: '1.234' }, '"1.234" is no weight: a number from 0 on, of at most three digits, is.'],
  [{ selector: 'fast' }, `No check of ${id('own')} has a selector.`],
])('%j is refused', (change, reason) => {
  expect(ask('parent', 'own', change).edited).toEqual({ kind: 'refused', reason });
});

it('a selector has to be one of a check', () => {
  const source = text.replace(
    '<title>Own</title>',
    '<title>Own</title><check system="s" selector="fast"/><check system="s"/>',
  );
  expect(lines('both', 'own', { selector: 'fast' }, source)).toEqual([
    `+ <refine-rule idref="${id('own')}" selector="fast"/>`,
  ]);
  expect(ask('both', 'own', { selector: 'slow' }, source).edited).toMatchObject({
    reason: `No check of ${id('own')} has the selector "slow"; there are fast.`,
  });
});
