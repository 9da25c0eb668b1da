/**
 * How a request for an edit is answered: with the edit of a service function in LSP's shape, or with why the document
 * must not be edited now. Every such request of ours goes through here.
 */
import * as l10n from '@vscode/l10n';
import type { Connection } from 'vscode-languageserver';
import type { EditParams, EditResult, ReadyEdit } from '../protocol/index.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import { type Edited, type EditedDocument, type EditsOf, wordsOf } from '../service/edited.ts';
import { editInto } from '../service/intoTailoring.ts';
import type { applyEdits } from '../text/edits.ts';
import type { SourceText } from '../text/sourceText.ts';
import { answer } from './answer.ts';
import { toLspEdits } from './convert.ts';
import type { DiskFiles } from './diskFiles.ts';
import type { Documents, OpenDocument } from './documents.ts';
import { shownTexts } from './shownTexts.ts';

type Refusal = Extract<EditResult, { kind: 'refused' }>;

interface EditRequestWays<Params> {
  /** URIs of other documents, if any, that are asked. */
  readonly besideOf?: (params: Params) => readonly (string | undefined)[];
  /** How a tailoring says it instead, where that is not by a profile of its own in which the same is done. */
  readonly workOutInto?: (stream: Snapshot, tailoring: Snapshot | undefined, params: Params) => Edited;
}

/** Answers `request`: `workOut` is asked about the text that the asker saw. Null for a document that is not open. */
export function onEditRequest<Params extends EditParams>(
  connection: Connection,
  documents: Documents,
  request: string,
  workOut: (snapshot: Snapshot, params: Params) => Edited,
  {
    besideOf = ({ into }) => [into],
    workOutInto = (stream, tailoring, params) => editInto(stream, tailoring, params, workOut),
  }: EditRequestWays<Params> = {},
): void {
  connection.onRequest<EditResult | null, void>(request, (params: Params, token) => {
    const refuseFirst = async (): Promise<Refusal | undefined> => {
      const reason = await documents.disk.whyNotEdit(params.into ?? params.uri);
      return reason === undefined ? undefined : { kind: 'refused', reason };
    };
    const work = (snapshot: Snapshot, document: OpenDocument): EditResult => {
      const refusal = whyBroken(document, snapshot);
      if (refusal) return refusal;
      const { into } = params;
      const led = into === undefined ? undefined : documents.get(into);
      const broken = led && whyBroken(led, led.snapshot ?? snapshot);
      if (broken) return broken;
      if (params.shown !== undefined && params.shown !== shownTexts(documents, [params.uri, into])) {
        return { kind: 'notShown' };
      }
      const result = into === undefined ? workOut(snapshot, params) : workOutInto(snapshot, led?.snapshot, params);
      return result.kind === 'edit' ? certain(documents.disk, toEditResult(documents, result)) : result;
    };
    const ways = { first: refuseFirst, beside: besideOf(params) };
    return answer<EditResult>(documents, params.uri, token, work, ways);
  });
}

/** Why a document whose XML is broken is not edited. */
export function whyBroken({ problems }: OpenDocument, { source }: Snapshot): Refusal | undefined {
  const [fault] = problems;
  if (!fault) return undefined;
  const line = source.lineAt(fault.from) + 1;
  return { kind: 'refused', reason: l10n.t('The XML is broken in line {0}; mend it first.', line) };
}

export function toEditResult(documents: Documents, result: EditedDocument): ReadyEdit {
  const { beside = [] } = result;
  return {
    kind: 'edit',
    ...inVersions(documents, result),
    ...(beside.length > 0 ? { beside: beside.map((edits) => inVersions(documents, edits)) } : {}),
    ...wordsOf(result),
  };
}

function inVersions(documents: Documents, { snapshot: { uri, source }, edits, inverse }: EditsOf) {
  const version = documents.get(uri)?.version ?? null;
  return {
    edit: { uri, version, edits: toLspEdits(source, edits) },
    inverse: { uri, version: null, edits: toLspEdits(after(source, edits), inverse) },
  };
}

/** An edit of a file over 50 MiB only while nobody has written to it since it was compared with what is held. */
export function certain(disk: DiskFiles, result: ReadyEdit): ReadyEdit | Refusal {
  if (disk.hasMoved(result.edit.uri)) {
    return { kind: 'refused', reason: l10n.t('The file is being written to, so nothing was edited. Try again.') };
  }
  disk.intend(result.edit.uri, result.edit.edits);
  return result;
}

/** The text as the edits leave it, for the positions of the inverse ones. Costs the chunks touched. */
function after(source: SourceText, edits: Parameters<typeof applyEdits>[1]): SourceText {
  return edits.toReversed().reduce((text, edit) => text.splice(edit.from, edit.to, edit.newText), source);
}
