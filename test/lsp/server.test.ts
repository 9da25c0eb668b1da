/**
 * The language server as a plain one, over stdio, with nothing but standard LSP: navigation, hover, symbols, findings,
 * and toggles that carry their edit and need no command of a client of ours.
 */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CodeAction, Location, LocationLink, TextEdit } from 'vscode-languageserver-protocol';
import { SourceText } from '../../server/src/text/sourceText.ts';
import { fixturePath, readDocument } from '../support/documents.ts';
import { type LanguageClient, startClient } from '../support/languageClient.ts';

let client: LanguageClient;
beforeAll(async () => {
  client = await startClient();
});
afterAll(() => client.stop());

const sample = readDocument(fixturePath('host-ownership-ds.xml')).text;
let count = 0;

/** Opens a text under a name of its own. */
async function open(text: string, languageId?: string): Promise<string> {
  const uri = `file:///content/document-${++count}.xml`;
  await client.open(uri, text, languageId);
  return uri;
}

/** The position of a text's first occurrence, some characters in. */
function at(text: string, wanted: string, characters = 1) {
  const offset = text.indexOf(wanted);
  if (offset < 0) throw new Error(`not in the text: ${wanted}`);
  return SourceText.of(text).positionAt(offset + characters);
}

function textAt(text: string, place: Location | LocationLink): string {
  const range = 'targetUri' in place ? place.targetSelectionRange : place.range;
  const source = SourceText.of(text);
  return source.slice(source.offsetAt(range.start), source.offsetAt(range.end));
}

function apply(text: string, edits: readonly TextEdit[]): string {
  let source = SourceText.of(text);
  for (const edit of [...edits].reverse()) {
    source = source.splice(source.offsetAt(edit.range.start), source.offsetAt(edit.range.end), edit.newText);
  }
  return source.whole();
}

async function actionsAt(uri: string, text: string, wanted: string, characters?: number): Promise<CodeAction[]> {
  const position = at(text, wanted, characters);
  return client.request('textDocument/codeAction', {
    textDocument: { uri },
    range: { start: position, end: position },
    context: { diagnostics: [] },
  });
}

function editsOf(action: CodeAction | undefined): TextEdit[] {
  const [change] = action?.edit?.documentChanges ?? [];
  if (!change || !('edits' in change)) throw new Error(`no versioned edit in ${JSON.stringify(action)}`);
  expect(change.textDocument.version).toBe(1);
  return change.edits as TextEdit[];
}

const rule = 'xccdf_org.scapwright.sample_rule_';

describe('navigation', () => {
  it('leads from a check-content-ref to the definition it names, and back', async () => {
    const uri = await open(sample);
    const name = /<check-content-ref [^>]*name="([^"]+)"/.exec(sample)?.[1];
    const position = at(sample, `name="${name}"`, 8);
    const links: LocationLink[] = await client.request('textDocument/definition', { textDocument: { uri }, position });
    expect(links.map((link) => textAt(sample, link))).toEqual([name]);
    expect(links[0]!.targetRange.start).toEqual(SourceText.of(sample).positionAt(definitionStart(name!)));
    const places: Location[] = await client.request('textDocument/references', {
      textDocument: { uri },
      position: links[0]!.targetSelectionRange.start,
      context: { includeDeclaration: false },
    });
    expect(places.map((place) => place.range.start.line)).toContain(position.line);
  });

  it('answers hovers and symbols by title', async () => {
    const uri = await open(sample);
    const title = /<Rule[^>]*>\s*<title[^>]*>([^<]+)</.exec(sample)![1]!;
    const position = at(sample, '<Rule ', 3);
    const hover = await client.request<{ contents: { value: string } }>('textDocument/hover', {
      textDocument: { uri },
      position,
    });
    expect(hover.contents.value).toContain(title);
    const symbols = await client.request<object[]>('textDocument/documentSymbol', { textDocument: { uri } });
    expect(JSON.stringify(symbols)).toContain(`"name":${JSON.stringify(title)}`);
  });

  it('sends no label that is as long as its document', async () => {
    const id = `r${'x'.repeat(1_000_000)}`;
    const text = `<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b"><Rule id="${id}"><title>T</title></Rule></Benchmark>`;
    const uri = await open(text);
    const symbols = await client.request<object[]>('textDocument/documentSymbol', { textDocument: { uri } });
    expect(JSON.stringify(symbols)).toContain('"detail":"rxxx');
    expect(JSON.stringify(symbols).length).toBeLessThan(10_000);
    const titles = (await actionsAt(uri, text, '<title>')).map(({ title }) => title);
    expect(titles.length).toBeGreaterThan(0);
    expect(Math.max(...titles.map(({ length }) => length))).toBeLessThan(1000);
    const untitled = await open(text.replace('<title>T</title>', ''));
    const named = await client.request<object[]>('textDocument/documentSymbol', { textDocument: { uri: untitled } });
    expect(JSON.stringify(named).length).toBeLessThan(10_000);
  });

  function definitionStart(name: string): number {
    const id = sample.search(new RegExp(`<oval-def:definition [^>]*id="${name}"`));
    return id >= 0 ? id : sample.lastIndexOf('<', sample.indexOf(`id="${name}"`));
  }
});

