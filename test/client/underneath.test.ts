/** Whether a file still is what its editor read: told in the encoding of the editor. The editor is a stand-in. */
import { beforeEach, expect, it, vi } from 'vitest';

const uri = 'file:///tailoring.xml';
const editor = vi.hoisted(() => ({
  document: { text: '', encoding: 'utf8', isDirty: false },
  bytes: new Uint8Array(),
}));

vi.mock('vscode', () => {
  const ignore = () => ({ dispose: () => {} });
  const document = {
    uri: { path: '/tailoring.xml', toString: () => 'file:///tailoring.xml' },
    isUntitled: false,
    getText: () => editor.document.text,
    get encoding() {
      return editor.document.encoding;
    },
    get isDirty() {
      return editor.document.isDirty;
    },
  };
  return {
    l10n: { t: (text: string, ...values: readonly unknown[]) => text.replace(/\{(\d)\}/g, (_, n) => `${values[n]}`) },
    Uri: { parse: (text: string) => ({ path: text, toString: () => text }) },
    Disposable: { from: () => ({ dispose: () => {} }) },
    workspace: {
      textDocuments: [document],
      onDidOpenTextDocument: ignore,
      onDidSaveTextDocument: ignore,
      onDidChangeTextDocument: ignore,
      onDidCloseTextDocument: ignore,
      fs: { readFile: async () => editor.bytes },
      decode: async (bytes: Uint8Array, { encoding }: { readonly encoding: string }) =>
        encoding === 'iso88591'
          ? Buffer.from(bytes).toString('latin1')
          : Buffer.from(bytes).toString(encoding === 'utf16le' ? 'utf16le' : 'utf8'),
    },
  };
});

const { watchUnderneath } = await import('../../client/src/underneath.ts');
const whyNot = () => watchUnderneath(() => true).whyNot(uri);

beforeEach(() => {
  editor.document = { text: '', encoding: 'utf8', isDirty: false };
});

it.each([
  ['iso88591', Buffer.from('<!-- Grüße -->\r\n', 'latin1')],
  ['utf16le', Buffer.from('\ufeff<!-- Grüße -->\r\n', 'utf16le')],
  ['utf8bom', Buffer.from('\ufeff<!-- Grüße -->\r\n', 'utf8')],
  ['utf8', Buffer.from('<!-- Grüße -->\n', 'utf8')],
])('a file in %s is the text that the editor has of it', async (encoding, bytes) => {
  Object.assign(editor, { document: { text: '<!-- Grüße -->\r\n', encoding, isDirty: false }, bytes });
  expect(await whyNot()).toBeUndefined();
});

it('a file that somebody else has written to is not', async () => {
  editor.document = { text: '<a/>', encoding: 'iso88591', isDirty: false };
  editor.bytes = Buffer.from('<b/>');
  expect(await whyNot()).toContain('tailoring.xml was changed on disk since its editor read it');
});

it('what the editor has not read clean cannot be compared', async () => {
  editor.document = { text: '<a/>', encoding: 'utf8', isDirty: true };
  editor.bytes = Buffer.from('<b/>');
  expect(await whyNot()).toBeUndefined();
});
