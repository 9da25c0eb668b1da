/** Texts cut for a label. */
import { expect, it } from 'vitest';
import { shorten } from '../../server/src/text/shorten.ts';

it.each([
  ['short', 5, 'short'],
  ['longer', 5, 'longe...'],
  ['long er', 5, 'long...'],
  ['', 0, ''],
  ['ab😀cd', 3, 'ab...'],
  ['ab😀cd', 4, 'ab😀...'],
])('%s at %i is %s', (text, limit, expected) => {
  expect(shorten(text, limit)).toBe(expected);
});
