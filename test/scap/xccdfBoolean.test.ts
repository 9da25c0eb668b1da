/** Booleans as the scanner reads them: which words it takes, that it does not trim, and that references are replaced first. */
import { expect, test } from 'vitest';
import { readBoolean, readWrittenBoolean } from '../../server/src/scap/xccdfBoolean.ts';

test.each(['true', '1', 'True', 'TRUE', 'yes', 'Yes', 'YES'])('%s is true', (word) => {
  expect(readBoolean(word)).toBe(true);
});

test.each(['false', '0', '', ' true', 'true ', 'tRUE', 'y', '11', 'true1'])('"%s" is not', (word) => {
  expect(readBoolean(word)).toBe(false);
});

test('as written, with references', () => {
  expect(['&#49;', 't&#x72;ue', '&amp;1', 'true', '&#32;1'].map(readWrittenBoolean)).toEqual([
    true,
    true,
    false,
    true,
    false,
  ]);
});
