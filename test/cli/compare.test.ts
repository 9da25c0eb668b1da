/** `scapwright compare`: profiles side by side, in every form of the answer. */
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { fixturePath } from '../support/documents.ts';
import { copyOf, id, run, runJson } from './program.ts';

interface Compared {
  readonly profiles: readonly { readonly id: string; readonly title: string }[];
  readonly rules: readonly {
    readonly title: string;
    readonly severity: string;
    readonly profiles: readonly { readonly profile: string; readonly effective: boolean; readonly why: object }[];
  }[];
  readonly values: readonly { readonly id: string; readonly profiles: readonly object[] }[];
  readonly refinements: readonly { readonly id: string; readonly kind: string; readonly profiles: readonly object[] }[];
}

const on = ({ rules }: Compared) =>
  rules.map(({ title, profiles }) => [title, ...profiles.map((one) => one.effective)]);

describe('compare', () => {
  it('answers profiles by the end of their ids, each rule with its state and reason', async () => {
    const path = copyOf('selection/plain.xml');
    const { code, json, stderr } = await runJson<Compared>(['compare', path, '--profiles', 'first,(default),first']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(Object.keys(json)).toEqual(['schemaVersion', 'profiles', 'rules', 'values', 'refinements']);
    expect(json.profiles).toEqual([
      { id: id('profile:first'), title: 'First' },
      { id: '(default)', title: '(default)' },
    ]);
    expect(on(json)).toEqual([
      ['Left', true, false],
      ['Right', false, false],
      ['Star', false, true],
      ['Moon', false, false],
    ]);
    expect(json.rules[2]).toEqual({
      id: id('rule:star'),
      title: 'Star',
      severity: 'unknown',
      profiles: [
        { profile: id('profile:first'), effective: false, why: { code: 'group-off' } },
        { profile: '(default)', effective: true, why: { code: 'default' } },
      ],
    });
  });

  it('takes every profile that can be run where none is named', async () => {
    const path = copyOf('selection/abstract-profile.xml');
    const { json } = await runJson<Compared>(['compare', path]);
    const known = ['first', 'second', 'apart'].map((name) => id(`profile:${name}`));
    expect(json.profiles.map((profile) => profile.id)).toEqual(known);
    const abstract = await run(['compare', path, '--profiles', 'base']);
    expect(abstract.stderr).toContain(`the profile ${id('profile:base')} is abstract`);
  });

  it('shows values and refinements, and of all only what differs', async () => {
    const path = copyOf('selection/mixed-entries.xml');
    const { json } = await runJson<Compared>(['compare', path, '--only-differences']);
    expect(on(json)).toEqual([
      ['Left', true, false],
      ['Star', false, true],
    ]);
    expect(json.values).toEqual([
      {
        id: id('value:minutes'),
        title: 'Minutes',
        profiles: [
          { profile: id('profile:mixed'), value: '7', selector: '', by: 'set' },
          { profile: id('profile:values_only'), value: '9', selector: '', by: 'set' },
        ],
      },
    ]);
    expect(json.refinements.map((row) => [row.id, row.kind])).toEqual([
      [id('rule:left'), 'rule'],
      [id('rule:right'), 'rule'],
    ]);
    expect(json.refinements[0]!.profiles).toEqual([
      { profile: id('profile:mixed'), severity: 'high', role: 'full', weight: '1.0', selector: '', refined: true },
      {
        profile: id('profile:values_only'),
        ...{ severity: 'unknown', role: 'full', weight: '1.0', selector: '', refined: false },
      },
    ]);
  });

  it('prints columns under numbers, or CSV, or Markdown', async () => {
    const given = ['compare', copyOf('selection/mixed-entries.xml'), '--only-differences'];
    const text = await run(given);
    expect(text.stdout).toBe(`1:  ${id('profile:mixed')}        Mixed
2:  ${id('profile:values_only')}  Values only

1    2    rule
on   off  ${id('rule:left')}
off  on   ${id('rule:star')}

1  2  value
7  9  ${id('value:minutes')}

1     2        refinement
high  unknown  severity of ${id('rule:left')}
2.0   1.0      weight of ${id('rule:right')}
`);
    const csv = parse((await run([...given, '--csv'])).stdout) as string[][];
    expect(csv).toHaveLength(6);
    expect(csv[1]).toEqual(['rule', id('rule:left'), 'Left', 'unknown', 'on', 'off']);
    const markdown = await run([...given, '--markdown']);
    expect(markdown.stdout).toContain('| Rule | Severity | Mixed | Values only |\n| --- | --- | --- | --- |\n| Left |');
  });

  it('sees the profiles of a tailoring file', async () => {
    const given = ['compare', copyOf('selection/tailoring-base.xml'), '--profiles', 'standard,strict'];
    const plain = await runJson<Compared>(given);
    const tailored = await runJson<Compared>([
      ...given,
      '--tailoring-file',
      fixturePath('selection/tailoring-shadow.xml'),
    ]);
    expect(on(plain.json)[0]).toEqual(['Left', true, true]);
    expect(on(tailored.json)[0]).toEqual(['Left', false, true]);
  });

  it('refuses unknown profiles and two forms at once', async () => {
    const path = copyOf('selection/plain.xml');
    const unknown = await run(['compare', path, '--profiles', 'first,secnod']);
    expect(unknown).toMatchObject({ code: 2, stdout: '' });
    expect(unknown.stderr).toContain(`no profile "secnod"; did you mean\n  ${id('profile:second')}\n`);
    for (const forms of [
      ['--json', '--csv'],
      ['--json', '--markdown'],
      ['--csv', '--markdown'],
    ]) {
      expect(await run(['compare', path, ...forms]), forms.join(' ')).toMatchObject({ code: 2, stdout: '' });
    }
  });
});
