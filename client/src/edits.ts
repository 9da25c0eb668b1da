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
export async function applyEdit(edit: TextEditInVersion): Promise<boolean> {
  const document = openDocument(edit.uri);
  if (document !== undefined && edit.version !== null && document.version !== edit.version) return false;
  const uri = document?.uri ?? vscode.Uri.parse(edit.uri);
  const workspaceEdit = new vscode.WorkspaceEdit();
  for (const { range, newText } of edit.edits) workspaceEdit.replace(uri, rangeOf(range), newText);
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
