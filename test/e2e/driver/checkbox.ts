// Clicks on the boxes of a view's rows. A mouse button goes down and up, and where VS Code draws the row anew in between, no
// click comes to the box: only then it is made again. One that came and shows no effect is a failure.
import type { Locator } from '../host/node_modules/playwright-core/index.js';
import { eventually, withAttempts } from './attempts.ts';
import type { Host } from './host.ts';
import { treeRow } from './tree.ts';

const box = '.custom-view-tree-node-item-checkbox';

/** Clicks a row's box with the mouse once the rows rest; what it shows afterwards is up to the extension (wait with `waitForMark`). */
export async function clickCheckbox(host: Host, label: string | RegExp): Promise<void> {
  await clickUntilItCame(host, label, () => waitForRest(host));
}

/**
 * Clicks the boxes of these rows one soon after the other, by the page's own clock: the extension counts clicks as quick that
 * come within less than a second, and a busy machine needs that long for one that the driver makes.
 */
export async function clickCheckboxesAtOnce(host: Host, ...labels: readonly string[]): Promise<void> {
  for (const label of labels) await treeRow(host, label);
  await host.page.evaluate(clickInTurn, { labels, selector: box, paceMs: 100 });
}

/**
 * Clicks a rule's box with the mouse and answers, in milliseconds, how long after the click had come to the box the page
 * showed the rule's new state.
 */
export async function clickToMark(host: Host, label: string, mark: 'on' | 'off'): Promise<number> {
  const watch = await host.page.evaluateHandle(watchForMark, { label, icon: `rule-${mark}.svg` });
  const came = await clickUntilItCame(host, label, (row) => row.hover());
  const shown = await eventually(
    `'${label}' ${mark} after a click that came to its box`,
    () => watch.evaluate(({ times }, since) => times.find((time) => time >= since), came),
    (time) => time !== undefined,
  );
  await watch.evaluate(({ stop }) => stop());
  return shown! - came;
}

/** Runs in the page. In one event each, which a row that is in the page cannot miss. */
async function clickInTurn(given: { labels: readonly string[]; selector: string; paceMs: number }): Promise<void> {
  const { labels, selector, paceMs } = given;
  for (const [index, label] of labels.entries()) {
    if (index > 0) await new Promise((done) => setTimeout(done, paceMs));
    const rows = [...document.querySelectorAll('.part.sidebar .monaco-list-row')];
    const row = rows.find((one) => one.querySelector('.label-name')?.textContent === label);
    const found = row?.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`no box of '${label}' on the screen`);
    found.click();
  }
}

/** Waits for a box's state and returns how long that took, in milliseconds from the call. */
export async function waitForChecked(host: Host, label: string | RegExp, checked: boolean): Promise<number> {
  const start = performance.now();
  await eventually(
    `'${label}' ${checked ? 'checked' : 'unchecked'}`,
    async () => (await treeRow(host, label)).locator(box).getAttribute('aria-checked'),
    (value) => value === String(checked),
  );
  return performance.now() - start;
}

class LostClick extends Error {
  constructor() {
    super('the click came to no box, since VS Code drew the row anew under it');
  }
}

/** Answers when the click came, by the page's clock. What hinders it, such as something that covers the box, is a failure. */
async function clickUntilItCame(
  host: Host,
  label: string | RegExp,
  prepare: (row: Locator) => Promise<void>,
): Promise<number> {
  let clicks: readonly BoxClick[] = [];
  await withAttempts(
    `a click on the box of '${label}'`,
    async () => {
      const row = await treeRow(host, label);
      await prepare(row);
      const watch = await host.page.evaluateHandle(watchForClicks, box);
      await row.locator(box).click();
      clicks = await watch.evaluate(({ clicks: seen, stop }) => {
        stop();
        return seen;
      });
      if (clicks.length === 0) throw new LostClick();
    },
    undefined,
    (error) => error instanceof LostClick,
  );
  const [click] = clicks;
  const isMeant = typeof label === 'string' ? click!.label === label : label.test(click!.label);
  if (!isMeant || clicks.length > 1) throw new Error(`clicked for '${label}': ${JSON.stringify(clicks)}`);
  return click!.time;
}

/**
 * Until nothing in the side bar was drawn for a moment, or for the longest that this is worth. The extension draws rows that
 * count others 700 ms after the last click, and VS Code loses what is clicked below them until it has asked for their children.
 */
async function waitForRest({ page }: Host): Promise<void> {
  await page.locator('.part.sidebar').evaluate(
    (side, { restMs, limitMs }) =>
      new Promise<void>((resolve) => {
        let rest = setTimeout(resolve, restMs);
        const observer = new MutationObserver(() => {
          clearTimeout(rest);
          rest = setTimeout(resolve, restMs);
        });
        observer.observe(side, { subtree: true, childList: true, attributes: true });
        setTimeout(resolve, limitMs);
      }),
    { restMs: 1000, limitMs: 6000 },
  );
}

interface BoxClick {
  readonly label: string;
  readonly time: number;
}

/** Runs in the page. Notes the clicks that come to a box which is in it: what was taken out of the page gets none. */
function watchForClicks(selector: string): { readonly clicks: readonly BoxClick[]; readonly stop: () => void } {
  const clicks: BoxClick[] = [];
  const note = ({ target, timeStamp }: Event) => {
    const row = (target as Element).closest(selector)?.closest('.monaco-list-row');
    if (row) clicks.push({ label: row.querySelector('.label-name')?.textContent ?? '', time: timeStamp });
  };
  // Before VS Code sees it, which may draw the row anew for it.
  window.addEventListener('click', note, { capture: true });
  return { clicks, stop: () => window.removeEventListener('click', note, { capture: true }) };
}

/** Runs in the page. Notes each time at which the row's icon became this one. */
function watchForMark({ label, icon }: { label: string; icon: string }): {
  readonly times: readonly number[];
  readonly stop: () => void;
} {
  const side = document.querySelector('.part.sidebar')!;
  const isShown = () =>
    [...side.querySelectorAll('.monaco-list-row')].some((row) => {
      const image = row.querySelector<HTMLElement>('.custom-view-tree-node-item-icon')?.style.backgroundImage;
      return row.querySelector('.label-name')?.textContent === label && image?.includes(icon);
    });
  const times: number[] = [];
  let was = isShown();
  const observer = new MutationObserver(() => {
    const now = isShown();
    if (now && !was) times.push(performance.now());
    was = now;
  });
  observer.observe(side, { subtree: true, childList: true, attributes: true, attributeFilter: ['style'] });
  return { times, stop: () => observer.disconnect() };
}
