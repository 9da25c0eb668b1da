// The page of the comparison at 1,700 rules in 20 profiles, by itself: how much of it is in the page, and that the keyboard
// reaches all of it. In VS Code it is compare.test.ts's.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../tools/processes.mjs';
import { type ComparePage, madeUpTable, openComparePage, scrollThrough } from '../support/comparePage.ts';
import { launchChromium } from './driver/index.ts';
import type { Browser } from './host/node_modules/playwright-core/index.js';

const table = madeUpTable(1700, 20);
let browser: Browser;
let opened: ComparePage;
beforeAll(async () => {
  browser = await launchChromium();
  opened = await openComparePage(browser, join(root, 'dist'), table);
});
afterAll(() => browser.close());

/** Row and column of what has the focus, from 1 as ARIA counts; undefined outside of the grid. */
function focused() {
  return opened.page.evaluate(() => {
    const cell = document.activeElement?.closest('[role="row"] > *');
    if (!cell) return undefined;
    return [cell.parentElement, cell].map((element, at) =>
      Number(element?.getAttribute(at === 0 ? 'aria-rowindex' : 'aria-colindex')),
    );
  });
}

async function press(...keys: readonly string[]): Promise<void> {
  for (const key of keys) await opened.page.keyboard.press(key);
}

/** Whether what has the focus can be seen: not above, below or beside the part that scrolls, and under nothing. */
function isInSight() {
  return opened.page.evaluate(() => {
    const { left, top, width, height } = document.activeElement!.getBoundingClientRect();
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    return hit !== null && document.activeElement!.contains(hit);
  });
}

test('at most 200 rows are in the page, wherever it is scrolled', async () => {
  const { mostRows, costs } = await scrollThrough(opened.page, 700);
  expect(costs.length).toBeGreaterThan(50);
  expect(mostRows).toBeGreaterThan(20);
  expect(mostRows).toBeLessThanOrEqual(200);
  const grid = opened.page.getByRole('grid');
  expect(await grid.getAttribute('aria-rowcount')).toBe('1701');
  expect(await grid.getAttribute('aria-colcount')).toBe('22');
});

test('the keyboard reaches every corner, and the focus is in sight wherever it goes', async () => {
  await opened.page.getByRole('searchbox').focus();
  // Past the differences, the profiles and the exports: the grid is one stop.
  await press('Tab', 'Tab', 'Tab', 'Tab', 'Tab');
  const steps: readonly (readonly [key: string, row: number, column: number])[] = [
    ['Control+Home', 2, 1],
    ['ArrowDown', 3, 1],
    ['ArrowRight', 3, 2],
    ['End', 3, 22],
    ['ArrowRight', 3, 22],
    ['PageDown', 31, 22],
    ['PageUp', 3, 22],
    ['Control+End', 1701, 22],
    ['ArrowDown', 1701, 22],
    ['Home', 1701, 1],
    ['Control+Home', 2, 1],
    ['ArrowUp', 1, 1],
    ['ArrowRight', 1, 2],
    ['ArrowDown', 2, 2],
    ['ArrowRight', 2, 3],
  ];
  for (const [key, row, column] of steps) {
    await press(key);
    const at = await focused();
    if (!key.startsWith('Page')) expect(at, key).toEqual([row, column]);
    else expect(at?.[1], key).toBe(column);
    expect(await isInSight(), key).toBe(true);
  }
});

test('Space asks for a toggle and Enter for the reason; a box moves when the document has', async () => {
  await opened.said();
  await press('Control+Home', 'ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight');
  const box = opened.page.locator(':focus');
  expect(await box.getAttribute('role')).toBe('checkbox');
  expect(await box.getAttribute('aria-checked')).toBe('false');
  await press('Space');
  expect(await opened.said()).toEqual([
    { kind: 'toggle', row: 'rule rule_1', item: 'rule_1', profile: 'profile_1', enable: true },
  ]);
  expect(await box.getAttribute('aria-busy')).toBe('true');
  expect(await box.getAttribute('aria-checked')).toBe('false');
  // While it is under way a second press asks for nothing.
  await press('Space');
  const row = table.rows[1]!;
  const cells = row.cells.map((code, column) => (column === 1 ? 'select' : code));
  await opened.send({ kind: 'rows', rows: [{ ...row, cells }] });
  await opened.send({ kind: 'settled', row: row.key, profile: 'profile_1' });
  await expect.poll(() => box.getAttribute('aria-busy')).toBe('false');
  expect(await box.getAttribute('aria-checked')).toBe('true');
  expect(await focused()).toEqual([3, 4]);
  await press('Enter', 'Control+z', 'ArrowLeft', 'Space');
  // The first profile is for looking only.
  expect(await opened.said()).toEqual([{ kind: 'why', item: 'rule_1', profile: 'profile_1' }, { kind: 'undo' }]);
});

test('the active row stays in the page, and has the focus, however far it is scrolled away', async () => {
  const before = await focused();
  await opened.page.locator('.scroller').evaluate((element) => {
    element.scrollTop = element.scrollHeight;
  });
  await expect.poll(() => opened.page.locator('[aria-rowindex="1701"]').count()).toBe(1);
  expect(await focused()).toEqual(before);
  await press('ArrowDown');
  expect(await isInSight()).toBe(true);
});

test('the focus follows its row when the table is sorted, and the header tells how', async () => {
  await press('Control+Home', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowRight', 'Enter');
  const header = opened.page.locator('[role="columnheader"]').nth(1);
  expect(await header.getAttribute('aria-sort')).toBe('ascending');
  expect(await focused()).toEqual([1, 2]);
  expect(await opened.page.locator('[aria-rowindex="2"] .facts').textContent()).toBe('high');
  await press('Space');
  expect(await header.getAttribute('aria-sort')).toBe('descending');
  await press('Space');
  expect(await header.getAttribute('aria-sort')).toBe('none');
  await opened.page.getByRole('searchbox').fill('rule_1699 high');
  await expect.poll(() => opened.page.getByRole('grid').getAttribute('aria-rowcount')).toBe('1');
  await opened.page.getByRole('searchbox').fill('rule_1699 unknown');
  await expect.poll(() => opened.page.getByRole('grid').getAttribute('aria-rowcount')).toBe('2');
  await opened.page.getByRole('searchbox').fill('');
});
