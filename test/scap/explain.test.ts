/**
 * The chain that leads to a verdict: written by hand for our small documents; for made-up ones, that whoever reads the chain comes
 * to what a scan evaluates.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listBenchmarks, listTailorings, withTailoring, type XccdfBenchmark } from '../../server/src/scap/benchmark.ts';
import {
  explainInFull,
  explainRule,
  listScans,
  type Scan,
  scanId,
  selectionOfScan,
  whyCode,
} from '../../server/src/scap/explain.ts';
import { profilesInForce } from '../../server/src/scap/selection.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { isOwnSwitch, listBlocking } from '../support/blocking.ts';
import { fixturePath, openFile } from '../support/documents.ts';
import { smallBenchmark } from '../support/smallBenchmark.ts';

const fixture = (name: string): XccdfBenchmark => listBenchmarks(openFile(fixturePath(`selection/${name}.xml`)))[0]!;
const short = (id: string): string => id.replace(/^xccdf_org\.example_(?:profile|rule|group)_/, '');

/** A line for each link: `>` before the one that decided, its code, what it is about, its line. */
function chainOf(benchmark: XccdfBenchmark, profile: string, rule: string): readonly string[] {
  const scans: readonly Scan[] = [...listScans(profilesInForce(benchmark)), '(all)'];
  const scan = scans.find((each) => short(scanId(each)) === profile)!;
  const item = benchmark.items.find(({ id }) => short(id) === rule)!;
  const { chain, decided } = explainInFull(benchmark, scan, item);
  return chain.map((link) => {
    const line = link.snapshot.source.lineAt(link.snapshot.table.start(link.element)) + 1;
    return `${link === decided ? '> ' : ''}${link.code} ${short(link.id)} ${line}`;
  });
}

describe('the chain of', () => {
  it.each<[string, string, string, string, readonly string[]]>([
    [
      'a rule that is on by its own select',
      'plain',
      'first',
      'left',
      ['default-off left 19', '> select left 9', 'group near 17'],
    ],
    [
      'a rule that its own switch holds, and a group next',
      'nested-groups-off',
      'innermost_only',
      'seed',
      ['> default-off seed 39', 'group-off inner 21', 'group mid 20', 'group outer 19'],
    ],
    [
      'a rule under three groups that are off, the innermost of which decides',
      'nested-groups-off',
      'by_profile',
      'core',
      ['default core 36', '> group-off inner 11', 'group-off mid 10', 'group-off outer 9'],
    ],
    [
      'a rule under a group that is off by its attribute',
      'nested-groups-off',
      'by_attribute',
      'core',
      ['default core 36', 'group inner 34', '> group-off mid 29', 'group outer 15'],
    ],
    [
      'a rule whose own select a cluster overrides',
      'cluster-after-own',
      'cluster_off',
      'front',
      ['default front 27', 'select front 9', '> deselected doors 11', 'group house 25'],
    ],
    [
      'a rule whose parent profile selects it, which the child replaces',
      'child-chain',
      'child',
      'three',
      [
        'extends parent 18',
        'extends grandparent 13',
        'default-off three 31',
        'overruled three 11',
        'overruled three 16',
        '> deselected three 20',
        'group numbers 23',
      ],
    ],
    [
      'a rule that a far ancestor selects',
      'child-chain',
      'child',
      'one',
      ['extends parent 18', 'extends grandparent 13', 'default-off one 25', '> inherited one 9', 'group numbers 23'],
    ],
    [
      'a rule that has its default from one far up',
      'rule-extends',
      'plain',
      'leaf',
      ['extends middle 26', 'extends base 23', '> default-off leaf 20', 'group chain 18'],
    ],
    [
      'a rule one of whose two requires is met',
      'requires-or',
      'half',
      'each',
      [
        'default-off each 50',
        'select each 30',
        'group drinks 44',
        '> requires kettle 52',
        'partner kettle 34',
        'partner pot 37',
        'requires-met tea 53',
        'partner tea 29',
      ],
    ],
    [
      'a rule that is off, and whose requires would hold it next',
      'requires-or',
      'first_of_list',
      'each',
      [
        '> default-off each 50',
        'group drinks 44',
        'requires-met kettle 52',
        'partner kettle 9',
        'partner pot 37',
        'requires tea 53',
        'partner tea 40',
      ],
    ],
    [
      'a rule whose group requires one that is off',
      'requires-group',
      'engine_off',
      'map',
      ['default map 30', 'group journey 27', '> requires engine 29', 'partner engine 12'],
    ],
    [
      'the first of two that conflict',
      'conflicts-mutual',
      'both',
      'cat',
      ['default-off cat 26', 'select cat 9', '> conflicts dog 28', 'partner dog 10'],
    ],
    [
      'the second of two, for which the first does not count any more',
      'conflicts-mutual',
      'both',
      'dog',
      ['default-off dog 30', '> select dog 10', 'conflicts-met cat 32', 'partner cat 26'],
    ],
    [
      'a rule with the conflicts, but not the requires, of the one it extends',
      'links-of-extended-rule',
      'all',
      'heir',
      ['extends base 34', 'default heir 34', '> conflicts enemy 32', 'partner enemy 26'],
    ],
    [
      'a rule in a scan of everything',
      'nested-groups-off',
      '(all)',
      'seed',
      ['> default seed 39', 'group inner 34', 'group mid 29', 'group outer 24'],
    ],
  ])('%s', (_, name, profile, rule, expected) => {
    expect(chainOf(fixture(name), profile, rule)).toEqual(expected);
  });

  it('a rule in a tailored profile, which names the tailoring and what it starts from', () => {
    const [tailoring] = listTailorings(openFile(fixturePath('selection/tailoring-new.xml')));
    const benchmark = withTailoring(fixture('tailoring-base'), tailoring!);
    expect(chainOf(benchmark, 'site', 'left')).toEqual([
      'tailoring site 6',
      'extends standard 6',
      'default-off left 23',
      'overruled left 9',
      '> deselected left 8',
      'group near 21',
    ]);
  });
});

