/**
 * How a request about a document is answered: when its text has been read, about the text that the asker saw, or not at
 * all. An answer about another version would point somewhere else.
 */
import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Snapshot } from '../scap/snapshot.ts';
import type { Documents, OpenDocument } from './documents.ts';

type Compute<T> = (snapshot: Snapshot, document: OpenDocument) => T;

/** `compute` runs in one turn. Null for a document that is not open; an error where the text or the asker moved on. */
export function answer<T>(
  documents: Documents,
  uri: string,
  token: CancellationToken | undefined,
  compute: Compute<T>,
): Promise<T | null> {
  return answerOf(documents, uri, token, documents.snapshot, compute);
}

/** As `answer`, about what the view shows: while the text is broken, the last one that was not. */
export function answerShown<T>(
  documents: Documents,
  uri: string,
  token: CancellationToken | undefined,
  compute: Compute<T>,
): Promise<T | null> {
  return answerOf(documents, uri, token, documents.shownSnapshot, compute);
}

async function answerOf<T>(
  documents: Documents,
  uri: string,
  token: CancellationToken | undefined,
  read: Documents['snapshot'],
  compute: Compute<T>,
): Promise<T | null> {
  const asked = documents.get(uri)?.version;
  for (;;) {
    const snapshot = await read(uri);
    const document = documents.get(uri);
    if (!snapshot || !document) return null;
    if (token?.isCancellationRequested) {
      throw new ResponseError(LSPErrorCodes.RequestCancelled, 'the request was cancelled');
    }
    if (document.version !== asked) {
      throw new ResponseError(LSPErrorCodes.ContentModified, 'the text has changed since the request');
    }
    // Another one that waited for the same text may have tried an edit out since: that has used its snapshot up.
    if (snapshot === document.snapshot || snapshot === document.stale) return compute(snapshot, document);
  }
}
