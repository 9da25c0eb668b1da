/**
 * The incremental snapshot equals one from scratch: after any sequence of random edits, column by column and reference by
 * reference; on many small documents after every edit, on a 24 MB stream now and then. The seed is printed.
 */
import { describe, expect, it } from 'vitest';
import { listBenchmarks } from '../../server/src/scap/benchmark.ts';
import { editSnapshot } from '../../server/src/scap/editSnapshot.ts';
import { openSnapshot, problemsOf, type Snapshot } from '../../server/src/scap/snapshot.ts';
import type { TextEdit } from '../../server/src/text/span.ts';
import { readDocument } from '../support/documents.ts';
import { type SeededRandom, seeded } from '../support/random.ts';
import { randomDocument, randomEdit, undoOf } from '../support/randomEdits.ts';
import { difference, differentBenchmarks } from '../support/sameSnapshot.ts';
import { streamPath } from './content.ts';

const seed = process.env.SCAP_SEED ?? '1';
const prefixes = ['', 'x', 'o', 'i', 'd', 'q'];
const documents = 200;
const editsEach = 100;

/** Ready for questions, as a server would have it: look-up tables made, problems known. */
function warm(snapshot: Snapshot): Snapshot {
  snapshot.index.declarationsOf('');
  snapshot.index.referencesTo('');
  problemsOf(snapshot);
  listBenchmarks(snapshot);
  return snapshot;
}

function applied(text: string, edit: TextEdit): string {
  return text.slice(0, edit.from) + edit.newText + text.slice(edit.to);
}

/** A new edit or, half of the time, the undoing of an earlier one: broken texts get mended. */
function nextEdit(random: SeededRandom, text: string, undo: TextEdit[]): TextEdit {
  if (undo.length > 0 && random.next() < 0.45) return undo.pop()!;
  const edit = randomEdit(random, text);
  undo.push(undoOf(text, edit));
  return edit;
}

describe(`edits by seed ${seed}`, () => {
  it.each(Array.from({ length: documents / 10 }, (_, batch) => batch))('small documents, batch %i', (batch) => {
    for (let number = batch * 10; number < batch * 10 + 10; number++) {
      const random = seeded(`${seed} ${number}`);
      let text = randomDocument(random, 3 + Math.floor(random.next() ** 3 * 300));
      let snapshot = warm(openSnapshot(text));
      const undo: TextEdit[] = [];
      for (let step = 0; step < editsEach; step++) {
        const edit = nextEdit(random, text, undo);
        const before = text;
        text = applied(text, edit);
        snapshot = warm(editSnapshot(snapshot, edit));
        const scratch = openSnapshot(text);
        const found =
          difference(snapshot, scratch, prefixes) ??
          (step % 5 === 4 ? differentBenchmarks(snapshot, scratch) : undefined);
        if (found)
          throw new Error(
            `document ${number}, step ${step}, ${JSON.stringify(edit)}: ${found}\n${around(before, edit)}`,
          );
      }
    }
  });

  it('rhel8, 300 edits compared every tenth', () => {
    const random = seeded(`${seed} rhel8`);
    let text = readDocument(streamPath('rhel8')).text;
    let snapshot = warm(openSnapshot(text));
    const undo: TextEdit[] = [];
    for (let step = 0; step < 300; step++) {
      const edit = nextEdit(random, text, undo);
      text = applied(text, edit);
      snapshot = warm(editSnapshot(snapshot, edit));
      if (step % 10 !== 9) continue;
      const scratch = openSnapshot(text);
      const found = difference(snapshot, scratch, []) ?? differentBenchmarks(snapshot, scratch);
      expect(found, `step ${step}`).toBeUndefined();
    }
  });

  it('throws for whoever asks the old snapshot, and leaves the old source as it was', () => {
    const text = randomDocument(seeded(seed), 20);
    const old = warm(openSnapshot(text));
    const at = text.indexOf('</x:title>');
    editSnapshot(old, { from: at, to: at + 3, newText: '' });
    expect(() => old.table.start(0)).toThrow('superseded');
    expect(old.source.whole()).toBe(text);
  });
});

function around(text: string, edit: TextEdit): string {
  return JSON.stringify(text.slice(Math.max(0, edit.from - 80), edit.to + 80));
}
