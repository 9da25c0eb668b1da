/**
 * Switches a rule or group: asks the server for the edit, asks the user where the server wants a choice, applies it as
 * one undo step. What is right to edit is the server's to know; nothing here reads XML.
 */
import * as vscode from 'vscode';
import {
  itemAtRequest,
  type ToggleParams,
  type ToggleResult,
  type ToggleTarget,
  toggleRequest,
} from '../../server/src/protocol.ts';
import { createCollector } from './collect.ts';
import { createDiskToggle } from './diskToggle.ts';
import { type Documents, nameOf } from './documents.ts';
import { applyEdit, openDocument } from './edits.ts';
import { createQueue } from './queue.ts';
import type { Server } from './server.ts';
import type { Undo } from './undo.ts';

export interface ToggleOrder {
  readonly uri: string;
  readonly target: ToggleTarget;
  readonly enable: boolean;
}

/** Settles when the tree may show the effective state: the server has read the edit, or there was none. */
export type Toggle = (order: ToggleOrder) => Promise<void>;

export interface Toggler {
  readonly toggle: Toggle;
  readonly undoLast: () => Promise<void>;
}

/** Typing while a click is on its way makes its edit outdated; it is asked for again this often. */
const attempts = 5;
const seenLimitMs = 5000;
const statusMs = 8000;

export function createToggler(documents: Documents, server: Server, undo: Undo): Toggler {
  const queue = createQueue();
  const warnedOfSignature = new Set<string>();

  const isOnDisk = (uri: string) => documents.find(vscode.Uri.parse(uri).toString())?.onDisk ?? false;
  const acceptOnce = (uri: string) => acceptSignature(uri, warnedOfSignature);
  const toggleOnDisk = createDiskToggle({
    ...{ server, undo, queue, say, refuse, choose, isOnDisk },
    acceptSignature: acceptOnce,
    applyElsewhere: (result) => apply(result, documents, server, undo),
  });
  const onDisk = createCollector(queue, toggleOnDisk);

  const toggle = async (order: ToggleOrder) => {
    const reason = await whyNot(order.uri, documents, server);
    if (reason !== undefined) return refuse(reason);
    let answer: ToggleParams['answer'];
    for (let attempt = 0; attempt < attempts; attempt++) {
      const params: ToggleParams = answer === undefined ? order : { ...order, answer };
      const result = await server.ask<ToggleResult>(toggleRequest, params);
      if (result === null) return refuse(vscode.l10n.t('The SCAP server gave no answer; see its output.'));
      if (result.kind === 'nothing') return say(result.reason);
      if (result.kind === 'refused') return refuse(result.reason);
      if (result.kind === 'choice') {
        answer = await choose(result);
        if (answer === undefined) return;
      } else {
        if (result.signed && !(await acceptOnce(order.uri))) return;
        if (await apply(result, documents, server, undo)) return;
      }
    }
    refuse(vscode.l10n.t('The document kept changing while the rule was being switched. Please try again.'));
  };

  return {
    toggle: (order) => (isOnDisk(order.uri) ? onDisk.add(order.uri, order) : queue.run(() => toggle(order))),
    undoLast: () => {
      onDisk.seal();
      return queue.run(async () => {
        const outcome = await undo.undo();
        if (outcome.undone) say(outcome.message);
        else refuse(outcome.message);
      });
    },
  };
}

/** Opens a document that is not open (it stays open, changed and unsaved); says why where no toggle can be made. */
async function whyNot(uri: string, documents: Documents, server: Server): Promise<string | undefined> {
  const parsed = vscode.Uri.parse(uri);
  if (server.status() !== 'running') return vscode.l10n.t('The SCAP server is not running. Restart it first.');
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

/** False where the text has moved on; the caller asks the server again. */
async function apply(
  { edit, inverse, summary, warnings }: ToggleResult & { readonly kind: 'edit' },
  documents: Documents,
  server: Server,
  undo: Undo,
): Promise<boolean> {
  if (!(await applyEdit(edit))) {
    const version = openDocument(edit.uri)?.version;
    if (version !== undefined) await documents.whenSeen(vscode.Uri.parse(edit.uri).toString(), version, seenLimitMs);
    return false;
  }
  const document = openDocument(edit.uri);
  undo.remember({ inverse, version: document?.version, summary });
  say(summary);
  if (warnings.length > 0) void vscode.window.showWarningMessage(warnings.join(' '));
  if (document !== undefined) {
    // Any question makes the server read the new text at once, rather than when typing rests.
    void server.ask(itemAtRequest, { uri: edit.uri, position: { line: 0, character: 0 } });
    await documents.whenSeen(document.uri.toString(), document.version, seenLimitMs);
  }
  return true;
}

/** Modal, since later clicks wait for the answer; VS Code adds Cancel. */
async function choose(choice: ToggleResult & { readonly kind: 'choice' }): Promise<ToggleParams['answer']> {
  const titles = choice.answers.map(({ title }) => title);
  const picked = await vscode.window.showWarningMessage(choice.reason, { modal: true }, ...titles);
  return choice.answers.find(({ title }) => title === picked)?.answer;
}

async function acceptSignature(uri: string, warned: Set<string>): Promise<boolean> {
  if (warned.has(uri)) return true;
  const goOn = vscode.l10n.t('Edit Anyway');
  const question = vscode.l10n.t(
    '{0} is signed. After an edit its signature no longer verifies.',
    nameOf(vscode.Uri.parse(uri)),
  );
  if ((await vscode.window.showWarningMessage(question, { modal: true }, goOn)) !== goOn) return false;
  warned.add(uri);
  return true;
}

function say(message: string): void {
  vscode.window.setStatusBarMessage(message, statusMs);
}

function refuse(reason: string): void {
  void vscode.window.showWarningMessage(reason);
}
