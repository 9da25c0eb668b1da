/**
 * Makes an edit that the server worked out, once the user agreed to what else it does: other rules that change along, a
 * signature that breaks. One undo step, remembered for "Undo Last Toggle"; in a file over 50 MiB it is saved.
 */
import { itemAtRequest, type ReadyEdit } from '../../server/src/protocol/index.ts';
import { applyToDisk } from './diskEdit.ts';
import type { Documents } from './documents.ts';
import { applyEdits, openDocument, seenLimitMs } from './edits.ts';
import type { Server } from './server.ts';
import { acceptOthers, createSignatureQuestion, refuse, say } from './talk.ts';
import { readyForEdits } from './textOnDisk.ts';
import type { Undo } from './undo.ts';

/** 'outdated': the text moved on, ask again. 'stopped': the user knows why. */
export type CarriedOut = 'done' | 'outdated' | 'stopped';

/** `accepted`: what of `linked` the user agreed to before. */
export type CarryOut = (result: ReadyEdit, accepted?: readonly string[]) => Promise<CarriedOut>;

/** `whyNot`: why a tailoring that is edited along must not be edited now. */
export function createCarryOut(
  documents: Documents,
  server: Server,
  undo: Undo,
  isOnDisk: (uri: string) => boolean,
  whyNot: (tailoring: string) => Promise<string | undefined>,
): CarryOut {
  const acceptSignature = createSignatureQuestion();
  return async (result, accepted = []) => {
    const isNews = result.linked.some((other) => !accepted.includes(other));
    if (isNews && !(await acceptOthers(result.linked))) return 'stopped';
    for (const uri of result.signed) if (!(await acceptSignature(uri))) return 'stopped';
    for (const { edit } of result.beside ?? []) {
      const reason = await whyNot(edit.uri);
      if (reason === undefined) continue;
      refuse(reason);
      return 'stopped';
    }
    return isOnDisk(result.edit.uri) ? applyOnDisk(result, server, undo) : applyOpen(result, documents, server, undo);
  };
}

async function applyOpen(
  { edit, inverse, beside = [], summary, warnings }: ReadyEdit,
  documents: Documents,
  server: Server,
  undo: Undo,
): Promise<CarriedOut> {
  const edits = [edit, ...beside.map((other) => other.edit)];
  const onDisk = await readyForEdits(edits);
  if (typeof onDisk === 'object') {
    refuse(onDisk.reason);
    return 'stopped';
  }
  if (onDisk === 'reopened' || !(await applyEdits(edits))) {
    await Promise.all(edits.map(({ uri }) => whenSeen(documents, uri)));
    return 'outdated';
  }
  const versionOf = ({ uri }: { readonly uri: string }) => openDocument(uri)?.version;
  undo.remember({
    ...{ inverse, version: versionOf(edit), summary },
    beside: beside.map((other) => ({ inverse: other.inverse, version: versionOf(other.edit) })),
  });
  tellDone(summary, warnings);
  if (openDocument(edit.uri) !== undefined) {
    // Any question makes the server read the new text at once, rather than when typing rests.
    void server.ask(itemAtRequest, { uri: edit.uri, position: { line: 0, character: 0 } });
    await whenSeen(documents, edit.uri);
  }
  return 'done';
}

/** Until the server has seen the text that an editor has. */
async function whenSeen(documents: Documents, uri: string): Promise<void> {
  const document = openDocument(uri);
  if (document !== undefined) await documents.whenSeen(document.uri.toString(), document.version, seenLimitMs);
}

async function applyOnDisk(
  { edit, inverse, summary, warnings }: ReadyEdit,
  server: Server,
  undo: Undo,
): Promise<'done' | 'stopped'> {
  const edited = await applyToDisk(server, edit);
  if ('reason' in edited) {
    refuse(edited.reason);
    return 'stopped';
  }
  undo.remember({ inverse, version: undefined, hash: edited.hash, summary });
  tellDone(summary, warnings);
  return 'done';
}

function tellDone(summary: string, warnings: readonly string[]): void {
  say(summary);
  if (warnings.length > 0) refuse(warnings.join(' '));
}
