/**
 * Finds declarations by title or id over all files of the workspace. A component that stands in several files under the same
 * ids and titles (a data stream, its SCAP 1.2 form, the stand-alone benchmark) is searched and shown once, twins named.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { DeclarationKind } from '../scap/vocabulary.ts';
import type { FileRecord } from './fileRecord.ts';
import { openRecord, type RecordedDeclaration } from './openRecord.ts';

export interface FoundDeclaration extends RecordedDeclaration {
  readonly uri: string;
  /** Other files with the same component, by URI. */
  readonly twins: readonly string[];
}

export interface SearchedFile {
  readonly uri: string;
  readonly record: FileRecord;
  /** Its text is in an editor: of several twins this one is shown. */
  readonly isOpen: boolean;
}

/** What people look for first. */
const ranks: readonly (readonly DeclarationKind[])[] = [
  ['xccdf.Benchmark', 'xccdf.Tailoring', 'xccdf.Profile', 'xccdf.Rule', 'xccdf.Group', 'xccdf.Value'],
  ['oval.definition', 'ocil.questionnaire', 'cpe.cpe-item', 'cpe.platform', 'ds.data-stream'],
];

/**
 * Every word of the query must be in the title or the id, whatever the case; no words find nothing. Benchmarks' own things
 * come first, then definitions, then the rest; at most `limit`. Lets others run after each file.
 */
export async function searchFiles(
  files: readonly SearchedFile[],
  query: string,
  isCancelled: () => boolean = () => false,
  limit = 1000,
): Promise<readonly FoundDeclaration[]> {
  const words = query.split(/\s+/).filter((word) => word !== '');
  const ranked: FoundDeclaration[][] = [[], [], []];
  if (words.length === 0) return [];
  for (const { uri, record, twins } of representatives(files)) {
    if (isCancelled()) return [];
    const open = openOrNothing(record);
    for (const number of open?.find(words) ?? []) {
      const declaration = open!.declaration(number);
      const others = twins.get(declaration.component);
      if (others === undefined) continue;
      const rank = ranks.findIndex((kinds) => kinds.includes(declaration.kind));
      ranked.at(rank)!.push({ ...declaration, uri, twins: others });
    }
    await turn();
    if (ranked[0]!.length >= limit) break;
  }
  return ranked.flat().slice(0, limit);
}

interface Representative extends SearchedFile {
  /** The twins' URIs for each component that this file stands for, by number. */
  readonly twins: ReadonlyMap<number, readonly string[]>;
}

/** Files that stand for at least one component, each component once. An open file stands for its twins, else the shortest name. */
function representatives(files: readonly SearchedFile[]): readonly Representative[] {
  const sorted = files.toSorted(
    (a, b) => Number(b.isOpen) - Number(a.isOpen) || a.uri.length - b.uri.length || (a.uri < b.uri ? -1 : 1),
  );
  const holders = new Map<string, string[]>();
  const standFor = new Map<SearchedFile, Map<number, string[]>>();
  for (const file of sorted) {
    for (const [number, { print }] of file.record.components.entries()) {
      const known = holders.get(print);
      if (known && known[0] !== file.uri) {
        if (known.at(-1) !== file.uri) known.push(file.uri);
        continue;
      }
      const own = known ?? [file.uri];
      holders.set(print, own);
      const components = standFor.get(file) ?? new Map<number, string[]>();
      standFor.set(file, components.set(number, own));
    }
  }
  return [...standFor].map(([file, components]) => ({
    ...file,
    twins: new Map([...components].map(([number, uris]) => [number, uris.slice(1)])),
  }));
}

/** A record that was damaged in memory or on disk shows as a file without declarations; the next change reads it anew. */
export function openOrNothing({ body }: FileRecord): ReturnType<typeof openRecord> | undefined {
  try {
    return openRecord(body);
  } catch {
    return undefined;
  }
}
