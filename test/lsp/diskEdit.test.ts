/**
 * Toggles of a file that the server reads from disk: given only for the text that the file holds at that moment, and
 * measured after the save. The files are real ones, of any size: what is over 50 MiB is the client's to say.
 */
import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { createDiskFiles } from '../../server/src/lsp/diskFiles.ts';
import { compareDiskText, readDiskText } from '../../server/src/lsp/diskText.ts';
import {
  type DiskCheck,
  type DiskFileParams,
  diskCheckRequest,
  type EditResult,
  type ShownPreview,
  type SwitchableScope,
  scopesRequest,
  type ToggleManyResult,
  type ToggleParams,
  toggleItemsRequest,
  toggleManyRequest,
  togglePreviewRequest,
} from '../../server/src/protocol/index.ts';
import { SourceText } from '../../server/src/text/sourceText.ts';
import { fixturePath, readDocument } from '../support/documents.ts';
import { type LanguageClient, startClient } from '../support/languageClient.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'disk-edit-')));
const path = join(folder, 'large-ds.xml');
const uri = URI.file(path).toString();
const sample = readDocument(fixturePath('host-ownership-ds.xml')).text;

let client: LanguageClient;
let order: Omit<ToggleParams, 'enable'>;
beforeAll(async () => {
  client = await startClient();
});
afterAll(async () => {
  await client.stop();
  rmSync(folder, { recursive: true, force: true });
});

type Edit = Extract<EditResult, { kind: 'edit' }>;

async function open(text: string | Uint8Array): Promise<void> {
  writeFileSync(path, text);
  await client.notify('scap/diskFile', { uri, open: false });
  await client.notify('scap/diskFile', { uri, open: true });
  const position = SourceText.of(sample).positionAt(sample.indexOf('<Rule ') + 2);
  order = { uri, target: await client.request('scap/itemAt', { uri, position }) };
}

const toggle = (enable: boolean) => client.request<EditResult>('scap/toggle', { ...order, enable });
const check = (next?: object) => client.request<DiskCheck | null>(diskCheckRequest, { uri, next });

/** The edit of a toggle that changes something, whichever way that is. */
async function change(): Promise<Edit> {
  const off = await toggle(false);
  const result = off.kind === 'edit' ? off : await toggle(true);
  if (result.kind !== 'edit') throw new Error(JSON.stringify(result));
  return result;
}

function applied(text: string, edits: Edit['edit']['edits']): string {
  const source = SourceText.of(text);
  return edits
    .toReversed()
    .reduce(
      (to, { range, newText }) => to.splice(source.offsetAt(range.start), source.offsetAt(range.end), newText),
      source,
    )
    .whole();
}

