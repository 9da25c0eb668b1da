/** Typing over stdio: how soon findings follow a key, and how soon a hover answers while somebody types. */
import { setTimeout as delay } from 'node:timers/promises';
import { restMs } from '../../server/src/lsp/documents.ts';
import { context, mergedPath, readStream, streamPath } from './context.ts';
import { type Row, row } from './row.ts';
import { openText, startServer, typeAt, uri } from './server.ts';
import { textPlaces } from './textPlaces.ts';
import { percentile } from './timing.ts';

export async function measure(): Promise<Row[]> {
  const findings = await keyToFindings(readStream(streamPath('rhel8')));
  const hovers = await hoverWhileTyping(readStream(mergedPath(48)));
  return [
    row({
      what: 'key to published findings after the pause, 24 MB, p50',
      value: percentile(findings, 50),
      unit: 'ms',
      target: 50,
      note: `${findings.length} keys, ${restMs} ms of pause taken off`,
    }),
    row({
      what: 'hover while a key comes each 50 ms, 48 MB, p95',
      value: percentile(hovers, 95),
      unit: 'ms',
      target: 50,
      note: `${hovers.length} hovers, p50 ${percentile(hovers, 50).toFixed(0)} ms`,
    }),
  ];
}

async function keyToFindings(text: string): Promise<readonly number[]> {
  const server = await startServer(context.server);
  await openText(server, text);
  await server.published(1);
  const times: number[] = [];
  for (const [index, place] of textPlaces(text, 11).entries()) {
    const start = performance.now();
    await typeAt(server, index + 2, place);
    times.push((await server.published(index + 2)) - start - restMs);
  }
  await server.stop();
  return times.slice(1);
}

/** 100 keys; a hover is asked for at every fifth, and keys do not wait for its answer. */
async function hoverWhileTyping(text: string): Promise<readonly number[]> {
  const server = await startServer(context.server);
  await openText(server, text);
  await server.published(1);
  const hovers: Promise<number>[] = [];
  for (const [index, place] of textPlaces(text, 100).entries()) {
    void typeAt(server, index + 2, place);
    if (index % 5 === 4) hovers.push(hover(place));
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
