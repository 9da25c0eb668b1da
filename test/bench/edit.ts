/** One edit to the next snapshot, by the server's own way. */
import { editSnapshot } from '../../server/src/scap/editSnapshot.ts';
import type { Snapshot } from '../../server/src/scap/snapshot.ts';
import type { TextEdit } from '../../server/src/text/span.ts';

export function applyEdit(snapshot: Snapshot, edit: TextEdit): Snapshot {
  return editSnapshot(snapshot, edit);
}
