/** A frame of scrolling in the table of profiles: the real page in Chromium, with a table of the size that the target names. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { madeUpTable, openComparePage, scrollThrough } from '../support/comparePage.ts';
import { context } from './context.ts';
import { type Row, row } from './row.ts';

const rules = 1700;
const profiles = 20;
/** Most of a screen, as a turn of a fast wheel. */
const step = 300;

export async function measure(): Promise<Row[]> {
  // The package that the end-to-end tests have, found from the root: this module is bundled into another folder.
  const playwright = join(context.cache, '..', 'test', 'e2e', 'host', 'node_modules', 'playwright-core', 'index.js');
  if (!existsSync(playwright)) throw new Error("no playwright-core: run 'node tools/host.mjs' first");
  const { chromium } = (await import(pathToFileURL(playwright).href))
    .default as typeof import('../e2e/host/node_modules/playwright-core/index.js');
  const browser = await chromium.launch({ executablePath: context.chromium, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const { page } = await openComparePage(browser, context.work, madeUpTable(rules, profiles));
    // The first time through warms up.
    await scrollThrough(page, step);
    const { costs, mostRows } = await scrollThrough(page, step);
    const sorted = costs.toSorted((a, b) => a - b);
    const at = (part: number) => sorted[Math.floor((sorted.length - 1) * part)]!;
    const what = `a frame of scrolling, ${rules.toLocaleString('en-US')} rules in ${profiles} profiles`;
    const note = `median ${at(0.5).toFixed(1)} ms of ${sorted.length} frames; at most ${mostRows} rows in the page`;
    return [row({ what: `${what}, 95th percentile`, value: at(0.95), unit: 'ms', target: 50, note })];
  } finally {
    await browser.close();
  }
}
