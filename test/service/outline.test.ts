/**
 * The rows of the view: what each level lists, the state that a scan really has, and the reason. States are those that
 * the texts give by hand, or that OpenSCAP gave (test/oracle/effective.txt).
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { listScopes } from '../../server/src/scap/benchmark.ts';
import { selectionOf } from '../../server/src/scap/selection.ts';
import { recall, type Snapshot } from '../../server/src/scap/snapshot.ts';
import { countFiltered } from '../../server/src/service/outline/filter.ts';
import { pathToItem } from '../../server/src/service/outline/path.ts';
import type { OutlineSort } from '../../server/src/service/outline/sort.ts';
import { shortId } from '../../server/src/service/outline/words.ts';
import { listOutline, type OutlineRow, outlineCounts } from '../../server/src/service/outline.ts';
import { fixturePath, openFile, readDocument } from '../support/documents.ts';
import { benchmark, collection, openFixture, oval, rendered } from '../support/fixture.ts';

const host = readDocument(fixturePath('host-ownership-ds.xml')).text;
const two = readDocument(fixturePath('selection/two-benchmarks-ds.xml')).text;

function open(text: string, siblings?: Readonly<Record<string, string>>): Snapshot {
  return openFixture(text, (href) =>
    siblings?.[href] === undefined ? undefined : openFixture(siblings[href]).snapshot,
  ).snapshot;
}

/** The row that a path of labels leads to; each label may be cut at its end. */
function rowAt(snapshot: Snapshot, ...labels: readonly string[]): OutlineRow {
  let row: OutlineRow | undefined;
  for (const label of labels) {
    const rows: readonly OutlineRow[] = listOutline(snapshot, row?.id) ?? [];
    row = rows.find((candidate) => candidate.label.startsWith(label));
    if (!row) throw new Error(`no row ${label} among ${rows.map((candidate) => candidate.label).join('; ')}`);
  }
  return row!;
}

function childrenOf(snapshot: Snapshot, ...labels: readonly string[]): readonly OutlineRow[] {
  return listOutline(snapshot, labels.length === 0 ? undefined : rowAt(snapshot, ...labels).id)!;
}

function labels(rows: readonly OutlineRow[]): readonly string[] {
  return rows.map((row) => row.label);
}

