/**
 * How long the server is deaf at a time: the longest turn of its event loop while a stream is opened, read and typed in. The
 * watch stands in the server's own process (turnWatch.ts), so that the way of the messages is not counted.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { seeded } from '../support/random.ts';
import { context, mergedPath, readStream } from './context.ts';
import { applyEdit } from './edit.ts';
import { inverseOf, type KeyClass, kindsOf, makeEdit } from './keyEdits.ts';
import { type Row, row } from './row.ts';
import { openText, startWatched, typeEdit, uri } from './server.ts';

const what = 'longest turn of the server, 48 MB';

export async function measure(): Promise<Row[]> {
  const text = readStream(mergedPath(48));
  const server = await startWatched(context.server);
  await openText(server, text);
  // One turn takes the message apart, which is the work of a library: the watch begins when that is over.
  await server.connection.sendRequest('textDocument/foldingRange', { textDocument: { uri } }).catch(() => undefined);
  const arrived = await server.longestTurnMs();
  await server.published(1);
  const opened = await server.longestTurnMs();
  const rows = [
    row({ what: `${what}, taking the message apart`, value: arrived, unit: 'ms' }),
    row({ what: `${what}, from there to the findings`, value: opened, unit: 'ms', target: 50 }),
  ];
  let version = 1;
  let snapshot = openSnapshot(text);
  for (const keyClass of [1, 2, 3] as const) {
    const random = seeded(`turns ${keyClass}`).next;
    for (const kind of kindsOf(keyClass)) {
      const { edit } = makeEdit(snapshot, keyClass, kind, random);
      for (const typed of [edit, inverseOf(snapshot.source, edit)]) {
        const { source } = snapshot;
        snapshot = applyEdit(snapshot, typed);
        await typeEdit(server, ++version, source, typed);
        await server.published(version);
      }
    }
    rows.push(turnsOf(keyClass, await server.longestTurnMs()));
  }
  await delay(0);
  await server.stop();
  return rows;
}

function turnsOf(keyClass: KeyClass, ms: number): Row {
  const note = `${kindsOf(keyClass).length * 2} keys with their findings`;
  return row({ what: `${what}, typing keys of class ${keyClass}`, value: ms, unit: 'ms', target: 50, note });
}
