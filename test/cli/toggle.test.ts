/** `scapwright enable` and `disable`: answers, bytes, scopes, and every way in which nothing may be written. */
import {
  chmodSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { applyPatch } from 'diff';
import { describe, expect, it } from 'vitest';
import { fixturePath, readDocument } from '../support/documents.ts';
import { copyOf, fileWith, id, run, runJson, stateOf } from './program.ts';

interface Toggled {
  readonly changed: readonly object[];
  readonly edits: readonly { line: number; column: number; endLine: number; endColumn: number; newText: string }[];
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
  readonly obstacles: readonly object[];
  readonly written: boolean;
}

const dressed = [
  'plain',
  'bom',
  'crlf',
  'utf-16',
  'utf-16-be',
  'iso-8859-1',
  'non-bmp',
  'prefix',
  'single-quotes',
  'tabs',
  'two-prefixes',
  'one-line',
];

describe('the answer', () => {
  it('has the keys of the contract', async () => {
    const path = copyOf('selection/plain.xml');
    const before = stateOf(path);
    const { code, json } = await runJson<Toggled>(['enable', path, 'star', '--profile', 'first']);
    expect({ code, json }).toEqual({
      code: 0,
      json: {
        schemaVersion: 1,
        changed: [{ profile: id('profile:first'), enabled: [id('rule:star')], disabled: [], alsoChanged: [] }],
        edits: [{ line: 10, column: 59, endLine: 10, endColumn: 64, newText: 'true' }],
        warnings: [],
        obstacles: [],
        written: false,
      },
    });
    expect(stateOf(path)).toEqual(before);
  });

  it('names what changes with the rule, and why', async () => {
    const path = copyOf('selection/requires-or.xml');
    const { code, json } = await runJson<Toggled>(['disable', path, 'kettle', '--profile', 'first_of_list']);
    expect(code).toBe(0);
    expect(json.changed).toEqual([
      {
        profile: id('profile:first_of_list'),
        enabled: [],
        disabled: [id('rule:kettle')],
        alsoChanged: [{ id: id('rule:either'), because: 'requires', of: id('rule:kettle'), enabled: false }],
      },
    ]);
    expect(json.warnings).toEqual([
      { code: 'requires', message: `${id('rule:either')} drops out too: it requires ${id('rule:kettle')}` },
    ]);
  });

  it('does several rules at once, in several profiles and everywhere', async () => {
    const path = copyOf('selection/ssg-style.xml');
    const two = await runJson<Toggled>(['disable', path, 'login', 'password', '--profile', 'small', '--profile=large']);
    expect(two.json.changed).toMatchObject([
      { profile: id('profile:small'), disabled: [id('rule:login')] },
      { profile: id('profile:large'), disabled: [id('rule:login'), id('rule:password')] },
    ]);
    const everywhere = await runJson<Toggled>(['enable', path, 'radio', '--everywhere']);
    expect(everywhere.json.changed.map((change) => (change as { profile: string }).profile)).toEqual([
      '(default)',
      id('profile:small'),
      id('profile:large'),
      id('profile:storage'),
    ]);
    const lines = everywhere.json.edits.map(({ line }) => line);
    expect(lines).toHaveLength(3);
    expect(lines).toEqual(lines.toSorted((a, b) => a - b));
    const mentioned = await runJson<Toggled>(['disable', path, 'login', '--mentioned']);
    expect(mentioned.json.edits).toHaveLength(2);
    const standard = await runJson<Toggled>(['enable', path, 'quota', '--profile', '(default)']);
    expect(standard.json.changed).toEqual([
      { profile: '(default)', enabled: [id('rule:quota')], disabled: [], alsoChanged: [] },
    ]);
  });

  it('is nothing where nothing has to change', async () => {
    const path = copyOf('selection/plain.xml');
    const { code, json } = await runJson<Toggled>(['enable', path, 'left', '--profile', 'first', '--write']);
    expect({ code, json }).toMatchObject({ code: 0, json: { changed: [], edits: [], written: false } });
    expect(await run(['enable', path, 'left', '--profile', 'first'])).toMatchObject({ code: 0, stdout: '' });
  });

  it('warns of a signature', async () => {
    const signed = readFileSync(fixturePath('selection/plain.xml'), 'utf8').replace(
      '</Benchmark>',
      '<signature><d:Signature xmlns:d="http://www.w3.org/2000/09/xmldsig#"/></signature></Benchmark>',
    );
    const { json } = await runJson<Toggled>(['enable', fileWith('s.xml', signed), 'star', '--profile', 'first']);
    expect(json.warnings.map(({ code }) => code)).toEqual(['signed']);
  });
});

describe('refusals', () => {
  it('names an obstacle, exits with 1 and writes nothing; --with-required and --force go on', async () => {
    const path = copyOf('selection/requires-or.xml');
    const before = stateOf(path);
    const given = ['enable', path, 'each', '--profile', 'none_of_list', '--write'];
    const refused = await runJson<Toggled>(given);
    expect(refused.code).toBe(1);
    expect(refused.json).toMatchObject({ changed: [], edits: [], written: false });
    expect(refused.json.obstacles).toMatchObject([
      {
        profile: id('profile:none_of_list'),
        rule: id('rule:each'),
        effect: 'stays-off',
        code: 'requires',
        ids: [id('rule:kettle'), id('rule:pot')],
      },
    ]);
    expect(refused.stderr).toContain(`requires ${id('rule:kettle')} or ${id('rule:pot')}, which is not selected`);
    expect(refused.stderr).toContain('--with-required');
    expect(stateOf(path)).toEqual(before);
    const forced = await runJson<Toggled>([
      'enable',
      copyOf('selection/requires-or.xml'),
      ...given.slice(2),
      '--force',
    ]);
    expect(forced).toMatchObject({ code: 0, json: { written: true } });
    const both = await runJson<Toggled>([...given, '--with-required']);
    expect(both).toMatchObject({ code: 0, json: { written: true } });
    const { stdout } = await run(['explain', path, 'each', '--profile', 'none_of_list']);
    expect(stdout).toContain('on ');
  });

  it('are none for a rule that requires one which is put to sleep: it is named', async () => {
    const { code, json, stderr } = await runJson<Toggled>([
      'enable',
      copyOf('selection/sleeping-required.xml'),
      'dreamer',
      '--everywhere',
      '--write',
    ]);
    expect({ code, json }).toMatchObject({ code: 0, json: { written: true, obstacles: [] } });
    expect(stderr).toContain(`${id('rule:guard')} drops out too: it requires ${id('rule:snorer')}`);
    expect(json.warnings.map((warning) => warning.code)).toEqual(['requires']);
    expect(json.changed).toMatchObject([
      {
        profile: id('profile:asleep'),
        enabled: [id('rule:dreamer')],
        alsoChanged: [{ id: id('rule:guard'), because: 'requires' }],
      },
      { profile: id('profile:asleep_and_false'), enabled: [id('rule:dreamer')], alsoChanged: [] },
    ]);
  });

  it('does not offer --with-required against a conflict', async () => {
    const { code, stderr } = await run([
      'enable',
      copyOf('selection/conflicts-mutual.xml'),
      'dog',
      '--profile',
      'only_cat',
    ]);
    expect(code).toBe(1);
    expect(stderr).not.toContain('--with-required');
    expect(stderr).toContain(`${id('rule:cat')} would drop out`);
  });

  const plain = 'selection/plain.xml';
  it.each([
    [plain, ['left']],
    [plain, ['left', '--everywhere', '--mentioned']],
    [plain, ['left', '--everywhere', '--profile', 'first']],
    [plain, ['left', '--profile', '(all)']],
    [plain, ['left', '--everywhere', '--write', '--output', 'x.xml']],
    [plain, ['left', '--everywhere', '--backup']],
    [plain, ['left', '--everywhere', '--json', '--output', '-']],
    [plain, ['left', 'nothing', '--everywhere', '--write']],
    [plain, ['--everywhere']],
    ['selection/two-benchmarks-ds.xml', ['left', '--everywhere', '--write']],
    ['selection/child-before-parent.xml', ['rule', '--everywhere', '--write']],
  ])('%s with %j ends in 2', async (name, parameters) => {
    const path = copyOf(name);
    const before = stateOf(path);
    const { code, stdout, stderr } = await run(['disable', path, ...parameters], { cwd: dirname(path) });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toBe('');
    expect(stateOf(path)).toEqual(before);
    expect(readdirSync(dirname(path))).toHaveLength(1);
  });

  it('edits one of several Benchmarks where it is chosen', async () => {
    const path = copyOf('selection/two-benchmarks-ds.xml');
    const west = '--benchmark-id=xccdf_org.example_benchmark_west';
    const { code, json } = await runJson<Toggled>(['disable', path, 'star', '--everywhere', west]);
    expect(code).toBe(0);
    expect(json.edits).toEqual([{ line: 80, column: 47, endLine: 80, endColumn: 47, newText: ' selected="false"' }]);
  });
});

describe('bytes', () => {
  it.each(dressed)('%s: only the edit differs, and a second run changes nothing', async (name) => {
    const path = copyOf(`selection/${name}.xml`);
    const before = readFileSync(path);
    const document = readDocument(path);
    const given = ['enable', path, 'star', '--profile', 'first', '--write'];
    const { code, json } = await runJson<Toggled>(given);
    expect({ code, written: json.written }).toEqual({ code: 0, written: true });
    expect(json.edits).toHaveLength(1);
    const at = document.text.indexOf('group_far"') >= 0 ? 'group_far" selected="' : "group_far' selected='";
    const expected = document.text.replace(`${at}false`, `${at}true`);
    expect(expected).not.toBe(document.text);
    expect(readFileSync(path).equals(document.encode(expected))).toBe(true);
    const middle = stateOf(path);
    const second = await runJson<Toggled>(given);
    expect({ code: second.code, json: second.json }).toMatchObject({ code: 0, json: { edits: [], written: false } });
    expect(stateOf(path)).toEqual(middle);
    await run(['disable', path, 'star', '--profile', 'first', '--write']);
    expect(readFileSync(path).length).toBeGreaterThanOrEqual(before.length);
  });

  it('writes windows-1252 back as it was', async () => {
    const head = '<?xml version="1.0" encoding="windows-1252"?>\n<!-- \x80 \x9f \xe4 -->\n';
    const body = readFileSync(fixturePath('selection/plain.xml'), 'utf8')
      .split('\n')
      .slice(2)
      .join('\n')
      .replace('>First<', '>First \x80<');
    const path = fileWith('w.xml', Buffer.from(head + body, 'latin1'));
    const { json } = await runJson<{ benchmarks: { profiles: { title: string }[] }[] }>(['info', path]);
    expect(json.benchmarks[0]!.profiles[0]!.title).toBe('First \u20ac');
    const { code } = await run(['enable', path, 'moon', '--profile', 'second', '--write']);
    expect(code).toBe(0);
    const after = readFileSync(path, 'latin1');
    const inserted = '    <select idref="xccdf_org.example_rule_moon" selected="true"/>\n';
    expect(after).toContain(inserted);
    expect(after.replace(inserted, '')).toBe(head + body);
  });

  it.each(dressed)('%s: the diff says the same', async (name) => {
    const path = copyOf(`selection/${name}.xml`);
    const { code, bytes, stderr } = await run(['enable', path, 'moon', '--everywhere']);
    expect(code).toBe(0);
    expect(stderr).toContain('Enabled "Moon" in 2 profiles and in the scan without one');
    const wide = name.startsWith('utf-16');
    const [old, diff] = wide
      ? [readDocument(path).text, bytes.toString('utf8')]
      : [readFileSync(path, 'latin1'), bytes.toString('latin1')];
    const patched = applyPatch(old, diff, { autoConvertLineEndings: false });
    await run(['enable', path, 'moon', '--everywhere', '--write']);
    expect(patched).toBe(wide ? readDocument(path).text : readFileSync(path, 'latin1'));
  });
});

describe('writing', () => {
  const given = ['star', '--profile', 'first'];

  it('keeps the mode, leaves nothing behind, and keeps a backup when asked', async () => {
    const path = copyOf('selection/plain.xml');
    const old = readFileSync(path);
    chmodSync(path, 0o640);
    await run(['enable', path, ...given, '--write', '--backup']);
    expect(statSync(path).mode & 0o7777).toBe(0o640);
    expect(readFileSync(`${path}.bak`).equals(old)).toBe(true);
    const edited = readFileSync(path);
    await run(['disable', path, ...given, '--write', '--backup']);
    expect(readFileSync(`${path}.bak`).equals(old)).toBe(true);
    expect(readFileSync(`${path}.bak.1`).equals(edited)).toBe(true);
    expect(readdirSync(dirname(path)).sort()).toEqual(['plain.xml', 'plain.xml.bak', 'plain.xml.bak.1']);
  });

  it('replaces what a symbolic link leads to, and says so', async () => {
    const path = copyOf('selection/plain.xml');
    const link = join(dirname(path), 'link.xml');
    symlinkSync(path, link);
    const { code, stderr } = await run(['enable', link, ...given, '--write']);
    expect(code).toBe(0);
    expect(stderr).toContain(`is a symbolic link; writing ${path}`);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(path, 'utf8')).toContain('group_far" selected="true"');
  });

  it('writes a whole document to --output, also an unchanged one, and to standard output', async () => {
    const path = copyOf('selection/plain.xml');
    const before = stateOf(path);
    const output = join(dirname(path), 'out.xml');
    const changed = await runJson<Toggled>(['enable', path, ...given, '--output', output]);
    expect(changed.json.written).toBe(true);
    const edited = readFileSync(output);
    expect(edited.toString()).toContain('group_far" selected="true"');
    const printed = await run(['enable', path, ...given, '--output=-']);
    expect(printed.bytes.equals(edited)).toBe(true);
    const unchanged = await runJson<Toggled>(['enable', path, 'left', '--profile', 'first', '--output', output]);
    expect(unchanged.json).toMatchObject({ edits: [], written: true });
    expect(readFileSync(output).equals(readFileSync(path))).toBe(true);
    const same = await run(['enable', path, 'left', '--profile', 'first', '--output', '-']);
    expect(same.bytes.equals(readFileSync(path))).toBe(true);
    expect(stateOf(path)).toEqual(before);
  });

  it('fails with 2 where the folder is gone', async () => {
    const path = copyOf('selection/plain.xml');
    const nowhere = join(dirname(path), 'no', 'where.xml');
    const { code, stderr } = await run(['enable', path, ...given, '--output', nowhere]);
    expect(code).toBe(2);
    expect(stderr).toContain('where.xml: cannot be written: no such file; nothing was written');
    renameSync(path, `${path}.moved`);
    rmSync(`${path}.moved`);
    expect(existsSync(nowhere)).toBe(false);
  });
});

