/** Entries as columns: found by element and by id, also after some of them were replaced and the rest has moved. */
import { expect, test } from 'vitest';
import { EntryColumns } from '../../server/src/scap/entryColumns.ts';
import { IdTable } from '../../server/src/scap/idTable.ts';

const ids = new IdTable();

/** Entries as `element id`. */
function columns(...entries: readonly string[]): EntryColumns {
  const made = new EntryColumns();
  for (const entry of entries) {
    const [element, id] = entry.split(' ');
    made.push(Number(element), 7, ids.number(id!), 3, id!.startsWith('f'), 5);
  }
  return made;
}

function listed(entries: EntryColumns): string[] {
  return Array.from({ length: entries.count }, (_, at) => `${entries.element(at)} ${ids.at(entries.id(at))}`);
}

function withId(entries: EntryColumns, id: string): number[] {
  const elements: number[] = [];
  let entry = entries.firstOf(ids.number(id), ids);
  for (; entry >= 0; entry = entries.nextOf(entry)) elements.push(entries.element(entry));
  return elements;
}

test('an entry says what was put in, also behind the room of the start', () => {
  const many = columns(...Array.from({ length: 200 }, (_, element) => `${element} ${element % 2 === 0 ? 'a' : 'f'}`));
  many.trim();
  expect(many.count).toBe(200);
  expect([many.element(151), many.kind(151), many.component(151), many.ordinal(151)]).toEqual([151, 7, 3, 5]);
  expect([many.isFragment(150), many.isFragment(151)]).toEqual([false, true]);
});

test('a fragment, a flag and the place in a list are told apart', () => {
  const made = new EntryColumns();
  for (const [isFragment, ordinal, isFlagged] of [
    [false, 3, true],
    [true, 3, false],
    [true, 0, true],
  ] as const) {
    made.push(0, 7, ids.number('a'), 3, isFragment, ordinal, isFlagged);
  }
  expect([0, 1, 2].map((at) => [made.isFragment(at), made.ordinal(at), made.isFlagged(at)])).toEqual([
    [false, 3, true],
    [true, 3, false],
    [true, 0, true],
  ]);
});

test('the first entry at an element or behind it', () => {
  const entries = columns('2 a', '2 b', '5 c');
  expect([0, 2, 3, 5, 6].map((element) => entries.lowerBound(element))).toEqual([0, 0, 2, 2, 3]);
});

test('the entries of an id come in document order; of an id that came later there are none', () => {
  const entries = columns('1 a', '2 b', '3 a', '9 a');
  expect(withId(entries, 'a')).toEqual([1, 3, 9]);
  expect(withId(entries, 'b')).toEqual([2]);
  expect(withId(entries, 'came later')).toEqual([]);
});

test('a run gives way to a longer one, and what is behind moves', () => {
  const entries = columns('1 a', '4 b', '6 c', '8 a');
  expect(withId(entries, 'a')).toEqual([1, 8]);
  entries.replaceRun(4, 3, columns('4 a', '5 x', '6 y', '8 z'), 2);
  expect(listed(entries)).toEqual(['1 a', '4 a', '5 x', '6 y', '8 z', '10 a']);
  expect(withId(entries, 'a')).toEqual([1, 4, 10]);
});

test('a run gives way to nothing, and an empty one to entries', () => {
  const entries = columns('1 a', '4 b', '6 c', '8 d');
  entries.replaceRun(4, 4, new EntryColumns(), -4);
  expect(listed(entries)).toEqual(['1 a', '4 d']);
  entries.replaceRun(2, 0, columns('2 e', '3 f'), 2);
  expect(listed(entries)).toEqual(['1 a', '2 e', '3 f', '6 d']);
  expect(withId(entries, 'd')).toEqual([6]);
});

test('where only elements come or go, entries behind them move and look-ups hold', () => {
  const entries = columns('1 a', '4 a');
  expect(withId(entries, 'a')).toEqual([1, 4]);
  entries.replaceRun(2, 0, new EntryColumns(), 3);
  expect(withId(entries, 'a')).toEqual([1, 7]);
});