/** Every row of a document, walked as somebody does who opens all of it. */
function everyRow(snapshot: Snapshot): readonly OutlineRow[] {
  const all: OutlineRow[] = [];
  const walk = (rows: readonly OutlineRow[]): void => {
    for (const row of rows) {
      all.push(row);
      if (row.hasChildren) walk(listOutline(snapshot, row.id)!);
    }
  };
  walk(listOutline(snapshot)!);
  return all;
}

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

  it('lists groups in groups and rules in groups by title, and behind them its Values', () => {
    const top = childrenOf(snapshot, 'Who owns', 'Minimal');
    expect(labels(top)).toEqual(['Becoming root', 'System files', 'Containers', 'Recovery', 'Values']);
    expect(top.slice(0, -1).every((row) => row.kind === 'group' && row.hasChildren)).toBe(true);
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

  it('says under a profile why a rule is on or off, with the line that decided', () => {
    const minimal = (...path: string[]) => rowAt(snapshot, 'Who owns', 'Minimal', ...path);
    const on = minimal('Becoming root', 'sudo belongs');
    const select = lineOf(host, '<select idref="xccdf_org.scapwright.sample_rule_sudo_owner" selected="true"');
    expect(on.checked).toBe(true);
    expect(rendered(on.tooltip)).toContain(`Evaluated: selected by its own select (line ${select})`);
    expect(rendered(on.tooltip)).toContain('xccdf_org.scapwright.sample_rule_sudo_owner');
    const off = minimal('Becoming root', 'su belongs');
    const rule = lineOf(host, '<Rule id="xccdf_org.scapwright.sample_rule_su_setuid"');
    expect(off).toMatchObject({ checked: false });
    expect(off.held).toBeUndefined();
    expect(rendered(off.tooltip)).toContain(
      `Not evaluated: off by default: selected="false" on the rule itself (line ${rule})`,
    );
  });

  it('names the profile that a state comes from by inheritance', () => {
    const row = rowAt(snapshot, 'Who owns', 'Container host', 'Becoming root', 'sudo belongs');
    expect(row.checked).toBe(true);
    expect(rendered(row.tooltip)).toContain(
      'Evaluated: selected by its own select in xccdf_org.scapwright.sample_profile_server, which this profile extends',
    );
  });

  it('counts under Everywhere in how many profiles a rule is on', () => {
    // By the selects: minimal, workstation, server, container host (by extends); not aftermath.
    const passwd = rowAt(snapshot, 'Who owns', 'Everywhere', 'System files', 'Account files', 'The lists of users');
    expect(passwd).toMatchObject({ checked: true, description: 'high, in 4 of 5 profiles' });
    expect(rendered(passwd.tooltip)).toContain('in 4 of 5 profiles; default scan: off');
    expect(rendered(passwd.tooltip)).toContain('minimal, workstation, server, container_host');
    const none = rowAt(snapshot, 'Who owns', 'Everywhere', 'Containers', 'No container engine');
    expect(none).toMatchObject({ checked: true, description: 'low, in 1 of 5 profiles' });
  });

  it('checks a group when all its rules are effective, those of groups inside too; some are mixed', () => {
    const groups = childrenOf(snapshot, 'Who owns', 'Minimal');
    expect(groups.map(({ checked, rules, description }) => [checked, rules, description])).toEqual([
      [false, { effective: 3, all: 5 }, '3 of 5'],
      [false, { effective: 3, all: 8 }, '3 of 8'],
      [false, { effective: 0, all: 4 }, '0 of 4'],
      [false, { effective: 0, all: 3 }, '0 of 3'],
      [undefined, undefined, undefined],
    ]);
    expect(rendered(groups[0]!.tooltip)).toContain('mixed, 3 of 5 effective');
    expect(rendered(groups[2]!.tooltip)).toContain('0 of 4 effective');
    expect(rendered(groups[2]!.tooltip)).not.toContain('mixed');
    const server = childrenOf(snapshot, 'Who owns', 'Server');
    expect(server.map(({ checked, description }) => [checked, description])).toEqual([
      [true, '5 of 5'],
      [true, '8 of 8'],
      [false, '1 of 4'],
      [true, '3 of 3'],
      [undefined, undefined],
    ]);
    const [everywhere] = childrenOf(snapshot, 'Who owns', 'Everywhere');
    expect(everywhere).toMatchObject({ label: 'Becoming root', checked: true, description: '5 of 5' });
    expect(rendered(everywhere!.tooltip)).toContain('Counted is what at least one scan evaluates.');
  });

  it('gives a group without rules no box', () => {
    const empty = open(
      host.replace(
        '<Group id="xccdf_org.scapwright.sample_group_recovery">',
        '<Group id="none"><title>Empty</title></Group>$&',
      ),
    );
    const row = rowAt(empty, 'Who owns', 'Minimal', 'Empty');
    expect(row).toMatchObject({ description: 'no rules', rules: { effective: 0, all: 0 }, hasChildren: false });
    expect(row.checked).toBeUndefined();
    expect(row.toggle).toBeDefined();
  });

  it('counts profiles and rules of the document', () => {
    expect(outlineCounts(snapshot)).toEqual({ profiles: 5, rules: 20 });
  });
});

