/** Find references: everything that names what the cursor names. The work is done in scap/names.ts. */
import { placesAt, type ReferenceOptions, type ReferencePlace, referencesOf } from '../scap/names.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import type { DeclarationKind } from '../scap/vocabulary.ts';

export type { ReferenceOptions, ReferencePlace } from '../scap/names.ts';

/**
 * In document order, this document's first. Empty where the cursor is on no name, or on one that leads nowhere. Costs a
 * resolution for each reference with that id.
 */
export function findReferences(
  snapshot: Snapshot,
  offset: number,
  options: ReferenceOptions,
): readonly ReferencePlace[] {
  return placesAt(snapshot, offset).flatMap((place) => referencesOf(place, snapshot, options));
}

export interface NamedDeclaration {
  /** Of the document that declares it. */
  readonly uri: string;
  readonly kind: DeclarationKind;
  readonly id: string;
}

/** What `findReferences` looks for, so that others can look where no snapshot is. Empty where the cursor is on no name. */
export function listNamedAt(snapshot: Snapshot, offset: number): readonly NamedDeclaration[] {
  return placesAt(snapshot, offset).map(({ snapshot: { uri }, declaration: { kind, id } }) => ({ uri, kind, id }));
}
