/** Two lists of edits as one: what they make together, on random texts. */
import { describe, expect, it } from 'vitest';
import { applyEdits, composeEdits, invertEdits } from '../../server/src/text/edits.ts';
import type { TextEdit } from '../../server/src/text/span.ts';
import { seeded } from '../support/random.ts';

describe('composed edits', () => {
  const random = seeded('compose');
  const below = (limit: number): number => Math.floor(random.next() * limit);
  const edits = (length: number): TextEdit[] => {
    const places = Array.from({ length: 2 * below(5) }, () => below(length + 1)).sort((a, b) => a - b);
    const spans = Array.from({ length: places.length / 2 }, (_, index) => places.slice(2 * index, 2 * index + 2));
    return spans.map(([from, to]) => ({ from: from!, to: to!, newText: 'xyz'.slice(below(4)) }));
  };

  it('make what one after the other makes, and are taken back as one', () => {
    for (let round = 0; round < 3000; round++) {
      const text = 'abcdefghijklmnopqrst'.slice(below(20));
      const first = edits(text.length);
      const middle = applyEdits(text, first);
      const second = edits(middle.length);
      const composed = composeEdits(first, second);
      const end = applyEdits(middle, second);
      expect(applyEdits(text, composed), JSON.stringify({ text, first, second, composed })).toBe(end);
      expect(
        applyEdits(
          end,
          invertEdits((from, to) => text.slice(from, to), composed),
        ),
      ).toBe(text);
    }
  });

  it('stay apart where text between them is kept', () => {
    const at = (from: number): TextEdit => ({ from, to: from + 1, newText: '-' });
    expect(composeEdits([at(1), at(5)], [at(3)])).toEqual([at(1), at(3), at(5)]);
  });
});
