/**
 * Documents beside a document: found where an href leads inside the workspace, never outside of it, and asked for again when
 * they change. The files are real ones in a folder of their own.
 */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { URI } from 'vscode-uri';
import { createSiblings, documentKey } from '../../server/src/lsp/siblings.ts';
import { openSnapshot, type Snapshot } from '../../server/src/scap/snapshot.ts';
import { SourceText } from '../../server/src/text/sourceText.ts';
import { fixturePath, readDocument } from '../support/documents.ts';
import { type LanguageClient, startClient } from '../support/languageClient.ts';

const top = realpathSync(mkdtempSync(join(tmpdir(), 'siblings-')));
afterAll(() => rmSync(top, { recursive: true, force: true }));
const uriOf = (...path: readonly string[]): string => URI.file(join(top, ...path)).toString();

function write(text: string, ...path: readonly string[]): string {
  mkdirSync(join(top, ...path.slice(0, -1)), { recursive: true });
  writeFileSync(join(top, ...path), text);
  return uriOf(...path);
}

const workspace = uriOf('workspace');
const tailoring = uriOf('workspace', 'content', 'tailoring.xml');
beforeAll(() => {
  write('<base/>', 'workspace', 'content', 'base.xml');
  write('<spaced/>', 'workspace', 'content', 'with space & ü.xml');
  write('<deep/>', 'workspace', 'other', 'deep.xml');
  write('<secret/>', 'secret.xml');
  // Where the addresses would lead if somebody took them for paths.
  write('<secret/>', 'workspace', 'content', 'http:', 'localhost', 'base.xml');
  write('<secret/>', 'workspace', 'content', 'base', 'absolute.xml');
  write('<secret/>', 'workspace-beside', 'secret.xml');
  symlinkSync(join(top, 'secret.xml'), join(top, 'workspace', 'content', 'link.xml'));
  symlinkSync(join(top, 'workspace-beside'), join(top, 'workspace', 'content', 'linked'));
  symlinkSync(join(top, 'workspace', 'other', 'deep.xml'), join(top, 'workspace', 'content', 'inner-link.xml'));
});

function rootOf(snapshot: Snapshot | undefined): string | undefined {
  return snapshot?.table.local(0);
}

describe('an href', () => {
  const find = (href: string, folders: readonly string[] = [workspace], from = tailoring) =>
    rootOf(
      createSiblings(
        () => folders,
        () => undefined,
      ).of(from)(href),
    );

  it.each([
    ['base.xml', 'base'],
    ['./base.xml', 'base'],
    ['../other/deep.xml', 'deep'],
    ['with%20space%20&%20%C3%BC.xml', 'spaced'],
    ['with space & ü.xml', 'spaced'],
    ['inner-link.xml', 'deep'],
  ])('%s inside the workspace is followed', (href, root) => {
    expect(find(href)).toBe(root);
  });

  it.each([
    ['that leaves the workspace', '../../secret.xml'],
    ['that leaves it encoded', '..%2F..%2Fsecret.xml'],
    ['into a folder whose name only starts like it', '../../workspace-beside/secret.xml'],
    ['through a link to a file', 'link.xml'],
    ['through a link to a folder', 'linked/secret.xml'],
    ['with a scheme', 'http://localhost/base.xml'],
    ['of a file by its address', `file://${join(top, 'workspace', 'content', 'base.xml')}`],
    ['that is an absolute path', '/base/absolute.xml'],
    ['to a folder', '.'],
    ['to nothing', 'nowhere.xml'],
    ['that is empty', ''],
    ['that is a fragment', '#base'],
    ['with a stray percent sign', '100%.xml'],
    ['with half a character', 'half\ud83d.xml'],
  ])('%s is not', (_, href) => {
    expect(find(href)).toBeUndefined();
  });

  it('is not followed where there is no workspace, or it is elsewhere', () => {
    expect(find('base.xml', [])).toBeUndefined();
    expect(find('base.xml', [uriOf('workspace', 'other')])).toBeUndefined();
    expect(find('base.xml', ['vscode-vfs://host/workspace'])).toBeUndefined();
    expect(find('base.xml', [workspace.replace('file:', 'vscode-vfs:')])).toBeUndefined();
  });

  it('is followed where one of several folders holds it, also when another is gone, and below the root', () => {
    expect(find('base.xml', [uriOf('gone'), workspace])).toBe('base');
    expect(find('base.xml', [URI.file('/').toString()])).toBe('base');
  });

  it.each(['untitled:Untitled-1', 'vscode-vfs://host/content/tailoring.xml'])('from %s leads to no file', (from) => {
    expect(find('base.xml', [workspace], from)).toBeUndefined();
  });

  it('from another scheme leads to no file of the same path', () => {
    expect(find('base.xml', [workspace], tailoring.replace('file:', 'vscode-vfs:'))).toBeUndefined();
  });
});

