/** The index over a folder: what it reads, what it takes from the cache, what it notices, and that it can be stopped. */
import { readdirSync, readFileSync, rmSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import { URI } from 'vscode-uri';
import { listFiles } from '../../server/src/workspace/listFiles.ts';
import { listReferencesInto } from '../../server/src/workspace/referencesInto.ts';
import { searchFiles } from '../../server/src/workspace/search.ts';
import { createWorkspaceIndex, type WorkspaceIndex } from '../../server/src/workspace/workspaceIndex.ts';
import {
  benchmark,
  collection,
  definitions,
  indexOf,
  makeFolder,
  type TestFolder,
  tailoring,
  workerPath,
} from './content.ts';

/** What happens while the cache is pruned, which is the last thing that a look at the folders does. */
const pruning = vi.hoisted(() => ({ meanwhile: () => {} }));
vi.mock('../../server/src/workspace/cache.ts', async (original) => {
  const cache = await original<typeof import('../../server/src/workspace/cache.ts')>();
  const pruneCache: typeof cache.pruneCache = async (...words) => {
    pruning.meanwhile();
    await cache.pruneCache(...words);
  };
  return { ...cache, pruneCache };
});

const folders: TestFolder[] = [];
let folder: TestFolder;
let cache: string;
beforeEach(() => {
  const [content, storage] = [makeFolder(), makeFolder()];
  folders.push(content, storage);
  folder = content;
  cache = join(storage.path, 'index');
});
afterAll(() => {
  for (const made of folders) made.remove();
});

const filesOf = (index: WorkspaceIndex) =>
  [...index.records].map(([path, record]) => ({ uri: URI.file(path).toString(), record, isOpen: false }));
const found = async (index: WorkspaceIndex, query: string) =>
  (await searchFiles(filesOf(index), query)).map(({ id, uri }) => `${id} ${uri.split('/').at(-1)}`);

it('finds what files declare that nobody opened; other files are left out', async () => {
  folder.write('deep/below/a.xml', benchmark(['Alpha']));
  folder.write('other.xml', '<project/>');
  folder.write('node_modules/b.xml', benchmark(['Beta']));
  folder.write('notes.txt', benchmark(['Gamma']));
  symlinkSync(folder.path, join(folder.path, 'circle'));
  symlinkSync(join(folder.path, 'notes.txt'), join(folder.path, 'link.xml'));
  const index = await indexOf(folder.path);
  expect(await index.refresh()).toMatchObject({ state: 'ready', files: 1, read: 2 });
  expect(await found(index, 'alpha')).toEqual(['rule_1 a.xml']);
  expect(await found(index, 'beta')).toEqual([]);
  expect(await found(index, 'gamma')).toEqual([]);
});

it('a second start reads nothing, a changed file alone is read again, one that is gone is forgotten', async () => {
  const changing = folder.write('a.xml', benchmark(['Alpha']));
  const going = folder.write('b.xml', benchmark(['Beta'], 'other'));
  await (await indexOf(folder.path, cache)).refresh();
  const index = await indexOf(folder.path, cache);
  expect(await index.refresh()).toMatchObject({ files: 2, read: 0 });
  expect(await found(index, 'beta')).toEqual(['rule_1 b.xml']);
  writeFileSync(changing, benchmark(['Omega']));
  utimesSync(changing, 1, 1);
  rmSync(going);
  expect(await index.refresh()).toMatchObject({ files: 1, read: 1 });
  expect(await found(index, 'omega')).toEqual(['rule_1 a.xml']);
  expect(await found(index, 'beta')).toEqual([]);
  expect(readdirSync(cache)).toHaveLength(1);
});

it('what changes while the cache is pruned is read too, before the call is answered', async () => {
  const changing = folder.write('a.xml', benchmark(['Alpha']));
  const index = await indexOf(folder.path, cache);
  const answers: unknown[] = [];
  pruning.meanwhile = () => {
    pruning.meanwhile = () => {};
    writeFileSync(changing, benchmark(['Omega, changed']));
    answers.push(index.refresh());
  };
  answers.push(index.refresh());
  await answers[0];
  expect(await Promise.all(answers)).toEqual([0, 1].map(() => expect.objectContaining({ files: 1, read: 2 })));
  expect(await found(index, 'omega')).toEqual(['rule_1 a.xml']);
  expect(readdirSync(cache)).toHaveLength(1);
});

it.each<[string, (path: string) => void]>([
  ['cut off', (path) => truncateSync(path, readFileSync(path).length - 1)],
  ['empty', (path) => truncateSync(path, 0)],
  [
    'changed in its last byte',
    (path) =>
      writeFileSync(
        path,
        readFileSync(path).map((byte, at, all) => (at === all.length - 1 ? byte ^ 1 : byte)),
      ),
  ],
  ['something else', (path) => writeFileSync(path, 'scapwright index\n\xff\xff\xff\xff')],
])('a cached file that is %s is ignored and written anew', async (_, damage) => {
  folder.write('a.xml', benchmark(['Alpha']));
  await (await indexOf(folder.path, cache)).refresh();
  const cached = join(cache, readdirSync(cache)[0]!);
  const good = readFileSync(cached);
  damage(cached);
  const index = await indexOf(folder.path, cache);
  expect(await index.refresh()).toMatchObject({ files: 1, read: 1 });
  expect(await found(index, 'alpha')).toEqual(['rule_1 a.xml']);
  expect(readFileSync(cached)).toEqual(good);
});

it('a cache of another version, or one that cannot be written, only costs time', async () => {
  folder.write('a.xml', benchmark(['Alpha']));
  const log: string[] = [];
  const options = {
    folders: () => [folder.path],
    workerPath: await workerPath(),
    log: (text: string) => log.push(text),
  };
  await createWorkspaceIndex({ ...options, cacheFolder: cache, version: '1' }).refresh();
  expect(await createWorkspaceIndex({ ...options, cacheFolder: cache, version: '2' }).refresh()).toMatchObject({
    read: 1,
  });
  const noFolder = folder.write('file', '');
  const index = createWorkspaceIndex({ ...options, cacheFolder: noFolder, version: '2' });
  expect(await index.refresh()).toMatchObject({ files: 1, read: 1 });
  expect(log).toEqual([expect.stringContaining('is not cached')]);
});

it('cancelled, it keeps what it has and goes on later', async () => {
  for (let number = 0; number < 12; number++)
    folder.write(`${number}.xml`, benchmark([`Alpha ${number}`], `b${number}`));
  let index: WorkspaceIndex | undefined;
  index = createWorkspaceIndex({
    ...{ folders: () => [folder.path], workerPath: await workerPath(), cacheFolder: cache, version: 'test' },
    log: () => {},
    progress: (done, total) => done > total / 4 && done < total / 2 && index?.cancel(),
  });
  const stopped = await index.refresh();
  expect(stopped.state).toBe('cancelled');
  expect(stopped.files).toBeGreaterThan(1);
  expect(stopped.files).toBeLessThan(7);
  const rest = await (await indexOf(folder.path, cache)).refresh();
  expect(rest).toMatchObject({ state: 'ready', files: 12, read: 12 - stopped.files });
});

it('a call while it is cancelled starts again behind it', async () => {
  folder.write('a.xml', benchmark(['Alpha']));
  const index = await indexOf(folder.path);
  const first = index.refresh();
  index.cancel();
  const second = index.refresh();
  expect((await first).state).toBe('cancelled');
  expect(await second).toMatchObject({ state: 'ready', files: 1 });
});

it('a file that cannot be read is named, and the others are read', async () => {
  folder.write('a.xml', benchmark(['Alpha']));
  const log: string[] = [];
  const index = createWorkspaceIndex({
    ...{ folders: () => [folder.path], workerPath: join(folder.path, 'no-worker.js'), cacheFolder: undefined },
    ...{ version: 'test', log: (text: string) => log.push(text) },
  });
  expect(await index.refresh()).toMatchObject({ state: 'ready', files: 0 });
  expect(log).toEqual([expect.stringContaining('a.xml is not indexed')]);
});

it('twins are shown once, with the others named; the open one wins', async () => {
  folder.write('x-ds.xml', collection(benchmark(['Alpha'])));
  folder.write('x-ds-1.2.xml', collection(`\n${benchmark(['Alpha'])}`));
  folder.write('x-xccdf.xml', benchmark(['Alpha']));
  folder.write('y-xccdf.xml', benchmark(['Alpha'], 'another'));
  const index = await indexOf(folder.path);
  await index.refresh();
  const names = (uris: readonly string[]) => uris.map((uri) => uri.split('/').at(-1));
  const files = filesOf(index);
  const shown = (await searchFiles(files, 'alpha')).map(({ uri, twins }) => [...names([uri]), ...names(twins)]);
  expect(shown.toSorted()).toEqual([['x-ds.xml', 'x-xccdf.xml', 'x-ds-1.2.xml'], ['y-xccdf.xml']]);
  const open = files.map((file) => ({ ...file, isOpen: file.uri.endsWith('1.2.xml') }));
  expect(names((await searchFiles(open, 'alpha')).map(({ uri }) => uri))).toContain('x-ds-1.2.xml');
});

it('a search is cut at its limit, rules first, and stops when it is cancelled', async () => {
  folder.write('a-oval.xml', definitions(5));
  folder.write('b-xccdf.xml', benchmark(['Definition']));
  const index = await indexOf(folder.path);
  await index.refresh();
  const search = (limit: number, isCancelled = false) =>
    searchFiles(filesOf(index), 'definition', () => isCancelled, limit);
  expect((await search(3)).map(({ id }) => id)).toEqual(['rule_1', 'oval:x:def:1', 'oval:x:def:2']);
  expect(await search(3, true)).toEqual([]);
});

it('references into a document come from the files whose href means it, and from no other', async () => {
  folder.write('one/content-oval.xml', definitions(2));
  folder.write('one/x-xccdf.xml', benchmark(['a', 'b']));
  folder.write('two/x-xccdf.xml', benchmark(['a', 'b']));
  folder.write('one/t.xml', tailoring('rule_2', '../one/x-xccdf.xml'));
  const index = await indexOf(folder.path);
  await index.refresh();
  /** Each with what stands at its place. */
  const into = (name: string, kind: 'oval.definition' | 'xccdf.Rule' | 'xccdf.Benchmark', id: string) =>
    listReferencesInto({ uri: URI.file(join(folder.path, name)).toString(), kind, id }, filesOf(index)).map(
      ({ uri, line, character, length }) => {
        const text = readFileSync(URI.parse(uri).fsPath, 'utf8').split('\n')[line]!;
        return [uri.split('/').slice(-2).join('/'), text.slice(character, character + length)];
      },
    );
  expect(into('one/content-oval.xml', 'oval.definition', 'oval:x:def:2')).toEqual([
    ['one/x-xccdf.xml', 'oval:x:def:2'],
  ]);
  expect(into('one/x-xccdf.xml', 'xccdf.Rule', 'rule_2')).toEqual([['one/t.xml', 'rule_2']]);
  expect(into('one/x-xccdf.xml', 'xccdf.Benchmark', 'b')).toEqual([['one/t.xml', '../one/x-xccdf.xml']]);
  expect(into('one/x-xccdf.xml', 'xccdf.Rule', 'rule_1')).toEqual([]);
});

it('no more than a number of files is looked at', async () => {
  for (const name of ['a.xml', 'b.XML', 'c.xml']) folder.write(name, '<a/>');
  expect((await listFiles([folder.path, folder.path], 3)).files.size).toBe(3);
  expect(await listFiles([folder.path], 2)).toMatchObject({ isCut: true });
});
