/** What the server process holds with a document open and after 500 edits, beside a stub that only keeps the text. */
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { diskFileNotification } from '../../server/src/protocol/index.ts';
import { context, megabytesOf, mergedPath, readStream, streamPath } from './context.ts';
import { type Row, row } from './row.ts';
import { openText, type Server, startServer, typeAt, uri } from './server.ts';
import { textPlaces } from './textPlaces.ts';
import { percentile } from './timing.ts';

const edits = 500;
/** As other figures of processes: V8 collects garbage when it likes, so that one run alone may be off by the text's size. */
const runs = 5;

interface Resident {
  readonly after100: number;
  readonly after500: number;
}

export async function measure(): Promise<Row[]> {
  const rows: Row[] = [];
  const small = readStream(streamPath('rhel8'));
  const large = readStream(mergedPath(48));
  const texts = [
    { name: '24 MB', text: small },
    { name: '24 MB, one non-Latin-1 character', text: withWideCharacter(small) },
    { name: '48 MB', text: large },
    { name: '48 MB, one non-Latin-1 character', text: withWideCharacter(large) },
  ];
  for (const { name, text } of texts) rows.push(...(await compare(name, text)));
  return [...rows, await compareFromDisk(mergedPath(58))];
}

/** A file over 50 MiB, which no editor sends: ours reads it from disk. The stub is given it all the same. */
async function compareFromDisk(path: string): Promise<Row> {
  const text = readStream(path);
  const size = megabytesOf(text);
  const stub: number[] = [];
  const ours: number[] = [];
  for (let run = 0; run < runs; run++) {
    stub.push(await residentWithText(text));
    ours.push(await residentFromDisk(path));
  }
  return row({
    what: `resident with a file over 50 MiB read from disk, beyond the stub's, as a share of the text's size, ${size.toFixed(0)} MB`,
    value: (percentile(ours, 50) - percentile(stub, 50)) / size,
    unit: 'ratio',
    target: 1,
    note: `ours ${sayRange(ours)}, the stub that is sent the text ${sayRange(stub)}`,
  });
}

async function residentWithText(text: string): Promise<number> {
  const stub = await startServer(context.stub);
  await openText(stub, text);
  await answered(stub, uri);
  const resident = stub.residentMegabytes();
  await stub.stop();
  return resident;
}

async function residentFromDisk(path: string): Promise<number> {
  const server = await startServer(context.server);
  const file = pathToFileURL(path).href;
  await server.connection.sendNotification(diskFileNotification, { uri: file, open: true });
  await answered(server, file);
  await delay(1500);
  const resident = server.residentMegabytes();
  await server.stop();
  return resident;
}

/** A hover is answered when the text has been read. */
function answered({ connection }: Server, document: string): Promise<unknown> {
  const position = { line: 0, character: 0 };
  return connection.sendRequest('textDocument/hover', { textDocument: { uri: document }, position });
}

async function compare(name: string, text: string): Promise<Row[]> {
  const size = megabytesOf(text);
  const stub: number[] = [];
  const ours: number[] = [];
  const growth: number[] = [];
  for (let run = 0; run < runs; run++) {
    stub.push((await residentOf(context.stub, text, edits)).after500);
    // A snapshot for each tenth edit, which the hover asks for: in between the server only takes the text in.
    const { after100, after500 } = await residentOf(context.server, text, 10);
    ours.push(after500);
    growth.push((after500 / after100 - 1) * 100);
  }
  return [
    row({
      what: `resident after opening and ${edits} edits beyond the stub's, as a share of the text's size, ${name}`,
      value: (percentile(ours, 50) - percentile(stub, 50)) / size,
      unit: 'ratio',
      target: 1,
      note: `ours ${sayRange(ours)}, the stub ${sayRange(stub)}, the text ${size.toFixed(1)} MB; a snapshot each 10th edit`,
    }),
    row({
      what: `resident, growth from edit 100 to 500, ${name}`,
      value: percentile(growth, 50),
      unit: '%',
      target: 5,
      note: `all runs: ${growth.map((percent) => percent.toFixed(1)).join(', ')}`,
    }),
  ];
}

function sayRange(megabytes: readonly number[]): string {
  const [median, least, most] = [percentile(megabytes, 50), Math.min(...megabytes), Math.max(...megabytes)];
  return `${median.toFixed(0)} MB (${least.toFixed(0)} to ${most.toFixed(0)})`;
}

async function residentOf(program: string, text: string, hoverEach: number): Promise<Resident> {
  const server = await startServer(program);
  const places = textPlaces(text, edits);
  await openText(server, text);
  let after100 = 0;
  for (let count = 1; count <= edits; count++) {
    const place = places[count - 1]!;
    await typeAt(server, count + 1, place);
    if (count % hoverEach === 0) await hover(place);
    if (count === 100) after100 = await settled();
  }
  const after500 = await settled();
  await server.stop();
  return { after100, after500 };

  function hover(position: object): Promise<unknown> {
    return server.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position });
  }

  /** A moment in which nothing is asked, longer than the server's pause before it reads the text anew. */
  async function settled(): Promise<number> {
    await hover(places[0]!);
    await delay(1500);
    return server.residentMegabytes();
  }
}

function withWideCharacter(text: string): string {
  const at = text.indexOf('<', text.length >> 1);
  const place = text.indexOf('>', at) + 1;
  return `${text.slice(0, place)}\u2192${text.slice(place)}`;
}
