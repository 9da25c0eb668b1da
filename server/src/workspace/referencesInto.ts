/** References from other files of the workspace into one document, from what is kept of them: no file is opened. */
import { URI } from 'vscode-uri';
import type { DeclarationKind } from '../scap/vocabulary.ts';
import { besideUri } from './beside.ts';
import type { FileRecord } from './fileRecord.ts';
import { openRecord, type RecordedReference } from './openRecord.ts';
import { openOrNothing } from './search.ts';

export interface ReferencedDeclaration {
  /** Of the document that declares it. */
  readonly uri: string;
  readonly kind: DeclarationKind;
  readonly id: string;
}

export interface FoundReference extends RecordedReference {
  readonly uri: string;
}

/** By file in the given order, within a file in document order. Opens only the records that name the document at all. */
export function listReferencesInto(
  target: ReferencedDeclaration,
  files: Iterable<{ readonly uri: string; readonly record: FileRecord }>,
): readonly FoundReference[] {
  const found: FoundReference[] = [];
  const wanted = URI.parse(target.uri).toString();
  for (const { uri, record } of files) {
    const hrefs = new Set(record.hrefs.filter((href) => besideUri(uri, href) === wanted));
    if (hrefs.size === 0) continue;
    for (const reference of openRecord(record.body).references()) {
      if (hrefs.has(reference.href) && names(reference, target)) found.push({ ...reference, uri });
    }
  }
  return found;
}

/** A Tailoring names its Benchmark by the file alone. */
function names({ row, id }: RecordedReference, target: ReferencedDeclaration): boolean {
  return row.targets.includes(target.kind) && (row.scope === 'document' || id === target.id);
}

/** URIs of the files with a profile that refers to one of the document, or stands in for it under its id. */
export function filesNamingProfile(
  target: { readonly uri: string; readonly id: string },
  files: readonly { readonly uri: string; readonly record: FileRecord }[],
): readonly string[] {
  const extending = listReferencesInto({ ...target, kind: 'xccdf.Profile' }, files)
    // What names the file alone names none of its profiles.
    .filter(({ id }) => id === target.id)
    .map(({ uri }) => uri);
  const wanted = URI.parse(target.uri).toString();
  const standing = files.filter(({ uri, record }) => {
    if (!record.hrefs.some((href) => besideUri(uri, href) === wanted)) return false;
    const open = openOrNothing(record);
    const declared = open?.find([target.id]).map((number) => open.declaration(number)) ?? [];
    return declared.some(({ kind, id }) => kind === 'xccdf.Profile' && id === target.id);
  });
  return [...new Set([...extending, ...standing.map(({ uri }) => uri)])];
}
