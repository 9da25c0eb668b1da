/** What every feature answers that edits: the edits of one document and their inverse, or in words why there are none. */
import type { EditWords, NoEdit } from '../protocol/index.ts';
import { isSigned } from '../scap/signature.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import { invertEdits, mergeEdits } from '../text/edits.ts';
import type { TextEdit } from '../text/span.ts';

export type Edited = EditedDocument | NoEdit;

export interface EditedDocument extends EditWords {
  readonly kind: 'edit';
  /** The document to edit: a Tailoring's own where one is in force. */
  readonly snapshot: Snapshot;
  /** Fewer than 1,000. */
  readonly edits: readonly TextEdit[];
  /** For the edited text. */
  readonly inverse: readonly TextEdit[];
}

/** `edits` are at least one. */
export function editDocument(
  snapshot: Snapshot,
  edits: readonly TextEdit[],
  summary: string,
  warnings: readonly string[] = [],
): EditedDocument {
  const slice = (from: number, to: number): string => snapshot.source.slice(from, to);
  const merged = mergeEdits(slice, edits);
  const inverse = invertEdits(slice, merged);
  return { kind: 'edit', snapshot, edits: merged, inverse, summary, warnings, signed: isSigned(snapshot) };
}
