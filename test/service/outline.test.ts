/** The rows of the view: what each level lists of a Benchmark, of several, of a Tailoring and of other documents, and how lazily. */
import { describe, expect, it } from 'vitest';
import { selectionOf } from '../../server/src/scap/selection.ts';
import { recall, type Snapshot } from '../../server/src/scap/snapshot.ts';
import { listOutline, outlineCounts } from '../../server/src/service/outline.ts';
import { fixturePath, readDocument } from '../support/documents.ts';
import { benchmark, collection, openFixture, oval } from '../support/fixture.ts';
import { childrenOf, everyRow, host, labels, lineOf, open, rowAt } from '../support/outlineRows.ts';

it('cuts a title that takes in the rest of the document, since its end tag is broken', () => {
  const [row] = childrenOf(open(host.replace('</title>', '</titel>')));
  expect(row!.label).toMatch(/^Who owns this host\?.{200,300}\.\.\.$/s);
});

describe('the sample stream', () => {
  const snapshot = open(host);

  it('lists its Benchmark, then Everywhere and the profiles in document order', () => {
    expect(childrenOf(snapshot)).toMatchObject([
      {
        kind: 'benchmark',
        label: 'Who owns this host?',
        description: 'xccdf_org.scapwright.sample_benchmark_host-ownership',
        hasChildren: true,
        expanded: true,
      },
    ]);
    const branches = childrenOf(snapshot, 'Who owns');
    expect(branches.map(({ kind, label, description }) => [kind, label, description])).toEqual([
      ['everywhere', 'Everywhere (all profiles and the default scan)', undefined],
      ['profile', 'Minimal: can an administrator still become root?', '6 of 20'],
      ['profile', 'Workstation', '13 of 20'],
      ['profile', 'Server without containers', '17 of 20'],
      ['profile', 'Container host', '19 of 20, extends server'],
      ['profile', 'Aftermath: what has the accident reached?', '10 of 20'],
    ]);
    expect(branches.some((row) => row.checked !== undefined || row.toggle !== undefined)).toBe(false);
  });

  it('lists groups in groups and rules in groups by title', () => {
    const top = childrenOf(snapshot, 'Who owns', 'Minimal');
    expect(labels(top)).toEqual(['Becoming root', 'System files', 'Containers', 'Recovery']);
    expect(top.every((row) => row.kind === 'group' && row.hasChildren)).toBe(true);
    expect(labels(childrenOf(snapshot, 'Who owns', 'Minimal', 'System files'))).toEqual([
      'Directories',
      'Account files',
      'Files of unknown owners',
      'Programs',
    ]);
    expect(
      childrenOf(snapshot, 'Who owns', 'Minimal', 'System files', 'Directories').map(
        ({ kind, label, description, checked, hasChildren }) => ({ kind, label, description, checked, hasChildren }),
      ),
    ).toEqual([
      {
        kind: 'rule',
        label: 'The root directory belongs to root',
        description: 'high',
        checked: true,
        hasChildren: false,
      },
      {
        kind: 'rule',
        label: 'System directories belong to root',
        description: 'high',
        checked: false,
        hasChildren: false,
      },
    ]);
  });

  it('puts the element, the scope and the item of each row beside it', () => {
    const rule = rowAt(snapshot, 'Who owns', 'Workstation', 'Becoming root', 'su belongs');
    expect(rule.toggle).toEqual({
      benchmark: 'xccdf_org.scapwright.sample_benchmark_host-ownership',
      item: 'xccdf_org.scapwright.sample_rule_su_setuid',
      profile: 'xccdf_org.scapwright.sample_profile_workstation',
    });
    expect(snapshot.source.lineAt(snapshot.table.start(rule.element)) + 1).toBe(
      lineOf(host, '<Rule id="xccdf_org.scapwright.sample_rule_su_setuid"'),
    );
    expect(rowAt(snapshot, 'Who owns', 'Everywhere', 'Becoming root', 'su belongs').toggle!.profile).toBeUndefined();
    const profile = rowAt(snapshot, 'Who owns', 'Workstation');
    expect(snapshot.source.lineAt(snapshot.table.start(profile.element)) + 1).toBe(
      lineOf(host, '<Profile id="xccdf_org.scapwright.sample_profile_workstation"'),
    );
  });

  it('counts profiles and rules of the document', () => {
    expect(outlineCounts(snapshot)).toEqual({ profiles: 5, rules: 20 });
  });
});

const two = readDocument(fixturePath('selection/two-benchmarks-ds.xml')).text;

