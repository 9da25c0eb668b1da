/** A click in the tree to its new state, which only a real VS Code can tell: the end-to-end tests leave their figures. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { context } from './context.ts';
import { type Row, row } from './row.ts';

/** Written by test/e2e/smoke.test.ts: {"treeClickMs": number}. How long activation takes nothing measures yet. */
const figures = 'e2e-figures.json';

export async function measure(): Promise<Row[]> {
  const path = join(context.cache, figures);
  if (!existsSync(path)) throw new Error(`no .cache/${figures}: run npm test -- e2e first, whose tests leave it there`);
  const { treeClickMs } = JSON.parse(readFileSync(path, 'utf8'));
  const rows: Row[] = [];
  if (typeof treeClickMs === 'number') {
    rows.push(
      row({ what: 'click in the tree to its new state, VS Code, 24 MB', value: treeClickMs, unit: 'ms', target: 500 }),
    );
  }
  return rows;
}