describe('toggles', () => {
  it('offer everywhere first on a Rule, with a versioned edit that a second run has nothing to add to', async () => {
    const uri = await open(sample);
    const wanted = `id="${rule}sudo_owner"`;
    const [first, ...others] = await actionsAt(uri, sample, wanted, 6);
    expect(first!.title).toContain('everywhere (both places)');
    expect(first!.command).toBeUndefined();
    const edited = apply(sample, editsOf(first));
    expect(edited).not.toBe(sample);
    expect(others.every((action) => action.edit !== undefined || action.disabled !== undefined)).toBe(true);

    const after = await open(edited);
    const again = await actionsAt(after, edited, wanted, 6);
    const same = again.find((action) => action.title.startsWith(first!.title.split(': ')[0]!));
    expect(same?.disabled?.reason).toMatch(/nothing has to change/);
  });

  it('offer the profile first on a select', async () => {
    const uri = await open(sample);
    const select = /<select idref="[^"]*_rule_[^"]*"/.exec(sample)![0];
    const [first] = await actionsAt(uri, sample, select, 30);
    expect(first!.title).toMatch(/ in "[^"]+"$/);
    expect(editsOf(first)).toHaveLength(1);
  });

  it('say why one is not available, and offer to go on', async () => {
    const text = readDocument(fixturePath('selection/conflicts-mutual.xml')).text;
    const uri = await open(text);
    const actions = await actionsAt(uri, text, 'Rule id="xccdf_org.example_rule_dog"', 12);
    const held = actions.find((action) => action.disabled?.reason.includes('conflicts with'));
    expect(held, JSON.stringify(actions.map(({ title, disabled }) => ({ title, disabled })))).toBeDefined();
    expect(actions.some((action) => action.title.includes(' - Apply anyway') && action.edit)).toBe(true);
  });

  it('are there while the XML is broken, each disabled with the reason', async () => {
    const text = sample.replace('</Rule>', '</Role>');
    const uri = await open(text);
    const actions = await actionsAt(uri, text, `id="${rule}sudo_owner"`, 6);
    const toggles = actions.filter((action) => action.kind?.includes('toggle'));
    const line = text.slice(0, text.indexOf('</Role>')).split('\n').length;
    const reason = `The XML is broken in line ${line}; mend it first.`;
    expect(toggles).toEqual([
      {
        title: `Switch "sudo belongs to root" everywhere (both places): ${reason}`,
        kind: 'refactor.rewrite.scap.toggle',
        disabled: { reason },
      },
    ]);
  });
});

describe('a document', () => {
  it.each([
    'vscode-vfs://github/owner/content/host-ownership-ds.xml',
    'untitled:Untitled-1',
    'file:///c%3A/Content/a%20b-ds.xml',
    'file:///C:/Content/c-ds.xml',
  ])('%s is answered about under the name that its editor gave it', async (uri) => {
    await client.open(uri, sample);
    expect((await client.diagnostics(uri, 1)).diagnostics.filter(({ severity }) => severity! <= 2)).toEqual([]);
    const position = at(sample, `name="oval:org.scapwright.sample.sudo_owner:def:1"`, 8);
    const links: LocationLink[] = await client.request('textDocument/definition', { textDocument: { uri }, position });
    expect(links.map(({ targetUri }) => targetUri)).toEqual([uri]);
    const [first] = await actionsAt(uri, sample, `id="${rule}sudo_owner"`, 6);
    expect(editsOf(first).length).toBeGreaterThan(0);
    expect(first!.edit!.documentChanges).toMatchObject([{ textDocument: { uri } }]);
  });
});

describe('findings', () => {
  it('follow the text, each with its version, and go when the document is closed', async () => {
    const uri = await open(sample);
    expect((await client.diagnostics(uri, 1)).diagnostics.filter(({ severity }) => severity! <= 2)).toEqual([]);
    const idref = /<select idref="([^"]*_rule_[^"]*)"/.exec(sample)![1]!;
    const start = at(sample, `select idref="${idref}"`, 14);
    await client.notify('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: { start, end: { ...start, character: start.character + 5 } }, text: 'ghost' }],
    });
    const { diagnostics } = await client.diagnostics(uri, 2);
    expect(
      diagnostics.filter(({ severity }) => severity! <= 2).map((diagnostic) => diagnostic.range.start.line),
    ).toEqual([start.line]);
    await client.notify('textDocument/didClose', { textDocument: { uri } });
    expect((await client.diagnostics(uri, undefined as never)).diagnostics).toEqual([]);
  });
});
