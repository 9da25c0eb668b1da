/**
 * The server on a connection that is none: messages are calls, taken in the moment they are made, so that a test says in which
 * order things happen. What takes turns goes on when the test waits.
 */
import type { Connection } from 'vscode-languageserver';
import { startServer } from '../../server/src/lsp/server.ts';

type Handler = (params: unknown, token?: unknown) => unknown;

interface Sent {
  readonly method: string;
  readonly params: unknown;
}

export interface ServerInProcess {
  readonly open: (uri: string, text: string, version?: number) => void;
  /** One edit, made at a place of one line. */
  readonly type: (uri: string, version: number, place: { line: number; character: number }, text: string) => void;
  readonly replace: (uri: string, version: number, text: string) => void;
  /** The server has heard it when this returns. A standard request goes by the name of its handler, such as 'onHover'. */
  readonly ask: <T>(request: string, params: object, token?: object) => Promise<T>;
  /** What the server has told so far, oldest first. */
  readonly sent: readonly Sent[];
}

export function serverInProcess(): ServerInProcess {
  const handlers = new Map<string, Handler>();
  const sent: Sent[] = [];
  const listen = (name: string) => (method: string | Handler, handler?: Handler) => {
    if (typeof method === 'string') handlers.set(method, handler!);
    else handlers.set(name, method);
    return { dispose() {} };
  };
  const send = (name: string) => async (method: unknown, params?: unknown) =>
    void sent.push(typeof method === 'string' ? { method, params } : { method: name, params: method });
  const connection = new Proxy({} as Record<string, unknown>, {
    get: (_, name: string) => {
      if (name === 'console') return { error() {}, warn() {} };
      if (name.startsWith('send')) return send(name);
      return name.startsWith('on') ? listen(name) : () => {};
    },
  });
  startServer(connection as unknown as Connection);
  const call = (name: string, params: object, token?: object) => handlers.get(name)!(params, token);
  const change = (uri: string, version: number, contentChange: object) =>
    void call('onDidChangeTextDocument', { textDocument: { uri, version }, contentChanges: [contentChange] });
  return {
    open: (uri, text, version = 1) =>
      void call('onDidOpenTextDocument', { textDocument: { uri, languageId: 'scap', version, text } }),
    type: (uri, version, place, text) => change(uri, version, { range: { start: place, end: place }, text }),
    replace: (uri, version, text) => change(uri, version, { text }),
    ask: async <T>(request: string, params: object, token: object = neverCancelled) =>
      (await call(request, params, token)) as T,
    sent,
  };
}

export const neverCancelled = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) };
