/**
 * A snapshot that is edited to see what comes of it, and brought back edit by edit: that costs what the edits touch, where a
 * copy would cost the whole. Who begins a trial has to take it back before the turn ends.
 */
import { editLocally } from '../scap/editSnapshot.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import { invertEdits } from '../text/edits.ts';
import type { TextEdit } from '../text/span.ts';

export interface Trial {
  readonly snapshot: () => Snapshot;
  /** False where the whole text would have to be read anew; then only `takeBack` may follow. */
  readonly apply: (edits: readonly TextEdit[]) => boolean;
  /** Of the text that the trial began with; undefined where that has to be read anew. */
  readonly takeBack: () => Snapshot | undefined;
}

export function createTrial(start: Snapshot): Trial {
  let snapshot: Snapshot = start;
  const inverses: TextEdit[] = [];
  const apply = (edit: TextEdit): boolean => {
    const { source } = snapshot;
    const next = editLocally(snapshot, edit, source.splice(edit.from, edit.to, edit.newText));
    if (!next) return false;
    inverses.push(invertEdits((from, to) => source.slice(from, to), [edit])[0]!);
    snapshot = next;
    return true;
  };
  return {
    snapshot: () => snapshot,
    apply: (edits) => edits.toReversed().every(apply),
    takeBack: () => (inverses.splice(0).toReversed().every(apply) ? snapshot : undefined),
  };
}
