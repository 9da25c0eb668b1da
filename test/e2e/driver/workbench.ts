// What a person does outside the editor's text: the command palette, the Problems panel, notifications, the status bar.
// Every function waits for what it promises and fails with what was on the screen instead.
import type { Locator } from '../host/node_modules/playwright-core/index.js';
import { eventually, shortMs, tryMs, untilSeen, withAttempts } from './attempts.ts';
import type { Host } from './host.ts';

/** Opens the palette with a text in it, such as '>Save', ':12' or a full path, and returns its list. */
export async function quickInput({ page }: Host, text: string): Promise<Locator> {
  // One that is still closing would be taken for the new one, and close it as well.
  await page.locator('.quick-input-widget').filter({ visible: true }).waitFor({ state: 'hidden' });
  const input = page.locator('.quick-input-widget:visible input.input');
  await withAttempts('the palette', async () => {
    await page.keyboard.press('F1');
    await input.waitFor({ timeout: shortMs });
    // It closes again where an editor that has just been opened takes the keyboard.
    await input.fill(text, { timeout: shortMs });
  });
  return page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row');
}

/** The entries of the list that is open at the top of the window, whatever opened it. */
export async function quickRows({ page }: Host): Promise<Locator> {
  await page.locator('.quick-input-widget:visible').waitFor();
  return page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row');
}

/** Picks an entry of the list that is open, or comes next, and waits until that list has gone. */
export async function pickRow(host: Host, label: string): Promise<void> {
  const row = (await quickRows(host)).filter({ hasText: label }).first();
  await row.waitFor();
  await untilSeen(
    `'${label}' to be picked`,
    () => row.click({ timeout: tryMs }).catch(() => undefined),
    () => row.isHidden(),
  );
}

/** Answers the input box with this title (or the start of one) and waits until it has gone. */
export async function answerBox(host: Host, title: string, text: string): Promise<void> {
  const box = host.page.locator('.quick-input-widget:visible').filter({ hasText: title });
  const input = box.locator('input.input');
  await input.waitFor();
  await untilSeen(
    `'${title}' to be answered`,
    async () => {
      await input.fill(text, { timeout: tryMs }).catch(() => undefined);
      await host.page.keyboard.press('Enter');
    },
    () => box.isHidden(),
  );
}

/** Runs a command by its title in full, as the palette shows it ('SCAP: Undo Last Toggle'). */
export async function runCommand(host: Host, title: string, by: 'mouse' | 'keyboard' = 'mouse'): Promise<void> {
  const rows = await quickInput(host, `>${title}`);
  const label = host.page.locator('.label-name').filter({ hasText: exactly(title) });
  const row = rows.filter({ has: label }).first();
  await row.waitFor({ timeout: 15_000 }).catch(async () => {
    throw new Error(`no command '${title}' in the palette; it shows: ${(await rows.allInnerTexts()).join(' | ')}`);
  });
  if (by === 'mouse') await row.click();
  else {
    await row.and(host.page.locator('.focused')).waitFor();
    await host.page.keyboard.press('Enter');
  }
  const widget = host.page.locator('.quick-input-widget');
  // Gone, or another one that the command has opened.
  await eventually(
    `the palette to take '${title}'`,
    async () => (await widget.isHidden()) || (await widget.locator('input.input').inputValue()) !== `>${title}`,
    (taken) => taken,
  );
}

/** Picks a colour theme by its name, as a person does. */
export async function pickTheme(host: Host, theme: string): Promise<void> {
  await runCommand(host, 'Preferences: Color Theme');
  await host.page.locator('.quick-input-widget:visible input.input').fill(theme);
  await host.page.locator('.quick-input-list .monaco-list-row.focused').filter({ hasText: theme }).waitFor();
  await host.page.keyboard.press('Enter');
}

/** How long the file dialog takes to look up what was typed; until then an Enter is for the path before. */
const settleMs = 500;

/** Types a path into the file dialog of a VS Code in a browser, which is a list with an input. */
export async function acceptPath(host: Host, path: string): Promise<void> {
  const input = host.page.locator('.quick-input-widget:visible input.input');
  await eventually(
    'a proposed path',
    () => input.inputValue(),
    (value) => value !== '',
  );
  // While the dialog looks the folder up it takes no Enter, and does not say so; and it may put its own path back.
  const isTyped = async () => {
    if ((await input.inputValue()) === path) return true;
    await input.fill(path);
    await host.page.waitForTimeout(settleMs);
    return false;
  };
  await untilSeen(
    `the dialog with '${path}' to close`,
    async () => {
      await eventually(`'${path}' in the dialog`, isTyped, (typed) => typed);
      await host.page.keyboard.press('Enter');
    },
    () => host.page.locator('.quick-input-widget:visible').isHidden(),
  );
}