describe('in words', () => {
  const messages = (benchmark: XccdfBenchmark, profile: string, rule: string) => {
    const scan = listScans(benchmark.profiles).find((each) => short(scanId(each)) === profile)!;
    const item = benchmark.items.find(({ id }) => short(id) === rule)!;
    return explainInFull(benchmark, scan, item).chain.map(({ message }) => short(message));
  };
  const partners = (text: string, rule: string) =>
    messages(
      listBenchmarks(openSnapshot(`<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2">${text}</Benchmark>`))[0]!,
      '(default)',
      rule,
    );

  it('what a tie names has the state that it counts with', () => {
    expect(
      partners('<Group id="g" selected="false"><Rule id="a"/></Group><Rule id="b"><requires idref="a"/></Rule>', 'b'),
    ).toContain('a is selected: nothing says otherwise; that a group around it is off does not count here');
    expect(partners('<Rule id="b"><requires idref="none"/></Rule>', 'b')).toContain(
      'nothing here has the id none: a scanner gives up',
    );
  });

  it('what has fallen out before does not count any more, what falls out later still does', () => {
    const first = '<Rule id="a"><requires idref="off"/></Rule>';
    const second = '<Rule id="b"><requires idref="a"/></Rule>';
    const off = '<Rule id="off" selected="false"/>';
    expect(partners(off + first + second, 'b')).toEqual([
      'on by default: the rule has no selected attribute',
      'the rule requires a, which is not selected',
      'a has fallen out before: a requires off, which is not selected',
    ]);
    expect(partners(off + second + first, 'b')).toEqual([
      'on by default: the rule has no selected attribute',
      'the rule requires a, which is selected',
      'a is selected: nothing says otherwise',
    ]);
  });

  it('a group that falls out midway holds what comes behind, and nothing before', () => {
    const text = '<Group id="g"><conflicts idref="c"/><Rule id="a"/><Rule id="b"/></Group>'.replace(
      '<conflicts idref="c"/>',
      '<requires idref="x"/>',
    );
    const x = '<Rule id="x"><requires idref="y"/></Rule><Rule id="y" selected="false"/>';
    const around = text.replace('<Rule id="b"/>', '') + x;
    expect(partners(around, 'a')).toContain('its group g requires x, which is selected');
    expect(partners(x + text, 'a')).toContain('its group g requires x, which is not selected');
  });

  it('a select that is replaced names who replaces it', () => {
    expect(messages(fixture('child-chain'), 'child', 'three')).toContain(
      'selected by its own select in xccdf_org.example_profile_parent, but xccdf_org.example_profile_child has a select in its place',
    );
  });
});

describe('of made-up documents', () => {
  it('a chain without anything that holds is that of a rule that a scan evaluates', () => {
    const check = (text: string) => {
      const benchmark = listBenchmarks(openSnapshot(text))[0]!;
      for (const scan of [...listScans(benchmark.profiles), '(all)'] as const) {
        for (const rule of benchmark.items.filter(({ kind }) => kind === 'rule')) {
          const { chain, decided, effective } = explainInFull(benchmark, scan, rule);
          const holding = listBlocking(chain);
          const what = `${rule.id} in ${scanId(scan)}`;
          expect(effective, what).toBe(holding.length === 0);
          // Of several ties the one decides by which it fell out; all others come in the order of the chain.
          const ties = holding.filter(({ code }) => code === 'requires' || code === 'conflicts');
          const deciding = effective ? [chain.findLast(isOwnSwitch)] : holding[0] === ties[0] ? ties : [holding[0]];
          expect(deciding, what).toContain(decided);
          expect(explainRule(benchmark, scan, rule), what).toEqual({ effective, decided });
          expect(whyCode(benchmark, scan, selectionOfScan(benchmark, scan), rule), what).toBe(decided.code);
        }
      }
    };
    fc.assert(fc.property(smallBenchmark, check), { seed: 20_240_501, numRuns: 100 });
  });
});
