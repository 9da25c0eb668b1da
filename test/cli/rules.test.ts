/** `scapwright rules`: every rule with what decided, ids by their end, the choice among several Benchmarks. */
import { describe, expect, it } from 'vitest';
import { fixturePath } from '../support/documents.ts';
import { copyOf, id, run, runJson } from './program.ts';

interface Rules {
  readonly profile: string;
  readonly rules: readonly {
    readonly id: string;
    readonly title: string;
    readonly effective: boolean;
    readonly why: { readonly code: string; readonly message: string; readonly line: number };
  }[];
}

const states = ({ rules }: Rules) => rules.map((rule) => [rule.title, rule.effective, rule.why.code, rule.why.line]);

describe('rules', () => {
  it('answers every rule with the element that decided', async () => {
    const { code, json, stderr } = await runJson<Rules>(['rules', copyOf('selection/plain.xml'), '--profile', 'first']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(Object.keys(json)).toEqual(['schemaVersion', 'profile', 'rules']);
    expect(json.profile).toBe(id('profile:first'));
    expect(Object.keys(json.rules[0]!)).toEqual(['id', 'title', 'effective', 'why']);
    expect(states(json)).toEqual([
      ['Left', true, 'select', 9],
      ['Right', false, 'default-off', 22],
      ['Star', false, 'group-off', 10],
      ['Moon', false, 'default-off', 31],
    ]);
  });

  it.each([
    ['requires-or', 'half', ['default-off', 'default-off', 'select', 'default-off', 'requires']],
    ['conflicts-mutual', 'both', ['conflicts', 'select', 'default-off']],
    ['cluster-after-own', 'cluster_off', ['deselected', 'deselected', 'default', 'select']],
    ['child-chain', 'profile_child', ['inherited', 'deselected', 'deselected', 'select']],
  ])('codes of %s in %s', async (name, profile, codes) => {
    const { json } = await runJson<Rules>(['rules', copyOf(`selection/${name}.xml`), `--profile=${profile}`]);
    expect(json.rules.map(({ why }) => why.code)).toEqual(codes);
  });

  it('knows (default) and (all), and leaves abstract rules out', async () => {
    const path = copyOf('selection/rule-extends-abstract.xml');
    const standard = await runJson<Rules>(['rules', path, '--profile', '(default)']);
    const all = await runJson<Rules>(['rules', path, '--profile', '(all)']);
    expect(standard.json.profile).toBe('(default)');
    expect(standard.json.rules.filter(({ effective }) => effective).map((rule) => rule.id)).toEqual([
      id('rule:bystander'),
    ]);
    expect(all.json.rules.every(({ effective }) => effective)).toBe(true);
    expect(all.json.rules.map((rule) => rule.id)).not.toContain(id('rule:base'));
  });

  it('wants a unique end of an id, and helps with others', async () => {
    const path = copyOf('selection/requires-or.xml');
    const ambiguous = await run(['rules', path, '--profile', 'of_list']);
    expect(ambiguous).toMatchObject({ code: 2, stdout: '' });
    expect(ambiguous.stderr).toContain(`  ${id('profile:first_of_list')}\n  ${id('profile:second_of_list')}\n`);
    const misspelt = await run(['rules', path, '--profile', 'bohth']);
    expect(misspelt).toMatchObject({ code: 2, stdout: '' });
    expect(misspelt.stderr).toContain(`no profile "bohth"; did you mean\n  ${id('profile:both')}\n`);
    const strange = await run(['rules', path, '--profile', 'zzzzzzzz']);
    expect(strange.stderr).toContain('(default)');
    expect((await run(['rules', path])).code).toBe(2);
  });

  it('takes the first of several Benchmarks and says so, or the one chosen', async () => {
    const path = copyOf('selection/two-benchmarks-ds.xml');
    const first = await runJson<Rules>(['rules', path, '--profile', 'first']);
    expect(first.stderr).toContain('holds 2 Benchmarks; taking the first, xccdf_org.example_benchmark_east');
    const on = ({ rules }: Rules) => rules.filter(({ effective }) => effective).map(({ title }) => title);
    expect(on(first.json)).toEqual(['Left']);
    for (const choice of [
      '--benchmark-id=xccdf_org.example_benchmark_west',
      '--datastream-id=scap_org.example_datastream_west',
      '--xccdf-id=scap_org.example_cref_west-xccdf.xml',
    ]) {
      const chosen = await runJson<Rules>(['rules', path, '--profile', 'first', choice]);
      expect(chosen.stderr, choice).toBe('');
      expect(on(chosen.json), choice).toEqual(['Right', 'Star']);
    }
    const unknown = await run(['rules', path, '--profile', 'first', '--benchmark-id', 'x']);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('xccdf_org.example_benchmark_east');
  });

  it('sees the profiles of a tailoring file', async () => {
    const base = copyOf('selection/tailoring-base.xml');
    const shadow = fixturePath('selection/tailoring-shadow.xml');
    const given = ['rules', base, '--tailoring-file', shadow, '--profile'];
    const standard = await runJson<Rules>([...given, 'standard']);
    expect(states(standard.json)).toEqual([
      ['Left', false, 'default-off', 23],
      ['Middle', false, 'default-off', 26],
      ['Right', true, 'select', 8],
      ['Star', false, 'default-off', 35],
      ['Moon', false, 'default-off', 38],
    ]);
    expect(standard.json.rules[2]!.why).toMatchObject({ file: shadow });
    const strict = await runJson<Rules>([...given, 'strict']);
    expect(strict.json.rules.map(({ effective }) => effective)).toEqual([true, true, true, false, false]);
    const wrong = await run([...given, 'strict', '--tailoring-file', base]);
    expect(wrong).toMatchObject({ code: 2 });
    expect(wrong.stderr).toContain('this file holds no Tailoring');
  });

  it('finds the Benchmark of a tailoring file that lies beside it', async () => {
    const { json } = await runJson<Rules>([
      'rules',
      fixturePath('selection/tailoring-shadow.xml'),
      '--profile',
      'standard',
    ]);
    expect(json.rules.map(({ effective }) => effective)).toEqual([false, false, true, false, false]);
    const alone = await run(['rules', copyOf('selection/tailoring-shadow.xml'), '--profile', 'standard']);
    expect(alone.code).toBe(2);
    expect(alone.stderr).toContain('--tailoring-file');
  });
});
