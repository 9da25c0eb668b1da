/** `scapwright set-value` and `refine-value`: answers, exit codes, and the bytes of the file. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { copyOf, id, run, runJson, stateOf } from './program.ts';

const age = id('value:age');

it('prints a diff and leaves the file alone, or writes it', async () => {
  const path = copyOf('values.xml');
  const before = stateOf(path);
  const shown = await run(['refine-value', path, 'age', 'year', '--profile', 'bare']);
  expect(shown.code).toBe(0);
  expect(shown.stdout).toContain(`+<refine-value idref="${age}" selector="year" />`);
  expect(shown.stderr).toContain('"Age in days" is "365" (selector year) in "Bare".');
  expect(stateOf(path)).toEqual(before);
  const text = readFileSync(path, 'utf8');
  const written = await run(['set-value', path, 'age', '32', '--profile', 'own', '--write']);
  expect({ code: written.code, stdout: written.stdout }).toEqual({ code: 0, stdout: '' });
  expect(readFileSync(path, 'utf8')).toBe(text.replace('>31</set-value>', '>32</set-value>'));
});

it('answers with the keys of the contract', async () => {
  const { code, json } = await runJson<object>(['set-value', copyOf('values.xml'), 'age', '32', '--profile', 'own']);
  const was = { text: '31', selector: '', by: 'set' };
  expect({ code, json }).toEqual({
    code: 0,
    json: {
      schemaVersion: 1,
      changed: [{ profile: id('profile:own'), value: age, before: was, after: { ...was, text: '32' } }],
      edits: [{ line: 19, column: 52, endLine: 19, endColumn: 54, newText: '32' }],
      warnings: [],
      written: false,
    },
  });
});

it('a reset takes the entries out; without one nothing changes, which is no failure', async () => {
  const path = copyOf('values.xml');
  expect((await run(['set-value', path, 'age', '--reset', '--profile', 'own', '--write'])).code).toBe(0);
  const text = readFileSync(path, 'utf8');
  expect(text).not.toContain('>31</set-value>');
  const { code, json } = await runJson<object>(['refine-value', path, 'age', '--reset', '--profile', 'own']);
  expect({ code, json }).toMatchObject({ code: 0, json: { changed: [], edits: [], written: false } });
});

it.each([
  [1, ['set-value', 'age', '91', '--profile', 'bare'], '91 is above the upper bound, 90'],
  [1, ['refine-value', 'host', 'other', '--profile', 'heir'], '--force: Set "other.example.org" Instead'],
  [2, ['refine-value', 'age', 'month', '--profile', 'bare'], 'has no selector "month"; there are\n  year'],
  [2, ['set-value', 'age', '--profile', 'bare'], 'give the new text or --reset'],
  [2, ['set-value', 'age', '1', '--reset', '--profile', 'bare'], 'give the new text or --reset'],
  [2, ['set-value', 'ages', '1', '--profile', 'bare'], 'no Value "ages"'],
  [2, ['set-value', 'age', '1', '--profile', '(default)'], '(default) is the scan without a profile'],
  [2, ['set-value', 'age', '1'], "required option '--profile <id>' not specified"],
])('exits with %i: %s', async (code, [command, ...rest], message) => {
  const path = copyOf('values.xml');
  const before = stateOf(path);
  const ran = await run([command!, path, ...rest, ...(code === 2 ? [] : ['--write'])]);
  expect(ran.code).toBe(code);
  expect(ran.stderr).toContain(message);
  expect(stateOf(path)).toEqual(before);
});