describe('the path of a script', () => {
  const has = (path: string, folders: readonly string[] = [workspace], from = tailoring) =>
    createSiblings(
      () => folders,
      () => undefined,
    ).of(from).hasFile!(path);

  it.each(['base.xml', './base.xml', '../other/deep.xml', 'with space & ü.xml', 'inner-link.xml', '/base.xml'])(
    '%s is taken by its letters, inside the workspace',
    (path) => expect(has(path)).toBe(true),
  );

  it.each([
    '../../secret.xml',
    'link.xml',
    'linked/secret.xml',
    'with%20space%20&%20%C3%BC.xml',
    'base.xml#x',
    '.',
    '',
    'nowhere.xml',
    join(top, 'secret.xml'),
  ])('%s leads to no file', (path) => expect(has(path)).toBe(false));

  it('leads nowhere from a document that is no file, or is in no workspace', () => {
    expect(has('base.xml', [])).toBe(false);
    expect(has('base.xml', [workspace], 'untitled:Untitled-1')).toBe(false);
    expect(has('base.xml', [workspace], tailoring.replace('file:', 'vscode-vfs:'))).toBe(false);
  });
});

describe('a file', () => {
  it('is read once, and again when it has changed', () => {
    const file = ['workspace', 'content', 'changing.xml'];
    const uri = write('<one/>', ...file);
    const siblings = createSiblings(
      () => [workspace],
      () => undefined,
    );
    const first = siblings.of(tailoring)('changing.xml');
    expect([rootOf(first), first?.uri]).toEqual(['one', uri]);
    expect(siblings.of(tailoring)('changing.xml')).toBe(first);
    write('<two/>', ...file);
    utimesSync(join(top, ...file), new Date(0), new Date(0));
    expect(rootOf(siblings.of(tailoring)('changing.xml'))).toBe('two');
  });

  it('that is open is the one in the editor', () => {
    const uri = uriOf('workspace', 'content', 'base.xml');
    const open = openSnapshot('<typed/>', uri);
    const siblings = createSiblings(
      () => [workspace],
      (asked) => (asked === uri ? open : undefined),
    );
    expect(siblings.of(tailoring)('base.xml')).toBe(open);
  });
});

describe('readers', () => {
  it('are those who asked, found or not, each once', () => {
    const siblings = createSiblings(
      () => [workspace],
      () => undefined,
    );
    siblings.of(tailoring)('base.xml');
    siblings.of(tailoring)('base.xml');
    siblings.of(tailoring)('nowhere.xml');
    expect(siblings.readersOf(uriOf('workspace', 'content', 'base.xml'))).toEqual([tailoring]);
    expect(siblings.readersOf(uriOf('workspace', 'content', 'nowhere.xml'))).toEqual([tailoring]);
    expect(siblings.readersOf(tailoring)).toEqual([]);
  });

  it('are found through files between, which then forget what they were told', () => {
    const siblings = createSiblings(
      () => [workspace],
      () => undefined,
    );
    const base = siblings.of(tailoring)('base.xml')!;
    base.siblings('../other/deep.xml');
    const readers = siblings.readersOf(uriOf('workspace', 'other', 'deep.xml'));
    expect(readers).toEqual([base.uri, tailoring]);
    const again = siblings.of(tailoring)('base.xml')!;
    expect(again).not.toBe(base);
    expect(again.source).toBe(base.source);
  });

  it('that ask in a circle are each named once', () => {
    const siblings = createSiblings(
      () => [],
      () => undefined,
    );
    siblings.of('file:///a.xml')('b.xml');
    siblings.of('file:///b.xml')('a.xml');
    expect(siblings.readersOf('file:///a.xml')).toEqual(['file:///b.xml']);
  });
});

