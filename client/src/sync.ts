/**
 * Lets exactly the listed documents through to the server, whatever VS Code opens in language `xml`, and drops requests
 * about all others before they are sent. Large texts pass by reference only; nothing here reads a document.
 */
import * as vscode from 'vscode';
import type { LanguageClient, Middleware } from 'vscode-languageclient/node';
import type { CodeActions } from './codeActions.ts';
import type { Documents } from './documents.ts';
import type { XmlExtensions } from './xmlExtensions.ts';

export interface Sync {
  readonly middleware: Middleware;
  /** Opens what is listed but was not sent, and closes what was sent but is listed no longer. */
  readonly catchUp: (client: LanguageClient) => void;
  /** A new server process has been told nothing. */
  readonly reset: () => void;
}

/** `withTarget` says how a request about a document is sent. */
export function createSync(
  documents: Documents,
  xmlExtensions: XmlExtensions,
  { withTarget }: Pick<CodeActions, 'withTarget'>,
): Sync {
  const sent = new Set<string>();
  const isListed = (uri: string) => documents.find(uri)?.onDisk === false;
  const isKnown = (uri: string) => documents.find(vscode.Uri.parse(uri).toString()) !== undefined;

  const middleware: Middleware = {
    didOpen: async (document, next) => {
      const uri = document.uri.toString();
      if (!isListed(uri) || sent.has(uri)) return;
      sent.add(uri);
      await next(document);
    },
    didChange: async (event, next) => {
      if (sent.has(event.document.uri.toString())) await next(event);
    },
    didSave: async (document, next) => {
      if (sent.has(document.uri.toString())) await next(document);
    },
    willSave: async (event, next) => {
      if (sent.has(event.document.uri.toString())) await next(event);
    },
    didClose: async (document, next) => {
      if (sent.delete(document.uri.toString())) await next(document);
    },
    handleDiagnostics: xmlExtensions.handleDiagnostics,
    sendRequest: async (type, params, token, next) => {
      const uri = documentOf(params);
      // VS Code asks for every document of the selector; for one that the server has not, the answer is "nothing".
      if (uri !== undefined && !isKnown(uri)) return null as never;
      if (uri === undefined || params === undefined) return next(type, params, token);
      return next(type, withTarget(typeof type === 'string' ? type : type.method, uri, params), token);
    },
  };

  return {
    middleware,
    reset: () => {
      sent.clear();
      xmlExtensions.reset();
    },
    catchUp(client) {
      const convert = client.code2ProtocolConverter;
      for (const document of vscode.workspace.textDocuments) {
        const uri = document.uri.toString();
        if (isListed(uri) && !sent.has(uri)) {
          sent.add(uri);
          void client.sendNotification('textDocument/didOpen', convert.asOpenTextDocumentParams(document));
        } else if (!isListed(uri) && sent.delete(uri)) {
          void client.sendNotification('textDocument/didClose', convert.asCloseTextDocumentParams(document));
        }
      }
    },
  };
}

function documentOf(params: unknown): string | undefined {
  const { textDocument } = (params ?? {}) as { readonly textDocument?: { readonly uri?: unknown } };
  return typeof textDocument?.uri === 'string' ? textDocument.uri : undefined;
}
