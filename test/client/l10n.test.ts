/** Every string a user can see stands in l10n/bundle.l10n.json. `UPDATE_L10N=1` writes the file anew. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clientSources, readJson, repository, serverSources, translatedStrings } from './strings.ts';

const bundle = 'l10n/bundle.l10n.json';

test('the extraction sees both quotes, escapes and what is no literal', () => {
  const source = `l10n.t('a {0}', x); vscode.l10n.t("it's"); l10n.t(\n  'b\\'c'); l10n.t(\`no \${x}\`); plainl10n.t('x')`;
  expect(translatedStrings(source)).toEqual(['a {0}', "it's", "b'c", 'not a literal: `']);
});

test('the bundle holds exactly the strings of client and server', () => {
  const used = [...new Set([...clientSources(), ...serverSources()].flatMap(translatedStrings))].sort();
  expect(used.length).toBeGreaterThan(30);
  expect(used.filter((text) => text.startsWith('not a literal'))).toEqual([]);
  const expected = Object.fromEntries(used.map((text) => [text, text]));
  if (process.env.UPDATE_L10N) writeFileSync(join(repository, bundle), `${JSON.stringify(expected, null, 2)}\n`);
  expect(readJson(bundle)).toEqual(expected);
});

test('messages are not put together around the translation', () => {
  // `showXMessage('...')` with a bare literal would never be translated.
  for (const source of clientSources()) {
    expect(source).not.toMatch(/show(?:Information|Warning|Error)Message\(\s*['"`]/);
    expect(source).not.toMatch(/setStatusBarMessage\(\s*['"`]/);
  }
});
