/**
 * Opens the view down to a row: rows are fetched level by level, as if somebody opened them. A row that is not there, since
 * a filter leaves it out or the text has changed, is not an error.
 */
import type * as vscode from 'vscode';
import type { NodeRow, Row, Rows } from './rows.ts';

/** Follows the ids of rows, the first level first. False where one of them is not shown. */
export async function revealPath(
  view: vscode.TreeView<Row>,
  rows: Rows,
  uri: string,
  ids: readonly string[],
  focus: boolean,
): Promise<boolean> {
  let row: Row = rows.document(uri);
  for (const id of ids) {
    const next: NodeRow | undefined = (await rows.children(row)).find(({ node }) => node.id === id);
    if (next === undefined) return false;
    row = next;
  }
  await view.reveal(row, { select: true, focus, expand: false });
  return true;
}

/** The first rule that is shown below a row; below a document that of its first benchmark, everywhere. */
export async function firstRule(rows: Rows, start: Row): Promise<NodeRow | undefined> {
  for (const child of await rows.children(start)) {
    const found =
      child.node.kind === 'rule' ? child : child.node.hasChildren ? await firstRule(rows, child) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The profile that a row stands below, or Everywhere, or the document itself. */
export function branchOf(row: Row): Row {
  if (row.kind === 'document' || row.node.kind === 'profile' || row.node.kind === 'everywhere') return row;
  return branchOf(row.parent);
}
