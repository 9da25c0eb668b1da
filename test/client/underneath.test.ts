/** Whether a file still is what its editor read: told in the encoding of the editor. The editor is a stand-in. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { vscode } from '../support/vscode.ts';

const uri = 'file:///tailoring.xml';

interface Change {
  readonly text: string;
  readonly isDirty: boolean;
  readonly contentChanges: readonly object[];
}
const editor = vi.hoisted(() => ({
  document: { text: '', encoding: 'utf8', isDirty: false },
  bytes: new Uint8Array(),
  change: (_: Change) => {},
}));

vi.mock('vscode', () => {
  const ignore = () => ({ dispose: () => {} });
  const document = {
    uri: vscode.Uri.parse(uri),
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
    ...vscode,
    Disposable: { from: () => ({ dispose: () => {} }) },
    workspace: {
      textDocuments: [document],
      onDidChangeTextDocument: (listener: (event: object) => void) => {
        editor.change = ({ isDirty, text, contentChanges }: Change) => {
          Object.assign(editor.document, { isDirty, text });
          listener({ document, contentChanges });
        };
        return { dispose: () => {} };
      },
      onDidOpenTextDocument: ignore,
      onDidSaveTextDocument: ignore,
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

describe('after the first edit of what was clean', () => {
  const change = (text: string, isDirty: boolean, contentChanges: readonly object[]) =>
    editor.change({ text, isDirty, contentChanges });

  it.each([
    ['told with it', [true]],
    ['told afterwards', [false, true]],
  ])('that it is dirty, %s, the file is compared with what it was', async (_, dirty) => {
    Object.assign(editor, { document: { text: '<a/>', encoding: 'utf8', isDirty: false }, bytes: Buffer.from('<a/>') });
    const { whyNot: ask } = watchUnderneath(() => true);
    expect(await ask(uri)).toBeUndefined();
    for (const [at, isDirty] of dirty.entries()) change('<a><b/></a>', isDirty, at === 0 ? [{}] : []);
    expect(await ask(uri)).toBeUndefined();
    editor.bytes = Buffer.from('<c/>');
    expect(await ask(uri)).toContain('was changed on disk');
  });

  it('what was read anew before it counts, and what nobody knows is not compared', async () => {
    Object.assign(editor, { document: { text: '<a/>', encoding: 'utf8', isDirty: false }, bytes: Buffer.from('<d/>') });
    const { whyNot: ask } = watchUnderneath(() => true);
    change('<d/>', false, [{}]);
    expect(await ask(uri)).toBeUndefined();
    change('<d> </d>', true, [{}]);
    expect(await ask(uri)).toBeUndefined();
    const { whyNot: askAnew } = watchUnderneath(() => true);
    change('<d>  </d>', false, [{}]);
    change('<d>  </d>', true, []);
    expect(await askAnew(uri)).toBeUndefined();
  });
});
