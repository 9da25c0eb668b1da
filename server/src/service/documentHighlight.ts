/** The places in one document that name what the cursor names, for the editor to paint. It looks into no other document. */
import { placesAt, referencesOf } from '../scap/names.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import type { Span } from '../text/span.ts';

export interface Highlight extends Span {
  /** 'write' is where the name is declared. */
  readonly kind: 'read' | 'write';
}

/** In document order; empty where the cursor is on no name. */
export function findHighlights(snapshot: Snapshot, offset: number): readonly Highlight[] {
  return placesAt(snapshot, offset)
    .flatMap((place) => referencesOf(place, snapshot, { includeDeclaration: true }))
    .filter((place) => place.snapshot === snapshot)
    .map(({ from, to, isDeclaration }) => ({ from, to, kind: isDeclaration ? 'write' : 'read' }));
}
