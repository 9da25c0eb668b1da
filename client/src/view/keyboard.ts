/**
 * Finds the row that has the keyboard focus. The extension API tells the selection only, and arrow keys move the focus
 * without selecting; nothing but the selection is touched here, and it is put back.
 */
import * as vscode from 'vscode';
import { createQueue } from '../queue.ts';
import type { Row } from './rows.ts';

/** What the user has put the keyboard on. */
export interface KeyboardRows {
  /** Undefined where it cannot be told: better nothing happens than something to another row. */
  readonly focused: Row | undefined;
  readonly selected: readonly Row[];
}

/**
 * While rows are drawn anew VS Code does not tell whether they are selected. Looked for again soon and not for long: who
 * presses an arrow meanwhile means the next row.
 */
const looks = 10;
const pauseMs = 40;

/** One at a time: while one is under way the selection is not the user's, and the next would take it for that. */
const turns = createQueue();

const nothing: KeyboardRows = { focused: undefined, selected: [] };

export function keyboardRows(view: vscode.TreeView<Row>): Promise<KeyboardRows> {
  return turns.run(async () => {
    for (let look = 0; view.visible && look < looks; look++) {
      const found = await lookOnce(view);
      if (found !== undefined) return found;
      await new Promise((done) => setTimeout(done, pauseMs));
    }
    return nothing;
  });
}

/**
 * `list.toggleSelection` adds the focused row to the selection or takes it out: the one difference names it. Undefined where
 * nothing is different yet.
 */
async function lookOnce(view: vscode.TreeView<Row>): Promise<KeyboardRows | undefined> {
  const selected = view.selection;
  await vscode.commands.executeCommand('list.toggleSelection');
  const different = difference(selected, view.selection);
  await vscode.commands.executeCommand('list.toggleSelection');
  if (different.length === 0) return undefined;
  const isPutBack = difference(selected, view.selection).length === 0;
  // The focus has moved in between, or rows have come back: whose row it was cannot be told any more.
  return different.length === 1 && isPutBack ? { focused: different[0], selected } : nothing;
}

function difference(one: readonly Row[], other: readonly Row[]): readonly Row[] {
  return [...one.filter((row) => !other.includes(row)), ...other.filter((row) => !one.includes(row))];
}
