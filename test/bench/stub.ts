/** The least a server can hold: what didOpen brought. A program of its own; memory.ts measures ours beside it. */
import { createConnection, ProposedFeatures, TextDocumentSyncKind } from 'vscode-languageserver/node';

const connection = createConnection(ProposedFeatures.all);
const texts = new Map<string, string>();

connection.onInitialize(() => ({
  capabilities: {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    hoverProvider: true,
  },
}));
connection.onDidOpenTextDocument(({ textDocument }) => void texts.set(textDocument.uri, textDocument.text));
connection.onDidChangeTextDocument(() => {});
connection.onHover(({ textDocument }) => ({ contents: `${texts.get(textDocument.uri)?.length}` }));
connection.listen();
