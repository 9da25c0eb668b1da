/** A language client with a folder of files that nobody opened: what the server says of its index of them can be waited for. */
import type { MessageConnection } from 'vscode-languageserver-protocol/node';
import { URI } from 'vscode-uri';
import { type WorkspaceIndexState, workspaceIndexNotification } from '../../server/src/protocol/index.ts';
import { type LanguageClient, startClient } from './languageClient.ts';

export interface IndexedClient extends LanguageClient {
  /** The next word about the index that has not been waited for. */
  readonly indexed: () => Promise<WorkspaceIndexState>;
  readonly registered: readonly string[];
}

export interface IndexProgress {
  readonly token: string | number;
  readonly value: { readonly kind: 'begin' | 'report' | 'end'; readonly cancellable?: boolean };
}

export async function startIndexedClient(
  folder: string,
  options: object = {},
  onProgress?: (connection: MessageConnection, params: IndexProgress) => void,
): Promise<IndexedClient> {
  const states: WorkspaceIndexState[] = [];
  const waiting: ((state: WorkspaceIndexState) => void)[] = [];
  const registered: string[] = [];
  const client = await startClient([URI.file(folder).toString()], {
    capabilities: {
      window: { workDoneProgress: true },
      workspace: { workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true } },
    },
    initializationOptions: options,
    prepare: (connection) => {
      connection.onNotification(workspaceIndexNotification, (state: WorkspaceIndexState) => {
        const wake = waiting.shift();
        if (wake) wake(state);
        else states.push(state);
      });
      connection.onRequest('client/registerCapability', ({ registrations }) => {
        for (const { method } of registrations) registered.push(method);
      });
      connection.onRequest('window/workDoneProgress/create', () => null);
      connection.onNotification('$/progress', (params: IndexProgress) => onProgress?.(connection, params));
    },
  });
  const indexed = () =>
    new Promise<WorkspaceIndexState>((resolve) => {
      const state = states.shift();
      if (state) resolve(state);
      else waiting.push(resolve);
    });
  return { ...client, indexed, registered };
}
