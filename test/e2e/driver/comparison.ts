// The table of profiles as a person sees it. A web view is a frame in a frame; the grid in it is virtual, so a row is
// filtered for rather than scrolled to.
import type { Frame, FrameLocator, Locator } from '../host/node_modules/playwright-core/index.js';
import { seriousViolations } from './accessibility.ts';
import { eventually } from './attempts.ts';
import { type Host, screenshot } from './host.ts';
import { exactly, pickTheme, quickRows, runCommand } from './workbench.ts';

/** The page of the comparison in front. */
export function comparison({ page }: Host): FrameLocator {
  return page.frameLocator('iframe.webview.ready:visible').frameLocator('#active-frame');
}

/** As a frame, for what has to run in it. */
export async function comparisonFrame(host: Host): Promise<Frame> {
  const element = await comparison(host).locator('main').elementHandle();
  return (await element!.ownerFrame())!;
}

/** Runs the command and ticks these profiles; answers when the table has rows. */
export async function compareProfiles(host: Host, ...titles: readonly string[]): Promise<void> {
  await runCommand(host, 'SCAP: Compare Profiles...');
  await tickProfiles(host, ...titles);
}

/** Ticks profiles in the list that is open, and accepts it. */
export async function tickProfiles(host: Host, ...titles: readonly string[]): Promise<void> {
  const rows = await quickRows(host);
  const input = host.page.locator('.quick-input-widget:visible input.input');
  for (const title of titles) {
    await input.fill(title);
    const label = host.page.locator('.label-name').filter({ hasText: exactly(title) });
    await rows.filter({ has: label }).first().locator('[role="checkbox"]').click();
  }
  await host.page.locator('.quick-input-widget:visible').getByRole('button', { name: 'OK' }).click();
  await gridRows(host).first().waitFor();
}

export function gridRows(host: Host): Locator {
  return comparison(host).locator('.body [role="row"]');
}

/** How many rows the grid says it has, the header not counted. */
export async function rowCount(host: Host): Promise<number> {
  return Number(await comparison(host).getByRole('grid').getAttribute('aria-rowcount')) - 1;
}

export async function waitForRowCount(host: Host, accept: (count: number) => boolean): Promise<number> {
  return eventually('a number of rows', () => rowCount(host), accept);
}

export async function filterRows(host: Host, text: string): Promise<void> {
  await comparison(host).getByRole('searchbox').fill(text);
}

/** The box of a rule in a profile, both by title; the row must be in sight. */
export function box(host: Host, rule: string, profile: string): Locator {
  return comparison(host).getByRole('checkbox', { name: `${rule}, ${profile}`, exact: true });
}

export async function waitForBox(host: Host, rule: string, profile: string, checked: boolean): Promise<void> {
  await eventually(
    `'${rule}' ${checked ? 'on' : 'off'} in '${profile}'`,
    () => box(host, rule, profile).getAttribute('aria-checked'),
    (value) => value === String(checked),
  );
}

/** The rows in the page from the top down: title, then what stands in each column. */
export async function shownRows(host: Host): Promise<string[][]> {
  return gridRows(host).evaluateAll((rows) =>
    rows
      .map((row) => ({
        index: Number(row.getAttribute('aria-rowindex')),
        cells: [...row.children].map((cell) => {
          const mark = cell.querySelector('[role="checkbox"]')?.getAttribute('data-mark');
          return mark ?? cell.textContent ?? '';
        }),
      }))
      .sort((a, b) => a.index - b.index)
      .map(({ cells }) => cells),
  );
}

/**
 * Ticks profiles in the list that is open, and accepts it, by keyboard alone: in the input Space is a letter, so the focus
 * goes to the list and back.
 */
export async function tickProfilesByKeyboard(host: Host, ...titles: readonly string[]): Promise<void> {
  const { keyboard } = host.page;
  await (await quickRows(host)).first().waitFor();
  for (const title of titles) {
    await keyboard.press('Control+A');
    await keyboard.type(title);
    const label = host.page.locator('.label-name').filter({ hasText: exactly(title) });
    const row = (await quickRows(host)).filter({ has: label }).first();
    await row.waitFor();
    await tabTo(host, host.page.locator('.quick-input-list .monaco-list'));
    await eventually(
      `the focus on '${title}'`,
      async () => {
        if (await row.evaluate((element) => element.classList.contains('focused'))) return true;
        await keyboard.press('ArrowDown');
        return false;
      },
      (isThere) => isThere,
    );
    await keyboard.press('Space');
    await row.locator('[role="checkbox"][aria-checked="true"]').waitFor();
    await tabTo(host, host.page.locator('.quick-input-widget input.input'), 'Shift+Tab');
  }
  await keyboard.press('Enter');
  await gridRows(host).first().waitFor();
}

/** Presses Tab until the focus is in this element. */
export async function tabTo(host: Host, element: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const stops = 20;
  for (let stop = 0; !(await element.evaluate((one) => one.contains(document.activeElement))); stop++) {
    if (stop === stops) throw new Error(`not reached by ${stops} presses of ${key}: ${element}`);
    await host.page.keyboard.press(key);
  }
}

/** Looks at the table in a light theme, in high contrast and in a dark one, and answers what is seriously wrong in each. */
export async function violationsByTheme(host: Host, pictures: string): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const [theme, kind] of [
    ['Light 2026', 'vscode-light'],
    ['Dark High Contrast', 'vscode-high-contrast'],
    ['Dark 2026', 'vscode-dark'],
  ] as const) {
    await pickTheme(host, theme);
    await comparison(host).locator(`body[data-vscode-theme-kind="${kind}"]`).waitFor();
    await screenshot(host, `${pictures}-${kind}`);
    const { violations, passes } = await seriousViolations(await comparisonFrame(host));
    if (passes <= 15) throw new Error(`only ${passes} checks had anything to look at in ${theme}`);
    found[theme] = violations;
  }
  return found;
}
