/**
 * Starts the language server when the first SCAP document needs it and carries our own messages. It sends nothing about
 * documents that are not in the list, so a plain XML file neither starts a process nor leaves VS Code.
 */
import * as vscode from 'vscode';
import type { LanguageClient, LanguageClientOptions, Middleware } from 'vscode-languageclient/node';
import {
  type DiskFileParams,
  type DocumentState,
  diskFileNotification,
  documentStateNotification,
  type OutlineChanged,
  outlineChangedNotification,
  type RowsAgainParams,
  rowsAgainNotification,
} from '../../server/src/protocol/index.ts';
import type { CodeActions } from './codeActions.ts';
import { type Documents, editableSchemes } from './documents.ts';
import { createSync } from './sync.ts';
import { createXmlExtensions } from './xmlExtensions.ts';

export type ServerStatus = 'idle' | 'starting' | 'running' | 'stopped';

export interface Server extends vscode.Disposable {
  readonly status: () => ServerStatus;
  readonly restart: () => Promise<void>;
  /**
   * Asked anew where the text changes before it is answered; what depends on the text, such as a place in it, is to be worked out
   * each time. `null` where the server does not run, does not know the document or
   * failed; a failure is in the output.
   */
  readonly ask: <Result>(method: string, params: object | (() => object)) => Promise<Result | null>;
  readonly tellDiskFile: (params: DiskFileParams) => void;
  /** An edit that the server was asked for is not made: its rows are told as they are. */
  readonly tellNotMade: (uri: string) => void;
  readonly onDidChangeStatus: vscode.Event<ServerStatus>;
  readonly onOutlineChanged: vscode.Event<OutlineChanged>;
}

/** A server that dies this often within `crashWindowMs` stays down until the user restarts it. */
const crashLimit = 3;
const crashWindowMs = 3 * 60 * 1000;

/** LSP's code for a question that a key outdated before it was answered. */
const contentModified = -32801;
/** While somebody types, each key may outdate a question; who asked wants to know about the text that came of it. */
const timesAsked = 20;

export function createServer(
  context: vscode.ExtensionContext,
  documents: Documents,
  output: vscode.LogOutputChannel,
  codeActions: CodeActions,
): Server {
  const statusChanged = new vscode.EventEmitter<ServerStatus>();
  const outlineChanged = new vscode.EventEmitter<OutlineChanged>();
  const xmlExtensions = createXmlExtensions();
  const sync = createSync(documents, xmlExtensions, codeActions);
  const middleware = { ...sync.middleware, ...codeActions.middleware };
  let status: ServerStatus = 'idle';
  let client: LanguageClient | undefined;
  let crashes: number[] = [];

  const setStatus = (next: ServerStatus) => {
    if (status === next) return;
    status = next;
    if (next !== 'running') {
      sync.reset();
      documents.clearStates();
    }
    // Also one that came back by itself after a crash; it is told nothing before it says that it is ready.
    if (next === 'running') void client?.start().then(catchUp, () => undefined);
    statusChanged.fire(next);
  };

  const tellDiskFile = (params: DiskFileParams) => {
    if (status === 'running') void client?.sendNotification(diskFileNotification, params);
  };

  const tellNotMade = (uri: string) => {
    if (status === 'running') void client?.sendNotification(rowsAgainNotification, { uri } satisfies RowsAgainParams);
  };

  /** Brings the server up to what is listed; called when the list changes and when the server has come up. */
  const catchUp = () => {
    if (status === 'idle' && documents.list().length > 0) void start();
    if (status !== 'running' || client === undefined) return;
    sync.catchUp(client);
    for (const document of documents.list()) {
      if (document.onDisk && document.state === undefined) tellDiskFile({ uri: document.uri.toString(), open: true });
    }
  };

  const start = async () => {
    setStatus('starting');
    try {
      client ??= await createClient(context, output, middleware, restartAfterCrash, {
        status: setStatus,
        state: documents.setState,
        outline: (change) => outlineChanged.fire(change),
      });
      await client.start();
    } catch (error) {
      output.error('The SCAP server did not start.', error instanceof Error ? error : String(error));
      await discard();
      setStatus('stopped');
    }
  };

  /** A client that once failed to start answers so for ever: whoever starts again begins with a new one. */
  const discard = async () => {
    const old = client;
    client = undefined;
    await old?.dispose().catch((error: unknown) => output.warn('The old server did not stop.', String(error)));
  };

  const restartAfterCrash = () => {
    const now = Date.now();
    crashes = [...crashes.filter((time) => now - time < crashWindowMs), now];
    return crashes.length < crashLimit;
  };

  const restart = async () => {
    crashes = [];
    // One that is coming up cannot be stopped.
    if (status === 'starting') return start();
    await discard();
    setStatus('starting');
    await start();
  };

  const ask = async <Result>(method: string, params: object | (() => object)): Promise<Result | null> => {
    for (let time = 1; ; time++) {
      // The client would start a stopped server by itself; only a listed document or the Restart button may do that.
      if (status !== 'running' || client === undefined) return null;
      try {
        return await client.sendRequest<Result | null>(method, typeof params === 'function' ? params() : params);
      } catch (error) {
        if ((error as { code?: unknown }).code === contentModified && time < timesAsked) continue;
        output.error(`${method} failed.`, error instanceof Error ? error : String(error));
        return null;
      }
    }
  };

  const listener = documents.onDidChange((document) => {
    if (document === undefined) catchUp();
  });
  return {
    status: () => status,
    restart,
    ask,
    tellDiskFile,
    tellNotMade,
    onDidChangeStatus: statusChanged.event,
    onOutlineChanged: outlineChanged.event,
    dispose: () => {
      listener.dispose();
      xmlExtensions.dispose();
      void client?.dispose();
    },
  };
}

