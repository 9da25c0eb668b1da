/**
 * Finds the documents that a stand-alone document names by a relative href: open ones, and files inside the workspace.
 * No path that content gives is followed outside the workspace, through links neither; nothing is fetched.
 */
import { existsSync, realpathSync, statSync } from 'node:fs';
import { sep } from 'node:path';
import { URI, Utils } from 'vscode-uri';
import { isAbsolute } from '../scap/resolve.ts';
import { openSnapshot, type Siblings, type Snapshot } from '../scap/snapshot.ts';
import { largestBytes } from '../text/fileSizes.ts';
import { readTextFile } from './textFile.ts';

export interface SiblingFinder {
  /** The port for the snapshots of one document. */
  readonly of: (uri: string) => Siblings;
  /** The user has said which document a tailoring is about: from now on every href of `from` means `target`. */
  readonly lead: (from: string, target: string) => void;
  /** The documents that asked for this one, found or not, themselves or through files that they asked for. */
  readonly readersOf: (uri: string) => readonly string[];
}

export function createSiblings(
  workspaceFolders: () => readonly string[],
  openDocument: (uri: string) => Snapshot | undefined,
): SiblingFinder {
  const readers = new Map<string, Set<string>>();
  const files = new Map<string, { readonly stamp: string; readonly snapshot: Snapshot }>();

  const leads = new Map<string, string>();

  const find = (from: string, href: string): Snapshot | undefined => {
    const target = leads.get(documentKey(from)) ?? targetOf(from, href);
    if (target === undefined) return undefined;
    const key = documentKey(target);
    const asked = readers.get(key) ?? new Set();
    readers.set(key, asked.add(from));
    return openDocument(target) ?? readFile(target);
  };

  const readFile = (uri: string): Snapshot | undefined => {
    const path = insideWorkspace(uri, workspaceFolders());
    if (path === undefined) return undefined;
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat?.isFile() || stat.size > largestBytes) return undefined;
    const stamp = `${stat.size} ${stat.mtimeMs}`;
    const known = files.get(uri);
    if (known?.stamp === stamp) return known.snapshot;
    const snapshot = openSnapshot(readTextFile(path), uri, portOf(uri));
    files.set(uri, { stamp, snapshot });
    return snapshot;
  };

  /** A scanner takes the path of a script by its letters. */
  const hasFile = (from: string, path: string): boolean => {
    const target = insideWorkspace(Utils.joinPath(Utils.dirname(URI.parse(from)), path).toString(), workspaceFolders());
    return target !== undefined && (statSync(target, { throwIfNoEntry: false })?.isFile() ?? false);
  };

  const portOf = (uri: string): Siblings =>
    Object.assign((href: string) => find(uri, href), { hasFile: (path: string) => hasFile(uri, path) });

  /** A file that is not open asks on behalf of others, and what it was told is as old as what they were told. */
  const readersOf = (uri: string): readonly string[] => {
    const found = new Set([uri]);
    for (const read of found) {
      const file = files.get(read);
      if (file && read !== uri) files.set(read, { ...file, snapshot: { ...file.snapshot } });
      for (const reader of readers.get(documentKey(read)) ?? []) found.add(reader);
    }
    found.delete(uri);
    return [...found];
  };

  return {
    of: portOf,
    lead: (from, target) => leads.set(documentKey(from), target),
    readersOf,
  };
}

/** Equal for two ways to write the URI of one document: editors do not agree on what to encode, or on letters of drives. */
export function documentKey(uri: string, ignoresCase = /^(?:win32|darwin)$/.test(process.platform)): string {
  const key = URI.parse(uri).toString();
  return ignoresCase ? key.toLowerCase() : key;
}

function targetOf(from: string, href: string): string | undefined {
  // A path from the root of something is not beside anything.
  if (isAbsolute(href) || /^(?:$|[/\\])/.test(href)) return undefined;
  try {
    return Utils.joinPath(Utils.dirname(URI.parse(from)), decodeURIComponent(href)).toString();
  } catch {
    // No address: a stray percent sign, or half a character.
    return undefined;
  }
}

/** The real path of a file, if it lies in one of the folders. */
function insideWorkspace(uri: string, folders: readonly string[]): string | undefined {
  const parsed = URI.parse(uri);
  if (parsed.scheme !== 'file') return undefined;
  try {
    const path = realpathSync(parsed.fsPath);
    return folders.some((folder) => isInside(path, URI.parse(folder))) ? path : undefined;
  } catch {
    // The file is not there: an href that leads nowhere is for the findings to tell.
    return undefined;
  }
}

function isInside(path: string, { scheme, fsPath }: URI): boolean {
  // A folder that is gone holds nothing.
  if (scheme !== 'file' || !existsSync(fsPath)) return false;
  const folder = realpathSync(fsPath);
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
