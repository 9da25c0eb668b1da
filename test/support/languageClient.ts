/**
 * A plain LSP client over stdio, as any editor would be one: starts the bundled server, speaks the protocol, remembers
 * what was published. It knows nothing of ours but the names of our notifications.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import type { PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { bundle } from './bundle.ts';

export interface LanguageClient {
  readonly connection: MessageConnection;
  readonly process: ChildProcess;
  readonly published: Map<string, PublishDiagnosticsParams>;
  readonly request: <T>(method: string, params: object) => Promise<T>;
  readonly notify: (method: string, params: object) => Promise<void>;
  readonly open: (uri: string, text: string, languageId?: string) => Promise<void>;
  /** The diagnostics of a document at a version, as soon as they are published. */
  readonly diagnostics: (uri: string, version: number) => Promise<PublishDiagnosticsParams>;
  readonly stop: () => Promise<void>;
}

/** What an editor says of itself, where it is more than nothing; `prepare` runs before the first message. */
export interface ClientFacts {
  readonly capabilities?: object;
  readonly initializationOptions?: object;
  readonly prepare?: (connection: MessageConnection) => void;
}

export async function startClient(
  workspaceFolders: readonly string[] = [],
  { capabilities = {}, initializationOptions = {}, prepare }: ClientFacts = {},
): Promise<LanguageClient> {
  const server = spawn(process.execPath, [await bundle('server'), '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout!),
    new StreamMessageWriter(server.stdin!),
  );
  const published = new Map<string, PublishDiagnosticsParams>();
  const waiting = new Set<() => void>();
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    published.set(params.uri, params);
    for (const wake of [...waiting]) wake();
  });
  connection.onUnhandledNotification(() => {});
  prepare?.(connection);
  connection.listen();
  const folders = workspaceFolders.map((uri) => ({ uri, name: uri }));
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities,
    initializationOptions,
    workspaceFolders: folders,
  });
  await connection.sendNotification('initialized', {});
  const notify = (method: string, params: object) => connection.sendNotification(method, params);
  return {
    connection,
    process: server,
    published,
    request: (method, params) => connection.sendRequest(method, params),
    notify,
    open: (uri, text, languageId = 'scap') =>
      notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } }),
    diagnostics: (uri, version) =>
      new Promise((resolve) => {
        const look = (): void => {
          const params = published.get(uri);
          if (params?.version !== version) return;
          waiting.delete(look);
          resolve(params);
        };
        waiting.add(look);
        look();
      }),
    stop: async () => {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      await ended;
      connection.dispose();
    },
  };
}
