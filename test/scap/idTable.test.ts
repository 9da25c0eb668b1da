/** Ids by number: the same one wherever an id comes from, as it is meant and not as it is written. */
import { expect, test } from 'vitest';
import { IdTable } from '../../server/src/scap/idTable.ts';

/** The number of the part of a text between the two bars. */
function numberBetweenBars(table: IdTable, text: string): number {
  return table.numberAt(text, text.indexOf('|') + 1, text.lastIndexOf('|'));
}

test('an id has one number, whether it is asked for or found in a text', () => {
  const table = new IdTable();
  const number = numberBetweenBars(table, 'a b |rule_1| c');
  expect(table.number('rule_1')).toBe(number);
  expect(numberBetweenBars(table, '|rule_1|')).toBe(number);
  expect(table.find('rule_1')).toBe(number);
  expect(table.at(number)).toBe('rule_1');
  expect(table.size).toBe(1);
});

test('an id that nobody has numbered is not found, and asking makes none', () => {
  const table = new IdTable();
  table.number('rule_1');
  expect(['rule_2', 'rule_', 'rule_11', ''].map((id) => table.find(id))).toEqual([-1, -1, -1, -1]);
  expect(table.size).toBe(1);
});

test('references in what is written are replaced', () => {
  const table = new IdTable();
  expect(table.at(numberBetweenBars(table, '|a&amp;b &#x1F600;|'))).toBe('a&b 😀');
  expect(table.find('a&b 😀')).toBe(0);
});

test('ids of one length that differ in one character, and very many of them, are told apart', () => {
  const table = new IdTable();
  const ids = Array.from({ length: 20_000 }, (_, number) => `oval:ssg-${number}:${number % 2 === 0 ? 'obj' : 'ste'}:1`);
  expect(ids.map((id) => table.number(id))).toEqual(ids.map((_, number) => number));
  expect(ids.every((id, number) => table.find(id) === number && table.at(number) === id)).toBe(true);
});
