// A side-bar view of ours as a person sees it: rows with a label, a check box and inline buttons. The list is virtual, so
// a row is scrolled to before it is used.
import type { Locator } from '../host/node_modules/playwright-core/index.js';
import { eventually, shortMs, withAttempts } from './attempts.ts';
import type { Host } from './host.ts';
import { exactly } from './workbench.ts';

export interface TreeRow {
  readonly label: string;
  readonly description: string;
  /** From 1 for the first rows. */
  readonly level: number;
  readonly checked: boolean | undefined;
  readonly expanded: boolean | undefined;
}

/** Shows the side bar of a view container by the title of its icon in the activity bar ('SCAP'). */
export async function showView({ page }: Host, container: string): Promise<void> {
  const tab = page.locator(`.activitybar .action-item:has(.action-label[aria-label^="${container}"])`).first();
  await tab.waitFor();
  if (!/\bchecked\b/.test((await tab.getAttribute('class')) ?? '')) await tab.click();
  await page
    .locator('.part.sidebar .composite.title')
    .filter({ hasText: new RegExp(container, 'i') })
    .waitFor();
}

function rowsOf({ page }: Host): Locator {
  return page.locator(
    '.part.sidebar .tree-explorer-viewlet-tree-view:visible .monaco-list-row:not(.monaco-tree-sticky-row)',
  );
}

/** The rows on the screen, top to bottom. */
export function treeRows(host: Host): Promise<TreeRow[]> {
  return readRows(rowsOf(host));
}

function readRows(rows: Locator): Promise<TreeRow[]> {
  return rows.evaluateAll((elements) => {
    const flag = (value: string | null | undefined) => (value == null ? undefined : value === 'true');
    return elements
      .map((element) => ({
        top: Number.parseFloat((element as HTMLElement).style.top),
        row: {
          label: element.querySelector('.label-name')?.textContent ?? '',
          description: element.querySelector('.label-description')?.textContent ?? '',
          level: Number(element.getAttribute('aria-level')),
          checked: flag(element.querySelector('.custom-view-tree-node-item-checkbox')?.getAttribute('aria-checked')),
          expanded: flag(element.getAttribute('aria-expanded')),
        },
      }))
      .sort((one, other) => one.top - other.top)
      .map(({ row }) => row);
  });
}

/** The row with this label, scrolled into view; of several the first from the top (`nth` from 0 among those on screen). */
export async function treeRow(host: Host, label: string | RegExp, nth = 0): Promise<Locator> {
  const matcher = typeof label === 'string' ? exactly(label) : label;
  const row = rowsOf(host)
    .filter({ has: host.page.locator('.label-name').filter({ hasText: matcher }) })
    .nth(nth);
  await rowsOf(host).first().waitFor();
  if (await row.isVisible()) return row;
  await scroll(host, -1_000_000);
  for (let seen = ''; !(await row.isVisible()); ) {
    const now = JSON.stringify(await treeRows(host));
    if (now === seen) throw new Error(`no row '${label}' in the tree; its end shows: ${now}`);
    seen = now;
    await scroll(host, 500);
  }
  return row;
}

