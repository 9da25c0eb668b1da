/** Find references: everything that names what the cursor names. The work is done in scap/names.ts. */
import { placesAt, type ReferenceOptions, type ReferencePlace, referencesOf } from '../scap/names.ts';
import type { Snapshot } from '../scap/snapshot.ts';

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
