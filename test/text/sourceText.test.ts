/** The text in chunks against the simplest thing that could be right: one flat string, its lines found by reading it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createInterner } from '../../server/src/text/detached.ts';
import { SourceText } from '../../server/src/text/sourceText.ts';
import { freshText, heldBytes } from '../support/heap.ts';

/** Lines as VS Code and LSP count them: after LF, CR LF or a lone CR. */
function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\r|\n/g)) starts.push(match.index + match[0].length);
  return starts;
}

function positionIn(
  text: string,
  offset: number,
  starts: readonly number[] = lineStarts(text),
): { line: number; character: number } {
  const line = starts.findLastIndex((start) => start <= offset);
  return { line, character: offset - starts[line]! };
}

function expectSame(source: SourceText, text: string): void {
  expect(source.length).toBe(text.length);
  expect(source.whole()).toBe(text);
  expect(source.lineCount).toBe(lineStarts(text).length);
  const starts = lineStarts(text);
  starts.forEach((start, line) => {
    expect(source.lineStart(line)).toBe(start);
  });
  for (const offset of [
    0,
    1,
    text.length >> 1,
    text.length - 1,
    text.length,
    ...starts.flatMap((start) => [start - 1, start, start + 1]),
  ]) {
    if (offset < 0 || offset > text.length) continue;
    expect(source.positionAt(offset)).toEqual(positionIn(text, offset, starts));
    expect(source.lineAt(offset)).toBe(positionIn(text, offset, starts).line);
  }
}

describe('lines', () => {
  test('end in LF, CR LF or a lone CR', () => {
    expectSame(SourceText.of('a\nb\r\nc\rd\r\r\n\n'), 'a\nb\r\nc\rd\r\r\n\n');
    expectSame(SourceText.of(''), '');
    expectSame(SourceText.of('no end'), 'no end');
  });

  test('characters of two units count as two', () => {
    const source = SourceText.of('😀a\n𝔖b');
    expect(source.positionAt(2)).toEqual({ line: 0, character: 2 });
    expect(source.offsetAt({ line: 1, character: 2 })).toBe(6);
  });

  test('a character past the end of its line is the end of that line, a line past the last the end of the text', () => {
    const source = SourceText.of('ab\r\ncd\ref\n');
    expect([0, 1, 2].map((line) => source.offsetAt({ line, character: 99 }))).toEqual([2, 6, 9]);
    expect(source.offsetAt({ line: 3, character: 5 })).toBe(10);
    expect(source.offsetAt({ line: 99, character: 0 })).toBe(10);
    expect(source.lineStart(99)).toBe(10);
    expect(source.offsetAt({ line: 0, character: 3 })).toBe(2);
  });

  test('an offset outside the text is taken as its end', () => {
    expect(SourceText.of('a\nb').positionAt(99)).toEqual({ line: 1, character: 1 });
    expect(SourceText.of('a\nb').positionAt(-1)).toEqual({ line: 0, character: 0 });
  });
});

describe('chunks', () => {
  const chunk = 8_000;

  test('a line break on the border of two is one', () => {
    for (const at of [chunk - 2, chunk - 1, chunk]) {
      const text = `${'x'.repeat(at)}\r\n${'y'.repeat(10)}`;
      expectSame(SourceText.of(text), text);
    }
  });

  test('an edit that brings CR and LF together over a border makes one break of them', () => {
    const text = `${'x'.repeat(chunk - 1)}\r${'y'.repeat(chunk)}\n`;
    expectSame(SourceText.of(text).splice(chunk, chunk * 2, ''), `${'x'.repeat(chunk - 1)}\r\n`);
    const other = `${'x'.repeat(chunk)}\n${'y'.repeat(5)}`;
    expectSame(SourceText.of(other).splice(chunk, chunk, '\r'), `${'x'.repeat(chunk)}\r\n${'y'.repeat(5)}`);
  });

  test('slices run over borders, before and after an edit', () => {
    const text = Array.from({ length: 20_000 }, (_, line) => `line ${line}\n`).join('');
    const source = SourceText.of(text).splice(chunk - 5, chunk + 5, 'Ä');
    const flat = `${text.slice(0, chunk - 5)}Ä${text.slice(chunk + 5)}`;
    for (const from of [0, chunk - 20, chunk - 6, chunk * 2 - 10])
      expect(source.slice(from, from + 40)).toBe(flat.slice(from, from + 40));
    expect(source.slice(-5, 3)).toBe(flat.slice(0, 3));
    expect(source.slice(flat.length - 3, flat.length + 9)).toBe(flat.slice(-3));
    expect(source.splice(0, 0, '').whole()).toBe(flat);
  });

  test('an edit leaves the text that it was made to as it was', () => {
    const source = SourceText.of('a\nb\n');
    expectSame(source.splice(1, 2, '\r\n\r\n'), 'a\r\n\r\nb\n');
    expectSame(source, 'a\nb\n');
  });

  test('an edit outside the text is a bug of the caller', () => {
    expect(() => SourceText.of('abc').splice(2, 4, '')).toThrow('2..4 outside a text of length 3');
    expect(() => SourceText.of('abc').splice(2, 1, '')).toThrow(RangeError);
  });
});

