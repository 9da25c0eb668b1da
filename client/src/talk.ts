/** What a user is told and asked about an edit. Nothing is decided here: the words come from the server or the caller. */
import * as vscode from 'vscode';
import type { EditAnswer, EditChoice } from '../../server/src/protocol/index.ts';
import { nameOf } from './documents.ts';

const statusMs = 8000;

/** In the status bar: it is done, and needs no answer. */
export function say(message: string): void {
  vscode.window.setStatusBarMessage(message, statusMs);
}

/** As a warning that stays until it is read. */
export function refuse(reason: string): void {
  void vscode.window.showWarningMessage(reason);
}

/** Undefined where nothing is to be done. Modal, since later edits wait for the answer; VS Code adds Cancel. */
export async function choose(choice: EditChoice): Promise<EditAnswer | undefined> {
  const titles = choice.answers.map(({ title }) => title);
  const picked = await vscode.window.showWarningMessage(choice.reason, { modal: true }, ...titles);
  return choice.answers.find(({ title }) => title === picked)?.answer;
}

/** Asks whether a signature may be broken, once for each document. */
export function createSignatureQuestion(): (uri: string) => Promise<boolean> {
  const accepted = new Set<string>();
  return async (uri) => {
    if (accepted.has(uri)) return true;
    const goOn = vscode.l10n.t('Edit Anyway');
    const name = nameOf(vscode.Uri.parse(uri));
    const question = vscode.l10n.t('{0} is signed. After an edit its signature no longer verifies.', name);
    if ((await vscode.window.showWarningMessage(question, { modal: true }, goOn)) !== goOn) return false;
    accepted.add(uri);
    return true;
  };
}
