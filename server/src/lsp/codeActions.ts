/**
 * Code actions: fixes of findings, and toggles. Each carries its edit and needs no command of a client of ours; what is only
 * for ours stands beside it.
 */
import type { CodeActionParams, Connection } from 'vscode-languageserver';
import { type CodeAction, CodeActionKind } from 'vscode-languageserver-types';
import type { ToggleActionData, ToggleActionParams } from '../protocol/index.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import { wordsOf } from '../service/edited.ts';
import { editInto } from '../service/intoTailoring.ts';
import { listToggleActions, type ToggleAction, type ToggleOffer } from '../service/toggleActions.ts';
import { type HeldBackAction, listHeldBack } from '../service/toggleHeldBack.ts';
import { toggleItem } from '../service/toggleItem.ts';
import { fileName } from '../text/fileName.ts';
import { longestLabel, shorten } from '../text/shorten.ts';
import { answer } from './answer.ts';
import { toLspEdits, toOffset } from './convert.ts';
import { fixActions } from './diagnostics.ts';
import type { Documents, OpenDocument } from './documents.ts';
import { whyBroken } from './editAnswer.ts';

/** One kind, so that a user can bind a key to it or ask for it alone. */
export const toggleActionKind = `${CodeActionKind.RefactorRewrite}.scap.toggle`;

export function registerCodeActions(connection: Connection, documents: Documents): void {
  connection.onCodeAction((params: CodeActionParams & ToggleActionParams, token) => {
    const { textDocument, range, context, into } = params;
    const wanted = (kind: string) =>
      context.only === undefined || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
    const work = (snapshot: Snapshot, document: OpenDocument): CodeAction[] => {
      const [from, to] = [toOffset(snapshot.source, range.start), toOffset(snapshot.source, range.end)];
      const fixes = wanted(CodeActionKind.QuickFix) ? fixActions(snapshot, document.version, from, to) : [];
      if (!wanted(toggleActionKind)) return fixes;
      const led = into === undefined ? undefined : documents.get(into);
      const held = whyBroken(document, snapshot) ?? (led?.snapshot && whyBroken(led, led.snapshot));
      if (held) return [...fixes, ...listHeldBack(snapshot, from, held.reason).map(toAction)];
      // 1 is CodeActionTriggerKind.Invoked: somebody asked, rather than a cursor passing by.
      const offer = { everyProfile: context.triggerKind !== 2, led: ledInto(snapshot, led, into) };
      return [...fixes, ...listToggleActions(snapshot, from, offer).map((action) => toggleAction(documents, action))];
    };
    return answer(documents, textDocument.uri, token, work, { beside: [into] });
  });
}

function ledInto(stream: Snapshot, tailoring: OpenDocument | undefined, into: string | undefined): ToggleOffer['led'] {
  if (into === undefined) return undefined;
  return {
    name: fileName(into),
    workOut: (target) =>
      editInto(stream, tailoring?.snapshot, { target }, (snapshot, params) => toggleItem(snapshot, params.target)),
  };
}

function toAction({ title, disabled }: HeldBackAction | ToggleAction): CodeAction {
  return {
    title: shorten(title, longestLabel),
    kind: toggleActionKind,
    ...(disabled === undefined ? {} : { disabled: { reason: shorten(disabled, longestLabel) } }),
  };
}

function toggleAction(documents: Documents, action: ToggleAction): CodeAction {
  const { toggle, edit, isGroup } = action;
  if (!edit) return toAction(action);
  const { item, benchmark, scope, enable, answer: given } = toggle;
  // What is cut off is read by nobody.
  const isAllRead = edit.besides.isAllInTitle && action.title.length <= longestLabel;
  const data: ToggleActionData = {
    target: { benchmark, item, scope },
    enable,
    ...(given === undefined ? {} : { answer: given }),
    acceptOthers: isAllRead ? wordsOf(edit).linked : [],
    isGroup,
  };
  return { ...toAction(action), edit: { documentChanges: [versionedEdit(documents, edit)] }, data };
}

/** Edits of one document with the version they are for; null for a document that is not open. */
function versionedEdit(
  documents: Documents,
  { snapshot, edits }: { readonly snapshot: Snapshot; readonly edits: Parameters<typeof toLspEdits>[1] },
) {
  const version = documents.get(snapshot.uri)?.version ?? null;
  return { textDocument: { uri: snapshot.uri, version }, edits: toLspEdits(snapshot.source, edits) };
}
