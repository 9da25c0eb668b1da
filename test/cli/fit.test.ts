/** `scapwright fit`: every kind of entry with its line and what to do, and the exit code. */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyOf, id, run, runJson } from './program.ts';

interface Fit {
  readonly compared: boolean;
  readonly entries: readonly {
    readonly kind: string;
    readonly id: string;
    readonly line: number;
    readonly file: string;
    readonly fix: string;
  }[];
}

const values = 'xccdf_org.scapwright.sample_value_';

/** The tailoring fixture's Benchmark beside it, an older and a newer text, and a tailoring with these entries. */
function write(newer: (text: string) => string, entries: string, extending = id('profile:standard')) {
  const old = copyOf('selection/tailoring-base.xml');
  const beside = (name: string, text: string) => {
    const path = join(dirname(old), name);
    writeFileSync(path, text);
    return path;
  };
  const tailoring = `<Tailoring xmlns="http://checklists.nist.gov/xccdf/1.2" id="xccdf_org.example_tailoring_mine">
  <benchmark href="tailoring-base.xml"/>
  <version time="2024-05-01T12:00:00">1</version>
  <Profile id="${id('profile:mine')}" extends="${extending}">
    ${entries}
  </Profile>
</Tailoring>
`;
  return { old, next: beside('new.xml', newer(readFileSync(old, 'utf8'))), file: beside('mine.xml', tailoring) };
}

describe('fit', () => {
  it('is content with a stream that evaluates the same', async () => {
    const { file, next } = write((text) => text.replace('<title>Moon', '<title>The moon'), '');
    expect(await run(['fit', file, next])).toMatchObject({ code: 0, stdout: '' });
  });

  it('tells what is gone, changed, off with its group, and new', async () => {
    const { file, next } = write(
      (text) =>
        text
          .replaceAll('rule_left"', 'rule_left_hand"')
          .replace(`<select idref="${id('rule:middle')}" selected="true"/>`, '')
          .replace(/<Group id="([^"]*_near)"/, '<Group id="$1" selected="false"')
          .replace(
            /<\/Group>\s*<\/Benchmark>/,
            `<Rule id="${id('rule:sun')}"><title>Sun</title></Rule></Group></Benchmark>`,
          ),
      `<select idref="${id('rule:left')}" selected="true"/>
    <select idref="${id('rule:right')}" selected="true"/>
    <select idref="${id('group:far')}" selected="true"/>
    <select idref="${id('group:further')}" selected="true"/>`,
    );
    const { code, json } = await runJson<Fit>(['fit', file, next]);
    expect(code).toBe(1);
    expect(json.compared).toBe(true);
    const brief = json.entries.map((entry) => `${entry.kind} ${entry.id.replace(/^xccdf_org\.example_/, '')}`);
    expect(brief).toEqual([
      'missing-rule rule_left',
      'missing-group group_further',
      'default-changed rule_middle',
      'group-now-off rule_right',
      'rule-new rule_sun',
    ]);
    const lines = readFileSync(next, 'utf8').split('\n');
    const lineOf = (part: string) => lines.findIndex((line) => line.includes(part)) + 1;
    expect(json.entries.map((entry) => [entry.file, entry.line, entry.fix])).toEqual([
      [file, 5, `Name ${id('rule:left_hand')} if that takes its place, or remove the entry.`],
      [file, 8, 'Remove the entry.'],
      [
        next,
        lineOf(`<Rule id="${id('rule:middle')}"`),
        expect.stringContaining(`${id('rule:middle')}" selected="true"`),
      ],
      [
        next,
        lineOf(`<Group id="${id('group:near')}"`),
        expect.stringContaining(`${id('group:near')}" selected="true"`),
      ],
      [next, lineOf(`<Rule id="${id('rule:sun')}"`), expect.stringContaining(`${id('rule:sun')}" selected="false"`)],
    ]);
    const { stdout } = await run(['fit', file, next]);
    expect(stdout).toContain(`${file}:5: missing-rule: `);
  });

  it('tells a base that is gone or abstract, and knows no older stream where there is none', async () => {
    const { file, next } = write(
      (text) => text.replace('profile_apart"', 'profile_apart" abstract="true"'),
      '',
      id('profile:apart'),
    );
    const { code, json } = await runJson<Fit>(['fit', file, next]);
    expect(code).toBe(1);
    const [base] = json.entries.filter(({ kind }) => kind === 'missing-base');
    expect(base).toMatchObject({ id: id('profile:apart'), file, line: 4 });
    expect(base!.fix).toBe('Extend another profile, or write out what the old one said.');
    const same = await runJson<Fit>(['fit', file, join(dirname(file), 'tailoring-base.xml')]);
    expect(same).toMatchObject({ code: 0, json: { compared: false, entries: [] } });
    expect(same.stderr).toContain('--old names it');
  });

  it('tells Values and selectors that are gone', async () => {
    const stream = copyOf('host-ownership-ds.xml');
    const file = join(dirname(stream), 'mine.xml');
    const made = await run([
      'tailor',
      stream,
      '--profile',
      'workstation',
      '--refine-value=compose_directory=opt',
      '--set-value=suspect_uid=7',
    ]);
    writeFileSync(file, made.stdout);
    const newer = join(dirname(stream), 'new.xml');
    const text = readFileSync(stream, 'utf8');
    writeFileSync(
      newer,
      text.replaceAll('selector="opt"', 'selector="opt2"').replaceAll(`${values}suspect_uid`, `${values}uid`),
    );
    const { json } = await runJson<Fit>(['fit', file, newer, '--old', stream]);
    const lineOf = (part: string) => made.stdout.split('\n').findIndex((line) => line.includes(part)) + 1;
    const told = json.entries.map(({ kind, id: about, line, fix }) => [kind, about, line, fix]);
    expect(told.slice(0, 2).sort()).toEqual([
      ['missing-selector', `${values}compose_directory`, lineOf('refine-value'), expect.stringContaining('opt2')],
      ['missing-value', `${values}suspect_uid`, lineOf('set-value'), expect.stringMatching(/emove the entry\.$/)],
    ]);
  });

  it.each([
    [['fit', 'nothing.xml', 'nothing.xml']],
    [['fit', copyOf('selection/plain.xml'), copyOf('selection/plain.xml')]],
  ])('%j ends in 2', async (parameters) => {
    expect(await run(parameters)).toMatchObject({ code: 2, stdout: '' });
  });
});