describe('what holds a row', () => {
  it('is a group around it that is off: for a rule that is selected, and for a group inside', () => {
    const text = readDocument(fixturePath('selection/ssg-style.xml')).text;
    const snapshot = open(
      text.replace('rule_login" selected="true"/>\n  </Profile>', (end) =>
        end.replace('/>', '/>\n    <select idref="xccdf_org.example_rule_radio" selected="true"/>'),
      ),
    );
    const wireless = rowAt(snapshot, 'Ssg', 'Small', 'Network', 'Wireless');
    expect(wireless).toMatchObject({
      checked: false,
      held: 'the group "Network" around it is off',
      heldBy: 'group',
      description: '0 of 1',
    });
    const radio = rowAt(snapshot, 'Ssg', 'Small', 'Network', 'Wireless', 'Radio');
    expect(radio.checked).toBe(false);
    expect(radio.heldBy).toBe('group');
    expect(radio.held).toContain('the group "Network" is off: deselected by its own select');
    expect(rendered(radio.tooltip)).toContain('(line 9)');
    const network = rowAt(snapshot, 'Ssg', 'Small', 'Network');
    expect(network.checked).toBe(false);
    expect(network.held).toBeUndefined();
    const both = text.replace('group_disk" selected', 'group_wireless" selected');
    expect(rowAt(open(both), 'Ssg', 'Small', 'Network', 'Wireless').held).toBeUndefined();
  });

  it('is an unmet requires, or a conflict', () => {
    const required = openFile(fixturePath('selection/requires-or.xml'));
    const either = rowAt(required, 'Requires', 'None of list', 'Drinks', 'Either');
    expect(either.checked).toBe(false);
    expect(either.heldBy).toBe('requires');
    expect(either.held).toContain('requires xccdf_org.example_rule_kettle or xccdf_org.example_rule_pot');
    const conflicts = openFile(fixturePath('selection/conflicts-mutual.xml'));
    const cat = rowAt(conflicts, 'Conflicts', 'Both', 'Cat');
    expect(cat.checked).toBe(false);
    expect(cat.heldBy).toBe('conflicts');
    expect(cat.held).toContain('conflicts with xccdf_org.example_rule_dog');
    expect(rowAt(conflicts, 'Conflicts', 'Both', 'Dog')).toMatchObject({ checked: true });
  });
});

describe('boxes and counts', () => {
  /** The scanner's answers, as `npm run` of the corpus tests proves them: for each profile the rules that it evaluates. */
  const oracle = new Map(
    readFileSync(fixturePath('../oracle/effective.txt'), 'utf8')
      .split(/\n\n/)
      .map((block) => block.split('\n') as [string, ...string[]])
      .map(([name, ...lines]) => [name.trim(), lines.filter((line) => line.startsWith('  '))] as const),
  );
  const short = (id: string): string => id.replace(/^xccdf_org\.example_(?:rule|group|profile)_/, '');
  const evaluatedIn = (name: string, profile: string): readonly string[] =>
    oracle
      .get(name)!
      .find((line) => line.startsWith(`  ${profile}:`))!
      .slice(profile.length + 3)
      .split(' ')
      .filter((id) => id !== '');

  const small = [
    'child-own-group.xml',
    'cluster-after-own.xml',
    'nested-groups-off.xml',
    'disa-style.xml',
    'requires-or.xml',
    'requires-group.xml',
    'conflicts-group.xml',
    'group-attributes.xml',
    'ssg-style.xml',
  ];

  it.each(small)('of %s are what the scanner evaluates', (name) => {
    const snapshot = openFile(fixturePath(`selection/${name}`));
    const [first] = listOutline(snapshot)!;
    const profiles = listOutline(snapshot, first!.id)!.filter((row) => row.kind === 'profile');
    expect(profiles.length).toBeGreaterThan(1);
    for (const profile of profiles) {
      if (profile.description!.includes('abstract')) continue;
      const evaluated = evaluatedIn(name, short(profile.id.split('|').at(-1)!));
      const rules: string[] = [];
      /** The rules below a row; each group on the way must say how many of its own the scanner evaluates. */
      const walk = (row: OutlineRow): readonly string[] => {
        if (row.kind === 'rule') {
          const id = short(row.toggle!.item);
          if (row.checked) rules.push(id);
          return [id];
        }
        const inside = listOutline(snapshot, row.id)!.flatMap(walk);
        const effective = inside.filter((id) => evaluated.includes(id)).length;
        expect(row.rules, `${profile.label}, ${row.label}`).toEqual({ effective, all: inside.length });
        const isChecked = inside.length === 0 ? undefined : effective === inside.length;
        if (row.kind === 'group') expect(row.checked, `${profile.label}, ${row.label}`).toBe(isChecked);
        return inside;
      };
      walk(profile);
      expect(rules, profile.label).toEqual(evaluated);
    }
  });
});

