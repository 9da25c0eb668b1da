/** One edit to the next snapshot, by the server's own way; where it has none yet, by reading the whole new text. */
import * as snapshots from '../../server/src/scap/snapshot.ts';
import type { TextEdit } from '../../server/src/text/span.ts';

type EditSnapshot = (snapshot: snapshots.Snapshot, edit: TextEdit) => snapshots.Snapshot;

const editSnapshot = (snapshots as unknown as { readonly editSnapshot?: EditSnapshot }).editSnapshot;

export const isIncremental = editSnapshot !== undefined;

export function applyEdit(snapshot: snapshots.Snapshot, edit: TextEdit): snapshots.Snapshot {
  if (editSnapshot) return editSnapshot(snapshot, edit);
  const source = snapshot.source.splice(edit.from, edit.to, edit.newText);
  return snapshots.openSnapshot(source.whole(), snapshot.uri, snapshot.siblings);
}
