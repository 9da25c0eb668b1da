/** `scapwright explain`: the chain in one profile or in all, and the exit code that says whether the rule is evaluated. */
import { describe, expect, it } from 'vitest';
import { copyOf, id, run, runJson } from './program.ts';

interface Explained {
  readonly rule: string;
  readonly profiles: readonly {
    readonly id: string;
    readonly effective: boolean;
    readonly chain: readonly {
      readonly code: string;
      readonly id: string;
      readonly line: number;
      readonly decided: boolean;
    }[];
    readonly flips?: readonly { readonly edits: readonly { readonly code: string; readonly id: string }[] }[];
  }[];
}

describe('explain', () => {
  it('lists every profile that can be run, then the scan without one', async () => {
    const { code, json, stderr } = await runJson<Explained>(['explain', copyOf('selection/plain.xml'), 'left']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(json).toMatchObject({
      schemaVersion: 1,
      rule: id('rule:left'),
      profiles: [
        {
          id: id('profile:first'),
          effective: true,
          chain: [
            { code: 'default-off', id: id('rule:left'), line: 19, decided: false },
            { code: 'select', id: id('rule:left'), line: 9, decided: true },
            { code: 'group', id: id('group:near'), line: 17, decided: false },
          ],
        },
        {
          id: id('profile:second'),
          effective: false,
          chain: [{ code: 'default-off' }, { code: 'deselected', line: 15, decided: true }, { code: 'group' }],
        },
        {
          id: '(default)',
          effective: false,
          chain: [{ code: 'default-off', line: 19, decided: true }, { code: 'group' }],
        },
      ],
    });
    expect(Object.keys(json.profiles[0]!.chain[0]!)).toEqual(['code', 'id', 'message', 'line', 'decided']);
  });

  it('exits with 1 where no scan that was asked about evaluates the rule', async () => {
    const path = copyOf('selection/plain.xml');
    expect((await run(['explain', path, 'moon'])).code).toBe(1);
    expect((await run(['explain', path, 'star', '--profile', 'first'])).code).toBe(1);
    expect((await run(['explain', path, 'star', '--profile', 'second'])).code).toBe(0);
    expect((await run(['explain', path, 'moon', '--profile', '(all)'])).code).toBe(0);
    const { stdout } = await run(['explain', path, 'star', '--profile', 'first']);
    expect(stdout).toBe(
      `${id('rule:star')}\n\n  off ${id('profile:first')}\n` +
        '    on by default: the rule has no selected attribute (line 28)\n' +
        '  > the group "Far" is off: deselected by its own select (line 10)\n' +
        '    would be on with\n' +
        '      selected="true" in the select of the group "Far" (line 10)\n' +
        '      no select of the group "Far" (line 10)\n',
    );
  });

  it('lists with --profile what would switch the rule the other way, and nothing without', async () => {
    const path = copyOf('selection/nested-groups-off.xml');
    const flips = async (...given: readonly string[]) =>
      (await runJson<Explained>(['explain', path, ...given])).json.profiles[0]!.flips;
    expect(await flips('seed')).toBeUndefined();
    expect(await flips('seed', '--profile', '(all)')).toEqual([]);
    const [together, ...others] = (await flips('seed', '--profile', 'innermost_only'))!;
    expect(others).toEqual([]);
    expect(together!.edits.map(({ code, id: of }) => `${code} ${of}`)).toEqual([
      `new-select ${id('rule:seed')}`,
      `select ${id('group:inner')}`,
    ]);
    expect(Object.keys(together!.edits[0]!)).toEqual(['code', 'id', 'message', 'line']);
  });

  it('names of a rule that is off what would hold it next, with the lines', async () => {
    const path = copyOf('selection/requires-or.xml');
    const { code, stdout } = await run(['explain', path, 'each', '--profile', 'first_of_list']);
    expect(code).toBe(1);
    expect(stdout.split('\n').slice(2, 10)).toEqual([
      `  off ${id('profile:first_of_list')}`,
      '  > off by default: selected="false" on the rule itself (line 50)',
      '    the group "Drinks" is on: nothing says otherwise (line 44)',
      `    the rule requires ${id('rule:kettle')} or ${id('rule:pot')}, which is selected (line 52)`,
      `    ${id('rule:kettle')} is selected: selected by its own select (line 9)`,
      `    ${id('rule:pot')} is not selected: selected="false" on itself (line 37)`,
      `    the rule requires ${id('rule:tea')}, which is not selected (line 53)`,
      `    ${id('rule:tea')} is not selected: selected="false" on itself (line 40)`,
    ]);
  });

  it('exits with 2 for a rule that is unknown or abstract', async () => {
    const unknown = await run(['explain', copyOf('selection/plain.xml'), 'lefft']);
    expect(unknown).toMatchObject({ code: 2, stdout: '' });
    expect(unknown.stderr).toContain(`did you mean\n  ${id('rule:left')}`);
    const path = copyOf('selection/rule-extends-abstract.xml');
    const abstract = await run(['explain', path, id('rule:first_base')]);
    expect(abstract.code).toBe(2);
  });

  it('evaluates an abstract profile, and says that no scan can', async () => {
    const path = copyOf('selection/abstract-profile.xml');
    const { code, stderr } = await run(['explain', path, 'left', '--profile', 'base']);
    expect(code).toBe(0);
    expect(stderr).toContain('is abstract: no scan can name it');
  });

  it('tells what has a say beside the decision: tailoring, lost base, groups, links, platforms', async () => {
    const codes = async (given: readonly string[]) =>
      (await runJson<Explained>(['explain', ...given])).json.profiles[0]!.chain.map(({ code }) => code);
    const path = copyOf('selection/tailoring-base.xml');
    const site = ['--tailoring-file', copyOf('selection/tailoring-new.xml'), '--profile', 'site'];
    expect(await codes([path, 'star', ...site])).toEqual(['tailoring', 'extends', 'default-off', 'select', 'group']);
    expect(await codes([path, 'moon', ...site])).toEqual(['tailoring', 'extends', 'default-off', 'group']);
    const orphan = [copyOf('selection/child-missing-parent.xml'), 'right', '--profile', 'orphan'];
    expect(await codes(orphan)).toContain('extends');
    expect(await codes([copyOf('selection/requires-or.xml'), 'rule_each', '--profile', 'both'])).toContain(
      'requires-met',
    );
    expect(await codes([copyOf('host-ownership-ds.xml'), 'sudo_owner', '--profile', 'minimal'])).toContain('platform');
  });
});
