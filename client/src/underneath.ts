/**
 * Whether a file was changed by somebody else since its editor read it: another window, another program. An edit on top of a
 * text that is not there any more would be lost or would undo the other's work, so none is made.
 */
import * as vscode from 'vscode';
import { nameOf } from './documents.ts';
import { openDocument } from './edits.ts';

export interface Underneath extends vscode.Disposable {
  /** Why the document must not be edited now; undefined where its file is what its editor read. */
  readonly whyNot: (uri: string) => Promise<string | undefined>;
}

/** `isWatched` tells the documents that are worth the memory of a second text. */
export function watchUnderneath(isWatched: (uri: string) => boolean): Underneath {
  const clean = new Map<string, string>();
  /** The text before a change that left the document clean; undefined where that is not known. */
  const before = new Map<string, string | undefined>();
  const note = (document: vscode.TextDocument) => {
    const uri = document.uri.toString();
    if (!document.isDirty && isWatched(uri)) clean.set(uri, textOf(document));
  };
  /**
   * A text that changes and stays clean was read anew from disk, or is being edited: of the first change of an edit VS Code tells
   * only afterwards, in an event without changes, that the document is dirty now. Then the text before it was the clean one.
   */
  const follow = ({ document, contentChanges }: vscode.TextDocumentChangeEvent) => {
    const uri = document.uri.toString();
    const isEdited = contentChanges.length === 0 && document.isDirty && before.has(uri);
    const text = before.get(uri);
    before.delete(uri);
    if (isEdited && text !== undefined) clean.set(uri, text);
    else if (isEdited) clean.delete(uri);
    else if (contentChanges.length > 0 && !document.isDirty) before.set(uri, clean.get(uri));
    note(document);
  };
  const listeners = [
    vscode.workspace.onDidOpenTextDocument(note),
    vscode.workspace.onDidSaveTextDocument(note),
    vscode.workspace.onDidChangeTextDocument(follow),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      for (const texts of [clean, before]) texts.delete(uri.toString());
    }),
  ];
  return {
    async whyNot(uri) {
      const document = openDocument(uri);
      if (document === undefined || document.isUntitled) return undefined;
      note(document);
      const known = clean.get(document.uri.toString());
      const onDisk = await readText(document);
      if (onDisk === undefined) {
        return vscode.l10n.t('{0} is not on disk any more. Save it, or choose where edits go.', nameOf(document.uri));
      }
      if (known === undefined || known === onDisk) return undefined;
      return vscode.l10n.t(
        '{0} was changed on disk since its editor read it, perhaps in another window. Nothing was edited. Use "File: Revert File" to take over what is on disk, then try again.',
        nameOf(document.uri),
      );
    },
    dispose: () => vscode.Disposable.from(...listeners).dispose(),
  };
}

/** The editor knows one kind of line end only, and no byte order mark. */
function textOf(document: vscode.TextDocument): string {
  return document.getText().replaceAll('\r\n', '\n');
}

/** In the encoding that the editor has it in: any other would make another text of the same bytes. */
async function readText({ uri, encoding }: vscode.TextDocument): Promise<string | undefined> {
  try {
    const text = await vscode.workspace.decode(await vscode.workspace.fs.readFile(uri), { encoding });
    return text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
  } catch {
    return undefined;
  }
}
