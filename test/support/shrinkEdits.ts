/**
 * Edits of a text after which an incremental snapshot differed from one from scratch: replayed, and made as small as they
 * can be while they still show it. Kept in test/fixtures/edits, a file each, and replayed by test/scap/editSnapshot.test.ts.
 */
import { listBenchmarks } from '../../server/src/scap/benchmark.ts';
import { editSnapshot } from '../../server/src/scap/editSnapshot.ts';
import { openSnapshot, problemsOf, type Snapshot } from '../../server/src/scap/snapshot.ts';
import type { TextEdit } from '../../server/src/text/span.ts';
import { difference, differentBenchmarks } from './sameSnapshot.ts';

export interface EditCase {
  readonly text: string;
  readonly edits: readonly TextEdit[];
}

/** Of the documents that randomEdits.ts makes. */
export const prefixes = ['', 'x', 'o', 'i', 'd', 'q'];

/** Ready for questions, as a server would have it: look-up tables made, problems known. */
export function warm(snapshot: Snapshot): Snapshot {
  snapshot.index.declarationsOf('');
  snapshot.index.referencesTo('');
  problemsOf(snapshot);
  listBenchmarks(snapshot);
  return snapshot;
}

export function applied(text: string, edit: TextEdit): string {
  return text.slice(0, edit.from) + edit.newText + text.slice(edit.to);
}

/** The first difference between incremental and from scratch, with the step after which it shows; undefined where none does. */
export function replay({ text, edits }: EditCase): string | undefined {
  let now = text;
  let snapshot = warm(openSnapshot(text));
  for (const [step, edit] of edits.entries()) {
    // What shrinking made impossible shows nothing.
    if (edit.to > now.length) return undefined;
    now = applied(now, edit);
    try {
      snapshot = warm(editSnapshot(snapshot, edit));
      const scratch = openSnapshot(now);
      const found = difference(snapshot, scratch, prefixes) ?? differentBenchmarks(snapshot, scratch);
      if (found) return `step ${step}: ${found}`;
    } catch (error) {
      return `step ${step}: ${error}`;
    }
  }
  return undefined;
}

/** A smaller case that fails as well; the case itself where none does. */
export function shrunk(failing: EditCase): EditCase {
  let best = failing;
  // Often the last edit alone does it, on the text that it met.
  const before = best.edits.slice(0, -1).reduce(applied, best.text);
  best = smaller(best, { text: before, edits: best.edits.slice(-1) });
  for (let at = best.edits.length - 2; at >= 0; at--) {
    const rest = best.edits.toSpliced(at, 1);
    best = smaller(best, { text: best.text, edits: rest });
  }
  for (let length = best.text.length; length >= 1; length = Math.floor(length / 2)) {
    for (let from = best.text.length - length; from >= 0; from -= length)
      best = smaller(best, without(best, from, length));
  }
  return best;
}

function smaller(best: EditCase, candidate: EditCase | undefined): EditCase {
  return candidate && replay(candidate) !== undefined ? candidate : best;
}

/** A part of the text taken out that no edit touches; undefined where one does. */
function without({ text, edits }: EditCase, from: number, length: number): EditCase | undefined {
  const to = from + length;
  if (edits.some((edit) => edit.from < to && edit.to > from)) return undefined;
  const moved = edits.map((edit) =>
    edit.from >= to ? { ...edit, from: edit.from - length, to: edit.to - length } : edit,
  );
  return { text: text.slice(0, from) + text.slice(to), edits: moved };
}
