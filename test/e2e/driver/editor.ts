// What a person does in the editor: open a file, go to a place, hover, take a code action, save, undo. Lines and columns
// are those of the status bar, from 1.
import { basename, resolve } from 'node:path';
import { eventually, shortMs, withAttempts } from './attempts.ts';
import type { Host } from './host.ts';
import { exactly, quickInput, runCommand } from './workbench.ts';

/** Opens a file of the workspace folder by quick open and waits for its text. */
export async function openFile(host: Host, name: string): Promise<void> {
  const rows = await quickInput(host, resolve(host.folder, name));
  await rows.first().waitFor();
  await host.page.keyboard.press('Enter');
  // Each group has an active tab, and a file may be open in several.
  const group = host.page.locator('.editor-group-container.active');
  await group.locator(`.tab.active[data-resource-name="${basename(name)}"]`).waitFor();
  await eventually(
    `text of ${name}`,
    () => visibleLines(host),
    (lines) => lines.some((line) => line.trim() !== ''),
  );
}

/** The lines of the active editor that are on the screen, top to bottom. */
export async function visibleLines({ page }: Host): Promise<string[]> {
  const lines = await page
    .locator('.editor-group-container.active .editor-instance .view-line')
    .evaluateAll((elements) =>
      elements
        .map((element) => ({
          top: Number.parseFloat((element as HTMLElement).style.top),
          text: element.textContent ?? '',
        }))
        .sort((one, other) => one.top - other.top)
        .map(({ text }) => text),
    );
  return lines.map((line) => line.replaceAll('\u00a0', ' '));
}

/** The name of the active tab, and whether it has unsaved changes. */
export async function activeTab({ page }: Host): Promise<{ name: string; dirty: boolean }> {
  const tab = page.locator('.editor-group-container.active .tab.active');
  const name = (await tab.getAttribute('data-resource-name')) ?? '';
  return { name, dirty: /\bdirty\b/.test((await tab.getAttribute('class')) ?? '') };
}

export async function cursor({ page }: Host): Promise<{ line: number; column: number }> {
  const text = await page.locator('[id="status.editor.selection"]').textContent();
  const [, line, column] = /Ln ([\d,.]+), Col ([\d,.]+)/.exec(text ?? '') ?? [];
  return { line: readNumber(line), column: readNumber(column) };
}

function readNumber(text: string | undefined): number {
  return Number((text ?? '').replaceAll(/[,.]/g, ''));
}

/** Puts the cursor there, with the keyboard in the editor. */
export async function goToLine(host: Host, line: number, column = 1): Promise<void> {
  await withAttempts(
    `the cursor at ${line}:${column}`,
    async () => {
      await quickInput(host, `:${line}:${column}`);
      await host.page.keyboard.press('Enter');
      await eventually(
        `the cursor at ${line}:${column}`,
        () => cursor(host),
        (place) => place.line === line && place.column === column,
        shortMs,
      );
    },
    () => host.page.keyboard.press('Escape'),
  );
}

