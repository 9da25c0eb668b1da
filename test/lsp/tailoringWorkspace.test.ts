/** Tailorings and streams that are not open, over stdio: the stream of one is found, and a profile that gets another id in one is told. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { URI } from 'vscode-uri';
import type { EditResult, StreamOfTailoring } from '../../server/src/protocol/index.ts';
import { fixturePath, readDocument } from '../support/documents.ts';
import { type IndexedClient, startIndexedClient } from '../support/indexedClient.ts';
import { applied } from '../support/requests.ts';
import { makeFolder, type TestFolder } from '../workspace/content.ts';

const streamText = readDocument(fixturePath('selection/tailoring-base.xml')).text;
const standard = 'xccdf_org.example_profile_standard';
const other = 'xccdf_org.example_profile_other';
const site = (href: string) =>
  readDocument(fixturePath('selection/tailoring-new.xml')).text.replace('tailoring-base.xml', href);
const shadow = (href: string) =>
  readDocument(fixturePath('selection/tailoring-shadow.xml')).text.replace('tailoring-base.xml', href);

let folder: TestFolder;
let client: IndexedClient | undefined;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(async () => {
  await client?.stop();
  client = undefined;
  folder.remove();
});

const uriOf = (name: string) => URI.file(`${folder.path}/${name}`).toString();

async function start(): Promise<IndexedClient> {
  client = await startIndexedClient(folder.path);
  await client.indexed();
  return client;
}

describe('the stream of a tailoring', () => {
  const ask = (lead?: string) =>
    client!.request<StreamOfTailoring>('scap/tailoring/stream', {
      uri: uriOf('tailorings/mine.xml'),
      ...(lead === undefined ? {} : { lead }),
    });

  it('is the one of its href, open or not', async () => {
    folder.write('streams/base.xml', streamText);
    const { open } = await start();
    await open(uriOf('tailorings/mine.xml'), site('../streams/base.xml'));
    expect(await ask()).toMatchObject({ stream: uriOf('streams/base.xml'), href: '../streams/base.xml' });
  });

  it('is one of the files of the workspace that hold what it extends, where its href leads nowhere', async () => {
    folder.write('streams/base.xml', streamText);
    folder.write('streams/newer.xml', streamText.replace('<version>1.0', '<version>2.0'));
    folder.write('streams/stranger.xml', streamText.replaceAll(standard, other));
    folder.write('tailorings/another.xml', site('gone.xml'));
    const { open } = await start();
    await open(uriOf('tailorings/mine.xml'), site('gone.xml'));
    const lost = await ask();
    expect(lost.stream).toBeUndefined();
    expect(lost.candidates.toSorted()).toEqual([uriOf('streams/base.xml'), uriOf('streams/newer.xml')]);
    // The one that the user picks is opened, and leads from then on.
    await open(uriOf('streams/newer.xml'), streamText);
    expect(await ask(uriOf('streams/newer.xml'))).toMatchObject({ stream: uriOf('streams/newer.xml') });
  });
});

describe('a profile that gets another id', () => {
  const rename = (kind: 'rename' | 'delete' = 'rename') =>
    client!.request<EditResult>('scap/profile/edit', {
      uri: uriOf('base.xml'),
      target: { benchmark: 'xccdf_org.example_benchmark_tailoring-base', profile: standard },
      change: { kind, id: other },
      answer: 'force',
    });
  const told = (result: EditResult) => {
    if (result.kind !== 'edit') throw new Error(JSON.stringify(result));
    return { ...result, warnings: [...result.warnings].sort() };
  };
  const unchanged = (name: string) => `${name} names ${standard} too and was not changed.`;

  it('gets it in open tailorings too, in one step; files that are not open are told', async () => {
    folder.write('base.xml', streamText);
    folder.write('far/extends.xml', site('../base.xml'));
    folder.write('far/shadows.xml', shadow('../base.xml'));
    folder.write('far/of-another.xml', site('another.xml'));
    folder.write('near.xml', 'as it is on disk');
    const { open } = await start();
    await open(uriOf('base.xml'), streamText);
    await open(uriOf('near.xml'), site('base.xml'));
    await open(uriOf('stands.xml'), shadow('base.xml'));
    await open(uriOf('broken.xml'), `${site('base.xml')}<`);
    const { edit, beside, warnings, summary } = told(await rename());
    expect(applied(streamText, edit)).toBe(streamText.replaceAll(standard, other));
    expect(beside!.map((one) => one.edit.uri)).toEqual([uriOf('near.xml'), uriOf('stands.xml')]);
    const [near, stands] = beside!;
    expect(near!.edit.version).toBe(1);
    expect(applied(site('base.xml'), near!.edit)).toBe(site('base.xml').replaceAll(standard, other));
    expect(applied(shadow('base.xml'), stands!.edit)).toBe(shadow('base.xml').replaceAll(standard, other));
    expect(applied(applied(site('base.xml'), near!.edit), near!.inverse)).toBe(site('base.xml'));
    expect(warnings).toEqual(['broken.xml', 'extends.xml', 'shadows.xml'].map(unchanged));
    expect(summary).toContain('So in near.xml, stands.xml.');
  });

  it('gets it alone in a file over 50 MiB, which is saved by itself: open tailorings are told', async () => {
    folder.write('base.xml', streamText);
    const { notify, open } = await start();
    await notify('scap/diskFile', { uri: uriOf('base.xml'), open: true });
    await open(uriOf('near.xml'), site('base.xml'));
    const { edit, beside, warnings, summary } = told(await rename());
    expect(edit).toMatchObject({ uri: uriOf('base.xml'), version: null });
    expect(beside).toBeUndefined();
    expect(warnings).toEqual([unchanged('near.xml')]);
    expect(summary).not.toContain('near.xml');
  });

  it('or goes: all that name it are told, and none is edited', async () => {
    folder.write('far/extends.xml', site('../base.xml'));
    const { open } = await start();
    await open(uriOf('base.xml'), streamText);
    await open(uriOf('near.xml'), site('base.xml'));
    const { beside, warnings } = told(await rename('delete'));
    expect(beside).toBeUndefined();
    expect(warnings).toEqual(['extends.xml', 'near.xml'].map(unchanged));
  });
});
