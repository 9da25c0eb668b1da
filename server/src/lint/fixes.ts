/** Edits that several rules offer, in the style of the lines around them. */
import { removalEdit } from '../scap/elementEdits.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import type { TextEdit } from '../text/span.ts';

/** Takes an element out, with its line where it stands alone on one. */
export function removeElement(snapshot: Snapshot, element: number): TextEdit {
  return removalEdit(snapshot, element);
}
