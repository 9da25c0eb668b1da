/** Ids that the document does not have, each kind of them: exit 2, the id, the nearest ones, and how to see all there are. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixturePath } from '../support/documents.ts';
import { copyOf, fileWith, freshFolder, id, run, stateOf } from './program.ts';

/** What a command says of a wrong id; it answers nothing and leaves the file alone. */
async function complaint(path: string, ...parameters: readonly string[]): Promise<string> {
  const before = stateOf(path);
  const { code, stdout, stderr } = await run(parameters);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stateOf(path)).toEqual(before);
  return stderr;
}

/** With 30 profiles, rules and Values: more than are read at a glance. */
function largeBenchmark(benchmark: string): string {
  const numbers = Array.from({ length: 30 }, (_, number) => number + 100);
  const all = (element: (number: number) => string) => numbers.map(element).join('\n');
  return `<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="xccdf_org.example_benchmark_${benchmark}">
    ${all((number) => `<Profile id="${id(`profile:p${number}`)}"><title>P</title></Profile>`)}
    ${all((number) => `<Value id="${id(`value:v${number}`)}"><title>V</title><value>1</value></Value>`)}
    <Group id="${id('group:all')}">${all((number) => `<Rule id="${id(`rule:r${number}`)}"/>`)}</Group>
  </Benchmark>`;
}

describe('few: what there is, the nearest first', () => {
  it('of profiles', async () => {
    const path = copyOf('selection/plain.xml');
    expect(await complaint(path, 'rules', path, '--profile', 'frist')).toBe(
      `scapwright: no profile "frist"; did you mean\n  ${id('profile:first')}\nthere are also\n  ${id('profile:second')}\n  (default)\n  (all)\n`,
    );
    expect(await complaint(path, 'compare', path, '--profiles', 'first,zzzzzzzz')).toBe(
      `scapwright: no profile "zzzzzzzz"; there are\n  ${id('profile:first')}\n  ${id('profile:second')}\n  (default)\n  (all)\n`,
    );
  });

  it('of rules', async () => {
    const path = copyOf('selection/plain.xml');
    const others = [id('rule:right'), id('rule:star'), id('rule:moon')];
    expect(await complaint(path, 'disable', path, 'lefft', '--everywhere', '--write')).toBe(
      `scapwright: no rule "lefft"; did you mean\n  ${id('rule:left')}\nthere are also\n  ${others.join('\n  ')}\n`,
    );
    const empty = fileWith('empty.xml', '<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b"/>');
    expect(await complaint(empty, 'checks', empty, 'left')).toBe('scapwright: no rule "left"; there are no rules\n');
  });

  it('of Values, and of the selectors of one', async () => {
    const path = copyOf('values.xml');
    const change = (...given: readonly string[]) =>
      complaint(path, given[0]!, path, ...given.slice(1), '--profile=bare');
    const others = ['mode', 'host', 'flag', 'unread'].map((name) => id(`value:${name}`));
    expect(await change('set-value', 'aeg', '5')).toBe(
      `scapwright: no Value "aeg"; did you mean\n  ${id('value:age')}\nthere are also\n  ${others.join('\n  ')}\n`,
    );
    expect(await change('refine-value', 'age', 'yaer')).toBe(
      `scapwright: the Value ${id('value:age')} has no selector "yaer"; did you mean\n  year\nthere are also\n  broken\n`,
    );
    expect(await change('refine-value', 'flag', 'soft')).toBe(
      `scapwright: the Value ${id('value:flag')} has no selector "soft"; there are no selectors\n`,
    );
    const tailor = ['--profile=bare', '--refine-value', 'flag=soft'];
    expect(await complaint(path, 'tailor', path, ...tailor)).toContain('has no selector "soft"');
  });

  it('of the selectors of a Value, be they ever so many: no command lists those', async () => {
    const selectors = Array.from({ length: 40 }, (_, number) => `s${number}_of_them`);
    const values = selectors.map((selector, number) => `<value selector="${selector}">${number}</value>`);
    const path = fileWith(
      'selectors.xml',
      `<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b"><Profile id="p"/><Value id="v"><value>0</value>${values.join('')}</Value></Benchmark>`,
    );
    const refine = (selector: string) => complaint(path, 'refine-value', path, 'v', selector, '--profile=p');
    expect(await refine('zzz')).toBe(
      `scapwright: the Value v has no selector "zzz"; there are\n  ${selectors.join('\n  ')}\n`,
    );
    expect((await refine('s7_of_then')).split('\n').slice(1, 2)).toEqual(['  s7_of_them']);
  });

  it('of Benchmarks, data streams and checklists', async () => {
    const path = copyOf('selection/two-benchmarks-ds.xml');
    const rules = (...choice: readonly string[]) => complaint(path, 'rules', path, '--profile', 'first', ...choice);
    const text = `scapwright: ${path}: no`;
    expect(await rules('--benchmark-id', 'xccdf_org.example_benchmark_wsst')).toBe(
      `${text} Benchmark has the id "xccdf_org.example_benchmark_wsst" (--benchmark-id); did you mean\n  xccdf_org.example_benchmark_west\n  xccdf_org.example_benchmark_east\n`,
    );
    expect(await rules('--datastream-id', 'south')).toBe(
      `${text} data stream has the id "south" (--datastream-id); there are\n  scap_org.example_datastream_east\n  scap_org.example_datastream_west\n`,
    );
    expect(await rules('--xccdf-id', 'east-xccdf.xml')).toContain(
      `${text} checklist has the id "east-xccdf.xml" (--xccdf-id); did you mean\n  scap_org.example_cref_east-xccdf.xml\n`,
    );
  });
});

