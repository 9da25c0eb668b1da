// A side-bar view of ours as a person sees it: rows with a label, a check box and inline buttons. The list is virtual, so
// a row is scrolled to before it is used.
import type { Locator } from '../host/node_modules/playwright-core/index.js';
import type { Host } from './host.ts';
import { eventually, exactly } from './workbench.ts';

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
  return page.locator('.part.sidebar .tree-explorer-viewlet-tree-view:visible .monaco-list-row');
}

/** The rows on the screen, top to bottom. */
export async function treeRows(host: Host): Promise<TreeRow[]> {
  return rowsOf(host).evaluateAll((elements) => {
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

/** Opens a row and waits until the extension has given its children. */
export async function expandRow(host: Host, label: string | RegExp): Promise<void> {
  const row = await treeRow(host, label);
  if ((await row.getAttribute('aria-expanded')) === 'true') return;
  await row.locator('.monaco-tl-twistie').click();
  await eventually(
    `'${label}' expanded`,
    () => row.getAttribute('aria-expanded'),
    (value) => value === 'true',
  );
  await host.page.locator('.part.sidebar .monaco-tl-twistie.codicon-tree-item-loading').waitFor({ state: 'hidden' });
}

/** Clicks a row's check box; what it shows afterwards is up to the extension (wait with `waitForChecked`). */
export async function clickCheckbox(host: Host, label: string | RegExp): Promise<void> {
  const row = await treeRow(host, label);
  await row.locator('.custom-view-tree-node-item-checkbox').click();
}

/** Waits for a box's state and returns how long that took, in milliseconds from the call. */
export async function waitForChecked(host: Host, label: string | RegExp, checked: boolean): Promise<number> {
  const start = performance.now();
  await eventually(
    `'${label}' ${checked ? 'checked' : 'unchecked'}`,
    async () =>
      (await treeRow(host, label)).locator('.custom-view-tree-node-item-checkbox').getAttribute('aria-checked'),
    (value) => value === String(checked),
  );
  return performance.now() - start;
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

/** The text a view shows instead of rows (viewsWelcome), and its buttons. */
export async function welcome({ page }: Host): Promise<{ text: string; buttons: string[] }> {
  const content = page.locator('.part.sidebar .welcome-view-content:visible').first();
  await content.waitFor();
  const text = (await content.allInnerTexts()).join('');
  return { text, buttons: await content.locator('.monaco-button').allInnerTexts() };
}
