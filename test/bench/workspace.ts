/** A folder with all real content, opened twice: what the index keeps, how much faster the second start is, what it takes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { type WorkspaceIndexState, workspaceIndexNotification } from '../../server/src/protocol/index.ts';
import { context, readStream, streamPath } from './context.ts';
import { type Row, row } from './row.ts';
import { openText, startServer, uri } from './server.ts';
import { textPlaces } from './textPlaces.ts';

interface Start extends WorkspaceIndexState {
  readonly ms: number;
  readonly peakMegabytes: number;
  /** Of small questions that were asked all the time meanwhile, the 95th percentile. */
  readonly answerMs: number;
  /** A search over all files, once they are there. */
  readonly searchMs: number;
  readonly found: number;
}

export async function measure(): Promise<Row[]> {
  const storage = mkdtempSync(join(context.work, 'workspace-'));
  try {
    const first = await start(storage);
    const second = await start(storage);
    if (first.read !== first.files || second.read !== 0 || second.files !== first.files) {
      throw new Error(
        `read ${first.read} and ${second.read} of ${first.files} files: the starts are not what they should be`,
      );
    }
    return rowsOf(first, second);
  } finally {
    rmSync(storage, { recursive: true, force: true });
  }
}

function rowsOf(first: Start, second: Start): Row[] {
  const folder = `${first.files} files, ${(first.indexed / 1e6).toFixed(0)} MB`;
  return [
    row({
      what: 'kept of the files',
      value: (first.kept / first.indexed) * 100,
      unit: '%',
      target: 10,
      note: `${folder}; ${(first.kept / 1e6).toFixed(1)} MB kept`,
    }),
    row({
      what: 'second start to a whole index',
      value: second.ms,
      unit: 'ms',
      peer: { name: 'the first', value: first.ms },
      target: 0.1,
    }),
    row({ what: 'resident at most, first start', value: first.peakMegabytes, unit: 'MB', target: 600 }),
    row({ what: 'resident at most, second start', value: second.peakMegabytes, unit: 'MB', target: 600 }),
    row({ what: 'an answer while files are read, p95', value: first.answerMs, unit: 'ms', target: 50 }),
    row({
      what: 'search over all files',
      value: second.searchMs,
      unit: 'ms',
      note: `first search after a start; ${second.found} found`,
    }),
  ];
}

async function start(storagePath: string): Promise<Start> {
  const folder = pathToFileURL(dirname(context.streams[0]!)).href;
  const server = await startServer(context.server, {
    workspaceFolders: [{ uri: folder, name: 'content' }],
    initializationOptions: { storagePath },
  });
  const from = performance.now();
  let state: WorkspaceIndexState | undefined;
  let ms = 0;
  server.connection.onNotification(workspaceIndexNotification, (told: WorkspaceIndexState) => {
    state = told;
    ms = performance.now() - from;
  });
  // What is asked is about an open document, as somebody would who goes on working meanwhile.
  const text = readStream(streamPath('firefox'));
  await openText(server, text);
  const [position] = textPlaces(text, 1);
  const waits: number[] = [];
  const timed = async (method: string, params: object): Promise<[unknown, number]> => {
    const asked = performance.now();
    return [await server.connection.sendRequest(method, params), performance.now() - asked];
  };
  while (!state) {
    const [, wait] = await timed('textDocument/hover', { textDocument: { uri }, position });
    waits.push(wait);
    await delay(10);
  }
  const [found, searchMs] = await timed('workspace/symbol', { query: 'sshd_disable_root' });
  const answerMs = waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.95)] ?? 0;
  const peakMegabytes = server.peakMegabytes();
  await server.stop();
  return { ...state, ms, peakMegabytes, answerMs, searchMs, found: (found as unknown[]).length };
}
