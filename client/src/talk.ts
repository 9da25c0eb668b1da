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

/** Says that an edit was given up, for the document was another one each time that it was asked for. */
export function refuseUnsettled(): void {
  refuse(vscode.l10n.t('The document kept changing while it was being edited. Please try again.'));
}

/** Undefined where nothing is to be done. Modal, since later edits wait for the answer; VS Code adds Cancel. */
export async function choose(choice: EditChoice): Promise<EditAnswer | undefined> {
  const titles = choice.answers.map(({ title }) => title);
  const picked = await vscode.window.showWarningMessage(choice.reason, { modal: true }, ...titles);
  return choice.answers.find(({ title }) => title === picked)?.answer;
}

/** More lines than these do not fit into a question. */
const mostLines = 12;

/** Asks whether rules that nobody named may change along, each in a sentence. Modal, as `choose`. */
export async function acceptOthers(sentences: readonly string[]): Promise<boolean> {
  const question =
    sentences.length === 1
      ? vscode.l10n.t('1 other rule changes along. Apply all the same?')
      : vscode.l10n.t('{0} other rules change along. Apply all the same?', sentences.length);
  const apply = vscode.l10n.t('Apply');
  const options = { modal: true, detail: bounded(sentences, mostLines).join('\n') };
  return (await vscode.window.showWarningMessage(question, options, apply)) === apply;
}

/** The first of them, and how many more there are. */
export function bounded(lines: readonly string[], limit: number): readonly string[] {
  const more = lines.length - limit;
  return more > 0 ? [...lines.slice(0, limit), vscode.l10n.t('... and {0} more', more)] : lines;
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
