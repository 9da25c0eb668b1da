/**
 * Rows of many blocks replaced by fewer, as many or more: the table says the same as one of the new text from scratch.
 * The edits are larger and rarer than those of editSnapshot.test.ts, so that rows move from block to block.
 */
import { expect, test } from 'vitest';
import { type ElementTable, noElement } from '../../server/src/xml/elementTable.ts';
import { scanFragment, scanXml } from '../../server/src/xml/scanner.ts';
import { type SeededRandom, seeded } from '../support/random.ts';

const counts = [0, 1, 1, 7, 300, 1023, 1024, 1025, 2500];

function elements(random: SeededRandom, count: number): string {
  let text = '';
  for (let rows = 0; rows < count; rows++) {
    // Every other one holds the next.
    if (random.next() < 0.5 || rows + 1 === count) text += `<a n="${'x'.repeat(random.next() * 9)}"/>`;
    else {
      text += `<b><c>${'y'.repeat(random.next() * 9)}</c></b>`;
      rows++;
    }
  }
  return text;
}

/** A run of siblings, from one of them to a later one, and what takes its place. */
function replaceSome(table: ElementTable, text: string, random: SeededRandom): { table: ElementTable; text: string } {
  const parent = random.pick([0, ...table.children(0)].filter((row) => table.subtreeEnd(row) > row + 1));
  const children = [...table.children(parent)];
  const place = Math.floor(random.next() * children.length);
  const first = children[place]!;
  const tail = children[place + random.pick(counts)] ?? table.subtreeEnd(first);
  const [from, to] = [
    table.start(first),
    tail < table.subtreeEnd(parent) ? table.start(tail) : table.end(children.at(-1)!),
  ];
  const newText = elements(random, random.pick(counts));
  const context = { dictionary: table.dictionary, scope: table.scopeNumber(parent), ancestors: new Set<string>() };
  const fragment = scanFragment(newText, { ...context, isContent: true })!;
  const lengthDelta = newText.length - (to - from);
  const run = { parent, first, count: tail - first, base: from, lengthDelta };
  const next = table.replaceRun(run, fragment.columns, { problems: [], opaque: [] });
  return { table: next, text: text.slice(0, from) + newText + text.slice(to) };
}

test('many replacements, one on the other', () => {
  const random = seeded('columns');
  let text = `<r>${Array.from({ length: 5 }, () => `<g>${elements(random, 900)}</g>`).join('\n')}</r>`;
  let table = scanXml(text);
  for (let step = 0; step < 200; step++) {
    ({ table, text } = replaceSome(table, text, random));
    expect(difference(table, scanXml(text)), `step ${step}`).toBeUndefined();
    if (table.count > 12_000) {
      text = `<r>${elements(random, 3000)}</r>`;
      table = scanXml(text);
    }
  }
});

test('an element without one around it has no parent, wherever it stands', () => {
  const table = scanXml('<a/><b><c/></b>');
  expect([0, 1, 2].map((row) => table.parent(row))).toEqual([noElement, noElement, 1]);
});

const columns = ['start', 'openEnd', 'end', 'parent', 'subtreeEnd'] as const;

/** The first row that differs, in words. */
function difference(table: ElementTable, expected: ElementTable): string | undefined {
  if (table.count !== expected.count) return `${table.count} rows instead of ${expected.count}`;
  for (let row = 0; row < table.count; row++) {
    const column = columns.find((name) => table[name](row) !== expected[name](row));
    if (column) return `row ${row}, ${column}: ${table[column](row)} instead of ${expected[column](row)}`;
  }
  return undefined;
}
