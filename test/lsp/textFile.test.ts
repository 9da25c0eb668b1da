/** Files read as an editor would show them, whatever they are encoded in. The bytes are written by hand or by iconv-lite. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, describe, expect, it } from 'vitest';
import { readTextFile } from '../../server/src/lsp/textFile.ts';
import { fixturePath } from '../support/documents.ts';

const folder = mkdtempSync(join(tmpdir(), 'text-file-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function read(bytes: Buffer | Uint8Array): string {
  const path = join(folder, 'file.xml');
  writeFileSync(path, bytes);
  return readTextFile(path);
}

const declaration = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?>`;

describe('a file', () => {
  it('without a word on it is UTF-8', () => {
    expect(read(Buffer.from('<a>ü €😀</a>', 'utf8'))).toBe('<a>ü €😀</a>');
    expect(read(Buffer.alloc(0))).toBe('');
  });

  it('with a byte order mark is what that says; the mark is no part of the text', () => {
    const text = '<a>ü €😀</a>';
    expect(read(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]))).toBe(text);
    expect(read(iconv.encode(text, 'utf-16le', { addBOM: true }))).toBe(text);
    expect(read(iconv.encode(text, 'utf-16be', { addBOM: true }))).toBe(text);
  });

  it('with a mark is not what its declaration says', () => {
    const text = `${declaration('ISO-8859-1')}<a>ü</a>`;
    expect(read(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]))).toBe(text);
  });

  it.each(['ISO-8859-1', 'windows-1252', 'iso-8859-15', 'Shift_JIS'])('that declares %s is that', (encoding) => {
    const text = `${declaration(encoding)}<a>${encoding === 'Shift_JIS' ? '日本' : 'ü'}</a>`;
    expect(read(iconv.encode(text, encoding))).toBe(text);
    expect(read(iconv.encode(text.replaceAll('"', "'"), encoding))).toBe(text.replaceAll('"', "'"));
  });

  it('that declares what cannot be is UTF-8: its declaration could not be read otherwise', () => {
    for (const encoding of ['UTF-16', 'utf-16le', 'UTF-16BE', 'x-nobody-knows']) {
      const text = `${declaration(encoding)}<a>ü</a>`;
      expect(read(Buffer.from(text)), encoding).toBe(text);
    }
  });

  it('with bytes that are no characters shows that they are not', () => {
    expect(read(Buffer.from([0x3c, 0x61, 0x2f, 0x3e, 0xff]))).toBe('<a/>\ufffd');
  });

  it('keeps its line ends', () => {
    expect(read(Buffer.from('<a>\r\n\r\n</a>\r'))).toBe('<a>\r\n\r\n</a>\r');
  });

  it.each(['utf-16.xml', 'utf-16-be.xml', 'bom.xml', 'iso-8859-1.xml'])('of the fixtures: %s', (name) => {
    const text = readTextFile(fixturePath(`selection/${name}`));
    expect(text.startsWith('<?xml version="1.0" encoding="')).toBe(true);
    expect(text.trimEnd().endsWith('</Benchmark>')).toBe(true);
    expect(text).not.toContain('\ufffd');
  });

  it('that is not there throws', () => {
    expect(() => readTextFile(join(folder, 'nothing.xml'))).toThrow(/ENOENT/);
  });
});
