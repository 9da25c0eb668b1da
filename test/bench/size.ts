/** What the columns and the index of a document hold, beside its text. */
import { setTimeout as delay } from 'node:timers/promises';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { megabytesOf, readStream, streamPath } from './context.ts';
import { query } from './queries.ts';
import { type Row, row } from './row.ts';
import { collectGarbage } from './timing.ts';

export async function measure(): Promise<Row[]> {
  // One build before, kept to the end: code and names that stay for good are not the document's, and the first text must
  // not go while the second is weighed (the last match of a regular expression holds on to it for a while).
  const first = openSnapshot(readStream(streamPath('rhel8')));
  query(first);
  const text = readStream(streamPath('rhel8'));
  const before = await held();
  const snapshot = openSnapshot(text);
  query(snapshot);
  const value = (await held()) - before;
  if (first.table.count !== snapshot.table.count) throw new Error('one text, two tables');
  const size = megabytesOf(text);
  const what = 'columns and index, rhel8';
  const note = `${snapshot.table.count} elements, ${snapshot.index.declarations.length} declarations, ${snapshot.index.references.length} references`;
  return [row({ what, value, unit: 'MB', peer: { name: "the text's size", value: size }, target: 0.6, note })];
}

/** Without what only waits to be collected. */
async function held(): Promise<number> {
  for (let count = 0; count < 3; count++) {
    // A turn of the event loop: buffers are given back between turns only.
    await delay(50);
    collectGarbage();
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}
