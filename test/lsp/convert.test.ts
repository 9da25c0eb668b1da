/** Offsets to positions and back: every line end, characters of two units, and the shapes of LSP. */
import { describe, expect, it } from 'vitest';
import {
  elementLocation,
  elementSpan,
  toLink,
  toLocation,
  toLspEdits,
  toOffset,
  toRange,
} from '../../server/src/lsp/convert.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { SourceText } from '../../server/src/text/sourceText.ts';

const windows = 'file:///c%3A/content/a.xml';

describe('positions', () => {
  it('count lines by LF, CR LF and CR, and characters in UTF-16 units', () => {
    const source = SourceText.of('a\r\n😀b\rc\nd');
    expect(toRange(source, { from: 3, to: 5 })).toEqual({
      start: { line: 1, character: 0 },
      end: { line: 1, character: 2 },
    });
    expect(toRange(source, { from: 7, to: 10 })).toEqual({
      start: { line: 2, character: 0 },
      end: { line: 3, character: 1 },
    });
  });

  it('lead back; past the end of a line means its end, past the last line the end of the text', () => {
    const source = SourceText.of('ab\r\ncd\n');
    for (let offset = 0; offset <= source.length; offset++) {
      // Between CR and LF is no place for a cursor.
      if (offset === 3) continue;
      expect(toOffset(source, toRange(source, { from: offset, to: offset }).start)).toBe(offset);
    }
    expect(toOffset(source, { line: 0, character: 99 })).toBe(2);
    expect(toOffset(source, { line: 1, character: 99 })).toBe(6);
    expect(toOffset(source, { line: 99, character: 0 })).toBe(source.length);
  });
});

describe('shapes', () => {
  const snapshot = openSnapshot('<a>\r\n  <b id="x">t</b>\r\n</a>', windows);

  it('of an element show its open tag', () => {
    expect(elementSpan(snapshot, 1)).toEqual({ from: 7, to: 17 });
    expect(elementLocation(snapshot, 1)).toEqual({
      uri: windows,
      range: { start: { line: 1, character: 2 }, end: { line: 1, character: 12 } },
    });
  });

  it('of places keep the URI as the editor wrote it', () => {
    expect(toLocation(snapshot, { from: 0, to: 3 })).toEqual({
      uri: windows,
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } },
    });
  });

  it('of a link have an origin where there is one', () => {
    const origin = { start: { line: 9, character: 1 }, end: { line: 9, character: 2 } };
    const link = toLink(origin, snapshot, { from: 7, to: 22 }, { from: 14, to: 15 });
    expect(link).toEqual({
      originSelectionRange: origin,
      targetUri: windows,
      targetRange: { start: { line: 1, character: 2 }, end: { line: 1, character: 17 } },
      targetSelectionRange: { start: { line: 1, character: 9 }, end: { line: 1, character: 10 } },
    });
    expect('originSelectionRange' in toLink(undefined, snapshot, { from: 0, to: 1 }, { from: 0, to: 1 })).toBe(false);
  });

  it('of edits are about the text before any of them', () => {
    const edits = [
      { from: 0, to: 1, newText: '\r\n' },
      { from: 7, to: 7, newText: 'x' },
    ];
    expect(toLspEdits(snapshot.source, edits)).toEqual([
      { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } }, newText: '\r\n' },
      { range: { start: { line: 1, character: 2 }, end: { line: 1, character: 2 } }, newText: 'x' },
    ]);
  });
});
