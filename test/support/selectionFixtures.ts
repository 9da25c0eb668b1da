/** The small documents of test/fixtures/selection, by their names. */
import { readdirSync } from 'node:fs';
import { fixturePath } from './documents.ts';

export const selectionFixtures: readonly string[] = readdirSync(fixturePath('selection')).filter((name) =>
  name.endsWith('.xml'),
);

/** Each is a Tailoring of tailoring-base.xml. */
export const tailorings: readonly string[] = selectionFixtures.filter((name) => /^tailoring-(?!base)/.test(name));

/** The others: each has a Benchmark. */
export const benchmarkFixtures: readonly string[] = selectionFixtures.filter((name) => !tailorings.includes(name));

/** With a second select for one idref no scanner run tells anything: the scanner refuses such a file. */
export const scannable: readonly string[] = benchmarkFixtures.filter((name) => name !== 'duplicate-select.xml');