/** Puts the cursor at the first occurrence of a text in the file (case counts not). Reads the file on disk, not the edits. */
export function placeOf(text: string, wanted: string): { line: number; column: number } {
  const offset = text.indexOf(wanted);
  if (offset < 0) throw new Error(`'${wanted}' is not in the text`);
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

/** Shows the hover at a place and returns its text, once no part of it is loading. */
export async function hoverAt(host: Host, line: number, column = 1): Promise<string> {
  const hover = host.page.locator('.monaco-editor .monaco-hover:not(.hidden), .monaco-resizable-hover .monaco-hover');
  await withAttempts(`a hover at ${line}:${column}`, async () => {
    await goToLine(host, line, column);
    await host.page.keyboard.press('Control+K');
    await host.page.keyboard.press('Control+I');
    await hover.first().waitFor({ timeout: shortMs });
  });
  return eventually(
    'a loaded hover',
    async () => (await hover.first().allInnerTexts()).join('').trim(),
    (text) => text !== '' && !/^Loading/m.test(text),
  );
}

export interface CodeAction {
  readonly title: string;
  readonly disabled: boolean;
}

const activeEditor = '.editor-group-container.active .monaco-editor';

/** An empty twin, the panel of sub-menus, is in the page as well. */
const actionMenu = '.action-widget:not(.action-list-submenu-panel)';
const actionRows = `${actionMenu} .monaco-list-row.action`;

/**
 * The code actions at the cursor, in the menu's order; the menu stays open for `pickCodeAction`. VS Code leaves disabled
 * ones out of the light bulb's menu and shows them, greyed, in 'Refactor...' when they are of that kind.
 */
export async function codeActions(host: Host, menu: 'lightBulb' | 'refactor' = 'lightBulb'): Promise<CodeAction[]> {
  await waitForBulb(host, 'visible');
  return openActions(host, menu);
}

/** The code actions in front of the text of the cursor's line, where VS Code shows no bulb. */
export async function codeActionsInIndent(host: Host): Promise<CodeAction[]> {
  await waitForBulb(host, 'visible');
  await host.page.keyboard.press('Home');
  await host.page.keyboard.press('Home');
  await waitForBulb(host, 'hidden');
  return openActions(host, 'lightBulb');
}

/** The bulb follows the cursor by a quarter of a second, and what is asked before that is dropped without a word. */
async function waitForBulb({ page }: Host, state: 'visible' | 'hidden'): Promise<void> {
  await page.locator(`${activeEditor}.focused`).waitFor();
  const bulb = page.locator(`${activeEditor} :is([class*="gutter-lightbulb"], .codicon-light-bulb):visible`);
  await bulb.first().waitFor({ state });
}

async function openActions(host: Host, menu: 'lightBulb' | 'refactor'): Promise<CodeAction[]> {
  const { page } = host;
  await withAttempts(
    'the menu of code actions',
    async () => {
      await page.keyboard.press(menu === 'refactor' ? 'Control+Shift+R' : 'Control+.');
      await page.locator(actionRows).first().waitFor({ timeout: shortMs });
    },
    () => page.keyboard.press('Escape'),
  );
  return listActions(host);
}

function listActions({ page }: Host): Promise<CodeAction[]> {
  return page.locator(actionRows).evaluateAll((rows) =>
    rows.map((row) => ({
      title: row.querySelector('.title')?.textContent ?? '',
      disabled: row.classList.contains('option-disabled'),
    })),
  );
}

/** Opens the menu where it is not open yet and picks the action with this title, by keyboard: clicks may come too early. */
export async function pickCodeAction(host: Host, title: string | RegExp): Promise<void> {
  const { page } = host;
  const open = await page.locator(actionMenu).isVisible();
  const actions = open ? await listActions(host) : await codeActions(host);
  const matches = (action: CodeAction) =>
    typeof title === 'string' ? action.title === title : title.test(action.title);
  const wanted = actions.find(matches);
  if (!wanted) throw new Error(`no code action '${title}' among: ${actions.map((action) => action.title).join(' | ')}`);
  const row = page
    .locator(actionRows)
    .filter({ has: page.locator('.title').filter({ hasText: exactly(wanted.title) }) });
  for (let step = 0; !/\bfocused\b/.test((await row.first().getAttribute('class')) ?? ''); step++) {
    if (step > actions.length) throw new Error(`the code action '${wanted.title}' takes no focus; is it disabled?`);
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await page.locator(actionMenu).waitFor({ state: 'hidden' });
}

/** Replaces nothing: types at the cursor, key by key, as a person would. */
export async function type({ page }: Host, text: string): Promise<void> {
  await page.keyboard.type(text);
}

export async function focusEditor(host: Host): Promise<void> {
  await runCommand(host, 'View: Focus Active Editor Group');
  await host.page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
}

/**
 * Saves the active editor and waits until its tab is clean, which it is when all is written. A clean one is left alone:
 * VS Code would write it again, and nothing shows when that is over.
 */
export async function save(host: Host): Promise<void> {
  if (!(await activeTab(host)).dirty) return;
  await host.page.keyboard.press('Control+S');
  await eventually(
    'a saved file',
    () => activeTab(host),
    (tab) => !tab.dirty,
  );
}

/** One step back in the active editor. */
export async function undo(host: Host): Promise<void> {
  await focusEditor(host);
  await host.page.keyboard.press('Control+Z');
}