describe('tailoring', () => {
  const base = fixturePath('selection/tailoring-base.xml');

  it('edits the tailoring file and leaves the Benchmark alone', async () => {
    const before = stateOf(base);
    const tailoring = copyOf('selection/tailoring-new.xml');
    const given = [base, 'moon', '--tailoring-file', tailoring];
    const { code, json } = await runJson<Toggled>(['enable', ...given, '--profile', 'site', '--write']);
    expect({ code, json }).toMatchObject({ code: 0, json: { written: true } });
    expect(readFileSync(tailoring, 'utf8')).toContain('<select idref="xccdf_org.example_rule_moon" selected="true"/>');
    expect(stateOf(base)).toEqual(before);
    for (const profile of ['strict', '(default)']) {
      const refused = await run(['enable', ...given, '--profile', profile]);
      expect(refused.code, profile).toBe(2);
      expect(refused.stderr, profile).toContain('edits go to');
    }
  });

  it('edits a tailoring file that is given as the file itself', async () => {
    const path = copyOf('selection/tailoring-new.xml');
    writeFileSync(join(dirname(path), 'tailoring-base.xml'), readFileSync(base));
    const { code } = await run(['disable', path, 'star', '--everywhere', '--write']);
    expect(code).toBe(0);
    expect(readFileSync(path, 'utf8')).toMatch(/rule_star" selected="false"/);
    expect(readFileSync(join(dirname(path), 'tailoring-base.xml')).equals(readFileSync(base))).toBe(true);
  });
});
