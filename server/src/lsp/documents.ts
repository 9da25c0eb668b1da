/**
 * The open documents and their snapshots. Text changes are taken in at once and cheaply; reading a text anew waits until
 * typing rests or somebody asks. A snapshot is always of the version that it says.
 */
import type { Connection, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { type DiskFileParams, diskFileNotification } from '../protocol.ts';
import { editLocally } from '../scap/editSnapshot.ts';
import { openSnapshot, problemsOf, type Snapshot } from '../scap/snapshot.ts';
import { SourceText } from '../text/sourceText.ts';
import type { XmlProblem } from '../xml/problem.ts';
import { createSiblings } from './siblings.ts';
import { readTextFile } from './textFile.ts';

/** How long typing has to rest before others are told, where the snapshot is at hand and where it has to be made. */
const tellMs = 40;
const restMs = 250;

export interface OpenDocument {
  readonly uri: string;
  readonly languageId: string;
  /** Null for a document that is read from disk: VS Code gives no version of what it shows to no extension. */
  version: number | null;
  source: SourceText;
  /** Of the current text, or undefined while that has not been read. */
  snapshot: Snapshot | undefined;
  /** The last text that was well-formed: what the tree shows while the current one is broken. */
  lastGood: SourceText | undefined;
  /** Of `lastGood`, once somebody asked for it while the text is broken. */
  stale: Snapshot | undefined;
  problems: readonly XmlProblem[];
  timer: NodeJS.Timeout | undefined;
}

export interface DocumentEvents {
  /** The text is about to be read; it takes a moment for a large one. */
  readonly reading: (document: OpenDocument) => void;
  /** A snapshot of the current text is there. */
  readonly read: (document: OpenDocument, snapshot: Snapshot) => void;
  readonly closed: (document: OpenDocument) => void;
}

export interface Documents {
  readonly get: (uri: string) => OpenDocument | undefined;
  readonly list: () => Iterable<OpenDocument>;
  /** The snapshot of the current text, read now if it has to be; undefined for a document that is not open. */
  readonly snapshot: (uri: string) => Snapshot | undefined;
  /** As `snapshot`; while the text is broken that of the last one that was not, if there was one. */
  readonly shownSnapshot: (uri: string) => Snapshot | undefined;
}

/** Registers text synchronization on a connection. */
export function createDocuments(
  connection: Connection,
  workspaceFolders: () => readonly string[],
  events: DocumentEvents,
): Documents {
  const documents = new Map<string, OpenDocument>();
  const siblings = createSiblings(workspaceFolders, (uri) => {
    const document = documents.get(uri);
    return document && current(document);
  });

  /** Read now if it has to be; telling about it waits for its turn. */
  const current = (document: OpenDocument): Snapshot => {
    if (!document.snapshot) {
      take(document, openSnapshot(document.source.whole(), document.uri, siblings.of(document.uri)));
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
      return;
    }
    const edit = {
      from: source.offsetAt(event.range.start),
      to: source.offsetAt(event.range.end),
      newText: event.text,
    };
    document.source = source.splice(edit.from, edit.to, edit.newText);
    const next = snapshot && editLocally(snapshot, edit, document.source);
    if (next) take(document, next);
  };

  /** Answers about other documents are remembered with a snapshot: those that asked for this one start afresh. */
  const renewReaders = (uri: string): void => {
    for (const reader of siblings.readersOf(uri)) {
      const document = documents.get(reader);
      if (!document?.snapshot || reader === uri) continue;
      take(document, { ...document.snapshot });
      events.read(document, document.snapshot);
    }
  };

  /** What readers remember of a document that changes is of an older text; they are told when it has been read. */
  const forgetReaders = (uri: string): void => {
    for (const reader of siblings.readersOf(uri)) {
      const document = documents.get(reader);
      if (document?.snapshot && reader !== uri) take(document, { ...document.snapshot });
    }
  };

  const schedule = (document: OpenDocument, delayMs: number): void => {
    clearTimeout(document.timer);
    document.timer = setTimeout(() => {
      if (!document.snapshot) events.reading(document);
      // Lets the message out before the text is read.
      document.timer = setTimeout(() => tell(document), 0);
    }, delayMs);
  };

  const open = (uri: string, languageId: string, version: number | null, text: string): void => {
    clearTimeout(documents.get(uri)?.timer);
    const document: OpenDocument = {
      uri,
      languageId,
      version,
      source: SourceText.of(text),
      snapshot: undefined,
      lastGood: undefined,
      stale: undefined,
      problems: [],
      timer: undefined,
    };
    documents.set(uri, document);
    schedule(document, 0);
  };

  const close = (uri: string): void => {
    const document = documents.get(uri);
    if (!document) return;
    clearTimeout(document.timer);
    documents.delete(uri);
    events.closed(document);
    renewReaders(uri);
  };

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) =>
    open(uri, languageId, version, text),
  );
  connection.onDidCloseTextDocument(({ textDocument }) => close(textDocument.uri));
  connection.onNotification(diskFileNotification, (params: DiskFileParams) => {
    if (!params.open) close(params.uri);
    else openFromDisk(params.uri);
  });

  const openFromDisk = (uri: string): void => {
    try {
      open(uri, 'scap', null, readTextFile(URI.parse(uri).fsPath));
    } catch (error) {
      connection.console.error(`${uri} could not be read: ${error instanceof Error ? error.message : error}`);
      close(uri);
    }
  };

  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    const document = documents.get(textDocument.uri);
    if (!document) return;
    document.version = textDocument.version;
    for (const event of contentChanges) change(document, event);
    forgetReaders(document.uri);
    schedule(document, document.snapshot ? tellMs : restMs);
  });
  return {
    get: (uri) => documents.get(uri),
    list: () => documents.values(),
    snapshot: (uri) => {
      const document = documents.get(uri);
      return document && current(document);
    },
    shownSnapshot: (uri) => {
      const document = documents.get(uri);
      if (!document) return undefined;
      const snapshot = current(document);
      if (document.problems.length === 0 || !document.lastGood) return snapshot;
      document.stale ??= openSnapshot(document.lastGood.whole(), uri, siblings.of(uri));
      return document.stale;
    },
  };
}