/** A pattern for an element whose text is this and no more. */
export function exactly(text: string): RegExp {
  return new RegExp(`^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
}

/** The texts of the notifications on the screen. */
export async function notifications({ page }: Host): Promise<string[]> {
  return page.locator('.notification-list-item-message').allInnerTexts();
}

/** Waits for a notification that matches and returns its row, to press a button in. */
export async function notification({ page }: Host, text: string | RegExp): Promise<Locator> {
  const row = page.locator('.notification-list-item').filter({ hasText: text }).first();
  await row.waitFor();
  return row;
}

/** Presses a button of a notification, in the list of all where its own box has gone by itself, and waits for the effect. */
export async function pressInNotification(
  host: Host,
  text: string,
  button: string,
  isSeen: () => Promise<boolean>,
): Promise<void> {
  const row = host.page.locator('.notification-list-item').filter({ hasText: text }).first();
  let isPressed = false;
  await untilSeen(
    `what '${button}' does`,
    async () => {
      // The press takes the notification away.
      if (isPressed) return;
      if (await row.isHidden()) await runCommand(host, 'Notifications: Show Notifications');
      const press = row.getByRole('button', { name: button }).click({ timeout: tryMs });
      isPressed = await press.then(
        () => true,
        () => false,
      );
    },
    isSeen,
  );
}

/** Waits for a modal dialog and returns it; press its buttons by name. */
export async function dialog({ page }: Host): Promise<Locator> {
  const box = page.locator('.monaco-dialog-box');
  await box.waitFor();
  return box;
}

/** The status bar's items that show a text, left to right. */
export async function statusItems({ page }: Host): Promise<string[]> {
  const texts = await page.locator('.part.statusbar .statusbar-item:visible').allInnerTexts();
  return texts.map((text) => text.trim()).filter((text) => text !== '');
}

/** Waits until the status bar says that edits of the active stream go into this file. */
export async function waitForTarget(host: Host, name: string): Promise<void> {
  await eventually(
    `edits that go into ${name}`,
    () => statusItems(host),
    (items) => items.some((item) => item.includes(`Edits: ${name}`)),
  );
}

/** Notes every text that an element shows from now on, however short, also where it comes and goes; answers what was noted. */
export async function noteTexts({ page }: Host, selector: string): Promise<() => Promise<string>> {
  const noted = await page.evaluateHandle((of) => {
    const texts = new Set<string>();
    const note = () => texts.add(document.querySelector(of)?.textContent ?? '');
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true, characterData: true });
    return texts;
  }, selector);
  return () => noted.evaluate((texts) => [...texts].join('\n'));
}

/** The language the status bar shows for the active editor ('SCAP', 'XML'). */
export async function languageMode({ page }: Host): Promise<string> {
  return ((await page.locator('[id="status.editor.mode"]').textContent()) ?? '').trim();
}

export interface Problem {
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  /** From 1, as the panel shows it. */
  readonly line: number;
}

/** Opens the Problems panel and reads it. The list is virtual: of many problems only the first dozen are there. */
export async function problems(host: Host): Promise<Problem[]> {
  const panel = host.page.locator('.markers-panel');
  if (!(await panel.isVisible())) {
    await host.page.keyboard.press('Control+Shift+M');
    await panel.waitFor();
  }
  // All rows at once: the list is drawn anew with every change, and a row that was found may be gone when it is read.
  return panel.locator('.monaco-list-row:has(.marker-icon)').evaluateAll((rows) =>
    rows.map((row) => {
      const text = (selector: string) => row.querySelector(selector)?.textContent?.trim() ?? '';
      const icon = row.querySelector('.marker-icon .codicon')?.className ?? '';
      const severity = icon.includes('error') ? 'error' : icon.includes('warning') ? 'warning' : 'info';
      return { severity, message: text('.marker-message'), line: Number(/\d+/.exec(text('.marker-line'))?.[0]) };
    }),
  );
}