/** The last line of a message names a command; runs it, and answers what it says. */
async function runNamed(message: string, folder: string): Promise<string> {
  const [, line = ''] = /(?:^|; |\n)scapwright ((?:[^\n;](?!lists all))+) lists all 30 \w+\n$/.exec(message) ?? [];
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);
  const { code, stdout } = await run(words, { cwd: folder });
  expect(code, line).toBe(0);
  return stdout;
}

describe('many: the nearest, and a command that lists them all', () => {
  const folder = freshFolder();
  const streams = readFileSync(fixturePath('selection/two-benchmarks-ds.xml'), 'utf8');
  const west = streams.slice(
    streams.lastIndexOf('<Benchmark'),
    streams.lastIndexOf('</Benchmark>') + '</Benchmark>'.length,
  );
  writeFileSync(join(folder, 'large.xml'), largeBenchmark('large'));
  writeFileSync(join(folder, 'two in one.xml'), streams.replace(west, largeBenchmark('west')));
  const chosen = ['--benchmark-id', 'xccdf_org.example_benchmark_west'];
  const cases = [
    { kind: 'profile', noun: 'profile', wanted: 'p1100', given: ['rules', '--profile', 'p1100'] },
    { kind: 'rule', noun: 'rule', wanted: 'r1100', given: ['explain', 'r1100'] },
    { kind: 'value', noun: 'Value', wanted: 'v1100', given: ['set-value', 'v1100', '5', '--profile', 'p100'] },
  ];
  it.each(cases)('of $noun', async ({ kind, noun, wanted, given: [command, ...rest] }) => {
    for (const [file, choice] of [
      ['large.xml', []],
      ['two in one.xml', chosen],
    ] as const) {
      const { code, stdout, stderr } = await run([command!, file, ...rest, ...choice], { cwd: folder });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      const nearest = id(`${kind}:${wanted.replace('11', '1')}`);
      expect(stderr).toContain(`scapwright: no ${noun} "${wanted}"; did you mean\n  ${nearest}\n`);
      expect(stderr).not.toContain(id(`${kind}:${wanted[0]}129`));
      const listed = await runNamed(stderr, folder);
      for (let number = 100; number < 130; number++) expect(listed).toContain(id(`${kind}:${wanted[0]}${number}`));
    }
  });

  it('with none near, and the tailoring that was given', async () => {
    copyFileSync(fixturePath('selection/tailoring-new.xml'), join(folder, 'tailoring.xml'));
    const given = ['explain', 'large.xml', 'zzzzzzzz', '--tailoring-file', 'tailoring.xml'];
    expect((await run(given, { cwd: folder })).stderr).toBe(
      'scapwright: no rule "zzzzzzzz"; scapwright rules large.xml --profile "(all)" --tailoring-file tailoring.xml lists all 30 rules\n',
    );
  });
});

it('says what an id is that names something else, and what is in it', async () => {
  const path = copyOf('selection/plain.xml');
  expect(await complaint(path, 'enable', path, id('group:far'), '--everywhere', '--write')).toBe(
    `scapwright: "${id('group:far')}" is a group, and a rule is wanted; in it are\n  ${id('rule:star')}\n  ${id('rule:moon')}\n`,
  );
  expect(await complaint(path, 'set-value', path, id('rule:star'), '5', '--profile', 'first')).toBe(
    `scapwright: "${id('rule:star')}" is a rule, and a Value is wanted\n`,
  );
  const values = copyOf('values.xml');
  expect(await complaint(values, 'checks', values, id('value:age'))).toBe(
    `scapwright: "${id('value:age')}" is a Value, and a rule is wanted\n`,
  );
});
