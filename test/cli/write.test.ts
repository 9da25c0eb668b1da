/** Atomic writing and the diff, without the program around them: what a child process cannot be made to show. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyPatch, parsePatch, reversePatch } from 'diff';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { decode, encoderOf } from '../../server/src/cli/encoding.ts';
import { unifiedDiff } from '../../server/src/cli/unifiedDiff.ts';
import { writeFileAtomically } from '../../server/src/cli/write.ts';
import { applyEdits } from '../../server/src/text/edits.ts';

const folder = mkdtempSync(join(tmpdir(), 'scapwright-write-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const note = () => {};

describe('writeFileAtomically', () => {
  it('leaves a file alone that has changed since it was read', async () => {
    const path = join(folder, 'a.xml');
    writeFileSync(path, 'other');
    const write = (expected: string) =>
      writeFileAtomically(path, Buffer.from('new'), { expected: Buffer.from(expected), note });
    await expect(write('read')).rejects.toThrow('the file has changed since it was read; nothing was written');
    expect(readFileSync(path, 'utf8')).toBe('other');
    await write('other');
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(readdirSync(folder)).toEqual(['a.xml']);
  });

  it('leaves a file alone that is gone, and a folder', async () => {
    const gone = join(folder, 'gone.xml');
    const given = { expected: Buffer.from('x'), note };
    await expect(writeFileAtomically(gone, Buffer.from('new'), given)).rejects.toThrow('has changed');
    await expect(writeFileAtomically(folder, Buffer.from('new'), { note })).rejects.toThrow('no regular file');
    expect(readdirSync(folder)).toEqual(['a.xml']);
  });
});

describe('encodings', () => {
  it.each([
    ['UTF-8', '\u00e4\u20ac\u{1f600}'],
    ['ISO-8859-1', '\u00e4\u00ff\u0081'],
    ['windows-1252', '\u00e4\u20ac\u0178'],
    ['UTF-16LE', '\u00e4\u20ac\u{1f600}'],
    ['UTF-16BE', '\u00e4\u20ac\u{1f600}'],
    ['US-ASCII', 'abc'],
  ] as const)('%s comes back as it was', (encoding, word) => {
    const encode = encoderOf(encoding);
    const text = `<?xml version="1.0" encoding="${encoding}"?>\n<a>${word}</a>`;
    const bytes = encode(text);
    expect(decode(bytes)).toEqual({ text, encoding, markLength: 0 });
    if (!encoding.startsWith('UTF')) expect(() => encode('\u4e2d')).toThrow(`${encoding} does not have`);
  });
});

describe('unifiedDiff', () => {
  it('counts the lines of both sides', () => {
    const text = Array.from({ length: 40 }, (_, line) => `line ${line + 1}\n`).join('');
    const at = (line: number) => text.indexOf(`line ${line}\n`);
    const insert = (line: number) => ({ from: at(line), to: at(line), newText: 'new\n' });
    const diff = unifiedDiff('f.xml', text, [insert(10), insert(30)]);
    expect(diff.match(/^@@.*$/gm)).toEqual(['@@ -7,6 +7,7 @@', '@@ -27,6 +28,7 @@']);
    expect(diff.split('\n').slice(0, 3)).toEqual(['--- f.xml', '+++ f.xml', '@@ -7,6 +7,7 @@']);
  });

  it('is applied by a patch program to any text with any edits', () => {
    const line = fc.constantFrom('a', 'b', '', 'c d', '<x/>', 'a\r');
    const texts = fc.array(line, { maxLength: 60 }).map((lines) => lines.join('\n'));
    const places = fc.array(fc.tuple(fc.nat(), fc.nat(4), fc.constantFrom('', 'x', 'x\n', '\ny\nz')), { maxLength: 6 });
    fc.assert(
      fc.property(texts, places, (text, wanted) => {
        let end = 0;
        const edits = wanted
          .map(([at, length, newText]) => ({ from: at % (text.length + 1), length, newText }))
          .sort((a, b) => a.from - b.from)
          .flatMap(({ from, length, newText }) => {
            if (from < end) return [];
            end = Math.min(text.length, from + length) + 1;
            return [{ from, to: end - 1, newText }];
          });
        const expected = applyEdits(text, edits);
        const diff = unifiedDiff('f.xml', text, edits);
        if (diff === '') expect(expected).toBe(text);
        else {
          expect(applyPatch(text, diff, { autoConvertLineEndings: false })).toBe(expected);
          // Backwards too: the line numbers of both sides have to be right.
          const back = reversePatch(parsePatch(diff)[0]!);
          expect(back.hunks.every(({ oldStart }) => oldStart <= expected.split('\n').length + 1)).toBe(true);
          expect(applyPatch(expected, back, { autoConvertLineEndings: false, fuzzFactor: 0 })).toBe(text);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
