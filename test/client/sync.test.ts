/**
 * Which documents the server is told of: those of the editor that are SCAP, and never a copy such as `git:` or the left side of
 * a comparison, whatever its language. The editor is a stand-in; the list of documents is the real one.
 */
import { beforeEach, expect, it, vi } from 'vitest';
import { vscode } from '../support/vscode.ts';

type Listener = (event: unknown) => void;

const editor = vi.hoisted(() => ({
  documents: [] as object[],
  opened: [] as ((document: unknown) => void)[],
}));

vi.mock('vscode', () => ({
  ...vscode,
  extensions: { all: [] },
  languages: { setTextDocumentLanguage: async () => {} },
  workspace: {
    get textDocuments() {
      return editor.documents;
    },
    getConfiguration: () => ({ get: (_: string, fallback: unknown) => fallback }),
    onDidOpenTextDocument: (listener: Listener) => editor.opened.push(listener),
    onDidCloseTextDocument: () => {},
    onDidChangeTextDocument: () => {},
  },
}));

const { createAssociation } = await import('../../client/src/association.ts');
const { createDocuments } = await import('../../client/src/documents.ts');
const { createSync } = await import('../../client/src/sync.ts');

const benchmark = '<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b">';

function document(uri: string, languageId = 'scap', text = benchmark) {
  const [scheme, path] = uri.split(/:(?:\/\/)?/);
  const place = { scheme, path, toString: () => uri };
  return { uri: place, languageId, lineCount: 1, lineAt: () => ({ text }), isUntitled: scheme === 'untitled' };
}

const editable = ['file:///a-ds.xml', 'untitled:b-ds.xml', 'vscode-vfs://github/c-ds.xml'];
const copies = ['git:/a-ds.xml?{"ref":"~"}', 'scap-preview:/a-ds.xml', 'gitlens:/a-ds.xml', 'review:/a-ds.xml'];

/** What the server was sent, of what the editor has open: each method with its document. */
function synced() {
  const sent: string[] = [];
  const documents = createDocuments();
  createAssociation(documents, { get: (_: string, fallback: unknown) => fallback } as never).start();
  const noOthers = { handleDiagnostics: () => {}, reset: () => {}, dispose: () => {} };
  const sync = createSync(documents, noOthers, { withTarget: (_, __, params) => params });
  const next = (method: string) => async (one: { readonly uri: object }) => void sent.push(`${method} ${one.uri}`);
  const asParams = ({ uri }: { readonly uri: object }) => ({ textDocument: { uri: `${uri}` } });
  const client = {
    code2ProtocolConverter: { asOpenTextDocumentParams: asParams, asCloseTextDocumentParams: asParams },
    sendNotification: (method: string, params: ReturnType<typeof asParams>) =>
      sent.push(`${method.replace('textDocument/', '')} ${params.textDocument.uri}`),
  };
  return { sent, sync, next, client: client as never };
}

beforeEach(() => {
  editor.documents = [...editable, ...copies].map((uri) => document(uri));
  editor.opened = [];
});

it('they are opened where a person edits them, once, and copies never', async () => {
  const { sent, sync, next, client } = synced();
  for (const one of editor.documents) await sync.middleware.didOpen!(one as never, next('didOpen') as never);
  const expected = editable.map((uri) => `didOpen ${uri}`);
  expect(sent).toEqual(expected);
  sync.catchUp(client);
  expect(sent).toEqual(expected);
  // A new process has been told nothing.
  sync.reset();
  sync.catchUp(client);
  expect(sent).toEqual([...expected, ...expected]);
});

it('neither changes, saves nor closing of a copy are told', async () => {
  const { sent, sync, next } = synced();
  const { didOpen, didChange, didSave, didClose } = sync.middleware;
  for (const one of editor.documents as { readonly uri: object }[]) {
    await didOpen!(one as never, next('didOpen') as never);
    await didChange!({ document: one } as never, (async () => void sent.push(`didChange ${one.uri}`)) as never);
    await didSave!(one as never, next('didSave') as never);
    await didClose!(one as never, next('didClose') as never);
  }
  expect(sent).toEqual(
    editable.flatMap((uri) => ['didOpen', 'didChange', 'didSave', 'didClose'].map((method) => `${method} ${uri}`)),
  );
});

it('of a copy nothing is asked either, and of plain XML nothing at all', async () => {
  const plain = document('file:///pom.xml', 'xml', '<project>');
  editor.documents.push(plain);
  const { sent, sync, next } = synced();
  await sync.middleware.didOpen!(plain as never, next('didOpen') as never);
  const ask = async (_: unknown, params: { readonly textDocument: { readonly uri: string } }) => {
    sent.push(`asked ${params.textDocument.uri}`);
    return 'answer';
  };
  for (const uri of [...editable, ...copies, 'file:///pom.xml']) {
    const answer = await sync.middleware.sendRequest!(
      'textDocument/hover',
      { textDocument: { uri } },
      undefined,
      ask as never,
    );
    expect(answer, uri).toBe(editable.includes(uri) ? 'answer' : null);
  }
  expect(sent).toEqual(editable.map((uri) => `asked ${uri}`));
});
