/** What the columns and the index of a document hold, beside its text. */
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { megabytesOf, readStream, streamPath } from './context.ts';
import { query } from './queries.ts';
import { type Row, row } from './row.ts';
import { collectGarbage } from './timing.ts';

export async function measure(): Promise<Row[]> {
  // One build before: names and code that stay for good are not the document's.
  query(openSnapshot(readStream(streamPath('rhel8'))));
  const text = readStream(streamPath('rhel8'));
  const before = held();
  const snapshot = openSnapshot(text);
  query(snapshot);
  const value = held() - before;
  const size = megabytesOf(text);
  const what = 'columns and index, rhel8';
  const note = `${snapshot.table.count} elements, ${snapshot.index.declarations.length} declarations, ${snapshot.index.references.length} references`;
  return [row({ what, value, unit: 'MB', peer: { name: "the text's size", value: size }, target: 0.6, note })];
}

/** Without what only waits to be collected. */
function held(): number {
  for (let count = 0; count < 3; count++) collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}
