/** Whether an edit can go into a document as its file says it: the editor is a stand-in that knows Latin-1 and UTF-8. */
import { beforeEach, expect, it, vi } from 'vitest';
import { vscode } from '../support/vscode.ts';

const uri = 'file:///tailoring.xml';
const editor = vi.hoisted(() => ({ text: '', encoding: 'utf8', isDirty: false, reopened: [] as string[] }));

vi.mock('vscode', () => {
  const document = {
    uri: vscode.Uri.parse(uri),
    get encoding() {
      return editor.encoding;
    },
    get isDirty() {
      return editor.isDirty;
    },
    positionAt: (offset: number) => {
      const lines = editor.text.slice(0, offset).split('\n');
      return { line: lines.length - 1, character: lines.at(-1)!.length };
    },
    // Only ever from the start on.
    getText: (range?: { readonly end: { readonly line: number; readonly character: number } }) => {
      if (range === undefined) return editor.text;
      const { line, character } = range.end;
      const lines = editor.text.split('\n').slice(0, line + 1);
      return [...lines.slice(0, -1), lines.at(-1)!.slice(0, character)].join('\n');
    },
  };
  const nameOf = (encoding: string) => (encoding === 'iso88591' ? 'latin1' : 'utf8');
  return {
    ...vscode,
    workspace: {
      textDocuments: [document],
      encode: async (text: string, { encoding }: { readonly encoding: string }) => Buffer.from(text, nameOf(encoding)),
      decode: async (bytes: Buffer, { encoding }: { readonly encoding: string }) => bytes.toString(nameOf(encoding)),
      openTextDocument: async (_: unknown, { encoding }: { readonly encoding: string }) => {
        editor.reopened.push(encoding);
        editor.encoding = encoding;
        return document;
      },
    },
  };
});

const { readyForEdits } = await import('../../client/src/textOnDisk.ts');
const ask = (newText: string) => {
  const place = { line: 0, character: 0 };
  return readyForEdits([{ uri, version: 1, edits: [{ range: { start: place, end: place }, newText }] }]);
};

beforeEach(() => Object.assign(editor, { isDirty: false, encoding: 'utf8', reopened: [] }));

it.each([
  ['in one line', '<?xml version="1.0" encoding="ISO-8859-1"?>\n<a>ü</a>'],
  ['in several', '<?xml version="1.0"\n      encoding="ISO-8859-1"?>\n<a>ü</a>'],
])('a declaration %s is followed: what is open in another encoding is read anew', async (_, text) => {
  Object.assign(editor, { text });
  expect(await ask('x')).toBe('reopened');
  expect(editor.reopened).toEqual(['iso88591']);
  expect(await ask('x')).toBe('ready');
  expect(await ask('ü')).toBe('ready');
  expect(await ask('for 5 €')).toEqual({
    reason: 'tailoring.xml is ISO-8859-1, which has no "€", so nothing was edited.',
  });
  expect(editor.reopened).toHaveLength(1);
});

it('nothing is read anew over unsaved changes', async () => {
  Object.assign(editor, { text: '<?xml version="1.0" encoding="ISO-8859-1"?><a>ü</a>', isDirty: true });
  expect(await ask('x')).toMatchObject({ reason: expect.stringContaining('says that it is ISO-8859-1') });
  expect(editor.reopened).toEqual([]);
});

it('ASCII is the same in either, and stays as it is open', async () => {
  Object.assign(editor, { text: '<?xml version="1.0" encoding="ISO-8859-1"?><a/>' });
  expect(await ask('x')).toBe('ready');
  expect(editor.reopened).toEqual([]);
});
