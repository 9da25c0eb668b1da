// Which files become SCAP and which stay plain XML, and that the server hears of the first alone. The server is watched:
// what it was given is read from the messages that reached its process.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { root } from '../../tools/processes.mjs';
import {
  eventually,
  focusEditor,
  goToLine,
  type Host,
  languageMode,
  notification,
  notifications,
  observedExtension,
  openFile,
  quickRows,
  reloadWindow,
  runCommand,
  screenshot,
  shareHost,
  showView,
  treeRow,
  type,
  welcome,
} from './driver/index.ts';

const sample = readFileSync(join(root, 'test', 'fixtures', 'host-ownership-ds.xml'), 'utf8');
const project =
  '<?xml version="1.0"?>\n<project xmlns="http://maven.apache.org/POM/4.0.0">\n  <name>x</name>\n</project>\n';

describe('with the default settings', () => {
  const observed = observedExtension();
  afterAll(observed.dispose);
  const shared = shareHost(() => ({
    extension: observed.extension,
    texts: {
      'pom.xml': project,
      'other-ds.xml': project,
      'content.xml': sample,
      'chosen.xml': sample,
      'mine-ds.xml': sample,
      'typed.xml': '<?xml version="1.0"?>\n',
    },
    settings: { 'files.associations': { 'mine-*.xml': 'xml' } },
  }));

  test('plain XML stays XML and starts no server', async () => {
    const host = shared();
    await openFile(host, 'pom.xml');
    await waitForLanguage(host, 'XML');
    await goToLine(host, 3, 1);
    await type(host, ' ');
    // The view makes the extension answer: by now it has looked at the file.
    await showView(host, 'SCAP');
    expect((await welcome(host)).text).toContain('No SCAP document is open.');
    expect(observed.starts()).toBe(0);
    expect(serverProcesses(host)).toEqual([]);
    await runCommand(host, 'File: Revert File');
  });

  test('a name like SCAP does not make a foreign root SCAP', async () => {
    const host = shared();
    await openFile(host, 'other-ds.xml');
    await waitForLanguage(host, 'XML');
    await screenshot(host, 'association-foreign-root');
    expect(serverProcesses(host)).toEqual([]);
  });

  test('a SCAP root makes any name SCAP, and the server gets that document once', async () => {
    const host = shared();
    await openFile(host, 'content.xml');
    await waitForLanguage(host, 'SCAP');
    await treeRow(host, 'content.xml');
    await treeRow(host, 'Workstation');
    expect(observed.starts()).toBe(1);
    expect(serverProcesses(host)).toHaveLength(1);
    expect(opened()).toEqual(['content.xml scap']);
  });

  test("the user's own association wins, but the root decides what the server gets", async () => {
    const host = shared();
    await openFile(host, 'mine-ds.xml');
    await waitForLanguage(host, 'XML');
    await treeRow(host, 'mine-ds.xml');
    await eventually(
      'the document in the server',
      async () => opened(),
      (names) => names.includes('mine-ds.xml xml'),
    );
    await expect.poll(() => languageMode(host)).toBe('XML');
    await runCommand(host, 'View: Close Editor');
  });

  test('a language chosen by hand stays, also after the window was loaded again', async () => {
    const host = shared();
    await openFile(host, 'chosen.xml');
    await waitForLanguage(host, 'SCAP');
    await chooseLanguage(host, 'XML');
    await waitForLanguage(host, 'XML');
    // What follows the change of language looks at the document: the server is told of it as XML.
    await eventually(
      'the document in the server as XML',
      async () => opened(),
      (names) => names.includes('chosen.xml xml'),
    );
    await focusEditor(host);
    await type(host, ' ');
    await runCommand(host, 'File: Revert File');
    await expect.poll(() => languageMode(host)).toBe('XML');
    const before = opened().length;
    await reloadWindow(host);
    await openFile(host, 'chosen.xml');
    await eventually(
      'the document in the server again',
      async () => opened().slice(before),
      (names) => names.some((name) => name.startsWith('chosen.xml')),
    );
    expect(opened().slice(before)).toContain('chosen.xml xml');
    expect(opened().slice(before)).not.toContain('chosen.xml scap');
    await expect.poll(() => languageMode(host)).toBe('XML');
  });

  test('XML that is typed becomes SCAP with its root tag', async () => {
    const host = shared();
    await openFile(host, 'typed.xml');
    await waitForLanguage(host, 'XML');
    await goToLine(host, 2, 1);
    await host.page.keyboard.insertText('<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b"></Benchmark>');
    await waitForLanguage(host, 'SCAP');
    await runCommand(host, 'File: Revert File');
  });

  test('nothing else ever reached the server', () => {
    const names = observed.messages().flatMap(({ uri }) => (uri === undefined ? [] : [nameOf(uri)]));
    expect([...new Set(names)].sort()).toEqual(['chosen.xml', 'content.xml', 'mine-ds.xml', 'typed.xml']);
  });

  function opened(): string[] {
    return observed
      .messages()
      .filter(({ method }) => method === 'textDocument/didOpen')
      .map(({ uri, language }) => `${nameOf(uri!)} ${language}`);
  }
});

