/**
 * Bad input over stdio: a finding that names the thing, answers to what still can be answered, no edit of what is broken, nothing
 * fetched, and a server that goes on as before.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CodeAction, DocumentSymbol, Hover } from 'vscode-languageserver-protocol';
import { URI } from 'vscode-uri';
import { benchmarkWith, bombs, countingServer, deepGroups } from '../support/badInput.ts';
import { fixturePath, readDocument } from '../support/documents.ts';
import { type LanguageClient, startClient } from '../support/languageClient.ts';

const folder = mkdtempSync(join(tmpdir(), 'bad-input-'));
const sample = readDocument(fixturePath('host-ownership-ds.xml')).text;
let client: LanguageClient;
beforeAll(async () => {
  client = await startClient([URI.file(folder).toString()]);
});
afterAll(async () => {
  await client.stop();
  rmSync(folder, { recursive: true, force: true });
});

let count = 0;

async function open(text: string): Promise<string> {
  const uri = URI.file(join(folder, `document-${++count}.xml`)).toString();
  await client.open(uri, text);
  return uri;
}

async function messages(uri: string): Promise<readonly string[]> {
  const { diagnostics } = await client.diagnostics(uri, 1);
  return diagnostics.map(({ message, code }) => `${code}: ${message}`);
}

function position(text: string, wanted: string) {
  const before = text.slice(0, text.indexOf(wanted) + 1).split('\n');
  return { line: before.length - 1, character: before.at(-1)!.length };
}

async function toggles(uri: string, text: string, wanted: string): Promise<readonly CodeAction[]> {
  const at = position(text, wanted);
  const asked = { textDocument: { uri }, range: { start: at, end: at }, context: { diagnostics: [] } };
  const actions = await client.request<CodeAction[]>('textDocument/codeAction', asked);
  return actions.filter(({ kind, disabled }) => kind?.includes('toggle') && !disabled);
}

async function hoverAt(uri: string, text: string, wanted: string): Promise<string> {
  const asked = { textDocument: { uri }, position: position(text, wanted) };
  return JSON.stringify(await client.request<Hover | null>('textDocument/hover', asked));
}

/** All labels of a document, however deep. */
async function symbols(uri: string): Promise<readonly string[]> {
  const top = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument: { uri } });
  const names: string[] = [];
  for (const rest = [...top]; rest.length > 0; ) {
    const { name, children = [] } = rest.pop()!;
    names.push(name);
    rest.push(...children);
  }
  return names;
}

/** After whatever came before: another document is read, and a rule of it can be switched. */
async function expectLife(): Promise<void> {
  expect(client.process.exitCode).toBeNull();
  const uri = await open(sample);
  expect((await toggles(uri, sample, '<Rule id="xccdf_org.scapwright.sample_rule_sudo_owner')).length).toBeGreaterThan(
    0,
  );
  await client.notify('textDocument/didClose', { textDocument: { uri } });
}

describe('a text that is no SCAP content', () => {
  it.each([
    ['an empty one', '', /^xml\/no-broken-structure: .*(?:empty|no element)/i, []],
    ['plain words', 'not XML at all', /^xml\/no-\S+: /, []],
    ['another root', '<?xml version="1.0"?>\n<project/>', /^scap\/no-foreign-root: .*"?project/, ['project']],
    ['an attribute without end', '<Benchmark id="x', /^xml\/no-\S+: .*Benchmark|^xml\/no-\S+: .*quote/i, ['Benchmark']],
    ['100,000 nested elements', '<a>'.repeat(100_000), /^xml\/no-broken-structure: <a> is never closed/, ['a']],
    ['a 10 MB attribute', `<a b="${'x'.repeat(10_000_000)}"/>`, /^scap\/no-foreign-root: /, ['a']],
  ])('%s is named', async (_, text, message, named) => {
    const uri = await open(text);
    expect((await messages(uri)).join('\n')).toMatch(message);
    expect(await hoverAt(uri, text, '')).toBe('null');
    expect(await symbols(uri)).toEqual(named);
    await expectLife();
  });
});

describe('a stream that is cut off', () => {
  const text = sample.slice(0, sample.indexOf('<Rule id="xccdf_org.scapwright.sample_rule_su_setuid"'));
  const rule = '<Rule id="xccdf_org.scapwright.sample_rule_sudo_owner';

  it('says where, still answers about what is there, and is not edited', async () => {
    const uri = await open(text);
    expect((await messages(uri)).join('\n')).toMatch(/xml\/no-broken-structure: .* is never closed/);
    expect(await hoverAt(uri, text, rule)).toContain('sudo belongs');
    expect(await symbols(uri)).toContainEqual(expect.stringContaining('sudo belongs'));
    expect(await toggles(uri, text, rule)).toEqual([]);
    await expectLife();
  });
});

describe('a Benchmark that is large in an odd way', () => {
  it.each([
    ['by a 10 MB attribute', benchmarkWith(`<Rule id="r" note="${'x'.repeat(10_000_000)}"><title>Long</title></Rule>`)],
    ['by 100,000 groups in each other', deepGroups('<Rule id="r"><title>Long</title></Rule>')],
  ])('%s is answered about, and edited', async (_, text) => {
    const uri = await open(text);
    await messages(uri);
    expect(await hoverAt(uri, text, '<Rule')).toContain('Long');
    expect((await toggles(uri, text, '<Rule')).length).toBeGreaterThan(0);
    await expectLife();
  });
});

describe('entities', () => {
  it('are neither expanded nor fetched, from a file or a network', async () => {
    writeFileSync(join(folder, 'secret.txt'), 'secret words');
    const server = await countingServer();
    try {
      await fetch(server.url);
      for (const [name, text] of Object.entries(bombs(server.url))) {
        const uri = await open(text);
        expect((await messages(uri)).join('\n'), name).toContain('xml/use-plain-text: ');
        const answers = [await hoverAt(uri, text, '<Rule'), ...(await symbols(uri))].join('\n');
        expect(answers, name).not.toContain('secret words');
        expect(answers.length, name).toBeLessThan(2_000);
        await client.request('scap/outline/children', { uri });
        await expectLife();
      }
    } finally {
      await server.close();
    }
    // The one that shows that it counts.
    expect(server.count()).toBe(1);
  });
});

describe('what is not there', () => {
  it('is named where an edit of it is asked for', async () => {
    const uri = await open(sample);
    const benchmark = 'xccdf_org.scapwright.sample_benchmark_host-ownership';
    const item = 'xccdf_org.scapwright.sample_rule_sudo_owner';
    const toggle = (target: object) => client.request('scap/toggle', { uri, enable: false, target });
    const refused = (id: string) => ({ kind: 'refused', reason: expect.stringContaining(id) });
    const everywhere = { kind: 'everywhere' };
    expect(await toggle({ benchmark, item: 'no_such_rule', scope: everywhere })).toMatchObject(refused('no_such_rule'));
    const scope = { kind: 'profile', profile: 'no_such_profile' };
    expect(await toggle({ benchmark, item, scope })).toMatchObject(refused('no_such_profile'));
    expect(await toggle({ benchmark: 'no_such_benchmark', item, scope: everywhere })).toMatchObject({
      kind: 'refused',
    });
    await expectLife();
  });
});