describe('several Benchmarks', () => {
  it('each have rows of their own for the same ids', () => {
    const snapshot = open(two);
    expect(labels(childrenOf(snapshot))).toEqual(['East', 'West']);
    const east = rowAt(snapshot, 'East', 'First', 'Near', 'Left');
    const west = rowAt(snapshot, 'West', 'First', 'Near', 'Left');
    expect([east.checked, west.checked]).toEqual([true, false]);
    expect(east.id).not.toBe(west.id);
    expect(west.toggle!.benchmark).toBe('xccdf_org.example_benchmark_west');
    expect(rowAt(snapshot, 'West', 'Second', 'Near')).toMatchObject({ checked: false, description: '0 of 2' });
  });

  it('with one id are told apart', () => {
    const snapshot = open(two.replaceAll('benchmark_west', 'benchmark_east'));
    const ids = everyRow(snapshot).map((row) => row.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(rowAt(snapshot, 'West', 'Second', 'Near').rules!.effective).toBe(0);
    expect(rowAt(snapshot, 'East', 'Second', 'Near').rules!.effective).toBe(1);
  });
});

describe('a Tailoring beside its Benchmark', () => {
  const read = (name: string) => readDocument(fixturePath(`selection/${name}`)).text;
  const base = { 'tailoring-base.xml': read('tailoring-base.xml') };

  it('lists its own profiles only, with the state of the base under them', () => {
    const snapshot = open(read('tailoring-two-profiles.xml'), base);
    expect(childrenOf(snapshot)).toMatchObject([
      {
        kind: 'tailoring',
        label: 'Tailoring of Tailoring base',
        description: 'xccdf_org.example_tailoring_tailoring-two-profiles',
      },
    ]);
    expect(childrenOf(snapshot, 'Tailoring').map(({ label, description }) => [label, description])).toEqual([
      ['Everywhere (all profiles and the default scan)', undefined],
      ['Site', '1 of 5, extends standard'],
      ['Site night', '2 of 5, extends site'],
    ]);
    const near = childrenOf(snapshot, 'Tailoring', 'Site', 'Near');
    expect(near.map(({ label, checked }) => [label, checked])).toEqual([
      ['Left', false],
      ['Middle', true],
      ['Right', false],
    ]);
    expect(rowAt(snapshot, 'Tailoring', 'Site night', 'Far', 'Moon').checked).toBe(true);
  });

  it('counts under Everywhere its own profiles, and no default scan', () => {
    const snapshot = open(read('tailoring-two-profiles.xml'), base);
    const middle = rowAt(snapshot, 'Tailoring', 'Everywhere', 'Near', 'Middle');
    expect(middle.description).toBe('in 2 of 2 profiles');
    const far = rowAt(snapshot, 'Tailoring', 'Everywhere', 'Far');
    expect(far).toMatchObject({ checked: false, description: '1 of 2' });
  });

  it('shows what shadows under its id, not what is shadowed', () => {
    const snapshot = open(read('tailoring-shadow.xml'), base);
    const near = childrenOf(snapshot, 'Tailoring', 'Standard', 'Near');
    expect(near.map(({ checked }) => checked)).toEqual([false, false, true]);
  });

  it('whose base is not to be had lists itself as a component', () => {
    const rows = childrenOf(open(read('tailoring-two-profiles.xml')));
    expect(rows).toMatchObject([{ kind: 'component', hasChildren: false }]);
  });
});

describe('a document without a Benchmark', () => {
  it('lists what it holds, with no box', () => {
    const alone = oval({ definitions: '<o:definition id="d"/>' }).replace(
      '<o:oval_definitions>',
      '<o:oval_definitions xmlns:o="http://oval.mitre.org/XMLSchema/oval-definitions-5">',
    );
    const rows = childrenOf(open(alone));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ kind: 'component', label: 'oval_definitions', hasChildren: false });
    expect(rows[0]!.checked).toBeUndefined();
    expect(rows[0]!.tooltip).toBe('No Benchmark here: nothing to switch on or off.');
    expect(outlineCounts(open(alone))).toEqual({ profiles: 0, rules: 0 });
  });

  it('lists nothing where there is nothing', () => {
    expect(childrenOf(open(''))).toEqual([]);
    expect(childrenOf(open('<project/>')).map(({ kind, label }) => [kind, label])).toEqual([['component', 'project']]);
  });
});

describe('laziness', () => {
  /** How many scans were evaluated so far, by the memory that evaluation leaves. */
  const evaluated = (snapshot: Snapshot): number => {
    const memory = recall(snapshot, selectionOf as never) as
      | ReadonlyMap<unknown, ReadonlyMap<unknown, unknown>>
      | undefined;
    return [...(memory?.values() ?? [])].reduce((sum, scans) => sum + scans.size, 0);
  };
  const many = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));
  const text = collection({
    xccdf: benchmark(
      `${many(40, (n) => `<x:Profile id="p${n}"><x:title>P ${n}</x:title></x:Profile>`).join('\n')}
<x:Group id="g"><x:title>G</x:title>${many(30, (n) => `<x:Rule id="r${n}"><x:title>R ${n}</x:title></x:Rule>`).join('')}</x:Group>`,
    ),
    oval: '',
  });

  it('evaluates no scan for the first row, and one for the rows of one profile', () => {
    const shown = openFixture(text).snapshot;
    expect(listOutline(shown)).toHaveLength(1);
    expect(evaluated(shown)).toBe(0);
    expect(childrenOf(shown, 'Small')).toHaveLength(41);
    const group = rowAt(shown, 'Small', 'P 7', 'G').id;
    const fresh = openFixture(text).snapshot;
    expect(listOutline(fresh, group)).toHaveLength(30);
    expect(evaluated(fresh)).toBe(1);
  });
});