describe("with scap.associate 'ask'", () => {
  const shared = shareHost(() => ({
    texts: { 'first.xml': sample, 'second.xml': sample, 'third.xml': sample },
    settings: { 'scap.associate': 'ask' },
  }));

  test('the question is put once for a document, and its answer counts', async () => {
    const host = shared();
    await openFile(host, 'first.xml');
    const question = await notification(host, 'first.xml looks like SCAP (SCAP data stream).');
    await expect.poll(() => languageMode(host)).toBe('XML');
    await screenshot(host, 'association-ask');
    await question.getByRole('button', { name: 'Use SCAP' }).click();
    await waitForLanguage(host, 'SCAP');
    expect(await notifications(host)).toEqual([]);

    await openFile(host, 'second.xml');
    const second = await notification(host, 'second.xml looks like SCAP');
    await second.getByRole('button', { name: 'Always' }).click();
    await waitForLanguage(host, 'SCAP');
    await openFile(host, 'third.xml');
    await waitForLanguage(host, 'SCAP');
    expect(await notifications(host)).toEqual([]);
  });
});

describe("with scap.associate 'off'", () => {
  const shared = shareHost(() => ({
    texts: { 'content.xml': sample, 'other-ds.xml': project },
    settings: { 'scap.associate': 'off' },
  }));

  test('no language is changed, and SCAP content works all the same', async () => {
    const host = shared();
    await openFile(host, 'other-ds.xml');
    await waitForLanguage(host, 'SCAP');
    await openFile(host, 'content.xml');
    await showView(host, 'SCAP');
    await treeRow(host, 'Workstation');
    await expect.poll(() => languageMode(host)).toBe('XML');
    await screenshot(host, 'association-off');
  });
});

async function waitForLanguage(host: Host, language: string): Promise<void> {
  await eventually(
    `the language ${language}`,
    () => languageMode(host),
    (mode) => mode === language,
  );
}

async function chooseLanguage(host: Host, language: string): Promise<void> {
  await runCommand(host, 'Change Language Mode');
  const rows = await quickRows(host);
  await host.page.locator('.quick-input-widget:visible input.input').fill(language);
  await rows
    .filter({ hasText: `(${language.toLowerCase()})` })
    .first()
    .click();
}

function nameOf(uri: string): string {
  return uri.slice(uri.lastIndexOf('/') + 1);
}

/** The command lines of our server's processes under this host. */
function serverProcesses({ dataFolder }: Host): string[] {
  const server = join(dataFolder, 'extensions', 'scapwright.scapwright', 'dist', 'server.js');
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((id) => {
      try {
        const line = readFileSync(`/proc/${id}/cmdline`, 'utf8');
        return line.includes(server) ? [line.replaceAll('\0', ' ')] : [];
      } catch {
        // Ended while we looked.
        return [];
      }
    });
}
