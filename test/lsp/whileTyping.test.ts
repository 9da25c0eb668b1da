/**
 * Requests and keys that cross, told by the order of messages: which text a request is about, who goes on waiting, and how often
 * a text is read. Readings are counted where they begin; no clock decides anything.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver-protocol';
import { restMs, tellMs } from '../../server/src/lsp/documents.ts';
import * as protocol from '../../server/src/protocol/index.ts';
import { fixturePath, readDocument } from '../support/documents.ts';
import { type ServerInProcess, serverInProcess } from '../support/serverInProcess.ts';

/** The readings of whole texts in turns, each by what it has come to. */
const readings = vi.hoisted((): ('under way' | 'done')[] => []);
vi.mock('../../server/src/scap/snapshot.ts', async (original) => {
  const real = await original<typeof import('../../server/src/scap/snapshot.ts')>();
  const openInSteps: typeof real.openInSteps = function* (...words) {
    const number = readings.push('under way') - 1;
    const snapshot = yield* real.openInSteps(...words);
    readings[number] = 'done';
    return snapshot;
  };
  return { ...real, openInSteps };
});

const id = (kind: string, name: string): string => `xccdf_org.example_${kind}_${name}`;
const benchmark = id('benchmark', 'tailoring-base');
const text = readDocument(fixturePath('selection/tailoring-base.xml')).text;
const [uri, into] = ['file:///content/tailoring-base.xml', 'file:///content/mine.xml'];
const tailoring = `<x:Tailoring xmlns:x="http://checklists.nist.gov/xccdf/1.2" id="${id('tailoring', 'mine')}">
  <x:benchmark href="tailoring-base.xml"/><x:version time="2024-05-01T12:00:00">1</x:version>
</x:Tailoring>`;
const top = { line: 1, character: 0 };

let server: ServerInProcess;
beforeEach(() => {
  // Pauses are over when the test says so; turns are as ever.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  readings.length = 0;
  server = serverInProcess();
  server.open(uri, text);
});
afterEach(() => vi.useRealTimers());

/** Turns go by until something is so. */
async function turnsUntil(isSo: () => boolean): Promise<void> {
  for (let turn = 0; !isSo(); turn++) {
    if (turn > 10_000) throw new Error('it never came to that');
    await new Promise(setImmediate);
  }
}
const allRead = () => turnsUntil(() => !readings.includes('under way') || readings.length === 0);
/** The document has been read and told, and nothing waits for a pause. */
async function rested(): Promise<void> {
  vi.runAllTimers();
  await new Promise(setImmediate);
  await allRead();
  vi.runAllTimers();
  readings.length = 0;
}
const codeOf = (request: Promise<unknown>) =>
  request.then(
    () => 'answered',
    ({ code }: { readonly code?: number }) => code,
  );

describe('a request that waits for a tailoring', () => {
  const target = {
    benchmark,
    item: id('rule', 'left'),
    scope: { kind: 'profile', profile: id('profile', 'standard') },
  };
  const profile = { benchmark, profile: id('profile', 'standard') };
  const at = { start: top, end: top };
  const items = { ...target, items: [target.item] };
  const requests: Readonly<Record<string, readonly [string, object]>> = {
    'code actions': ['onCodeAction', { textDocument: { uri }, range: at, context: { diagnostics: [] } }],
    'a switch': [protocol.toggleRequest, { target, enable: false }],
    'a switch of many': [protocol.toggleItemsRequest, { target: items, enable: false }],
    'its preview': [protocol.togglePreviewRequest, { target: items, enable: false }],
    "a profile's words": [protocol.profileWordsRequest, { target: profile }],
    'an id for a profile': [protocol.checkProfileIdRequest, { target: profile, id: 'x' }],
    'the row in the tailoring': [protocol.tailoredTargetRequest, { target }],
    'the table of profiles': [protocol.compareRequest, { benchmark, profiles: ['(default)'] }],
  };

  it.each(Object.entries(requests))('%s: is refused where the text has changed since', async (_, [request, params]) => {
    await rested();
    server.open(into, tailoring);
    const asked = codeOf(server.ask(request, { uri, into, ...params }));
    server.type(uri, 2, top, '<!-- new -->');
    expect(await asked).toBe(LSPErrorCodes.ContentModified);
  });

  it.each(Object.entries(requests))('%s: is answered where it has not', async (_, [request, params]) => {
    await rested();
    server.open(into, tailoring);
    const asked = codeOf(server.ask(request, { uri, into, ...params }));
    expect(await asked).toBe('answered');
  });

  it('is answered about that as it is in the same turn', async () => {
    await rested();
    server.open(into, tailoring);
    server.replace(uri, 2, `${text} `);
    const asked = server.ask('scap/toggle', { uri, into, target, enable: false });
    // The tailoring is read first, and goes on while the stream is being read.
    await turnsUntil(() => readings.includes('done'));
    server.replace(into, 2, `${tailoring} `);
    expect(readings).toHaveLength(1);
    expect(await asked).toMatchObject({ kind: 'edit', edit: { uri: into, version: 2 } });
  });
});

