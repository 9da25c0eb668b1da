/**
 * The incremental snapshot equals one from scratch: after any sequence of random edits, column by column and reference by
 * reference; on many small documents after every edit, on a 24 MB stream now and then. The seed is printed,
 * and a failure is shrunk to a case that test/scap/editSnapshot.test.ts replays once it is kept in test/fixtures/edits.
 */
import { describe, expect, it } from 'vitest';
import { editSnapshot } from '../../server/src/scap/editSnapshot.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import type { TextEdit } from '../../server/src/text/span.ts';
import { readDocument } from '../support/documents.ts';
import { type SeededRandom, seeded } from '../support/random.ts';
import { randomDocument, randomEdit, undoOf } from '../support/randomEdits.ts';
import { difference, differentBenchmarks } from '../support/sameSnapshot.ts';
import { applied, prefixes, shrunk, warm } from '../support/shrinkEdits.ts';
import { streamPath } from './content.ts';

const seed = process.env.SCAP_SEED ?? '1';
const documents = 200;
const editsEach = 100;

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
      const first = text;
      const edits: TextEdit[] = [];
      const undo: TextEdit[] = [];
      for (let step = 0; step < editsEach; step++) {
        const edit = nextEdit(random, text, undo);
        edits.push(edit);
        text = applied(text, edit);
        snapshot = warm(editSnapshot(snapshot, edit));
        const scratch = openSnapshot(text);
        const found =
          difference(snapshot, scratch, prefixes) ??
          (step % 5 === 4 ? differentBenchmarks(snapshot, scratch) : undefined);
        if (found) {
          const kept = JSON.stringify({ why: found, ...shrunk({ text: first, edits }) });
          throw new Error(`seed ${seed}, document ${number}, step ${step}: ${found}\nshrunk, to be kept: ${kept}`);
        }
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