describe('memory', () => {
  const line = 'some text of a rule, with a 100% sure end\n';
  const length = line.length * 50_000;

  /** Bytes for each character of a text that was detached and then edited in all of its chunks. */
  function heldPerCharacter(text: string): number {
    const model = freshText(text);
    const before = heldBytes();
    const source = editedThroughout(freshText(model));
    const held = heldBytes() - before;
    expect(source.length).toBeGreaterThan(model.length);
    return held / source.length;
  }

  function editedThroughout(text: string): SourceText {
    let source = SourceText.of(text);
    source.detach();
    for (let at = 0; at < source.length; at += 5_000) source = source.splice(at, at, 'x');
    return source;
  }

  test('a detached text keeps neither the string that it was made of nor what edits replaced', () => {
    expect(heldPerCharacter(line.repeat(50_000))).toBeLessThan(1.3);
  });

  test('one wide character does not make the whole text take two bytes for each', () => {
    const half = line.repeat(25_000);
    const wide = `${half}\u2192${half}`;
    expect(heldPerCharacter(wide)).toBeLessThan(1.3);
    const source = SourceText.of(wide);
    source.detach();
    expect(source.whole()).toBe(wide);
    expect(source.whole().length).toBe(length + 1);
  });

  test('an edit that many chunks long text results from leaves only what it shows', () => {
    const source = SourceText.of('ab');
    source.detach();
    expectSame(source.splice(1, 1, line.repeat(1_000)), `a${line.repeat(1_000)}b`);
  });

  test('equal parts are one string', () => {
    const intern = createInterner();
    const before = heldBytes();
    const ids = Array.from({ length: 20_000 }, () =>
      intern(freshText('xccdf_org.example.content_rule_with_a_long_name')),
    );
    expect((heldBytes() - before) / ids.length).toBeLessThan(16);
    expect(ids.at(-1)).toBe('xccdf_org.example.content_rule_with_a_long_name');
  });
});

const piece = fc.constantFrom(
  'a',
  '%',
  '%41',
  '\n',
  '\r',
  '\r\n',
  '😀',
  '\ud83d',
  'é',
  '<b c="d"/>',
  'x'.repeat(30_000),
);
const smallText = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(''));
const edit = fc.tuple(fc.nat(), fc.nat(), smallText, fc.boolean());

test('any edits answer as the flat string does', () => {
  fc.assert(
    fc.property(smallText, fc.array(edit, { maxLength: 6 }), (start, edits) => {
      let text = start;
      let source = SourceText.of(start);
      for (const [place, size, newText, isDetached] of edits) {
        if (isDetached) source.detach();
        const from = place % (text.length + 1);
        const to = Math.min(text.length, from + (size % 40_000));
        source = source.splice(from, to, newText);
        text = text.slice(0, from) + newText + text.slice(to);
        expect(source.slice(from, from + 50)).toBe(text.slice(from, from + 50));
        expect(source.lineAt(from)).toBe(positionIn(text, from).line);
      }
      expectSame(source, text);
    }),
    { seed: 7, numRuns: 150 },
  );
});

test('positions and offsets lead back to each other, but inside CR LF', () => {
  fc.assert(
    fc.property(smallText, fc.nat(), (text, place) => {
      const source = SourceText.of(text);
      const offset = place % (text.length + 1);
      const inBreak = text[offset - 1] === '\r' && text[offset] === '\n';
      expect(source.offsetAt(source.positionAt(offset))).toBe(inBreak ? offset - 1 : offset);
    }),
    { seed: 11, numRuns: 300 },
  );
});
