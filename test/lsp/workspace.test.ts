/** The workspace's files over stdio, as an editor meets them: symbols and references of files that nobody opened. */
import { rmSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import type { Location, WorkspaceSymbol } from 'vscode-languageserver-protocol';
import { URI } from 'vscode-uri';
import { type IndexedClient, startIndexedClient } from '../support/indexedClient.ts';
import { benchmark, collection, definitions, makeFolder, type TestFolder } from '../workspace/content.ts';

let folder: TestFolder;
let session: IndexedClient | undefined;
afterEach(async () => {
  await session?.stop();
  session = undefined;
  folder.remove();
});

async function start(options: object = {}, onProgress?: Parameters<typeof startIndexedClient>[2]) {
  session = await startIndexedClient(folder.path, options, onProgress);
  return session;
}

const symbols = async (query: string) =>
  (await session!.request<WorkspaceSymbol[]>('workspace/symbol', { query })).map(
    ({ name, containerName }) => `${name} in ${containerName}`,
  );
const changed = (path: string) =>
  session!.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: URI.file(path).toString(), type: 2 }] });

it('a symbol is found in a file that is not open, and follows changes on disk', async () => {
  folder = makeFolder();
  const path = folder.write('sub/x-xccdf.xml', benchmark(['Alpha']));
  folder.write('x-ds.xml', collection(benchmark(['Alpha'])));
  const { indexed, registered } = await start();
  expect(await indexed()).toMatchObject({ state: 'ready', files: 2, read: 2 });
  expect(registered).toEqual(['workspace/didChangeWatchedFiles']);
  expect(await symbols('alpha')).toEqual(['Alpha (rule_1) in x-ds.xml, also in sub/x-xccdf.xml']);
  folder.write('sub/x-xccdf.xml', benchmark(['Omega, longer']));
  for (let count = 0; count < 55; count++) await changed(path);
  expect(await indexed()).toMatchObject({ state: 'ready', files: 2, read: 1 });
  expect(await symbols('omega')).toEqual(['Omega, longer (rule_1) in sub/x-xccdf.xml']);
  rmSync(path);
  await changed(path);
  expect(await indexed()).toMatchObject({ files: 1, read: 0 });
  expect(await symbols('omega')).toEqual([]);
});

it('an open document wins over its file', async () => {
  folder = makeFolder();
  const path = folder.write('x-xccdf.xml', benchmark(['Alpha']));
  const { indexed, open, diagnostics } = await start();
  await indexed();
  const uri = URI.file(path).toString();
  await open(uri, benchmark(['Unsaved']));
  await diagnostics(uri, 1);
  expect(await symbols('rule_1')).toEqual(['Unsaved (rule_1) in x-xccdf.xml']);
});

it('references come from files that are not open, and a note about an unread file goes when the file comes', async () => {
  folder = makeFolder();
  folder.write('x-xccdf.xml', benchmark(['Alpha', 'Beta']));
  folder.write('open-xccdf.xml', `\n\n${benchmark(['As it was saved'])}`);
  const { indexed, open, request, diagnostics, published } = await start();
  await indexed();
  const text = benchmark(['Open one']);
  const reader = URI.file(`${folder.path}/open-xccdf.xml`).toString();
  await open(reader, text);
  const codes = () => published.get(reader)?.diagnostics.map(({ code }) => code);
  await diagnostics(reader, 1);
  expect(codes()).toContain('scap/use-loaded-file');
  const path = folder.write('content-oval.xml', definitions(2));
  await changed(path);
  await indexed();
  await expect.poll(codes).toEqual([]);
  const uri = URI.file(path).toString();
  await open(uri, definitions(2));
  const places = await request<Location[]>('textDocument/references', {
    textDocument: { uri },
    position: { line: 1, character: 18 },
    context: { includeDeclaration: false },
  });
  expect(places.map((place) => [place.uri.split('/').at(-1), place.range.start.line])).toEqual([
    ['open-xccdf.xml', 2],
    ['x-xccdf.xml', 2],
  ]);
});

it('the reading is shown, and stops when it is cancelled', async () => {
  folder = makeFolder();
  const titles = Array.from({ length: 2500 }, (_, number) => `Rule ${number}`);
  for (let number = 0; number < 10; number++) folder.write(`${number}.xml`, benchmark(titles, `b${number}`));
  const kinds: string[] = [];
  const { indexed } = await start({ storagePath: `${folder.path}/storage` }, (connection, { token, value }) => {
    kinds.push(value.kind);
    if (value.kind !== 'begin' || kinds.length > 1) return;
    expect(value.cancellable).toBe(true);
    void connection.sendNotification('window/workDoneProgress/cancel', { token });
  });
  const stopped = await indexed();
  expect(stopped.state).toBe('cancelled');
  expect(stopped.files).toBeLessThan(10);
  await expect.poll(() => kinds.at(-1)).toBe('end');
  await changed(`${folder.path}/0.xml`);
  expect(await indexed()).toMatchObject({ state: 'ready', files: 10, read: 10 - stopped.files });
}, 20_000);

it('folders come and go', async () => {
  folder = makeFolder();
  folder.write('x-xccdf.xml', benchmark(['Alpha']));
  folder.write('deeper/y-xccdf.xml', benchmark(['Alpha'], 'other'));
  const { indexed, notify } = await start();
  expect(await indexed()).toMatchObject({ files: 2 });
  const event = (uris: { added: string[]; removed: string[] }) => {
    const named = (list: string[]) => list.map((uri) => ({ uri, name: uri }));
    return { event: { added: named(uris.added), removed: named(uris.removed) } };
  };
  const [all, deeper] = [folder.path, `${folder.path}/deeper`].map((path) => URI.file(path).toString()) as [
    string,
    string,
  ];
  await notify('workspace/didChangeWorkspaceFolders', event({ added: [deeper], removed: [all] }));
  expect(await indexed()).toMatchObject({ files: 1, read: 0 });
  expect(await symbols('alpha')).toEqual(['Alpha (rule_1) in y-xccdf.xml']);
});

it('the setting turns it off, at the start and later', async () => {
  folder = makeFolder();
  folder.write('x-xccdf.xml', benchmark(['Alpha']));
  const { indexed, notify } = await start({ workspaceIndex: false });
  expect(await symbols('alpha')).toEqual([]);
  const set = (index: boolean) =>
    notify('workspace/didChangeConfiguration', { settings: { scap: { workspace: { index } } } });
  await set(true);
  expect(await indexed()).toMatchObject({ files: 1 });
  expect(await symbols('alpha')).toHaveLength(1);
  await set(false);
  expect(await symbols('alpha')).toEqual([]);
});
