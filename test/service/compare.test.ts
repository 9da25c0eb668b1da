/** Profiles side by side: rules as `explainRule` has them, values, refinements. What the scanner says is asked in test/corpus. */
import { describe, expect, it } from 'vitest';
import { listBenchmarks, listScopes } from '../../server/src/scap/benchmark.ts';
import { explainRule, listScans } from '../../server/src/scap/explain.ts';
import { profilesInForce } from '../../server/src/scap/selection.ts';
import { compareScans } from '../../server/src/service/compare.ts';
import { listRules } from '../../server/src/service/scopes.ts';
import { fixturePath, openFile } from '../support/documents.ts';
import { benchmark, collection, openFixture } from '../support/fixture.ts';
import { selectionFixtures } from '../support/selectionFixtures.ts';

function compareAll(inside: string) {
  const { snapshot } = openFixture(collection({ xccdf: benchmark(inside), oval: '' }));
  const found = listBenchmarks(snapshot)[0]!;
  return compareScans(found, listScans(profilesInForce(found)));
}

describe('rules', () => {
  it.each(selectionFixtures)('every cell of %s says what explains it', (name) => {
    for (const found of listScopes(openFile(fixturePath(`selection/${name}`)))) {
      const scans = [...listScans(profilesInForce(found)), '(all)' as const];
      const { rules, columns } = compareScans(found, scans);
      expect(columns).toHaveLength(scans.length);
      const explained = listRules(found).map((rule) =>
        scans.map((scan) => {
          const { effective, decided } = explainRule(found, scan, rule);
          return { effective, code: decided.code };
        }),
      );
      expect(rules.map(({ cells }) => cells)).toEqual(explained);
    }
  });

  it('have title and severity, and abstract ones are left out', () => {
    const { rules, title } = compareAll(
      `<x:Rule id="a" severity="high"><x:title>First 𝔘
      rule</x:title></x:Rule><x:Rule id="b"/><x:Rule id="c" abstract="true"/>`,
    );
    expect(title).toBe('Small benchmark');
    expect(rules.map((rule) => [rule.id, rule.title, rule.severity])).toEqual([
      ['a', 'First 𝔘 rule', 'high'],
      ['b', 'b', 'unknown'],
    ]);
  });
});

it('columns are the scans asked for, in their order', () => {
  const found = listBenchmarks(openFile(fixturePath('selection/plain.xml')))[0]!;
  const [first, second] = found.profiles;
  const { columns, rules } = compareScans(found, [second!, '(default)', first!]);
  expect(columns.map(({ title }) => title)).toEqual(['Second', '(default)', 'First']);
  expect(rules.map(({ title, cells }) => [title, ...cells.map(({ effective }) => effective)])).toEqual([
    ['Left', false, false, true],
    ['Right', true, false, false],
    ['Star', true, true, false],
    ['Moon', false, false, false],
  ]);
  expect(compareScans(found, []).rules.map(({ cells }) => cells)).toEqual([[], [], [], []]);
});

it('values say where they come from, and null where a selector leads nowhere', () => {
  const { values } = compareAll(`
    <x:Profile id="set"><x:set-value idref="v">9</x:set-value></x:Profile>
    <x:Profile id="refined"><x:refine-value idref="v" selector="long"/></x:Profile>
    <x:Profile id="lost"><x:refine-value idref="v" selector="nope"/></x:Profile>
    <x:Profile id="child" extends="refined"/>
    <x:Value id="v"><x:title>Minutes</x:title><x:value>5</x:value><x:value selector="long">30</x:value></x:Value>
    <x:Value id="gone" abstract="true"><x:value>1</x:value></x:Value>`);
  expect(values.map(({ id, title, cells }) => ({ id, title, cells }))).toEqual([
    {
      id: 'v',
      title: 'Minutes',
      cells: [
        { text: '9', selector: '', by: 'set' },
        { text: '30', selector: 'long', by: 'refined' },
        { text: null, selector: 'nope', by: 'refined' },
        { text: '30', selector: 'long', by: 'refined' },
        { text: '5', selector: '', by: 'default' },
      ],
    },
  ]);
});

it('refinements are listed for what one of the profiles, or one that it extends, refines', () => {
  const { refinements } = compareAll(`
    <x:Profile id="base"><x:refine-rule idref="r" severity="high" weight="2.0"/><x:refine-rule idref="c" role="unscored"/></x:Profile>
    <x:Profile id="child" extends="base"><x:refine-rule idref="r" selector="strict"/></x:Profile>
    <x:Group id="g" cluster-id="c"><x:Rule id="r" severity="low" role="unchecked"/></x:Group><x:Rule id="other"/>`);
  const shown = refinements.map(({ id, kind, cells }) => [
    `${kind} ${id}`,
    ...cells.map(({ severity, role, weight, selector, by }) =>
      [by.length > 0 ? 'refined' : 'as it is', severity, role, weight, selector].join(' '),
    ),
  ]);
  expect(shown).toEqual([
    ['group g', 'refined unknown unscored 1.0 ', 'refined unknown unscored 1.0 ', 'as it is unknown full 1.0 '],
    ['rule r', 'refined high full 2.0 ', 'refined low full 1.0 strict', 'as it is low unchecked 1.0 '],
  ]);
});
