/**
 * The open documents and their snapshots. Text changes are taken in at once and cheaply; reading a text anew waits until
 * typing rests or somebody asks. A snapshot is always of the version that it says.
 */
import type { Connection, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { editLocally } from '../scap/editSnapshot.ts';
import { openInSteps, openSource, problemsOf, type Snapshot } from '../scap/snapshot.ts';
import { SourceText } from '../text/sourceText.ts';
import type { XmlProblem } from '../xml/problem.ts';
import { createDiskFiles, type DiskFiles } from './diskFiles.ts';
import { orAborted } from './orAborted.ts';
import { createSiblings, documentKey } from './siblings.ts';
import { runInTurns } from './turns.ts';

/** How long typing has to rest before the rows of the view are told; a text that has to be read as a whole is read then. */
export const tellMs = 40;
/** How long it has to rest before findings are looked for. */
export const restMs = 250;
/** How long an edit that was tried out may take to come. */
const trialMs = 1000;
/** How often reading a text says how far it is. */
const progressMs = 200;

export interface OpenDocument {
  readonly uri: string;
  readonly languageId: string;
  /** Null for a document that is read from disk: VS Code gives no version of what it shows to no extension. */
  version: number | null;
  source: SourceText;
  /** The text is still being read from disk; until then it is empty. */
  readonly isArriving: boolean;
  /** Of the current text, or undefined while that has not been read. */
  snapshot: Snapshot | undefined;
  /** The last text that was well-formed: what the tree shows while the current one is broken. */
  lastGood: SourceText | undefined;
  /** Of `lastGood`, once somebody asked for it while the text is broken. */
  stale: Snapshot | undefined;
  /** The reading of `lastGood`, while it is under way. */
  readingStale: Promise<void> | undefined;
  problems: readonly XmlProblem[];
  timer: NodeJS.Timeout | undefined;
  /** When the text, or that of a document that it leans on, was last edited; undefined where it is as it was opened. */
  editedAt: number | undefined;
  /** The reading of the current text, while it is under way. */
  reading: Generator<number, Snapshot> | undefined;
  /** Who waits for that reading, or for the one that takes its place. */
  readonly waiting: Set<(snapshot: Snapshot | undefined) => void>;
  /** Given to requests about the text as the editor has it now: they end with the next key, wherever they wait. */
  readonly asking: Set<AbortController>;
}

export interface DocumentEvents {
  /** The text is being read, which takes a moment for a large one: how far it is, from 0 to 1. */
  readonly reading: (document: OpenDocument, progress: number) => void;
  /** A snapshot of the current text is there. */
  readonly read: (document: OpenDocument, snapshot: Snapshot) => void;
  readonly closed: (document: OpenDocument) => void;
}

export interface Documents {
  readonly disk: DiskFiles;
  readonly get: (uri: string) => OpenDocument | undefined;
  readonly list: () => Iterable<OpenDocument>;
  /**
   * The snapshot of the current text, as soon as it has been read; undefined for a document that is not open. It may be
   * asked until the turn is given up, not longer: the next key takes it over. Who waits is forgotten when the signal is
   * given: the answer is undefined then, and nothing is read for it any more.
   */
  readonly snapshot: (uri: string, signal?: AbortSignal) => Promise<Snapshot | undefined>;
  /** As `snapshot`; while the text is broken that of the last one that was not, if there was one. */
  readonly shownSnapshot: (uri: string, signal?: AbortSignal) => Promise<Snapshot | undefined>;
  /** The text was edited for a trial and the edits taken back: `snapshot` is of the current text, or there is none. */
  readonly takeBack: (uri: string, snapshot: Snapshot | undefined) => void;
  /** The snapshots that are at hand, of documents that have been read. */
  readonly atHand: () => readonly Snapshot[];
  /** The user has said which document a tailoring is about, whatever its href says. */
  readonly lead: (uri: string, target: string) => void;
  /** A file that is not open was made, changed or deleted: those that lean on it are told afresh. */
  readonly changedOnDisk: (uri: string) => void;
}

/** Registers text synchronization on a connection. */
export function createDocuments(
  connection: Connection,
  workspaceFolders: () => readonly string[],
  events: DocumentEvents,
): Documents {
  const documents = new Map<string, OpenDocument>();
  const siblings = createSiblings(workspaceFolders, (uri) => {
    const key = documentKey(uri);
    const document = documents.get(uri) ?? [...documents.values()].find((other) => documentKey(other.uri) === key);
    return document && !document.isArriving ? current(document) : undefined;
  });

  const read = (document: OpenDocument): void => {
    clearTimeout(document.timer);
    document.timer = undefined;
    if (document.reading || document.isArriving) return;
    const reading = openInSteps(document.source, document.uri, siblings.of(document.uri));
    document.reading = reading;
    let toldAt = performance.now();
    runInTurns(reading, {
      isWanted: () => document.reading === reading,
      onProgress: (progress) => {
        if (performance.now() - toldAt < progressMs) return;
        toldAt = performance.now();
        events.reading(document, progress);
      },
      onDone: (snapshot) => {
        document.reading = undefined;
        take(document, snapshot);
        answerWaiting(document, snapshot);
        tell(document);
      },
    });
  };

  /** Given up when the text is whole again, or another one was since: whoever waits then looks again. */
  const readStale = (document: OpenDocument, lastGood: SourceText): Promise<void> =>
    new Promise((resolve) => {
      const end = (stale: Snapshot | undefined): void => {
        document.readingStale = undefined;
        document.stale = stale;
        resolve();
      };
      runInTurns(openInSteps(lastGood, document.uri, siblings.of(document.uri)), {
        isWanted: () => documents.get(document.uri) === document && document.lastGood === lastGood,
        onDone: end,
        onGivenUp: () => end(undefined),
      });
    });

  const answerWaiting = (document: OpenDocument, snapshot: Snapshot | undefined): void => {
    const waiting = [...document.waiting];
    document.waiting.clear();
    for (const answer of waiting) answer(snapshot);
  };

  const endAsking = ({ asking }: OpenDocument): void => {
    for (const one of asking) one.abort();
    asking.clear();
  };

  /** Read at once if it has to be: for those who cannot wait. Telling about it waits for its turn. */
  const current = (document: OpenDocument): Snapshot => {
    if (!document.snapshot) {
      take(document, openSource(document.source, document.uri, siblings.of(document.uri)));
    }
    return document.snapshot!;
  };

  const tell = (document: OpenDocument): void => {
    events.read(document, current(document));
    renewReaders(document.uri);
  };

  const take = (document: OpenDocument, snapshot: Snapshot): void => {
    document.snapshot = snapshot;
    document.problems = problemsOf(snapshot);
    snapshot.source.detach();
    if (document.problems.length > 0) return;
    document.lastGood = snapshot.source;
    document.stale = undefined;
  };

  /** Brings the snapshot up to a change where that is cheap; elsewhere it is made when typing rests or somebody asks. */
  const change = (document: OpenDocument, event: TextDocumentContentChangeEvent): void => {
    const { source, snapshot } = document;
    document.snapshot = undefined;
    if (!('range' in event)) {
      document.source = SourceText.of(event.text);
      document.reading = undefined;
      return;
    }
    const edit = {
      from: source.offsetAt(event.range.start),
      to: source.offsetAt(event.range.end),
      newText: event.text,
    };
    document.source = source.splice(edit.from, edit.to, edit.newText);
    const next = snapshot && editLocally(snapshot, edit, document.source);
    document.reading = undefined;
    if (next) take(document, next);
  };

  /** Answers about other documents are remembered with a snapshot: those that asked for this one start afresh. */
  const renewReaders = (uri: string): void => {
    for (const reader of siblings.readersOf(uri)) {
      const document = documents.get(reader);
      if (!document || reader === uri) continue;
      document.stale = undefined;
      if (!document.snapshot) continue;
      take(document, { ...document.snapshot });
      document.editedAt = performance.now();
      events.read(document, document.snapshot);
    }
  };

  /** What readers remember of a document that changes is of an older text; they are told when it has been read. */
  const forgetReaders = (uri: string): void => {
    for (const reader of siblings.readersOf(uri)) {
      const document = documents.get(reader);
      if (!document || reader === uri) continue;
      document.stale = undefined;
      if (document.snapshot) take(document, { ...document.snapshot });
    }
  };

  /**
   * Tells about the text when typing has rested; one that has to be read as a whole is read first. That is done, or given up
   * for the next key, when the pause is over that findings wait for.
   */
  const schedule = (document: OpenDocument, delayMs: number): void => {
    clearTimeout(document.timer);
    document.timer = setTimeout(() => (document.snapshot ? tell(document) : read(document)), delayMs);
  };

  const open = (uri: string, languageId: string, version: number | null, text: string): void => {
    put(uri, languageId, version, text);
    forgetReaders(uri);
    schedule(documents.get(uri)!, 0);
  };

  /** Those who waited for a document of that name wait for this one. */
  const put = (uri: string, languageId: string, version: number | null, text: string, isArriving = false): void => {
    const old = documents.get(uri);
    clearTimeout(old?.timer);
    if (old) old.reading = undefined;
    const document: OpenDocument = {
      uri,
      languageId,
      version,
      source: SourceText.of(text),
      isArriving,
      snapshot: undefined,
      lastGood: undefined,
      stale: undefined,
      readingStale: undefined,
      problems: [],
      timer: undefined,
      editedAt: undefined,
      reading: undefined,
      waiting: old?.waiting ?? new Set(),
      asking: old?.asking ?? new Set(),
    };
    documents.set(uri, document);
  };

  const close = (uri: string): void => {
    const document = documents.get(uri);
    if (!document) return;
    clearTimeout(document.timer);
    document.reading = undefined;
    documents.delete(uri);
    answerWaiting(document, undefined);
    events.closed(document);
    renewReaders(uri);
  };

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) =>
    open(uri, languageId, version, text),
  );
  connection.onDidCloseTextDocument(({ textDocument }) => close(textDocument.uri));
  const disk = createDiskFiles(connection, {
    announce: (uri) => put(uri, 'scap', null, '', true),
    open: (uri, text) => open(uri, 'scap', null, text),
    close,
    source: (uri) => documents.get(uri)?.source,
    change: (uri, edits) => {
      const document = documents.get(uri);
      const events = edits.toReversed().map(({ range, newText }) => ({ range, text: newText }));
      if (document) takeChanges(document, events);
    },
  });

  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    const document = documents.get(textDocument.uri);
    if (!document) return;
    document.version = textDocument.version;
    endAsking(document);
    takeChanges(document, contentChanges);
  });

  const takeChanges = (document: OpenDocument, events: readonly TextDocumentContentChangeEvent[]): void => {
    for (const event of events) change(document, event);
    document.editedAt = performance.now();
    forgetReaders(document.uri);
    if (document.waiting.size > 0) read(document);
    else schedule(document, tellMs);
  };
  const ready = (uri: string, signal?: AbortSignal): Promise<Snapshot | undefined> => {
    const document = documents.get(uri);
    if (!document || document.snapshot || signal?.aborted) return Promise.resolve(document?.snapshot);
    return new Promise((resolve) => {
      const { waiting } = document;
      waiting.add(resolve);
      signal?.addEventListener('abort', () => waiting.delete(resolve) && resolve(undefined), { once: true });
      read(document);
    });
  };

  return {
    disk,
    get: (uri) => documents.get(uri),
    list: () => documents.values(),
    snapshot: ready,
    shownSnapshot: async (uri, signal) => {
      for (;;) {
        const snapshot = await ready(uri, signal);
        const document = documents.get(uri);
        const { lastGood } = document ?? {};
        if (!document || document.problems.length === 0 || !lastGood) return snapshot;
        if (document.stale) return document.stale;
        if (signal?.aborted) return undefined;
        document.readingStale ??= readStale(document, lastGood);
        await orAborted(document.readingStale, signal);
      }
    },
    takeBack: (uri, snapshot) => {
      const document = documents.get(uri);
      if (!document) return;
      if (snapshot) take(document, snapshot);
      else document.snapshot = undefined;
      forgetReaders(uri);
      // What was found in the text went with the old snapshot. Mostly the edit itself comes first, and is told instead.
      schedule(document, trialMs);
    },
    atHand: () => [...documents.values()].flatMap((document) => document.snapshot ?? []),
    lead: (uri, target) => {
      siblings.lead(uri, target);
      const document = documents.get(uri);
      if (!document?.snapshot) return;
      take(document, { ...document.snapshot });
      events.read(document, document.snapshot);
    },
    changedOnDisk: (uri) => {
      if (!documents.has(uri)) renewReaders(uri);
    },
  };
}

/** What is left of the pause that findings wait for, since the document was edited; 0 for one that was not. */
export function restLeftMs({ editedAt }: Pick<OpenDocument, 'editedAt'>, now: number): number {
  return editedAt === undefined ? 0 : Math.max(0, editedAt + restMs - now);
}