describe('while somebody types where the whole text has to be read', () => {
  const hover = (token?: object) =>
    codeOf(server.ask('onHover', { textDocument: { uri }, position: { line: 0, character: 2 } }, token));

  it('a cancelled request ends at once, and nothing is read for it any more', async () => {
    await rested();
    server.type(uri, 2, top, '<!--');
    const source = new CancellationTokenSource();
    const asked = hover(source.token);
    source.cancel();
    expect(await asked).toBe(LSPErrorCodes.RequestCancelled);
    expect(readings).not.toContain('done');
    readings.length = 0;
    for (let version = 3; version < 20; version++) {
      server.type(uri, version, { line: 1, character: version }, 'x');
      await new Promise(setImmediate);
    }
    expect(readings).toEqual([]);
  });

  it('one about an older text ends with the next key', async () => {
    await rested();
    server.type(uri, 2, top, '<!--');
    const asked = hover();
    server.type(uri, 3, { line: 1, character: 4 }, 'x');
    expect(await asked).toBe(LSPErrorCodes.ContentModified);
    expect(readings).not.toContain('done');
    readings.length = 0;
    server.type(uri, 4, { line: 1, character: 5 }, 'x');
    await new Promise(setImmediate);
    expect(readings).toEqual([]);
  });

  it('one about the last text is answered', async () => {
    await rested();
    server.type(uri, 2, top, '<!--');
    void hover();
    server.type(uri, 3, { line: 1, character: 4 }, 'x');
    expect(await hover()).toBe('answered');
  });

  it('the stale tree is read once, and who waits for it ends with the next key', async () => {
    await rested();
    server.type(uri, 2, top, '<a>');
    const rows = codeOf(server.ask(protocol.outlineChildrenRequest, { uri, look: {} }));
    // It has come to the reading, and not to its first turn.
    for (let step = 0; step < 20; step++) await Promise.resolve();
    server.type(uri, 3, { line: 1, character: 3 }, 'x');
    expect(await rows).toBe(LSPErrorCodes.ContentModified);
    expect(readings).not.toContain('done');
  });
});

describe('a text that has to be read as a whole', () => {
  const findings = () => server.sent.filter(({ method }) => method === 'sendDiagnostics').map(({ params }) => params);

  it('is read in the pause that findings wait for, also between keys', async () => {
    await rested();
    server.type(uri, 2, top, '<');
    server.type(uri, 3, { line: 1, character: 1 }, '!--');
    expect(readings).toEqual([]);
    vi.advanceTimersByTime(tellMs);
    await turnsUntil(() => readings.includes('done'));
    const before = findings().length;
    await new Promise(setImmediate);
    expect(findings().length).toBe(before);
    vi.advanceTimersByTime(restMs);
    await turnsUntil(() => findings().length > before);
    expect(readings).toEqual(['done']);
    expect(findings().at(-1)).toMatchObject({ uri, version: 3 });
  });

  it('is given up by the next key', async () => {
    await rested();
    server.type(uri, 2, top, '<!--');
    for (let version = 3; version < 10; version++) {
      vi.advanceTimersByTime(tellMs);
      server.type(uri, version, { line: 1, character: version + 1 }, 'x');
      await new Promise(setImmediate);
    }
    expect(readings).not.toContain('done');
    vi.advanceTimersByTime(tellMs);
    await turnsUntil(() => readings.includes('done'));
  });
});