describe('a filter', () => {
  const snapshot = open(host);
  const all = (filter: string, ...path: readonly string[]) => {
    const look = { filter };
    let rows = listOutline(snapshot, undefined, look)!;
    for (const label of path) rows = listOutline(snapshot, rows.find((row) => row.label.startsWith(label))!.id, look)!;
    return rows;
  };

  it('leaves the rules that match and the groups around them, opened, with how many are shown', () => {
    const groups = all('severity:high', 'Who owns', 'Minimal');
    expect(groups.map(({ label, description, expanded }) => [label, description, expanded])).toEqual([
      ['Becoming root', '3 of 5, 3 shown', true],
      ['System files', '3 of 8, 5 shown', true],
      ['Containers', '0 of 4, 2 shown', true],
    ]);
    const rules = all('severity:high', 'Who owns', 'Minimal', 'Becoming root');
    expect(rules).toHaveLength(3);
    expect(rules.every(({ description }) => description === 'high')).toBe(true);
  });

  it('by state leaves in each profile what is so there', () => {
    const counts = all('state:on', 'Who owns').map(({ description }) => description);
    expect(counts).toEqual([
      undefined,
      '6 of 20, 6 shown',
      '13 of 20, 13 shown',
      '17 of 20, 17 shown',
      '19 of 20, 19 shown, extends server',
      '10 of 20, 10 shown',
    ]);
    expect(labels(all('state:on', 'Who owns', 'Minimal'))).toEqual(['Becoming root', 'System files']);
  });

  it('keeps the ids of rows, and their boxes and counts, which are of the whole group', () => {
    const [filtered] = all('sudo', 'Who owns', 'Minimal');
    const [whole] = childrenOf(snapshot, 'Who owns', 'Minimal');
    expect(filtered).toMatchObject({ id: whole!.id, checked: whole!.checked, rules: whole!.rules });
  });

  it('that nothing matches leaves no group, and an empty one leaves everything', () => {
    expect(all('no such word', 'Who owns', 'Minimal')).toEqual([]);
    expect(all('  ', 'Who owns', 'Minimal')).toEqual(childrenOf(snapshot, 'Who owns', 'Minimal'));
  });

  it('counts a rule once, however many profiles show it', () => {
    const count = (filter: string) => countFiltered(snapshot, listScopes(snapshot), filter);
    const everywhere = everyRow(snapshot).filter(({ kind, id }) => kind === 'rule' && id.includes('|everywhere|'));
    const always = everywhere.filter(({ description }) => description!.includes('in 5 of 5 profiles')).length;
    expect(always).toBeGreaterThan(0);
    expect([count('severity:high'), count('state:on'), count('state:off'), count('')]).toEqual([
      10,
      20,
      20 - always,
      20,
    ]);
  });
});

describe('an order', () => {
  const snapshot = open(host);
  const sorted = (sort: OutlineSort, row: OutlineRow) => labels(listOutline(snapshot, row.id, { sort })!);

  it('by title or by severity puts groups first, and keeps the order of the document among equals', () => {
    const rules = `<x:Rule id="r1" severity="low"><x:title>b</x:title></x:Rule><x:Rule id="r2"><x:title>a 10</x:title></x:Rule>
<x:Group id="g2"><x:title>z</x:title></x:Group><x:Rule id="r3" severity="high"><x:title>A 9</x:title></x:Rule>
<x:Group id="g1"><x:title>y</x:title></x:Group><x:Rule id="r4" severity="low"><x:title>a</x:title></x:Rule>`;
    const small = openFixture(collection({ xccdf: benchmark(rules), oval: '' })).snapshot;
    const everywhere = rowAt(small, 'Small', 'Everywhere');
    const by = (sort: OutlineSort) => labels(listOutline(small, everywhere.id, { sort })!);
    expect(by('document')).toEqual(['b', 'a 10', 'z', 'A 9', 'y', 'a']);
    expect(by('title')).toEqual(['y', 'z', 'a', 'A 9', 'a 10', 'b']);
    expect(by('severity')).toEqual(['z', 'y', 'A 9', 'b', 'a', 'a 10']);
  });

  it('does not touch the list of profiles', () => {
    const first = rowAt(snapshot, 'Who owns');
    expect(sorted('title', first)).toEqual(sorted('document', first));
  });
});