describe('a toggle of a file on disk', () => {
  it('is told to be in the file once it is saved, and the next one builds on it', async () => {
    await open(sample);
    const first = await change();
    expect(first.edit.version).toBe(null);
    const saved = applied(sample, first.edit.edits);
    expect((await check())!.isIntended).toBe(false);
    writeFileSync(path, saved);
    const after = await check();
    expect(after!.isIntended).toBe(true);
    const second = await change();
    expect(applied(saved, second.edit.edits)).not.toBe(saved);
    // And back: the inverse edit is of the text that has this hash.
    expect((await check({ hash: 'another', edits: first.inverse.edits }))!.hash).toBe(after!.hash);
    await check({ hash: after!.hash, edits: first.inverse.edits });
    writeFileSync(path, applied(saved, first.inverse.edits));
    expect(readFileSync(path, 'utf8')).toBe(sample);
    expect((await check())!.isIntended).toBe(true);
  });

  it('that was saved with something else is told apart', async () => {
    await open(sample);
    const { edit } = await change();
    writeFileSync(path, `${applied(sample, edit.edits)}\n`);
    expect((await check())!.isIntended).toBe(false);
  });

  it('made earlier is expected only if the file still is what it was then', async () => {
    await open(sample);
    const { edit } = await change();
    await check({ hash: 'of another text', edits: [] });
    writeFileSync(path, applied(sample, edit.edits));
    expect((await check())!.isIntended).toBe(true);
  });

  it('is of the text that the file holds now, though its size and time are the old ones', async () => {
    await open(sample);
    const { atime, mtime } = statSync(path);
    const line = sample.indexOf('\n', sample.indexOf('<?xml'));
    // A line end more in front, a space less behind: every place moves, the size stays.
    const rest = sample.slice(line + 1);
    const moved = `${sample.slice(0, line)}\n\n${rest.replace('  ', ' ')}`;
    expect(moved.length).toBe(sample.length);
    writeFileSync(path, moved);
    utimesSync(path, atime, mtime);
    const { edit } = await change();
    const before = SourceText.of(moved);
    for (const { range } of edit.edits) {
      expect(before.slice(before.lineStart(range.start.line), before.lineStart(range.start.line + 1))).toMatch(
        /select|Rule/,
      );
    }
    expect(applied(moved, edit.edits)).toMatch(/^<\?xml.*\?>\n\n</);
    writeFileSync(path, applied(moved, edit.edits));
    expect((await check())!.isIntended).toBe(true);
  });

  it('of many rules is not given where the file is another one than that of the preview', async () => {
    await open(sample);
    const [scope] = await client.request<readonly SwitchableScope[]>(scopesRequest, { uri });
    const group = /<Group id="([^"]*privilege)"/.exec(sample)![1]!;
    const profile = { kind: 'profile', profile: scope!.profiles[0]!.profile };
    const many = { uri, target: { benchmark: scope!.benchmark, items: [group], scope: profile }, enable: true };
    const { shown } = await client.request<ShownPreview>(togglePreviewRequest, many);
    expect(await client.request(toggleItemsRequest, { ...many, shown })).toMatchObject({ kind: 'edit' });
    writeFileSync(path, sample.replace('</Benchmark>', '<!-- by another program --></Benchmark>'));
    expect(await client.request(toggleItemsRequest, { ...many, shown })).toEqual({ kind: 'notShown' });
  });

  it('is refused while the file keeps changing', async () => {
    await open(sample);
    appendFileSync(path, ' ');
    const writer = setInterval(() => appendFileSync(path, ' '), 100);
    try {
      const result = await toggle(false);
      expect(result).toMatchObject({
        kind: 'refused',
        reason: expect.stringMatching(/large-ds\.xml keeps changing|being written/),
      });
    } finally {
      clearInterval(writer);
    }
  }, 20_000);

  it('is refused where an editor would not keep the bytes, and where the file is gone', async () => {
    await open(
      iconv.encode(
        sample.replace('encoding="UTF-8"', 'encoding="windows-1252"').replace('</title>', 'ü</title>'),
        'windows-1252',
      ),
    );
    expect(await toggle(false)).toMatchObject({ kind: 'refused', reason: expect.stringContaining('not in UTF-8') });
    await open(sample);
    rmSync(path);
    expect(await toggle(false)).toMatchObject({ kind: 'refused', reason: expect.stringContaining('cannot be read') });
    expect(await check()).toBe(null);
  });
});

describe('the last look before an edit is given', () => {
  it('sees that the file was written to since it was compared', async () => {
    writeFileSync(path, '<a/>');
    const held = new Map<string, SourceText>();
    const heard: ((params: DiskFileParams) => void)[] = [];
    const connection = {
      onNotification: (_: string, handler: (params: DiskFileParams) => void) => heard.push(handler),
      onRequest: () => undefined,
      console: { error: () => undefined },
    };
    const disk = createDiskFiles(connection as unknown as Connection, {
      announce: () => undefined,
      open: (at, text) => void held.set(at, SourceText.of(text)),
      close: (at) => void held.delete(at),
      source: (at) => held.get(at),
      change: () => undefined,
    });
    heard[0]!({ uri, open: true });
    expect(await disk.whyNotEdit(uri)).toBe(undefined);
    expect(disk.hasMoved(uri)).toBe(false);
    writeFileSync(path, '<ab/>');
    expect(disk.hasMoved(uri)).toBe(true);
    // Read anew by that, so that the next click is about what the file holds now.
    await expect.poll(() => held.get(uri)?.whole()).toBe('<ab/>');
    expect(disk.hasMoved(uri)).toBe(false);
    rmSync(path);
    expect(disk.hasMoved(uri)).toBe(true);
    expect(disk.hasMoved('file:///not/open.xml')).toBe(false);
  });
});