async function scroll(host: Host, pixels: number): Promise<void> {
  await host.page.locator('.part.sidebar .tree-explorer-viewlet-tree-view:visible').hover();
  await host.page.mouse.wheel(0, pixels);
  // The list draws in the next frames after the wheel.
  await host.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** Selects a row by a click: alone, with Shift all from the one before, with Control beside what is selected. */
export async function selectRow(host: Host, label: string, modifier?: 'Shift' | 'Control'): Promise<void> {
  const row = await treeRow(host, label);
  await row.click(modifier === undefined ? {} : { modifiers: [modifier] });
  await row.and(host.page.locator('.selected')).waitFor();
}

/** The labels of the selected rows on the screen, top to bottom. */
export async function selectedRows(host: Host): Promise<string[]> {
  const rows = await readRows(rowsOf(host).and(host.page.locator('.selected')));
  return rows.map(({ label }) => label);
}

/** Opens a row that has children and waits until the first of them is drawn. */
export async function expandRow(host: Host, label: string | RegExp): Promise<void> {
  const row = await treeRow(host, label);
  if ((await row.getAttribute('aria-expanded')) !== 'true') await row.locator('.monaco-tl-twistie').click();
  await eventually(
    `'${label}' with its first child`,
    async () => {
      const next = rowsOf(host).and(
        host.page.locator(`[data-index="${Number(await row.getAttribute('data-index')) + 1}"]`),
      );
      if ((await next.count()) > 0) {
        return Number(await next.first().getAttribute('aria-level')) - Number(await row.getAttribute('aria-level'));
      }
      // Below the last row on the screen, if anywhere.
      await scroll(host, 100);
      return 0;
    },
    (deeper) => deeper === 1,
  );
}

/** Opens rows from the top down, each below the one before. */
export async function expandPath(host: Host, ...labels: readonly (string | RegExp)[]): Promise<void> {
  for (const label of labels) await expandRow(host, label);
}

/** Closes every row by the view's own button, so that a label stands in the tree once. */
export async function collapseAll(host: Host): Promise<void> {
  await host.page.locator('.part.sidebar .composite.title').hover();
  await host.page.locator('.part.sidebar .composite.title .action-label[aria-label="Collapse All"]').click();
  await eventually(
    'a closed tree',
    () => treeRows(host),
    (rows) => rows.length > 0 && rows.every(({ expanded }) => expanded !== true),
  );
}

/** The text beside a row's label; of a group or profile how many of its rules are on. Undefined where the row is not on screen. */
export async function rowDescription(host: Host, label: string): Promise<string | undefined> {
  return (await treeRows(host)).find((row) => row.label === label)?.description;
}

/** The same once the row has one: while rows are drawn anew they are not there for a moment. */
export function shownDescription(host: Host, label: string): Promise<string> {
  return eventually(
    `'${label}' with a description`,
    async () => (await rowDescription(host, label)) ?? '',
    (value) => value !== '',
  );
}

/** Waits for a row's description, which only the extension changes, and returns how long that took from the call. */
export async function waitForDescription(host: Host, label: string, description: string): Promise<number> {
  const start = performance.now();
  await eventually(
    `'${label}' with '${description}'`,
    () => rowDescription(host, label),
    (value) => value === description,
  );
  return performance.now() - start;
}

/** Picks an entry of a row's context menu, by keyboard: VS Code drops a mouse button that comes up too early in a menu. */
export async function pickFromMenu(host: Host, label: string | RegExp, entry: string): Promise<void> {
  const { page } = host;
  const item = page.locator('.monaco-menu .action-item').filter({ hasText: exactly(entry) });
  await withAttempts(
    `'${entry}' in the menu of '${label}'`,
    async () => {
      await (await treeRow(host, label)).click({ button: 'right' });
      await item.waitFor({ timeout: shortMs });
      await item.hover({ timeout: shortMs });
      await item.and(page.locator('.focused')).waitFor({ timeout: shortMs });
    },
    () => page.keyboard.press('Escape'),
  );
  await page.keyboard.press('Enter');
  await item.waitFor({ state: 'hidden' });
}

/** What the icon of a rule or group says: on, off, mixed, or by what it is held. Unlike its box it never moves by itself. */
export async function ruleMark(host: Host, label: string | RegExp): Promise<string | undefined> {
  const icon = (await treeRow(host, label)).locator('.custom-view-tree-node-item-icon');
  return /(?:rule|group)-(\w+)\.svg/.exec((await icon.getAttribute('style')) ?? '')?.[1];
}

/** Waits until a rule's or group's icon says this. */
export async function waitForMark(host: Host, label: string | RegExp, mark: string): Promise<void> {
  await eventually(
    `'${label}' ${mark}`,
    () => ruleMark(host, label),
    (now) => now === mark,
  );
}

/** Presses an inline button of a row by its tooltip's beginning; it shows while the pointer is on the row. */
export async function pressInlineAction(host: Host, label: string | RegExp, action: string): Promise<void> {
  const row = await treeRow(host, label);
  await row.hover();
  await row.locator(`.actions .action-label[aria-label^="${action}"]`).click();
}

/** The inline buttons a row offers, by their tooltips. */
export async function inlineActions(host: Host, label: string | RegExp): Promise<string[]> {
  const row = await treeRow(host, label);
  await row.hover();
  return row
    .locator('.actions .action-label')
    .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label') ?? ''));
}

/** Waits for the line above the rows, such as what the filter leaves; '' for none. */
export async function viewMessage(host: Host, text: string): Promise<void> {
  const line = host.page.locator('.part.sidebar .tree-explorer-viewlet-tree-view:visible .message');
  await eventually(
    `the message '${text}'`,
    async () => (await line.allInnerTexts()).join('').trim(),
    (shown) => shown === text,
  );
}

/** The text a view shows instead of rows (viewsWelcome), and its buttons. */
export async function welcome({ page }: Host): Promise<{ text: string; buttons: string[] }> {
  const content = page.locator('.part.sidebar .welcome-view-content:visible').first();
  await content.waitFor();
  const text = (await content.allInnerTexts()).join('');
  return { text, buttons: await content.locator('.monaco-button').allInnerTexts() };
}
