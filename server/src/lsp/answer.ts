/**
 * How a request about a document is answered: when its text has been read, about the text that the asker saw, or not at
 * all. An answer about another version would point somewhere else.
 */
import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Snapshot } from '../scap/snapshot.ts';
import type { Documents, OpenDocument } from './documents.ts';

/** `compute` runs in one turn. Null for a document that is not open; an error where the text or the asker moved on. */
export async function answer<T>(
  documents: Documents,
  uri: string,
  token: CancellationToken | undefined,
  compute: (snapshot: Snapshot, document: OpenDocument) => T,
): Promise<T | null> {
  const asked = documents.get(uri)?.version;
  const snapshot = await documents.snapshot(uri);
  return settle(documents, uri, token, asked, snapshot, compute);
}

/** As `answer`, about what the view shows: while the text is broken, the last one that was not. */
export async function answerShown<T>(
  documents: Documents,
  uri: string,
  token: CancellationToken | undefined,
  compute: (snapshot: Snapshot, document: OpenDocument) => T,
): Promise<T | null> {
  const asked = documents.get(uri)?.version;
  const snapshot = await documents.shownSnapshot(uri);
  return settle(documents, uri, token, asked, snapshot, compute);
}

function settle<T>(
  documents: Documents,
  uri: string,
  token: CancellationToken | undefined,
  asked: number | null | undefined,
  snapshot: Snapshot | undefined,
  compute: (snapshot: Snapshot, document: OpenDocument) => T,
): T | null {
  const document = documents.get(uri);
  if (!snapshot || !document) return null;
  if (token?.isCancellationRequested) {
    throw new ResponseError(LSPErrorCodes.RequestCancelled, 'the request was cancelled');
  }
  if (document.version !== asked) {
    throw new ResponseError(LSPErrorCodes.ContentModified, 'the text has changed since the request');
  }
  return compute(snapshot, document);
}
