/** The index of a workspace over all real content: every file is in it, little is kept, and twins are those of one product. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { URI } from 'vscode-uri';
import { listReferencesInto } from '../../server/src/workspace/referencesInto.ts';
import { searchFiles } from '../../server/src/workspace/search.ts';
import type { IndexState, WorkspaceIndex } from '../../server/src/workspace/workspaceIndex.ts';
import { indexOf } from '../workspace/content.ts';
import { contentDir, listStreams } from './content.ts';

const log: string[] = [];
let index: WorkspaceIndex;
let state: IndexState;
beforeAll(async () => {
  index = await indexOf(contentDir(), undefined, log);
  state = await index.refresh();
});

const files = () => [...index.records].map(([path, record]) => ({ uri: uriOf(path), record, isOpen: false }));
const uriOf = (path: string) => URI.file(path).toString();

it('every XML file is in the index, in at most a tenth of its size', () => {
  const names = readdirSync(contentDir()).filter((name) => name.endsWith('.xml'));
  expect(log).toEqual([]);
  expect([...index.records.keys()].map((path) => basename(path)).toSorted()).toEqual(names.toSorted());
  expect(state.kept).toBeLessThan(state.indexed / 10);
});

it('the benchmark of each product is one, with its three files as twins', async () => {
  const found = await searchFiles(files(), 'content_benchmark_');
  const shown = found.filter(({ kind }) => kind === 'xccdf.Benchmark');
  const products = listStreams().map((path) => basename(path, '-ds.xml'));
  const groups = shown.map(({ uri, twins }) =>
    [uri, ...twins]
      .map((twin) => basename(twin))
      .toSorted()
      .join(' '),
  );
  const expected = products.map((name) => `${name}-ds-1.2.xml ${name}-ds.xml ${name}-xccdf.xml`);
  expect(groups.toSorted()).toEqual(expected.toSorted());
});

it('what names a definition of a stand-alone OVAL file is found in the stand-alone benchmarks, as often as it is written there', () => {
  // The derived product has no OVAL of its own and leans on this one.
  const written = ['ssg-centos8-xccdf.xml', 'ssg-rhel8-xccdf.xml'].flatMap((name) =>
    readFileSync(join(contentDir(), name), 'utf8')
      .split('\n')
      .map((text, line) => ({ name, line, id: /"ssg-rhel8-oval.xml" name="([^"]+)"/.exec(text)?.[1] })),
  );
  const ids = [...new Set(written.flatMap(({ id }) => id ?? []))];
  expect(ids.length).toBeGreaterThan(1000);
  const uri = uriOf(join(contentDir(), 'ssg-rhel8-oval.xml'));
  for (const wanted of ids.filter((_, number) => number % 200 === 0)) {
    const places = listReferencesInto({ uri, kind: 'oval.definition', id: wanted }, files());
    const expected = written.filter(({ id }) => id === wanted).map(({ name, line }) => `${name} ${line}`);
    expect(places.map((place) => `${basename(place.uri)} ${place.line}`).toSorted()).toEqual(expected.toSorted());
  }
});