interface Sinks {
  readonly status: (status: ServerStatus) => void;
  readonly state: (state: DocumentState) => void;
  readonly outline: (change: OutlineChanged) => void;
}

async function createClient(
  context: vscode.ExtensionContext,
  output: vscode.LogOutputChannel,
  middleware: Middleware,
  mayRestart: () => boolean,
  sinks: Sinks,
): Promise<LanguageClient> {
  // The package is large: loaded here, so that a window with plain XML never pays for it.
  const { CloseAction, ErrorAction, LanguageClient, RevealOutputChannelOn, State, TransportKind } = await import(
    'vscode-languageclient/node'
  );
  const options: LanguageClientOptions = {
    documentSelector: editableSchemes.flatMap((scheme) => [
      { scheme, language: 'scap' },
      { scheme, language: 'xml' },
    ]),
    initializationOptions: {
      workspaceIndex: vscode.workspace.getConfiguration('scap').get<boolean>('workspace.index', true),
      // Absent in a window without a folder, where there is nothing to index.
      ...(context.storageUri?.scheme === 'file' ? { storagePath: context.storageUri.fsPath } : {}),
    },
    synchronize: { configurationSection: 'scap.workspace' },
    outputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    middleware,
    markdown: { isTrusted: false, supportHtml: false },
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => ({ action: mayRestart() ? CloseAction.Restart : CloseAction.DoNotRestart, handled: true }),
    },
  };
  // The server's sentences stand in the same bundle; it reads the path from this variable. Absent for English.
  const bundle = vscode.l10n.uri === undefined ? {} : { EXTENSION_BUNDLE_PATH: vscode.l10n.uri.fsPath };
  const run = {
    module: context.asAbsolutePath('dist/server.js'),
    transport: TransportKind.ipc,
    options: { env: bundle },
  };
  const client = new LanguageClient('scap', 'SCAP', { run, debug: run }, options);
  client.onNotification(documentStateNotification, sinks.state);
  client.onNotification(outlineChangedNotification, sinks.outline);
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Running) sinks.status('running');
    else if (newState === State.Starting) sinks.status('starting');
    else sinks.status('stopped');
  });
  return client;
}
