/** What an XML declaration says, in the names that VS Code has for encodings. */
import { expect, it } from 'vitest';
import { declaredEncoding, isAsciiText } from '../../client/src/encodings.ts';

it.each([
  ['<?xml version="1.0" encoding="UTF-8"?>', ['utf8', 'utf8bom']],
  ["<?xml version='1.0' encoding='iso-8859-1' standalone='yes'?>", ['iso88591']],
  ['<?xml version="1.0"\n  encoding = "ISO-8859-15"?>', ['iso885915']],
  ['<?xml version="1.0" encoding="windows-1252"?>', ['windows1252']],
  ['<?xml version="1.0" encoding="UTF-16"?>', ['utf16le', 'utf16be']],
  ['<?xml version="1.0" encoding="US-ASCII"?>', ['utf8', 'utf8bom']],
  ['<?xml version="1.0"?><a encoding="x"/>', ['utf8', 'utf8bom', 'utf16le', 'utf16be']],
  ['<a/>', ['utf8', 'utf8bom', 'utf16le', 'utf16be']],
  ['', ['utf8', 'utf8bom', 'utf16le', 'utf16be']],
])('%s', (text, names) => {
  expect(declaredEncoding(text).names).toEqual(names);
});

it('tells ASCII, declared or written', () => {
  expect(declaredEncoding('<?xml version="1.0" encoding="us-ascii"?>')).toMatchObject({ isAscii: true });
  expect(declaredEncoding('<?xml version="1.0" encoding="ascii85"?>')).toMatchObject({ isAscii: false });
  expect([isAsciiText('a\0~'), isAsciiText('\x80'), isAsciiText('\u{1f600}')]).toEqual([true, false, false]);
});
