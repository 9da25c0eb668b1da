/** Lists of edits: their order, what they make of a text, and the way back. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits, invertEdits, sortEdits } from '../../server/src/text/edits.ts';
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
