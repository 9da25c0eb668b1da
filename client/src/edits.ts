/**
 * Turns an edit of the server into one undo step of its document, and only while the document still is the text that
 * the edit was computed for. It never saves.
 */
import * as vscode from 'vscode';
import type { Place, TextEditInVersion } from '../../server/src/protocol/index.ts';
import { type Documents, nameOf } from './documents.ts';

/** How long an edit waits for the server to read a text. */
export const seenLimitMs = 5000;

export function openDocument(uri: string): vscode.TextDocument | undefined {
  const normal = vscode.Uri.parse(uri).toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === normal);
}

/** False where the document changed since the edit was computed, or where VS Code did not apply it. */
export function applyEdit(edit: TextEditInVersion): Promise<boolean> {
  return applyEdits([edit]);
}

/** Of several documents, all or none: one step, which one Undo takes back. */
export async function applyEdits(edits: readonly TextEditInVersion[]): Promise<boolean> {
  const workspaceEdit = new vscode.WorkspaceEdit();
  for (const { uri, version, edits: changes } of edits) {
    const document = openDocument(uri);
    if (document !== undefined && version !== null && document.version !== version) return false;
    for (const { range, newText } of changes) {
      workspaceEdit.replace(document?.uri ?? vscode.Uri.parse(uri), rangeOf(range), newText);
    }
  }
  return vscode.workspace.applyEdit(workspaceEdit);
}

export function rangeOf({ start, end }: Place['range']): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** Opens a document that is not open (it stays open, changed and unsaved); says why where no edit can be made. */
export async function whyNotOpen(uri: string, documents: Documents): Promise<string | undefined> {
  const parsed = vscode.Uri.parse(uri);
  if (openDocument(uri) !== undefined) return undefined;
  try {
    const document = await vscode.workspace.openTextDocument(parsed);
    await documents.whenSeen(document.uri.toString(), document.version, seenLimitMs);
    return undefined;
  } catch (error) {
    return vscode.l10n.t(
      '{0} cannot be opened: {1}',
      nameOf(parsed),
      error instanceof Error ? error.message : String(error),
    );
  }
}
