/**
 * The page of the comparison by itself, in any Chromium: the real bundle, a made-up table, and a stand-in for VS Code that
 * keeps what the page says. Made up so that it has exactly the size that is asked for.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CompareTable, FromPage, Status, ToPage } from '../../client/src/compare/messages.ts';
import type { Browser, Page } from '../e2e/host/node_modules/playwright-core/index.js';

const codes = ['select', 'deselected', 'group-off', 'default-off'];
const severities = ['high', 'medium', 'low', 'info', 'unknown'];

/** Rules that differ in a pattern: every fourth is the same in all profiles. */
export function madeUpTable(rules: number, profiles: number): CompareTable {
  const columns = Array.from({ length: profiles }, (_, number) => ({
    ...{ id: `profile_${number}`, title: `Profile ${number} with a title of a usual length`, editable: number > 0 },
  }));
  const rows = Array.from({ length: rules }, (_, number) => ({
    ...{ key: `rule rule_${number}`, kind: 'rule' as const, id: `rule_${number}`, nameable: true },
    title: `Rule ${number} does something that takes some words to say`,
    severity: severities[number % severities.length]!,
    cells: columns.map((_, column) => (number % 4 === 0 ? 'select' : codes[(number + column) % codes.length]!)),
    differs: number % 4 !== 0,
  }));
  return { title: 'Made up', columns, rows };
}

export interface ComparePage {
  readonly page: Page;
  readonly send: (message: ToPage) => Promise<void>;
  /** What the page has said since the last call. */
  readonly said: () => Promise<readonly FromPage[]>;
}

/** The words in English, read off the source: the module itself wants VS Code. */
function words(): object {
  const source = readFileSync(join(import.meta.dirname, '../../client/src/compare/strings.ts'), 'utf8');
  const pairs = [...source.matchAll(/^ {4}'?([\w-]+)'?: l10n\.t\('(.*)'\),$/gm)];
  return Object.fromEntries(pairs.map(([, name, text]) => [name, text]));
}

/** @param dist the folder with compare.js and compare.css. */
export async function openComparePage(browser: Browser, dist: string, table: CompareTable): Promise<ComparePage> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.setContent('<!DOCTYPE html><html lang="en"><title>Page</title><body><main></main></body></html>');
  await page.evaluate((strings) => {
    document.body.dataset.strings = strings;
  }, JSON.stringify(words()));
  await page.evaluate(`globalThis.acquireVsCodeApi = () => ({
    said: (globalThis.said = []),
    postMessage: (message) => globalThis.said.push(message),
    getState: () => undefined,
    setState: (state) => { globalThis.state = state; },
  });`);
  await page.addStyleTag({ content: readFileSync(join(dist, 'compare.css'), 'utf8') });
  await page.addScriptTag({ content: readFileSync(join(dist, 'compare.js'), 'utf8') });
  const send = (message: ToPage) => page.evaluate((data) => window.postMessage(data), message);
  const subject = { uri: 'file:///made-up-ds.xml', benchmark: 'made-up', profiles: table.columns.map(({ id }) => id) };
  const status: Status = { canToggle: true, isClosed: false };
  await send({ kind: 'status', status });
  await send({ kind: 'table', subject, table });
  const rows = page.locator('.body [role="row"]');
  await rows
    .first()
    .waitFor({ timeout: 15_000 })
    .catch((error) => {
      throw new Error(`${error.message}; the page says: ${errors.join(' | ')}`);
    });
  return {
    page,
    send,
    said: () => page.evaluate('globalThis.said.splice(0)') as Promise<readonly FromPage[]>,
  };
}

/**
 * Scrolls through the whole table, a frame at a time, and answers what each frame cost: from the scroll to the end of layout.
 * The most rows that were in the page at once come with it.
 */
export async function scrollThrough(page: Page, pixels: number): Promise<{ costs: number[]; mostRows: number }> {
  return page.evaluate(async (step) => {
    const scroller = document.querySelector('.scroller')!;
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const costs: number[] = [];
    let mostRows = 0;
    scroller.scrollTop = 0;
    await frame();
    while (scroller.scrollTop + scroller.clientHeight < scroller.scrollHeight - 1) {
      const start = performance.now();
      scroller.scrollTop += step;
      // The browser tells of a scroll with the next frame; told at once, its whole cost falls between the two clocks.
      scroller.dispatchEvent(new Event('scroll'));
      scroller.getBoundingClientRect();
      document.body.offsetHeight;
      costs.push(performance.now() - start);
      await frame();
      mostRows = Math.max(mostRows, document.querySelectorAll('.body [role="row"]').length);
    }
    return { costs, mostRows };
  }, pixels);
}