describe('the way to an item', () => {
  it('leads through rows that are there, under Everywhere or a profile', () => {
    const snapshot = open(host);
    const item = 'xccdf_org.scapwright.sample_rule_su_setuid';
    const scope = 'xccdf_org.scapwright.sample_benchmark_host-ownership';
    const minimal = 'xccdf_org.scapwright.sample_profile_minimal';
    for (const [profile, branch] of [
      [undefined, 'Everywhere'],
      [minimal, 'Minimal'],
    ] as const) {
      const path = ['Who owns', branch, 'Becoming root', 'su belongs'];
      const ids = path.map((_, index) => rowAt(snapshot, ...path.slice(0, index + 1)).id);
      expect(pathToItem(snapshot, scope, item, profile)).toEqual(ids);
    }
    expect(pathToItem(snapshot, scope, 'gone', undefined)).toBeUndefined();
    expect(pathToItem(snapshot, scope, item, 'gone')).toBeUndefined();
    expect(pathToItem(snapshot, 'gone', item, undefined)).toBeUndefined();
  });
});

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

describe('ids', () => {
  it('are unique in a document, and hold across an edit that moves everything', () => {
    const before = everyRow(open(host)).map((row) => row.id);
    // Values are read by rules of four profiles: 2, 4, 6 and 2 of them.
    expect(before).toHaveLength(1 + 6 + 6 * (8 + 20) + 5 + (2 + 4 + 6 + 2));
    expect(new Set(before).size).toBe(before.length);
    const moved = host.replace('<Value ', '<!-- a\ncomment -->\n<Value ').replace('>Workstation<', '>Desk<');
    expect(everyRow(open(moved)).map((row) => row.id)).toEqual(before);
  });

  it('are of their document', () => {
    const one = openFixture(host, undefined, 'file:///a.xml').snapshot;
    const other = openFixture(host, undefined, 'file:///b.xml').snapshot;
    const [row] = listOutline(one)!;
    expect(listOutline(other, row!.id)).toBeUndefined();
  });

  it('of rows that are no more answer undefined', () => {
    const snapshot = open(host);
    const group = rowAt(snapshot, 'Who owns', 'Minimal', 'Recovery').id;
    const profile = rowAt(snapshot, 'Who owns', 'Minimal').id;
    const first = rowAt(snapshot, 'Who owns').id;
    expect(listOutline(open(host.replaceAll('group_recovery', 'group_rescue')), group)).toBeUndefined();
    expect(listOutline(open(host.replaceAll('profile_minimal', 'profile_least')), profile)).toBeUndefined();
    expect(listOutline(open(host.replaceAll('benchmark_host', 'benchmark_guest')), first)).toBeUndefined();
    for (const odd of ['', '|', `${snapshot.uri}`, `${snapshot.uri}|%`, `${snapshot.uri}|a|b|c|d`, `${first}|x|y`]) {
      expect(listOutline(snapshot, odd), odd).toBeUndefined();
    }
  });

  it.each([
    ['a bar', 'V-1|2'],
    ['spaces', 'the  first one'],
    ['a percent sign', '100% of %7C'],
    ['a number sign', 'V-1#2'],
    ['letters beyond ASCII', 'prüf-😀'],
    ['half a character', 'half \ud83d'],
    ['an entity', 'a&amp;b'],
  ])('with %s lead to the same rows', (_, odd) => {
    const text = `<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.1" id="${odd}"><title>Odd</title>
<Profile id="${odd}"><title>Only</title><select idref="${odd}" selected="true"/></Profile>
<Group id="g ${odd}"><title>Group</title><Rule id="${odd}" selected="false"><title>Rule</title></Rule></Group>
</Benchmark>`;
    const snapshot = open(text);
    expect(rowAt(snapshot, 'Odd', 'Only', 'Group', 'Rule')).toMatchObject({ kind: 'rule', checked: true });
    expect(rowAt(snapshot, 'Odd', 'Only', 'Group', 'Rule').toggle!.item).toBe(odd.replace('&amp;', '&'));
    const ids = everyRow(snapshot).map((row) => row.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('of two things with one id are told apart; only the one that a scanner means has a box', () => {
    const inside = (mark: string) => `<x:Profile id="p"><x:title>P ${mark}</x:title></x:Profile>
<x:Group id="g"><x:title>G ${mark}</x:title><x:Rule id="r"><x:title>R ${mark}</x:title></x:Rule></x:Group>`;
    const rows = openFixture(collection({ xccdf: benchmark(`${inside('one')}\n${inside('two')}`), oval: '' })).snapshot;
    const ids = everyRow(rows).map((row) => row.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(labels(childrenOf(rows, 'Small'))).toEqual([
      'Everywhere (all profiles and the default scan)',
      'P one',
      'P two',
    ]);
    expect(labels(childrenOf(rows, 'Small', 'P one', 'G one'))).toEqual(['R one']);
    expect(labels(childrenOf(rows, 'Small', 'P one', 'G two'))).toEqual(['R two']);
    expect(rowAt(rows, 'Small', 'P one', 'G one', 'R one').toggle).toBeDefined();
    for (const second of [
      rowAt(rows, 'Small', 'P one', 'G two', 'R two'),
      rowAt(rows, 'Small', 'P one', 'G two'),
      rowAt(rows, 'Small', 'P two', 'G one', 'R one'),
    ]) {
      expect(second.toggle).toBeUndefined();
      expect(second.checked).toBeUndefined();
    }
  });

  it('that are missing make no circle, and nothing that could be switched', () => {
    const rows = openFixture(
      collection({
        xccdf: benchmark(
          '<x:Group><x:title>Nameless</x:title><x:Rule><x:title>R</x:title></x:Rule><x:Rule id="named"/></x:Group>',
        ),
        oval: '',
      }),
    ).snapshot;
    const items = everyRow(rows).filter((row) => row.kind === 'group' || row.kind === 'rule');
    expect(new Set(items.map((row) => row.id)).size).toBe(items.length);
    expect(items.filter((row) => row.toggle !== undefined).map((row) => row.label)).toEqual(['named']);
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

describe('a tooltip', () => {
  it('shows markup characters of a title as they are', () => {
    const rows = openFixture(
      collection({ xccdf: benchmark('<x:Rule id="r"><x:title>*a* [b](c) `d` &lt;e></x:title></x:Rule>'), oval: '' }),
    ).snapshot;
    const row = rowAt(rows, 'Small', 'Everywhere', '*a*');
    expect(row.tooltip).toContain('\\*a\\* \\[b\\]\\(c\\) \\`d\\` \\<e\\>');
  });
});

describe('short ids', () => {
  it('are what stands behind the kind; other ids stay whole', () => {
    expect(shortId('xccdf_org.ssgproject.content_profile_cis_server_l1')).toBe('cis_server_l1');
    expect(shortId('MAC-1_Classified')).toBe('MAC-1_Classified');
    expect(shortId('(default)')).toBe('(default)');
  });
});

/** The line, counted from 1, of a text's first occurrence. */
function lineOf(text: string, wanted: string): number {
  const at = text.indexOf(wanted);
  if (at < 0) throw new Error(`not in the text: ${wanted}`);
  return text.slice(0, at).split('\n').length;
}
