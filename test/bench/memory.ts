/** What the server process holds with a document open and after 500 edits, beside a stub that only keeps the text. */
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { diskFileNotification } from '../../server/src/protocol/index.ts';
import { context, megabytesOf, mergedPath, readStream, streamPath } from './context.ts';
import { type Row, row } from './row.ts';
import { openText, type Server, startServer, typeAt, uri } from './server.ts';
import { textPlaces } from './textPlaces.ts';

const edits = 500;

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
  const stub = await startServer(context.stub);
  await openText(stub, text);
  await answered(stub, uri);
  const held = stub.residentMegabytes();
  await stub.stop();
  const server = await startServer(context.server);
  const file = pathToFileURL(path).href;
  await server.connection.sendNotification(diskFileNotification, { uri: file, open: true });
  await answered(server, file);
  await delay(1500);
  const ours = server.residentMegabytes();
  await server.stop();
  const size = megabytesOf(text);
  return row({
    what: `resident with a file over 50 MiB read from disk, beyond the stub's, as a share of the text's size, ${size.toFixed(0)} MB`,
    value: (ours - held) / size,
    unit: 'ratio',
    target: 1,
    note: `ours ${ours.toFixed(0)} MB, the stub that is sent the text ${held.toFixed(0)} MB`,
  });
}

/** A hover is answered when the text has been read. */
function answered({ connection }: Server, document: string): Promise<unknown> {
  const position = { line: 0, character: 0 };
  return connection.sendRequest('textDocument/hover', { textDocument: { uri: document }, position });
}

async function compare(name: string, text: string): Promise<Row[]> {
  const stub = await residentOf(context.stub, text, edits);
  // A snapshot for each tenth edit, which the hover asks for: in between the server only takes the text in.
  const ours = await residentOf(context.server, text, 10);
  const size = megabytesOf(text);
  const growth = (ours.after500 / ours.after100 - 1) * 100;
  return [
    row({
      what: `resident after opening and ${edits} edits beyond the stub's, as a share of the text's size, ${name}`,
      value: (ours.after500 - stub.after500) / size,
      unit: 'ratio',
      target: 1,
      note: `ours ${ours.after500.toFixed(0)} MB, the stub ${stub.after500.toFixed(0)} MB, the text ${size.toFixed(1)} MB; a snapshot each 10th edit`,
    }),
    row({ what: `resident, growth from edit 100 to 500, ${name}`, value: growth, unit: '%', target: 5 }),
  ];
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
