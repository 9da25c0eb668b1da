/**
 * The collections that the bench measures are valid ones: what `oscap ds sds-validate` says of real streams merged, also of
 * such as have all their ids in common.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openSnapshot, problemsOf } from '../../server/src/scap/snapshot.ts';
import { recipes, writeMerged } from '../bench/merge.ts';
import { run } from '../oracle/scanner.ts';
import { streamPath } from './content.ts';

const folder = mkdtempSync(join(tmpdir(), 'merge-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const merged = [...Object.values(recipes), ['rhel8', 'rhel8'], ['firefox', 'chromium', 'firefox']];

test.each(merged.map((products) => [products.join(' and '), products] as const))('%s', async (_, products) => {
  const path = join(folder, 'merged.xml');
  const parts = products.map((product) => ({ product, text: readFileSync(streamPath(product), 'utf8') }));
  writeMerged(path, parts);
  await run('oscap', ['ds', 'sds-validate', path], [0]);
  const snapshot = openSnapshot(readFileSync(path, 'utf8'));
  expect(problemsOf(snapshot)).toEqual([]);
  // Nothing was lost on the way.
  const components = parts.map(({ text }) => openSnapshot(text).index.components.length - 1);
  expect(snapshot.index.components.length - 1).toBe(components.reduce((sum, count) => sum + count));
});
