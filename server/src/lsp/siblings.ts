/**
 * Finds the documents that a stand-alone document names by a relative href: open ones, and files inside the workspace.
 * No path that content gives is followed outside the workspace, through links neither; nothing is fetched.
 */
import { realpathSync, statSync } from 'node:fs';
import { sep } from 'node:path';
import { URI, Utils } from 'vscode-uri';
import { isAbsolute } from '../scap/resolve.ts';
import { openSnapshot, type Siblings, type Snapshot } from '../scap/snapshot.ts';
import { readTextFile } from './textFile.ts';

/** Larger files are left to be opened by the user. */
const largestBytes = 64 * 1024 * 1024;

export interface SiblingFinder {
  /** The port for the snapshots of one document. */
  readonly of: (uri: string) => Siblings;
  /** The documents that asked for this one, found or not. */
  readonly readersOf: (uri: string) => readonly string[];
}

export function createSiblings(
  workspaceFolders: () => readonly string[],
  openDocument: (uri: string) => Snapshot | undefined,
): SiblingFinder {
  const readers = new Map<string, Set<string>>();
  const files = new Map<string, { readonly stamp: string; readonly snapshot: Snapshot }>();

  const find = (from: string, href: string): Snapshot | undefined => {
    if (isAbsolute(href) || href === '') return undefined;
    const target = Utils.joinPath(Utils.dirname(URI.parse(from)), decodeURIComponent(href)).toString();
    const asked = readers.get(target) ?? new Set();
    readers.set(target, asked.add(from));
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
    const snapshot = openSnapshot(readTextFile(path), uri, (href) => find(uri, href));
    files.set(uri, { stamp, snapshot });
    return snapshot;
  };

  return {
    of: (uri) => (href) => find(uri, href),
    readersOf: (uri) => [...(readers.get(uri) ?? [])],
  };
}

/** The real path of a file, if it lies in one of the folders. */
function insideWorkspace(uri: string, folders: readonly string[]): string | undefined {
  const parsed = URI.parse(uri);
  if (parsed.scheme !== 'file') return undefined;
  try {
    const path = realpathSync(parsed.fsPath);
    const inside = folders.some((folder) => {
      const { scheme, fsPath } = URI.parse(folder);
      return scheme === 'file' && path.startsWith(realpathSync(fsPath) + sep);
    });
    return inside ? path : undefined;
  } catch {
    // The file is not there: an href that leads nowhere is for the findings to tell.
    return undefined;
  }
}
