/**
 * The documents over 50 MiB, which VS Code gives to no extension: read from disk, and read again before every edit and
 * after every save. An edit is given only for a text that the file has been seen to hold a moment before.
 */
import { statSync } from 'node:fs';
import * as l10n from '@vscode/l10n';
import type { Connection } from 'vscode-languageserver';
import { URI, Utils } from 'vscode-uri';
import {
  type DiskCheck,
  type DiskCheckParams,
  type DiskFileParams,
  diskCheckRequest,
  diskFileNotification,
  type TextEditInVersion,
} from '../protocol/index.ts';
import type { SourceText } from '../text/sourceText.ts';
import { compareDiskText, type DiskReading, readDiskText, stampOf } from './diskText.ts';

/** Who changed the file may not be done, and an editor that shows it needs a moment to follow. */
const settleMs = 1500;
const tries = 3;

type Edits = TextEditInVersion['edits'];
/** The file holds what is held here; what an edit of ours made of it, which is held now; something else, held now. */
type Outcome = 'same' | 'intended' | 'changed';

/** What the list of documents does for this one. */
export interface DiskPort {
  /** A document is on its way: who asks for it waits. */
  readonly announce: (uri: string) => void;
  readonly open: (uri: string, text: string) => void;
  readonly close: (uri: string) => void;
  /** The text that is held; undefined for a document that is not open. */
  readonly source: (uri: string) => SourceText | undefined;
  /** Takes edits of the held text over, as if they had been typed. */
  readonly change: (uri: string, edits: Edits) => void;
}

export interface DiskFiles {
  /** Why the document must not be edited now, in words; brings what is held up to date first. */
  readonly whyNotEdit: (uri: string) => Promise<string | undefined>;
  /** Whether the file has been written to since it was last read. A look at its time, for the last moment; if so, it is read anew. */
  readonly hasMoved: (uri: string) => boolean;
  /** An edit of the held text is on its way into the file: the next text is measured by it. */
  readonly intend: (uri: string, edits: Edits) => void;
}

interface DiskFile {
  read: DiskReading;
  intended: { readonly edits: Edits; readonly source: SourceText; isInFile: boolean } | undefined;
  /** Checks of one file take turns. */
  tail: Promise<unknown>;
}

export function createDiskFiles(connection: Connection, port: DiskPort): DiskFiles {
  const files = new Map<string, DiskFile>();
  /** Those that are being read to be held; the one that counts, where a file was closed and opened meanwhile. */
  const openings = new Map<string, Promise<void>>();

  /** Once only, and whole: what is held from here on is this text. */
  const open = (uri: string): Promise<void> => {
    const opening = readDiskText(pathOf(uri)).then(
      ({ text, ...read }) => {
        if (openings.get(uri) !== opening) return;
        openings.delete(uri);
        files.set(uri, { read, intended: undefined, tail: files.get(uri)?.tail ?? Promise.resolve() });
        port.open(uri, text);
      },
      (error) => {
        if (openings.get(uri) === opening) giveUp(uri, error);
      },
    );
    openings.set(uri, opening);
    return opening;
  };

  const close = (uri: string): void => {
    openings.delete(uri);
    files.delete(uri);
    port.close(uri);
  };

  const giveUp = (uri: string, error: unknown): void => {
    connection.console.error(`${uri} could not be read: ${error instanceof Error ? error.message : error}`);
    close(uri);
  };

  /** Reads the file again and holds what it holds now. Undefined for one that is not open, or that cannot be read. */
  const check = async (uri: string): Promise<Outcome | undefined> => {
    await openings.get(uri);
    const file = files.get(uri);
    if (!file) return undefined;
    const result = file.tail.then(() => checkNow(uri));
    file.tail = result.catch(() => undefined);
    return result;
  };

  const checkNow = async (uri: string): Promise<Outcome | undefined> => {
    const file = files.get(uri);
    const held = port.source(uri);
    if (!file || !held) return undefined;
    try {
      const { is, ...read } = await compareDiskText(pathOf(uri), { held, intended: file.intended?.source });
      if (files.get(uri) !== file) return undefined;
      if (is === 'held') {
        file.read = read;
        return 'same';
      }
      if (is === 'intended') {
        file.read = read;
        file.intended!.isInFile = true;
        port.change(uri, file.intended!.edits);
        return 'intended';
      }
      await open(uri);
      return files.has(uri) ? 'changed' : undefined;
    } catch (error) {
      giveUp(uri, error);
      return undefined;
    }
  };

  const whyNotEdit = async (uri: string): Promise<string | undefined> => {
    await openings.get(uri);
    if (!files.has(uri)) return undefined;
    const name = Utils.basename(URI.parse(uri));
    for (let attempt = 0; ; attempt++) {
      const outcome = await check(uri);
      if (outcome === undefined) return l10n.t('{0} cannot be read from disk any more.', name);
      if (outcome !== 'changed') break;
      if (attempt === tries) {
        return l10n.t('{0} keeps changing on disk, so nothing was edited. Try again when it rests.', name);
      }
      await new Promise((resolve) => setTimeout(resolve, settleMs));
    }
    if (files.get(uri)?.read.isPlain) return undefined;
    return l10n.t(
      '{0} is over 50 MiB and not in UTF-8 throughout. Saving it could change other places, so nothing was edited.',
      name,
    );
  };

  const answerCheck = async ({ uri, next }: DiskCheckParams): Promise<DiskCheck | null> => {
    if ((await check(uri)) === undefined) return null;
    const file = files.get(uri);
    if (!file) return null;
    const { hash } = file.read;
    const isIntended = file.intended?.isInFile ?? false;
    if (next?.hash === hash) intend(uri, next.edits);
    return { hash, isIntended };
  };

  const intend = (uri: string, edits: Edits): void => {
    const [file, held] = [files.get(uri), port.source(uri)];
    if (file && held) file.intended = { edits, source: edited(held, edits), isInFile: false };
  };

  connection.onNotification(diskFileNotification, ({ uri, open: isOpen }: DiskFileParams) => {
    if (!isOpen) close(uri);
    else if (files.has(uri)) void check(uri);
    else if (!openings.has(uri)) {
      port.announce(uri);
      void open(uri);
    }
  });
  connection.onRequest(diskCheckRequest, answerCheck);

  return {
    whyNotEdit,
    intend,
    hasMoved: (uri) => {
      const file = files.get(uri);
      if (!file) return false;
      const stat = statSync(pathOf(uri), { throwIfNoEntry: false });
      if (stat && stampOf(stat) === file.read.stamp) return false;
      void check(uri);
      return true;
    },
  };
}

function edited(source: SourceText, edits: Edits): SourceText {
  return edits.toReversed().reduce((text, { range, newText }) => {
    return text.splice(source.offsetAt(range.start), source.offsetAt(range.end), newText);
  }, source);
}

function pathOf(uri: string): string {
  return URI.parse(uri).fsPath;
}
