/**
 * Which documents are SCAP, and what the server last said about each. The one list that view, status bar and server
 * middleware share; it decides nothing about languages (association.ts does) and asks the server nothing.
 */
import * as vscode from 'vscode';
import type { DocumentState } from '../../server/src/protocol/index.ts';
import { type Sniffed, sniff, sniffLength } from './sniff.ts';

/** Schemes that hold what a person edits; `git:` and the left side of a comparison are copies. */
export const editableSchemes: readonly string[] = ['file', 'untitled', 'vscode-vfs'];

export interface ScapDocument {
  readonly uri: vscode.Uri;
  /** Read from disk by the server, since VS Code gives documents over 50 MiB to no extension. */
  readonly onDisk: boolean;
  state: DocumentState | undefined;
}

export interface Documents {
  readonly list: () => readonly ScapDocument[];
  readonly find: (uri: string) => ScapDocument | undefined;
  readonly add: (uri: vscode.Uri, onDisk: boolean) => void;
  readonly remove: (uri: vscode.Uri) => void;
  readonly setState: (state: DocumentState) => void;
  /** Forgets what the server said, of all documents: after a crash nothing of it holds. */
  readonly clearStates: () => void;
  /** The document that changed; undefined where the list itself changed. */
  readonly onDidChange: vscode.Event<ScapDocument | undefined>;
  /** Settles when the server has seen `version`, or after `limitMs`. */
  readonly whenSeen: (uri: string, version: number, limitMs: number) => Promise<void>;
}

export function createDocuments(): Documents {
  const known = new Map<string, ScapDocument>();
  const changed = new vscode.EventEmitter<ScapDocument | undefined>();
  const find = (uri: string) => known.get(uri);
  return {
    find,
    list: () => [...known.values()],
    onDidChange: changed.event,
    add(uri, onDisk) {
      if (known.get(uri.toString())?.onDisk === onDisk) return;
      known.set(uri.toString(), { uri, onDisk, state: undefined });
      changed.fire(undefined);
    },
    remove(uri) {
      if (known.delete(uri.toString())) changed.fire(undefined);
    },
    setState(state) {
      const document = find(vscode.Uri.parse(state.uri).toString());
      if (document === undefined) return;
      document.state = state.state === 'closed' ? undefined : state;
      changed.fire(document);
    },
    clearStates() {
      for (const document of known.values()) document.state = undefined;
      changed.fire(undefined);
    },
    whenSeen: (uri, version, limitMs) => whenSeen(changed.event, () => find(uri)?.state, version, limitMs),
  };
}

function whenSeen(
  changed: vscode.Event<unknown>,
  current: () => DocumentState | undefined,
  version: number,
  limitMs: number,
): Promise<void> {
  const seen = () => {
    const state = current();
    return state !== undefined && state.state !== 'indexing' && state.version >= version;
  };
  if (seen()) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      listener.dispose();
      resolve();
    };
    const timer = setTimeout(finish, limitMs);
    const listener = changed(() => {
      if (seen()) finish();
    });
  });
}

/** Reads no more lines than the sniff needs: a whole `getText()` would copy 24 MB. */
export function sniffDocument(document: vscode.TextDocument): Sniffed {
  let head = '';
  for (let line = 0; line < document.lineCount && head.length < sniffLength; line++) {
    head += `${document.lineAt(line).text.slice(0, sniffLength)}\n`;
  }
  return sniff(head);
}

/** How a document is called in lists and messages: its name alone. */
export function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1) || uri.toString();
}

/** The folder of a document as people write it, relative to the workspace; undefined where that says nothing. */
export function folderOf(uri: vscode.Uri): string | undefined {
  const relative = vscode.workspace.asRelativePath(uri);
  const slash = Math.max(relative.lastIndexOf('/'), relative.lastIndexOf('\\'));
  return slash > 0 ? relative.slice(0, slash) : undefined;
}
