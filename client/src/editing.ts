/**
 * The one way from a command to an edit: asks the server, asks the user where the server wants a choice, applies the
 * answer as one undo step and remembers how to take it back. What is right to edit is the server's to know.
 */
import * as vscode from 'vscode';
import type { EditParams, EditResult } from '../../server/src/protocol/index.ts';
import { type CarriedOut, type CarryOut, createCarryOut } from './carryOut.ts';
import { saveLargeFile } from './diskEdit.ts';
import { type Documents, nameOf } from './documents.ts';
import { whyNotOpen } from './edits.ts';
import { isDirtyTab } from './largeFiles.ts';
import { createQueue, type Queue } from './queue.ts';
import type { Server } from './server.ts';
import { choose, refuse, refuseUnsettled, say } from './talk.ts';
import type { Undo } from './undo.ts';

export interface Editing {
  /**
   * Sends `request`, whose answer is an EditResult, and does what it says. Edits take turns. Settles when the tree may
   * show the effective state: the server has read the edit, or there was none. `onNotShown` is called instead where the
   * text is not the one that `params` says was shown.
   */
  readonly edit: <Params extends EditParams>(request: string, params: Params, onNotShown?: () => void) => Promise<void>;
  readonly undoLast: () => Promise<void>;
  /** The URI of the tailoring that edits of a document go to; undefined: into the document itself. */
  readonly into: (uri: string) => string | undefined;
  /** In which all edits take turns. */
  readonly queue: Queue;
  /** Whether VS Code shows us no text of the document (over 50 MiB), so that its edits are saved at once. */
  readonly isOnDisk: (uri: string) => boolean;
  /**
   * Runs a task of the queue, but after a save of what only the editor of such a document knows, if the user wants that;
   * `goOn` is on the button for it.
   */
  readonly whenSaved: (uri: string, goOn: string, task: () => Promise<void>) => Promise<void>;
  readonly carryOut: CarryOut;
  /** Why a document, or the tailoring that its edits go into, must not be edited now. Opens what is not open. */
  readonly whyNot: (uri: string, into?: string) => Promise<string | undefined>;
}

/** Typing while an edit is on its way makes it outdated; it is asked for again this often. */
export const attempts = 5;

/** Where edits of a document are to go instead, and why a tailoring cannot be edited now. */
export interface Redirection {
  readonly into: (uri: string) => string | undefined;
  readonly whyNot: (tailoring: string) => Promise<string | undefined>;
}

export function createEditing(documents: Documents, server: Server, undo: Undo, redirection: Redirection): Editing {
  const queue = createQueue();
  const isOnDisk = (uri: string) => documents.find(vscode.Uri.parse(uri).toString())?.onDisk ?? false;

  const whenSaved: Editing['whenSaved'] = async (uri, goOn, task) => {
    if (server.status() !== 'running') return refuse(notRunning());
    if (!isOnDisk(uri) || !isDirtyTab(vscode.Uri.parse(uri))) return task();
    // Not awaited: other documents can be edited while the question stands.
    void offerSave(uri, goOn).then((go) => {
      if (go) void queue.run(() => saveAndRun(uri, goOn, task));
    });
  };
  const saveAndRun = async (uri: string, goOn: string, task: () => Promise<void>): Promise<void> => {
    const file = vscode.Uri.parse(uri);
    if (!isDirtyTab(file) || (await saveLargeFile(file))) await whenSaved(uri, goOn, task);
    else refuse(vscode.l10n.t('{0} was not saved.', nameOf(file)));
  };

  const carryOut = createCarryOut(documents, server, undo, isOnDisk, redirection.whyNot);

  /** Why an edit that a tailoring is to say cannot be made now, be it led there or asked for in the tailoring's own rows. */
  const whyNotInto = async (into: string | undefined, asked: string): Promise<string | undefined> => {
    const isOwn = !isOnDisk(asked) && documents.find(vscode.Uri.parse(asked).toString())?.state?.isTailoring === true;
    const tailoring = into ?? (isOwn ? asked : undefined);
    if (tailoring === undefined) return undefined;
    return (await whyNotOpen(tailoring, documents)) ?? (await redirection.whyNot(tailoring));
  };

  const whyNotEdit: Editing['whyNot'] = async (uri, into) =>
    (isOnDisk(uri) ? undefined : await whyNotOpen(uri, documents)) ?? (await whyNotInto(into, uri));

  const run = async (request: string, asked: EditParams, onNotShown?: () => void): Promise<void> => {
    // A caller that says itself where its edit goes is not led elsewhere.
    const into = 'into' in asked ? asked.into : redirection.into(asked.uri);
    const params = into === undefined ? asked : { ...asked, into };
    const reason = await whyNotEdit(params.uri, into);
    if (reason !== undefined) return refuse(reason);
    let { answer } = params;
    let accepted = params.acceptOthers ?? [];
    for (let attempt = 0; attempt < attempts; attempt++) {
      const given = { acceptOthers: accepted, ...(answer === undefined ? {} : { answer }) };
      const result = await server.ask<EditResult>(request, { ...params, ...given });
      if (result === null) return refuse(vscode.l10n.t('The SCAP server gave no answer; see its output.'));
      if (result.kind === 'nothing') return say(result.reason);
      if (result.kind === 'refused') return refuse(result.reason);
      if (result.kind === 'notShown') return onNotShown?.();
      if (result.kind === 'choice') {
        answer = await choose(result);
        if (answer === undefined) return;
      } else {
        let outcome: CarriedOut | undefined;
        try {
          outcome = await carryOut(result, accepted);
        } finally {
          if (outcome !== 'done') server.tellNotMade(result.edit.uri);
        }
        if (outcome !== 'outdated') return;
        accepted = result.linked;
      }
    }
    refuseUnsettled();
  };

  return {
    edit: (request, params, onNotShown) =>
      queue.run(() => whenSaved(params.uri, vscode.l10n.t('Save and Edit'), () => run(request, params, onNotShown))),
    undoLast: () => queue.run(() => undoLast(undo)),
    into: redirection.into,
    ...{ queue, isOnDisk, whenSaved, carryOut, whyNot: whyNotEdit },
  };
}

async function undoLast(undo: Undo): Promise<void> {
  const outcome = await undo.undo();
  if (outcome.undone) say(outcome.message);
  else refuse(outcome.message);
}

function notRunning(): string {
  return vscode.l10n.t('The SCAP server is not running. Restart it first.');
}

async function offerSave(uri: string, goOn: string): Promise<boolean> {
  const name = nameOf(vscode.Uri.parse(uri));
  const question = vscode.l10n.t('{0} is over 50 MiB and has unsaved changes, which only its editor knows.', name);
  return (await vscode.window.showWarningMessage(question, goOn)) === goOn;
}
