/**
 * How a request about a document is answered: when its text has been read, about the text that the asker saw, or not at
 * all. An answer about another version would point somewhere else.
 */
import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Snapshot } from '../scap/snapshot.ts';
import type { Documents, OpenDocument } from './documents.ts';
import { orAborted } from './orAborted.ts';

type Compute<T> = (snapshot: Snapshot, document: OpenDocument, besides: readonly (Snapshot | undefined)[]) => T;

/** What has to be waited for besides the text itself. The asker saw the text that stood before any of it. */
export interface AnswerWays<T> {
  /** What may answer the request already. */
  readonly first?: () => Promise<T | undefined>;
  /** URIs of other documents, if any, that `compute` asks: it is given their snapshots, undefined of those not open. */
  readonly beside?: readonly (string | undefined)[];
}

/**
 * `compute` runs in one turn. Null for a document that is not open; an error as soon as the text or the asker has moved
 * on.
 */
export function answer<T>(
  documents: Documents,
  uri: string,
  token: CancellationToken | undefined,
  compute: Compute<T>,
  ways: AnswerWays<T> = {},
): Promise<T | null> {
  return answerOf(documents, uri, token, documents.snapshot, compute, ways);
}

/** As `answer`, about what the view shows: while the text is broken, the last one that was not. */
export function answerShown<T>(
  documents: Documents,
  uri: string,
  token: CancellationToken | undefined,
  compute: Compute<T>,
  ways: AnswerWays<T> = {},
): Promise<T | null> {
  return answerOf(documents, uri, token, documents.shownSnapshot, compute, ways);
}

async function answerOf<T>(
  documents: Documents,
  uri: string,
  token: CancellationToken | undefined,
  read: Documents['snapshot'],
  compute: Compute<T>,
  { first, beside = [] }: AnswerWays<T>,
): Promise<T | null> {
  const seen = documents.get(uri);
  const version = seen?.version;
  const asking = new AbortController();
  const { signal } = asking;
  const cancelling = token?.onCancellationRequested(() => asking.abort());
  seen?.asking.add(asking);
  const checkWanted = (): void => {
    if (token?.isCancellationRequested) {
      throw new ResponseError(LSPErrorCodes.RequestCancelled, 'the request was cancelled');
    }
    const document = documents.get(uri);
    if (document && document.version !== version) {
      throw new ResponseError(LSPErrorCodes.ContentModified, 'the text has changed since the request');
    }
  };
  try {
    const early = first && (await orAborted(first(), signal));
    checkWanted();
    if (early !== undefined) return early;
    for (;;) {
      const besides =
        beside.length === 0
          ? []
          : await Promise.all(beside.map((other) => (other === undefined ? other : read(other, signal))));
      const snapshot = await read(uri, signal);
      checkWanted();
      const document = documents.get(uri);
      if (!snapshot || !document || signal.aborted) return null;
      // Another one that waited for the same text may have tried an edit out since: that has used its snapshot up.
      const isUsable =
        isOf(document, snapshot) && beside.every((other, at) => isOf(documents.get(other ?? ''), besides[at]));
      if (isUsable) return compute(snapshot, document, besides);
    }
  } finally {
    cancelling?.dispose();
    seen?.asking.delete(asking);
  }
}

/** Whether a snapshot still answers for what the document is now. */
function isOf(document: OpenDocument | undefined, snapshot: Snapshot | undefined): boolean {
  if (!document || !snapshot) return document === undefined;
  return snapshot === document.snapshot || (snapshot === document.stale && document.snapshot !== undefined);
}