describe('several switches in one edit', () => {
  const ruleIds = [...sample.matchAll(/<Rule [^>]*\bid="([^"]+)"/g)].map(([, id]) => id!);
  const many = (orders: readonly (readonly [string, boolean])[]) =>
    client.request<ToggleManyResult>(toggleManyRequest, {
      uri,
      orders: orders.map(([item, enable]) => ({ target: { ...order.target, item }, enable })),
    });

  it('make what one after the other makes, and are taken back as one', async () => {
    const orders = ruleIds
      .slice(0, 6)
      .flatMap((id) => [[id, false] as const, [id, true] as const, [id, false] as const]);
    await open(sample);
    const alone = await many(orders.slice(0, 1));
    const { outcomes, edit } = await many(orders);
    expect(await many(orders.slice(0, 1))).toEqual(alone);
    expect(outcomes).toHaveLength(orders.length);
    expect(new Set(outcomes.map(({ kind }) => kind))).toContain('edit');
    const together = applied(sample, edit!.edit.edits);
    expect(applied(together, edit!.inverse.edits)).toBe(sample);
    // What was tried out has left no trace: one at a time from the same text.
    let text = sample;
    for (const [item, enable] of orders) {
      const result = await client.request<EditResult>('scap/toggle', {
        uri,
        target: { ...order.target, item },
        enable,
      });
      if (result.kind !== 'edit') continue;
      text = applied(text, result.edit.edits);
      writeFileSync(path, text);
      expect((await check())!.isIntended).toBe(true);
    }
    expect(together).toBe(text);
    await open(sample);
    await many(orders);
    writeFileSync(path, together);
    expect((await check())!.isIntended).toBe(true);
    expect((await many(orders.slice(-1))).outcomes).toMatchObject([{ kind: 'nothing' }]);
  });

  it.each([
    { kind: 'everywhere' },
    { kind: 'profile', profile: 'xccdf_org.scapwright.sample_profile_server' },
  ] as const)('that differ in their rule only are made together: $kind', async (scope) => {
    await open(sample);
    const orders = ruleIds.map((item) => ({ target: { ...order.target, item, scope }, enable: false }));
    const { outcomes, edit } = await client.request<ToggleManyResult>(toggleManyRequest, { uri, orders });
    expect(outcomes).toHaveLength(orders.length);
    const together = applied(sample, edit!.edit.edits);
    let text = sample;
    const alone: string[] = [];
    for (const single of orders) {
      const result = await client.request<EditResult>('scap/toggle', { uri, ...single });
      alone.push(result.kind);
      if (result.kind !== 'edit') continue;
      text = applied(text, result.edit.edits);
      writeFileSync(path, text);
      await check();
    }
    expect(together).toBe(text);
    expect(outcomes.map(({ kind }) => kind).filter((kind) => kind === 'choice')).toEqual(
      alone.filter((kind) => kind === 'choice'),
    );
  });

  it('are no edit where they end as they began', async () => {
    await open(sample);
    const scope = { kind: 'profile', profile: 'xccdf_org.scapwright.sample_profile_server' } as const;
    const target = { ...order.target, item: 'xccdf_org.scapwright.sample_rule_sudo_owner', scope };
    const { outcomes, edit } = await client.request<ToggleManyResult>(toggleManyRequest, {
      uri,
      orders: [false, true].map((enable) => ({ target, enable })),
    });
    expect(outcomes.map(({ kind }) => kind)).toEqual(['edit', 'edit']);
    expect(edit).toBe(undefined);
  });
});

describe('a file that is being read', () => {
  it('is waited for by who asks, and gone when it was closed meanwhile', async () => {
    writeFileSync(path, `${sample}${' '.repeat(5_000_000)}`);
    const rows = () => client.request<unknown[] | null>('scap/outline/children', { uri });
    const tell = (isOpen: boolean) => client.notify('scap/diskFile', { uri, open: isOpen });
    await tell(false);
    await tell(true);
    const first = rows();
    await tell(false);
    const closed = rows();
    await tell(true);
    await tell(true);
    const second = rows();
    expect([await first, await closed]).toEqual([null, null]);
    expect(await second).toHaveLength(1);
  });

  it('that is not there is no document', async () => {
    rmSync(path, { force: true });
    await client.notify('scap/diskFile', { uri, open: false });
    await client.notify('scap/diskFile', { uri, open: true });
    expect(await client.request('scap/outline/children', { uri })).toBeNull();
  });
});

describe('a file read in pieces', () => {
  // Longer than a piece, with characters of two to four bytes on every border.
  const text = `<a>${'ü€😀'.repeat(300_000)}\r\n</a>`;

  it('is the text that it holds, in every encoding', async () => {
    for (const bytes of [
      Buffer.from(text),
      iconv.encode(text, 'utf-16le', { addBOM: true }),
      iconv.encode(text, 'utf-16be', { addBOM: true }),
    ]) {
      writeFileSync(path, bytes);
      const read = await readDiskText(path);
      expect(read.text === text).toBe(true);
      expect(read.isPlain).toBe(true);
      const other = SourceText.of(text.replace('\r\n', '\n\n'));
      const same = await compareDiskText(path, { other, held: SourceText.of(text), absent: undefined });
      expect([same.is, same.hash]).toEqual(['held', read.hash]);
      expect(
        (await compareDiskText(path, { longer: SourceText.of(`${text} `), shorter: SourceText.of(text.slice(0, -1)) }))
          .is,
      ).toBe(undefined);
    }
  });

  it('says where bytes would not come back', async () => {
    writeFileSync(path, Buffer.concat([Buffer.from(text), Buffer.from([0xff])]));
    expect((await readDiskText(path)).isPlain).toBe(false);
  });
});
