/**
 * Finds the row that has the keyboard focus. The extension API tells the selection only, and arrow keys move the focus
 * without selecting; nothing but the selection is touched here, and it is put back.
 */
import * as vscode from 'vscode';
import type { Row } from './rows.ts';

/** `list.toggleSelection` adds the focused row to the selection or takes it out: the difference names it. */
export async function focusedRow(view: vscode.TreeView<Row>): Promise<Row | undefined> {
  if (!view.visible) return undefined;
  const before = view.selection;
  await vscode.commands.executeCommand('list.toggleSelection');
  const after = view.selection;
  const focused = [...after.filter((row) => !before.includes(row)), ...before.filter((row) => !after.includes(row))][0];
  if (focused !== undefined) await vscode.commands.executeCommand('list.toggleSelection');
  return focused ?? before[0];
}
