/**
 * Edits of files over 50 MiB, of which VS Code shows extensions nothing but whether their tab is dirty. Such an edit is
 * saved at once: only then can the server see it, and tell that nothing else was changed.
 */
import * as vscode from 'vscode';
import {
  type DiskCheck,
  type DiskCheckParams,
  diskCheckRequest,
  type TextEditInVersion,
} from '../../server/src/protocol/index.ts';
import { nameOf } from './documents.ts';
import { applyEdit } from './edits.ts';
import { isDirtyTab } from './largeFiles.ts';
import type { Server } from './server.ts';

const tabMs = 3000;
const pollMs = 20;

/** What is on disk after an edit, or why it is not there, in words. */
export type DiskEdited = { readonly hash: string } | { readonly reason: string };

/** `edit` must be of the text on disk; the server has compared it just before. */
export async function applyToDisk(server: Server, edit: TextEditInVersion): Promise<DiskEdited> {
  const uri = vscode.Uri.parse(edit.uri);
  const name = nameOf(uri);
  // The last moment: what is typed while the edit is computed would move its places.
  if (isDirtyTab(uri)) return { reason: vscode.l10n.t('{0} has unsaved changes, so nothing was edited.', name) };
  if (!(await applyEdit(edit))) return { reason: vscode.l10n.t('The editor did not accept the edit.') };
  if (!(await saveLargeFile(uri))) {
    return { reason: vscode.l10n.t('{0} was edited, but not saved. Save it, or use Undo in its editor.', name) };
  }
  const check = await server.ask<DiskCheck>(diskCheckRequest, { uri: edit.uri } satisfies DiskCheckParams);
  if (check === null) return { reason: vscode.l10n.t('{0} was edited, but cannot be read any more.', name) };
  if (check.isIntended) return { hash: check.hash };
  return {
    reason: vscode.l10n.t(
      '{0} was saved with more changes than this one: by another program, or by what the editor does on save. Compare it with an earlier version.',
      name,
    ),
  };
}

/** Takes an edit back that was made earlier, if the file still is what it was then. */
export async function applyToSameDisk(server: Server, edit: TextEditInVersion, hash: string): Promise<DiskEdited> {
  const name = nameOf(vscode.Uri.parse(edit.uri));
  const params: DiskCheckParams = { uri: edit.uri, next: { hash, edits: edit.edits } };
  const check = await server.ask<DiskCheck>(diskCheckRequest, params);
  if (check === null) return { reason: vscode.l10n.t('{0} was closed since the last toggle.', name) };
  if (check.hash === hash) return applyToDisk(server, edit);
  return { reason: vscode.l10n.t('{0} changed since the last toggle. Use Undo in its editor.', name) };
}

/** Saves the editor that shows a file; at 60 MB that takes some seconds, so it says so. False where it is not saved. */
export async function saveLargeFile(uri: vscode.Uri): Promise<boolean> {
  const title = vscode.l10n.t('Saving {0}...', nameOf(uri));
  const saved = await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title }, () =>
    vscode.workspace.save(uri),
  );
  if (saved === undefined) return false;
  // What tabs show arrives here a little later than the end of the save.
  for (const end = Date.now() + tabMs; isDirtyTab(uri); await new Promise((done) => setTimeout(done, pollMs))) {
    if (Date.now() > end) return false;
  }
  return true;
}
