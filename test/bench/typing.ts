/** Typing over stdio: how soon findings follow a key of each class, and how soon a hover answers while somebody types. */
import { setTimeout as delay } from 'node:timers/promises';
import { restMs } from '../../server/src/lsp/documents.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { seeded } from '../support/random.ts';
import { context, mergedPath, readStream, streamPath } from './context.ts';
import { applyEdit } from './edit.ts';
import { inverseOf, type KeyClass, kindsOf, makeEdit } from './keyEdits.ts';
import { type Row, row } from './row.ts';
import { openText, startServer, typeAt, typeEdit, uri } from './server.ts';
import { textPlaces } from './textPlaces.ts';
import { percentile } from './timing.ts';

/** Of each kind of edit; each is taken back by another one. */
const editsOfKind = 2;
const hoverCount = 100;

export async function measure(): Promise<Row[]> {
  const small = readStream(streamPath('rhel8'));
  const rows: Row[] = [];
  for (const keyClass of [1, 2, 3] as const) {
    const times = await keyToFindings(small, keyClass);
    rows.push(
      row({
        what: `key class ${keyClass} to published findings after the pause, 24 MB, p50`,
        value: percentile(times, 50),
        unit: 'ms',
        target: 50,
        note: `${times.length} keys of ${kindsOf(keyClass).length} kinds, p95 ${percentile(times, 95).toFixed(0)} ms; ${restMs} ms of pause taken off`,
      }),
    );
  }
  const hovers = await hoverWhileTyping(readStream(mergedPath(48)));
  return [
    ...rows,
    row({
      what: 'hover while a key comes each 50 ms, 48 MB, p95',
      value: percentile(hovers, 95),
      unit: 'ms',
      target: 50,
      note: `${hovers.length} hovers, p50 ${percentile(hovers, 50).toFixed(0)} ms`,
    }),
  ];
}

async function keyToFindings(text: string, keyClass: KeyClass): Promise<readonly number[]> {
  const random = seeded(`typing ${keyClass}`).next;
  const server = await startServer(context.server);
  await openText(server, text);
  await server.published(1);
  let version = 1;
  // As the server has it: to know where there is a tag, and where in which line.
  let snapshot = openSnapshot(text);
  const times: number[] = [];
  for (const kind of kindsOf(keyClass).flatMap((name) => new Array<string>(editsOfKind).fill(name))) {
    const { edit } = makeEdit(snapshot, keyClass, kind, random);
    for (const typed of [edit, inverseOf(snapshot.source, edit)]) {
      const { source } = snapshot;
      snapshot = applyEdit(snapshot, typed);
      const start = performance.now();
      await typeEdit(server, ++version, source, typed);
      times.push((await server.published(version)) - start - restMs);
    }
  }
  await server.stop();
  // The first pair warms up.
  return times.slice(2);
}

/** A hover is asked for at every third key, and keys do not wait for its answer. */
async function hoverWhileTyping(text: string): Promise<readonly number[]> {
  const server = await startServer(context.server);
  await openText(server, text);
  await server.published(1);
  const hovers: Promise<number>[] = [];
  for (const [index, place] of textPlaces(text, hoverCount * 3).entries()) {
    void typeAt(server, index + 2, place);
    if (index % 3 === 2) hovers.push(hover(place));
    await delay(50);
  }
  const times = await Promise.all(hovers);
  await server.stop();
  return times;

  async function hover(position: object): Promise<number> {
    const start = performance.now();
    await server.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position });
    return performance.now() - start;
  }
}
