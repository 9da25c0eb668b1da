/** `scapwright profile ...`: what each command writes, and when it does not. The edits themselves: test/service/editProfile.test.ts. */
import { readFileSync } from 'node:fs';
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
      '+    <title>Third</title>',
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
