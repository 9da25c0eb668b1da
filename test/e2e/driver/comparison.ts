// The table of profiles as a person sees it. A web view is a frame in a frame; the grid in it is virtual, so a row is
// filtered for rather than scrolled to.
import type { Frame, FrameLocator, Locator } from '../host/node_modules/playwright-core/index.js';
import type { Host } from './host.ts';
import { eventually, exactly, quickRows, runCommand } from './workbench.ts';

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
