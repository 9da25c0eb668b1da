/**
 * The state that a scan really has of a row, and the reason. States are those that the texts give by hand, or that OpenSCAP
 * gave (test/oracle/effective.txt).
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { listOutline, type OutlineRow } from '../../../server/src/service/outline.ts';
import { fixturePath, openFile, readDocument } from '../../support/documents.ts';
import { rendered } from '../../support/fixture.ts';
import { childrenOf, host, lineOf, open, rowAt } from '../../support/outlineRows.ts';

describe('of the sample stream the state of a row', () => {
  const snapshot = open(host);

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

describe('the severity of a rule', () => {
  const refinements = openFile(fixturePath('refinements.xml'));
  const said = (profile: string, rule: string) => {
    const { description, tooltip } = rowAt(refinements, 'Refinements', profile, rule);
    return [description, /Severity .*/.exec(rendered(tooltip))?.[0]];
  };

  it('is the one that the profile refines, and the tooltip names both', () => {
    expect(said('Parent', 'Own')).toEqual(['high', 'Severity high by a refine-rule; the rule itself says medium']);
    expect(said('Child', 'Unchecked')).toEqual([
      'info',
      'Severity info by a refine-rule; the rule itself says unknown',
    ]);
    expect(said('Child', 'Own')).toEqual(['medium', undefined]);
  });

  it('is that of the rule itself below Everywhere', () => {
    expect(said('Everywhere', 'Own')[0]).toMatch(/^medium, /);
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
