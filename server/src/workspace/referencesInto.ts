/** References from other files of the workspace into one document, from what is kept of them: no file is opened. */
import { URI } from 'vscode-uri';
import type { DeclarationKind } from '../scap/vocabulary.ts';
import { besideUri } from './beside.ts';
import type { FileRecord } from './fileRecord.ts';
import { openRecord, type RecordedReference } from './openRecord.ts';

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
