/** What is read from a text must not keep the text: engines make a part of a string a window into the whole one. */
import { expect, test } from 'vitest';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { decodeReferences } from '../../server/src/xml/characters.ts';
import { freshText, heldBytes } from '../support/heap.ts';

const megabyte = 1_000_000;

const valueLength = 40;

/** The value at the start of a text that nobody else keeps. */
function readValue(model: string): string {
  return decodeReferences(freshText(model).slice(0, valueLength));
}

test('a value with and without references has characters of its own', () => {
  const models = ['an id without any reference', 'an id with one &amp; reference'].map((value) =>
    freshText(value.padEnd(2 * megabyte)),
  );
  const before = heldBytes();
  const values = models.map(readValue);
  expect(heldBytes() - before).toBeLessThan(megabyte);
  expect(values.map((value) => value.trim())).toEqual(['an id without any reference', 'an id with one & reference']);
});

test('a snapshot whose text is detached keeps its parts only', () => {
  const declared = 'xmlns:long-prefix-of-a-name="http://checklists.nist.gov/xccdf/1.2"';
  const rules = Array.from(
    { length: 20 },
    (_, number) => `<long-prefix-of-a-name:Rule id="a_rule_with_number_${number}"/>`,
  );
  const start = `<long-prefix-of-a-name:Benchmark ${declared} id="a_benchmark_of_some_length">${rules.join('')}`;
  const model = freshText(`${start}${' '.repeat(2 * megabyte)}</long-prefix-of-a-name:Benchmark>`);
  const before = heldBytes();
  const { source, table, index } = openSnapshot(freshText(model));
  source.detach();
  // Only the parts that are not its own text: the chunks go with the source.
  expect(index.declarations.map(({ id }) => id)).toContain('a_rule_with_number_7');
  expect(table.local(1)).toBe('Rule');
  expect(heldBytes() - before).toBeLessThan(3 * megabyte);
});
