/** A tailoring that is not UTF-8 on disk: what is written into it is of its own encoding, and nothing else changes a byte. */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyOf, run } from './program.ts';

const encoders: Readonly<Record<string, (text: string) => Buffer>> = {
  'ISO-8859-1': (text) => Buffer.from(text, 'latin1'),
  'UTF-16': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'UTF-8': (text) => Buffer.from(`\ufeff${text}`, 'utf8'),
};

/** The tailoring as it is, with a letter outside ASCII before what is edited, in an encoding; and its stream beside it. */
function tailoringIn(encoding: string): { readonly stream: string; readonly path: string; readonly text: string } {
  const stream = copyOf('selection/tailoring-base.xml');
  const original = readFileSync(copyOf('selection/tailoring-new.xml'), 'utf8');
  const text = original
    .replace('encoding="UTF-8"', `encoding="${encoding}"`)
    .replace(/(<(?:\w+:)?title[^>]*>)[^<]*/, '$1Gr\u00fc\u00dfe');
  const path = join(dirname(stream), 'mine.xml');
  writeFileSync(path, encoders[encoding]!(text));
  return { stream, path, text };
}

const profile = 'site';

describe.each(Object.keys(encoders))('%s', (encoding) => {
  it('stays as it is, edit for edit', async () => {
    const { stream, path, text } = tailoringIn(encoding);
    const into = ['--tailoring-file', path, '--write'];
    const title = await run(['profile', 'title', stream, profile, '\u00c4rger', ...into]);
    expect(title).toMatchObject({ code: 0 });
    // It extends a profile, whose title it is to override.
    const renamed = text.replace('>Gr\u00fc\u00dfe', ' override="true">\u00c4rger');
    expect(renamed).not.toBe(text);
    expect(readFileSync(path).equals(encoders[encoding]!(renamed))).toBe(true);
    expect(await run(['disable', stream, 'left', '--profile', profile, ...into])).toMatchObject({ code: 0 });
    const decoded = readFileSync(path).toString(
      encoding === 'ISO-8859-1' ? 'latin1' : encoding === 'UTF-8' ? 'utf8' : 'utf16le',
    );
    expect(decoded).toContain('\u00c4rger');
    expect(encoders[encoding]!(decoded.replace('\ufeff', '')).equals(readFileSync(path))).toBe(true);
  });
});

it('takes no character that its encoding lacks', async () => {
  const { stream, path } = tailoringIn('ISO-8859-1');
  const before = readFileSync(path);
  const given = ['profile', 'title', stream, profile, '5 \u20ac', '--tailoring-file', path];
  const { code, stdout, stderr } = await run([...given, '--write']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('the edit holds characters that ISO-8859-1 does not have: 5 \u20ac');
  expect(readFileSync(path).equals(before)).toBe(true);
});
