/** `workspace/symbol`, and references from files that are not open. What an editor has open wins over what is on disk. */
import { relative } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Connection } from 'vscode-languageserver';
import type { Location, WorkspaceSymbol } from 'vscode-languageserver-types';
import { URI } from 'vscode-uri';
import { remember, type Snapshot } from '../scap/snapshot.ts';
import { longestLabel, shorten } from '../text/shorten.ts';
import { recordOf } from '../workspace/fileRecord.ts';
import { listReferencesInto, type ReferencedDeclaration } from '../workspace/referencesInto.ts';
import { type FoundDeclaration, searchFiles } from '../workspace/search.ts';
import type { Documents } from './documents.ts';
import { documentKey } from './siblings.ts';
import { symbolKindOf } from './symbolKinds.ts';
import type { Workspace } from './workspace.ts';

/** Twins that are named; the others are counted. */
const namedTwins = 3;

export function registerWorkspaceSymbols(connection: Connection, documents: Documents, workspace: Workspace): void {
  connection.onWorkspaceSymbol(async ({ query }, token) => {
    // The position of each is at hand, so nothing is left to resolve later.
    const found = await searchFiles(searchedFiles(documents, workspace), query, () => token.isCancellationRequested);
    return found.map((declaration) => toSymbol(declaration, workspace.folders()));
  });
}

/** Of files that are not open here; `covered` are documents that were asked themselves. */
export function referencesFromFiles(
  workspace: Workspace,
  targets: readonly ReferencedDeclaration[],
  covered: readonly string[],
): Location[] {
  const asked = new Set(covered.map((uri) => documentKey(uri)));
  const files = workspace.files().filter(({ uri }) => !asked.has(documentKey(uri)));
  return targets.flatMap((target) =>
    listReferencesInto(target, files).map(({ uri, line, character, length }) => ({
      uri,
      range: { start: { line, character }, end: { line, character: character + length } },
    })),
  );
}

/** The open documents, and the files of the workspace that are not open. */
export function searchedFiles(documents: Documents, workspace: Workspace) {
  const open = documents.atHand();
  const openKeys = new Set(open.map(({ uri }) => documentKey(uri)));
  return [
    ...open.map((snapshot) => ({ uri: snapshot.uri, record: recordOfOpen(snapshot), isOpen: true })),
    ...workspace
      .files()
      .filter(({ uri }) => !openKeys.has(documentKey(uri)))
      .map((file) => ({ ...file, isOpen: false })),
  ];
}

function recordOfOpen(snapshot: Snapshot) {
  return remember(snapshot, recordOfOpen, () => recordOf(snapshot));
}

function toSymbol(found: FoundDeclaration, folders: readonly string[]): WorkspaceSymbol {
  const { kind, id, title, uri, line, character, twins } = found;
  const start = { line, character };
  return {
    // An editor filters by the name once more, so the id has to stand in it.
    name: shorten(title === '' || title === id ? id : `${title} (${id})`, longestLabel),
    kind: symbolKindOf(kind),
    location: { uri, range: { start, end: { line, character: character + id.length } } },
    containerName: containerOf(uri, twins, folders),
  };
}

function containerOf(uri: string, twins: readonly string[], folders: readonly string[]): string {
  const own = nameOf(uri, folders);
  if (twins.length === 0) return own;
  const names = twins.slice(0, namedTwins).map((twin) => nameOf(twin, folders));
  const left = twins.length - names.length;
  if (left === 1) return l10n.t('{0}, also in {1} and 1 more file', own, names.join(', '));
  if (left > 0) return l10n.t('{0}, also in {1} and {2} more files', own, names.join(', '), left);
  return l10n.t('{0}, also in {1}', own, names.join(', '));
}

/** From its workspace folder on, so that files of one name in two folders differ. */
function nameOf(uri: string, folders: readonly string[]): string {
  const folder = folders.find((candidate) => uri.startsWith(candidate.endsWith('/') ? candidate : `${candidate}/`));
  if (folder === undefined) return URI.parse(uri).path.split('/').at(-1) ?? uri;
  return relative(URI.parse(folder).fsPath, URI.parse(uri).fsPath);
}
