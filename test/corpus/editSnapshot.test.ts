/**
 * The incremental snapshot equals one from scratch: 20,000 random edits of small documents, compared after every edit, column
 * by column and reference by reference (of a 24 MB stream: editSnapshotOfStream.test.ts). fast-check draws the edits;
 * SCAP_SEED, a number, has it draw others; what fails is shrunk to a case that test/scap/editSnapshot.test.ts replays once it is kept in test/fixtures/edits.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editSnapshot } from '../../server/src/scap/editSnapshot.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import type { TextEdit } from '../../server/src/text/span.ts';
import { drawnBy } from '../support/drawnRandom.ts';
import { type SeededRandom, seeded } from '../support/random.ts';
import { nextEdit, randomDocument } from '../support/randomEdits.ts';
import { difference, differentBenchmarks } from '../support/sameSnapshot.ts';
import { applied, prefixes, shrunk, warm } from '../support/shrinkEdits.ts';

const seed = Number(process.env.SCAP_SEED ?? 1);
const batches = 20;
const documentsEach = 10;
const editsEach = 100;

/** From nothing to 200 KB, small ones more often. */
function checkDocument(random: SeededRandom): void {
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
      difference(snapshot, scratch, prefixes) ?? (step % 5 === 4 ? differentBenchmarks(snapshot, scratch) : undefined);
    if (found) {
      const kept = JSON.stringify({ why: found, ...shrunk({ text: first, edits }) });
      throw new Error(`step ${step}: ${found}\nshrunk, to be kept: ${kept}`);
    }
  }
}

describe(`edits by seed ${seed}`, () => {
  it.each(Array.from({ length: batches }, (_, batch) => batch))('of small documents, batch %i', (batch) => {
    fc.assert(
      fc.property(fc.gen(), (draw) => checkDocument(drawnBy(draw))),
      // A failure is made small by `shrunk`, which can take text out as well.
      { seed: seed * batches + batch, numRuns: documentsEach, endOnFailure: true },
    );
  });

  it('throws for whoever asks the old snapshot, and leaves the old source as it was', () => {
    const text = randomDocument(seeded(String(seed)), 20);
    const old = warm(openSnapshot(text));
    const at = text.indexOf('</x:title>');
    editSnapshot(old, { from: at, to: at + 3, newText: '' });
    expect(() => old.table.start(0)).toThrow('superseded');
    expect(old.source.whole()).toBe(text);
  });
});
