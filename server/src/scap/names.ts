/**
 * Who names a thing: every reference that resolves to one declaration, across the components of a file. The same id in
 * another component is another thing and is left out.
 */

import type { Span } from '../text/span.ts';
import { cursorTarget } from './cursor.ts';
import { type Place, resolveReference } from './resolve.ts';
import { type Declaration, declarationSpan, type Reference, referenceSpan } from './scapIndex.ts';
import type { Snapshot } from './snapshot.ts';

export interface ReferencePlace extends Span {
  readonly uri: string;
  readonly snapshot: Snapshot;
  /** A reference's kind reads like XPath, `xccdf.select@idref`; a declaration's is `oval.definition`. */
  readonly kind: string;
  readonly isDeclaration: boolean;
}

export interface ReferenceOptions {
  readonly includeDeclaration: boolean;
  /** Other documents that may name things of this one, such as tailorings. */
  readonly documents?: readonly Snapshot[];
}

/** The references to one declaration. `from` is the document that is asked about, listed first. */
export function referencesOf(place: Place, from: Snapshot, options: ReferenceOptions): readonly ReferencePlace[] {
  const documents = [...new Set([from, place.snapshot, ...(options.documents ?? [])])];
  return documents.flatMap((document) => {
    const found = namesOf(document, place.declaration)
      .filter((reference) => leadsTo(document, reference, place))
      .map((reference) => referencePlace(document, reference));
    const own = options.includeDeclaration && document === place.snapshot ? [declarationPlace(place)] : [];
    return [...own, ...found].sort((a, b) => a.from - b.from);
  });
}

/** The declarations that a cursor means: the one it stands on, or those that the reference under it leads to; none else. */
export function placesAt(snapshot: Snapshot, offset: number): readonly Place[] {
  const target = cursorTarget(snapshot, offset);
  if (!target) return [];
  if (target.kind === 'declaration') return [{ snapshot, declaration: target.declaration }];
  const resolution = resolveReference(snapshot, target.reference);
  return resolution.status === 'resolved' ? resolution.places : [];
}

function namesOf(document: Snapshot, declaration: Declaration): readonly Reference[] {
  const byId = document.index.referencesTo(declaration.id);
  if (declaration.kind !== 'xccdf.Benchmark') return byId;
  // A Tailoring names its Benchmark by a file, not by its id.
  return document.index.referencesOfRows(({ scope }) => scope === 'document');
}

function leadsTo(document: Snapshot, reference: Reference, { snapshot, declaration }: Place): boolean {
  // Cheap, and spares most resolutions of an id that several kinds share.
  if (!reference.row.targets.includes(declaration.kind)) return false;
  const resolution = resolveReference(document, reference);
  if (resolution.status !== 'resolved') return false;
  return resolution.places.some((place) => place.declaration === declaration && place.snapshot === snapshot);
}

function referencePlace(snapshot: Snapshot, reference: Reference): ReferencePlace {
  const { from, to } = referenceSpan(snapshot.source, snapshot.table, reference);
  return { uri: snapshot.uri, snapshot, kind: reference.row.kind, isDeclaration: false, from, to };
}

function declarationPlace({ snapshot, declaration }: Place): ReferencePlace {
  const { from, to } = declarationSpan(snapshot.source, snapshot.table, declaration);
  return { uri: snapshot.uri, snapshot, kind: declaration.kind, isDeclaration: true, from, to };
}
