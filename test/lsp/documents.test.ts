/** When the open documents are told about: one pause after an edit, however long reading the text took meanwhile. */
import { expect, test } from 'vitest';
import { restLeftMs, restMs } from '../../server/src/lsp/documents.ts';

test('findings wait what is left of the pause since the edit', () => {
  const left = (now: number): number => restLeftMs({ editedAt: 1000 }, now);
  expect([left(1000), left(1040), left(1000 + restMs), left(5000)]).toEqual([restMs, restMs - 40, 0, 0]);
});

test('in a document that nobody has edited they do not wait', () => {
  expect(restLeftMs({ editedAt: undefined }, 7)).toBe(0);
});
