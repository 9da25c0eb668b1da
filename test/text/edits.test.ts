/** Lists of edits: their order, what they make of a text, and the way back. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits, invertEdits, mergeEdits, sortEdits } from '../../server/src/text/edits.ts';
import type { TextEdit } from '../../server/src/text/span.ts';

test('edits are about the text before any of them', () => {
  const edits = [
    { from: 4, to: 5, newText: 'E' },
    { from: 0, to: 1, newText: '' },
    { from: 2, to: 2, newText: '--' },
  ];
  expect(applyEdits('abcdef', edits)).toBe('b--cdEf');
  expect(applyEdits('abc', [])).toBe('abc');
});

test('two insertions at one place keep their order, and stand before what is replaced there', () => {
  const edits = [
    { from: 1, to: 2, newText: 'B' },
    { from: 1, to: 1, newText: '1' },
    { from: 1, to: 1, newText: '2' },
  ];
  expect(applyEdits('abc', edits)).toBe('a12Bc');
  expect(sortEdits(edits).map((edit) => edit.newText)).toEqual(['1', '2', 'B']);
});

test('an overlap is a bug of the caller', () => {
  expect(() =>
    applyEdits('abcdef', [
      { from: 0, to: 3, newText: '' },
      { from: 2, to: 4, newText: '' },
    ]),
  ).toThrow('0..3 and 2..4');
  expect(
    applyEdits('abcd', [
      { from: 0, to: 2, newText: 'x' },
      { from: 2, to: 4, newText: 'y' },
    ]),
  ).toBe('xy');
});

/** Places in a text, in pairs that do not overlap. */
const edits = fc
  .tuple(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    fc.array(fc.nat(), { maxLength: 10 }),
    fc.array(fc.string(), { maxLength: 5 }),
  )
  .map(([text, places, texts]) => {
    const sorted = places.map((place) => place % (text.length + 1)).sort((a, b) => a - b);
    const list: TextEdit[] = [];
    for (let at = 0; at + 1 < sorted.length; at += 2)
      list.push({ from: sorted[at]!, to: sorted[at + 1]!, newText: texts[at / 2] ?? '' });
    return { text, list };
  });

test('the inverse restores the text', () => {
  fc.assert(
    fc.property(edits, ({ text, list }) => {
      const back = invertEdits((from, to) => text.slice(from, to), list);
      expect(applyEdits(applyEdits(text, list), back)).toBe(text);
    }),
    { seed: 3, numRuns: 500 },
  );
});

/** `count` insertions of a letter in front of each character of a text of dots; gaps grow from left to right. */
function growing(count: number): { readonly text: string; readonly list: readonly TextEdit[] } {
  const list: TextEdit[] = [];
  let at = 0;
  for (let index = 0; index < count; index++) {
    list.push({ from: at, to: at + 1, newText: String.fromCharCode(97 + index) });
    at += index + 2;
  }
  return { text: '.'.repeat(at), list };
}

test('too many edits become fewer than the limit, the closest first', () => {
  const { text, list } = growing(4);
  const slice = (from: number, to: number) => text.slice(from, to);
  // Places 0, 2, 5 and 9: gaps of 1, 2 and 3.
  expect(mergeEdits(slice, list, 4)).toEqual([
    { from: 0, to: 3, newText: 'a.b' },
    { from: 5, to: 6, newText: 'c' },
    { from: 9, to: 10, newText: 'd' },
  ]);
  expect(mergeEdits(slice, list, 3)).toEqual([
    { from: 0, to: 6, newText: 'a.b..c' },
    { from: 9, to: 10, newText: 'd' },
  ]);
  expect(mergeEdits(slice, list, 2)).toEqual([{ from: 0, to: 10, newText: 'a.b..c...d' }]);
});

test('few enough edits stay as they are, in order', () => {
  const { text, list } = growing(4);
  const slice = (from: number, to: number) => text.slice(from, to);
  expect(mergeEdits(slice, list.toReversed(), 5)).toEqual(list);
  expect(mergeEdits(slice, [])).toEqual([]);
  const many = Array.from({ length: 1000 }, (_, index) => ({ from: index * 2, to: index * 2, newText: '-' }));
  expect(mergeEdits(slice, many.slice(1))).toHaveLength(999);
  expect(mergeEdits((from, to) => ' '.repeat(to - from), many)).toHaveLength(999);
});

test('merging never changes what the edits make', () => {
  fc.assert(
    fc.property(edits, fc.integer({ min: 2, max: 6 }), ({ text, list }, limit) => {
      const merged = mergeEdits((from, to) => text.slice(from, to), list, limit);
      expect(merged.length).toBeLessThan(Math.max(limit, 1));
      expect(applyEdits(text, merged)).toBe(applyEdits(text, list));
    }),
    { seed: 5, numRuns: 500 },
  );
});

test('an overlap is a bug for merging and inverting too', () => {
  const overlap = [
    { from: 0, to: 3, newText: '' },
    { from: 2, to: 4, newText: '' },
  ];
  expect(() => mergeEdits(() => '', overlap)).toThrow(RangeError);
  expect(() => invertEdits(() => '', overlap)).toThrow(RangeError);
});