describe('the key of a document', () => {
  it('is one for all ways to write its URI', () => {
    const keys = ['file:///c%3A/content/a.xml', 'file:///C:/content/a.xml', 'file:///c:/content/a.xml'].map((uri) =>
      documentKey(uri, false),
    );
    expect(new Set(keys).size).toBe(1);
    expect(documentKey('file:///x/a%20b.xml', false)).toBe(documentKey('file:///x/a b.xml', false));
  });

  it('tells names apart by case where the system does', () => {
    const [upper, lower] = ['file:///c%3A/Content/OVAL.xml', 'file:///c%3A/content/oval.xml'] as const;
    expect(documentKey(upper, true)).toBe(documentKey(lower, true));
    expect(documentKey(upper, false)).not.toBe(documentKey(lower, false));
  });
});

describe('in the server', () => {
  let client: LanguageClient;
  const content = (name: string) => readDocument(fixturePath(`selection/${name}`)).text;
  const prefix = 'xccdf_org.example_';
  const target = {
    benchmark: `${prefix}tailoring_tailoring-two-profiles`,
    item: `${prefix}rule_middle`,
    scope: { kind: 'profile', profile: `${prefix}profile_site` },
  };
  const uri = uriOf('workspace', 'site', 'site-tailoring.xml');
  const base = uriOf('workspace', 'site', 'tailoring-base.xml');
  const changed: { readonly uri: string; readonly structure: readonly string[] }[] = [];
  beforeAll(async () => {
    write(content('tailoring-base.xml'), 'workspace', 'site', 'tailoring-base.xml');
    client = await startClient([workspace]);
    client.connection.onNotification('scap/outline/changed', (params) => void changed.push(params));
    await client.open(uri, content('tailoring-two-profiles.xml'));
  });
  afterAll(() => client.stop());
  const isOn = async () => {
    const explained = await client.request<{ effective: boolean } | null>('scap/explain', { uri, target });
    return explained?.effective;
  };
  const edit = (version: number, document: string, text: string, from: string, to: string) => {
    const source = SourceText.of(text);
    const at = text.indexOf(from);
    return client.notify('textDocument/didChange', {
      textDocument: { uri: document, version },
      contentChanges: [{ range: { start: source.positionAt(at), end: source.positionAt(at + from.length) }, text: to }],
    });
  };

  it('a tailoring sees its base on disk, then in the editor, then as it is typed, then on disk again', async () => {
    expect(await isOn()).toBe(true);
    const text = content('tailoring-base.xml');
    const off = text.replace('rule_middle" selected="true"', 'rule_middle" selected="false"');
    await client.open(base, off);
    expect(await isOn()).toBe(false);
    await edit(2, base, off, 'rule_middle" selected="false"', 'rule_middle" selected="true"');
    expect(await isOn()).toBe(true);
    await edit(3, base, text, 'rule_middle" selected="true"', 'rule_middle" selected="false"');
    expect(await isOn()).toBe(false);
    await client.notify('textDocument/didClose', { textDocument: { uri: base } });
    expect(await isOn()).toBe(true);
  });

  it('rows of the tailoring follow the base, unasked', async () => {
    const rows = await client.request<{ id: string }[]>('scap/outline/children', { uri });
    await client.request('scap/outline/children', { uri, node: rows[0]!.id });
    changed.length = 0;
    const text = content('tailoring-base.xml');
    await client.open(base, text.replace('rule_middle" selected="true"', 'rule_middle" selected="false"'));
    await expect.poll(() => changed.some((params) => params.uri === uri)).toBe(true);
    await client.notify('textDocument/didClose', { textDocument: { uri: base } });
  });

  it('while the tailoring is broken its last rows follow the base too', async () => {
    const text = content('tailoring-two-profiles.xml');
    await client.open(base, content('tailoring-base.xml'));
    await client.diagnostics(base, 1);
    await edit(2, uri, text, '</Tailoring>', '</Tailorin>');
    expect(await isOn()).toBe(true);
    await edit(2, base, content('tailoring-base.xml'), 'rule_middle" selected="true"', 'rule_middle" selected="false"');
    expect(await isOn()).toBe(false);
    await edit(3, uri, text.replace('</Tailoring>', '</Tailorin>'), '</Tailorin>', '</Tailoring>');
    await client.notify('textDocument/didClose', { textDocument: { uri: base } });
    expect(await isOn()).toBe(true);
  });

  it('what stands behind a file on disk is followed while it is typed', async () => {
    const oval = (title: string) =>
      `<oval_definitions xmlns="http://oval.mitre.org/XMLSchema/oval-definitions-5"><definitions><definition id="oval:x:def:1" class="compliance"><metadata><title>${title}</title></metadata></definition></definitions></oval_definitions>`;
    const check =
      '<check system="http://oval.mitre.org/XMLSchema/oval-definitions-5"><check-content-ref href="x-oval.xml" name="oval:x:def:1"/></check>';
    const text = content('tailoring-base.xml').replace('<title>Middle</title>', (title) => `${title}${check}`);
    write(text, 'workspace', 'chain', 'tailoring-base.xml');
    const behind = uriOf('workspace', 'chain', 'x-oval.xml');
    const chained = uriOf('workspace', 'chain', 'chained-tailoring.xml');
    await client.open(chained, content('tailoring-two-profiles.xml'));
    await client.open(behind, oval('A'));
    const goTo = () =>
      client.request<{ uri?: string; reason?: string; range?: { start: { character: number } } }>('scap/goTo/oval', {
        uri: chained,
        target,
      });
    const first = await goTo();
    expect(first.uri).toBe(behind);
    await edit(2, behind, oval('A'), '<metadata>', '<notes/><metadata>');
    expect((await goTo()).range!.start.character).toBe(first.range!.start.character);
    await edit(3, behind, oval('A').replace('<metadata>', '<notes/><metadata>'), '<definitions>', '<definitions> ');
    expect((await goTo()).range!.start.character).toBe(first.range!.start.character + 1);
    await edit(
      4,
      behind,
      oval('A').replace('<metadata>', '<notes/><metadata>').replace('<definitions>', '<definitions> '),
      'def:1',
      'def:2',
    );
    expect((await goTo()).uri).toBeUndefined();
  });

  it('is asked for by a document whose URI is written in another way', async () => {
    const odd = 'file:///C:/content/tailoring-base.xml';
    await client.open(odd, content('tailoring-base.xml'));
    const windows = 'file:///c%3A/content/tailoring.xml';
    await client.open(windows, content('tailoring-two-profiles.xml'));
    const explained = await client.request<{ effective: boolean; chain: { place: { uri: string } }[] }>(
      'scap/explain',
      {
        uri: windows,
        target,
      },
    );
    expect(explained.effective).toBe(true);
    // The chain starts with the tailoring and leads into the Benchmark's document.
    const names = explained.chain.map(({ place }) => place.uri.slice(place.uri.lastIndexOf('/') + 1));
    expect([...new Set(names)]).toEqual(['tailoring.xml', 'tailoring-base.xml']);
  });
});
