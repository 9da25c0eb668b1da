/** As editSnapshot.test.ts, of a real stream of 24 MB: 300 random edits, compared after every tenth. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { editSnapshot } from '../../server/src/scap/editSnapshot.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import type { TextEdit } from '../../server/src/text/span.ts';
import { readDocument } from '../support/documents.ts';
import { drawnBy } from '../support/drawnRandom.ts';
import type { SeededRandom } from '../support/random.ts';
import { nextEdit } from '../support/randomEdits.ts';
import { difference, differentBenchmarks } from '../support/sameSnapshot.ts';
import { applied, warm } from '../support/shrinkEdits.ts';
import { streamPath } from './content.ts';

const seed = Number(process.env.SCAP_SEED ?? 1);
const count = 300;
const compareEach = 10;

function checkStream(random: SeededRandom, stream: string): void {
  let text = stream;
  let snapshot = warm(openSnapshot(text));
  const undo: TextEdit[] = [];
  for (let step = 1; step <= count; step++) {
    const edit = nextEdit(random, text, undo);
    text = applied(text, edit);
    snapshot = warm(editSnapshot(snapshot, edit));
    if (step % compareEach !== 0) continue;
    const scratch = openSnapshot(text);
    const found = difference(snapshot, scratch, []) ?? differentBenchmarks(snapshot, scratch);
    expect(found, `step ${step}`).toBeUndefined();
  }
}

it(`${count} edits of rhel8 by seed ${seed}`, () => {
  const { text } = readDocument(streamPath('rhel8'));
  // To try smaller cases would take minutes each; the step and the seed are enough to find the place.
  const property = fc.property(fc.gen(), (draw) => checkStream(drawnBy(draw), text));
  fc.assert(property, { seed, numRuns: 1, endOnFailure: true });
});
