/** Typing over stdio: how soon findings follow a key of each class, and how soon a hover answers while somebody types. */
import { setTimeout as delay } from 'node:timers/promises';
import { restMs } from '../../server/src/lsp/documents.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { SourceText } from '../../server/src/text/sourceText.ts';
import type { TextEdit } from '../../server/src/text/span.ts';
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
/** Of comments that are opened key by key, as somebody types. */
const burstCount = 6;
const burstMs = 90;

export async function measure(): Promise<Row[]> {
  const small = readStream(streamPath('rhel8'));
  const rows: Row[] = [];
  const tell = (keys: string, times: readonly number[], note: string): void => {
    rows.push(
      row({
        what: `${keys} to published findings after the pause, 24 MB, p50`,
        value: percentile(times, 50),
        unit: 'ms',
        target: 50,
        note: `${times.length} ${note}, p95 ${percentile(times, 95).toFixed(0)} ms; ${restMs} ms of pause taken off`,
      }),
    );
  };
  for (const keyClass of [1, 2] as const) {
    const { made, takenBack } = await keyToFindings(small, keyClass);
    tell(`key class ${keyClass}`, [...made, ...takenBack], `keys of ${kindsOf(keyClass).length} kinds`);
  }
  // What opens a comment and what closes it again cost differently: the text behind is skipped, or scanned.
  const { made, takenBack } = await keyToFindings(small, 3);
  tell('key class 3, opening,', made, `keys of ${kindsOf(3).length} kinds`);
  tell('key class 3, taken back,', takenBack, `keys of ${kindsOf(3).length} kinds`);
  tell(`<!-- typed, a key each ${burstMs} ms,`, await burstToFindings(small), 'last keys');
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

interface Times {
  readonly made: readonly number[];
  readonly takenBack: readonly number[];
}

async function keyToFindings(text: string, keyClass: KeyClass): Promise<Times> {
  const random = seeded(`typing ${keyClass}`).next;
  const server = await startServer(context.server);
  await openText(server, text);
  await server.published(1);
  let version = 1;
  // As the server has it: to know where there is a tag, and where in which line.
  let snapshot = openSnapshot(text);
  const [made, takenBack]: [number[], number[]] = [[], []];
  for (const kind of kindsOf(keyClass).flatMap((name) => new Array<string>(editsOfKind).fill(name))) {
    const { edit } = makeEdit(snapshot, keyClass, kind, random);
    for (const [typed, times] of [[edit, made] as const, [inverseOf(snapshot.source, edit), takenBack] as const]) {
      const { source } = snapshot;
      snapshot = applyEdit(snapshot, typed);
      const start = performance.now();
      await typeEdit(server, ++version, source, typed);
      times.push((await server.published(version)) - start - restMs);
    }
  }
  await server.stop();
  // The first pair warms up.
  return { made: made.slice(1), takenBack: takenBack.slice(1) };
}

/** From the last key of a comment that is opened key by key; it is taken back at once. */
async function burstToFindings(text: string): Promise<readonly number[]> {
  const server = await startServer(context.server);
  await openText(server, text);
  await server.published(1);
  let version = 1;
  let source = SourceText.of(text);
  const type = async (edit: TextEdit): Promise<number> => {
    const start = performance.now();
    await typeEdit(server, ++version, source, edit);
    source = source.splice(edit.from, edit.to, edit.newText);
    return start;
  };
  const random = seeded('burst').next;
  const snapshot = openSnapshot(text);
  const times: number[] = [];
  for (let round = 0; round < burstCount; round++) {
    const { from } = makeEdit(snapshot, 3, 'comment opened', random).edit;
    let start = 0;
    for (const [index, newText] of [...'<!--'].entries()) {
      if (index > 0) await delay(burstMs);
      start = await type({ from: from + index, to: from + index, newText });
    }
    times.push((await server.published(version)) - start - restMs);
    await type({ from, to: from + 4, newText: '' });
    await server.published(version);
  }
  await server.stop();
  // The first one warms up.
  return times.slice(1);
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
