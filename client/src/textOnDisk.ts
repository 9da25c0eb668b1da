/**
 * Keeps a file the text that its XML declaration says, whatever the editor took it for: before an edit the document is read
 * anew in its own encoding, and what that encoding cannot write is not edited in.
 */
import * as vscode from 'vscode';
import type { TextEditInVersion } from '../../server/src/protocol/index.ts';
import { nameOf } from './documents.ts';
import { openDocument } from './edits.ts';
import { type DeclaredEncoding, declaredEncoding, isAsciiText } from './encodings.ts';

/** 'reopened': the text was another one, so an edit of it has to be worked out anew. */
export type TextOnDisk = 'ready' | 'reopened' | { readonly reason: string };

/** Whether all of these edits can go into their documents, where those are open. */
export async function readyForEdits(edits: readonly TextEditInVersion[]): Promise<TextOnDisk> {
  let answer: TextOnDisk = 'ready';
  for (const { uri, edits: changes } of edits) {
    const document = openDocument(uri);
    const texts = changes.map(({ newText }) => newText);
    const own = document === undefined ? 'ready' : await readyForText(document, texts);
    if (typeof own === 'object') return own;
    if (own === 'reopened') answer = own;
  }
  return answer;
}

/** Costs nothing but the new text where the editor has the document as it is declared. */
async function readyForText(document: vscode.TextDocument, texts: readonly string[]): Promise<TextOnDisk> {
  // A declaration may stand in several lines, and all of a document in one.
  const start = document.getText(new vscode.Range(document.positionAt(0), document.positionAt(256)));
  const declared = declaredEncoding(start);
  const added = texts.join('\n');
  if (declared.names.includes(document.encoding)) return whyNotWritten(document, declared, added);
  // Saved in the wrong encoding it would still be the same bytes.
  if (isAsciiText(added) && isAsciiText(document.getText())) return 'ready';
  if (!document.isDirty && (await reopen(document, declared))) return 'reopened';
  return {
    reason: vscode.l10n.t(
      '{0} says that it is {1}, and the editor has it as {2}, so saving would change other characters. Revert it, and use "Reopen with Encoding".',
      nameOf(document.uri),
      declared.label,
      document.encoding,
    ),
  };
}

/** False where VS Code does not know the encoding. */
async function reopen({ uri }: vscode.TextDocument, { names }: DeclaredEncoding): Promise<boolean> {
  try {
    const again = await vscode.workspace.openTextDocument(uri, { encoding: names[0] });
    return names.includes(again.encoding);
  } catch {
    return false;
  }
}

async function whyNotWritten(
  document: vscode.TextDocument,
  { label, isAscii }: DeclaredEncoding,
  added: string,
): Promise<TextOnDisk> {
  if (isAsciiText(added)) return 'ready';
  const lacking = isAscii ? /[^\0-\x7f]/u.exec(added)?.[0] : await firstLost(added, document.encoding);
  if (lacking === undefined) return 'ready';
  const name = nameOf(document.uri);
  return {
    reason: vscode.l10n.t('{0} is {1}, which has no "{2}", so nothing was edited.', name, label, lacking),
  };
}

/** The first character that does not come back from the encoding. */
async function firstLost(text: string, encoding: string): Promise<string | undefined> {
  const bytes = await vscode.workspace.encode(text, { encoding });
  const back = [...(await vscode.workspace.decode(bytes, { encoding }))];
  return [...text].find((character, index) => back[index] !== character);
}
