/** `scapwright profile ...`: what each command writes, and when it does not. The edits themselves: test/service/editProfile.test.ts. */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { copyOf, run, runJson } from './program.ts';

const prefix = 'xccdf_org.example_profile_';

interface Answer {
  readonly changed: readonly { readonly profile: string; readonly action: string }[];
  readonly edits: readonly object[];
  readonly reason?: string;
  readonly written: boolean;
}

describe('scapwright profile', () => {
  test('new prints a diff and writes nothing', async () => {
    const path = copyOf('selection/plain.xml');
    const before = readFileSync(path, 'utf8');
    const { code, stdout } = await run([
      'profile',
      'new',
      path,
      `${prefix}third`,
      '--title',
      'Third',
      '--extends',
      'first',
    ]);
    expect(code).toBe(0);
    expect(stdout.split('\n').filter((line) => /^[+-] /.test(line))).toEqual([
      `+  <Profile id="${prefix}third" extends="${prefix}first">`,
      '+    <title override="true">Third</title>',
      '+  </Profile>',
    ]);
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  test('copy, rename, title, description and delete, one after the other, leave what was there', async () => {
    const path = copyOf('selection/plain.xml');
    const before = readFileSync(path, 'utf8');
    const steps = [
      ['copy', path, 'first', `${prefix}twin`],
      ['rename', path, 'twin', `${prefix}other`],
      ['title', path, 'other', 'Other'],
      ['description', path, 'other', 'Not the first'],
    ];
    for (const step of steps) expect((await run(['profile', ...step, '--write'])).code, step.join(' ')).toBe(0);
    const edited = readFileSync(path, 'utf8');
    expect(edited).toContain(
      `<Profile id="${prefix}other">\n    <title>Other</title>\n    <description>Not the first</description>`,
    );
    const { json } = await runJson<Answer>(['profile', 'delete', path, 'other', '--write']);
    expect(json).toMatchObject({ changed: [{ profile: `${prefix}other`, action: 'delete' }], written: true });
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  test('copy makes a profile of the stream one of its tailoring; rename and delete keep away from it', async () => {
    const stream = copyOf('selection/tailoring-base.xml');
    const tailoring = copyOf('selection/tailoring-new.xml');
    const into = ['--tailoring-file', tailoring, '--write'];
    expect(await run(['profile', 'copy', stream, 'strict', `${prefix}mine`, ...into])).toMatchObject({ code: 0 });
    const copied = readFileSync(tailoring, 'utf8');
    expect(copied).toContain(`<Profile id="${prefix}mine">\n    <title>Strict (copy)</title>\n    <select idref=`);
    for (const command of [
      ['rename', stream, 'strict', `${prefix}x`],
      ['delete', stream, 'strict'],
    ]) {
      const { code, stderr } = await run(['profile', ...command, ...into]);
      expect(code).toBe(2);
      expect(stderr).toContain(`${prefix}strict stands in the Benchmark`);
    }
    expect(readFileSync(tailoring, 'utf8')).toBe(copied);
  });

  test('no profile of a tailoring takes the id of one of the stream, which it would hide', async () => {
    const [stream, tailoring] = [copyOf('selection/tailoring-base.xml'), copyOf('selection/tailoring-new.xml')];
    const before = readFileSync(tailoring, 'utf8');
    const taken = `${prefix}strict`;
    for (const command of [
      ['new', stream, taken],
      ['copy', stream, 'apart', taken],
      ['rename', stream, 'site', taken],
    ]) {
      const { code, stderr } = await run(['profile', ...command, '--tailoring-file', tailoring, '--write']);
      expect([code, stderr]).toEqual([1, expect.stringContaining(`${taken} in the stream, which this one would hide`)]);
    }
    expect(readFileSync(tailoring, 'utf8')).toBe(before);
  });

  test('rename and delete tell of tailorings beside the file that name the profile, and leave them alone', async () => {
    const stream = copyOf('selection/tailoring-base.xml');
    const folder = dirname(stream);
    const put = (name: string, text: string | Buffer) => writeFileSync(join(folder, name), text);
    const text = readFileSync(copyOf('selection/tailoring-new.xml'), 'utf8');
    put('mine.xml', text);
    put('wide.xml', Buffer.from(`\ufeff${text.replace('UTF-8', 'UTF-16')}`, 'utf16le'));
    put('elsewhere.xml', text.replace('tailoring-base.xml', 'another.xml'));
    put('broken.xml', '<Tailoring');
    const messages = async (...parameters: string[]) => {
      const { json } = await runJson<Answer & { warnings: { code: string; message: string }[] }>([
        'profile',
        ...parameters,
      ]);
      return json.warnings.map(({ code, message }) => `${code}: ${message}`);
    };
    const named = ['mine.xml', 'wide.xml'].map(
      (name) => `named-elsewhere: ${name} names ${prefix}standard too and was not changed.`,
    );
    expect(await messages('rename', stream, 'standard', `${prefix}other`, '--write')).toEqual(named);
    expect(readFileSync(join(folder, 'mine.xml'), 'utf8')).toBe(text);
    expect(await messages('rename', stream, 'apart', `${prefix}far`)).toEqual([]);
  });

  test('delete ends with 1 where others extend the profile, and goes on with --force', async () => {
    const path = copyOf('selection/child-chain.xml');
    const { code, json, stderr } = await runJson<Answer>(['profile', 'delete', path, '_parent', '--write']);
    expect([code, json.written, json.edits, json.changed]).toEqual([1, false, [], []]);
    expect(stderr).toContain(`${prefix}child`);
    expect((await run(['profile', 'delete', path, '_parent', '--force', '--write'])).code).toBe(0);
    expect(readFileSync(path, 'utf8')).not.toContain(`id="${prefix}parent"`);
  });

  test('an id that is taken or malformed ends with 1, an unknown profile with 2', async () => {
    const path = copyOf('selection/plain.xml');
    expect(await run(['profile', 'new', path, `${prefix}first`])).toMatchObject({ code: 1 });
    expect(await run(['profile', 'rename', path, 'first', 'mine'])).toMatchObject({ code: 1 });
    expect(await run(['profile', 'rename', path, 'frist', `${prefix}x`])).toMatchObject({ code: 2 });
    expect(await run(['profile', 'new', path])).toMatchObject({ code: 2 });
  });
});
