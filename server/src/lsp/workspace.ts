/**
 * The workspace's files that are not open: indexed in the background, with progress and cancel, followed when they change on
 * disk, searched by title and id. Starts threads, no process, and reads no file outside the workspace's folders.
 */
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type WorkDoneProgressServerReporter,
} from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { type WorkspaceIndexState, workspaceIndexNotification } from '../protocol/index.ts';
import type { FileRecord } from '../workspace/fileRecord.ts';
import { createWorkspaceIndex } from '../workspace/workspaceIndex.ts';
import { version } from './version.ts';

/** A save of one file is told up to 55 times. */
const restMs = 300;
/** Less than this is read before a person could read the message. */
const tellBytes = 4 * 1024 * 1024;

export interface IndexedFile {
  readonly uri: string;
  readonly record: FileRecord;
}

export interface Workspace {
  /** Called with what the client said first. */
  readonly initialize: (params: InitializeParams) => void;
  /** URIs. */
  readonly folders: () => readonly string[];
  readonly files: () => readonly IndexedFile[];
}

interface InitializationOptions {
  /** Where the index is cached from start to start. */
  readonly storagePath?: string;
  /** False: nothing is indexed. */
  readonly workspaceIndex?: boolean;
}

/** `changed` hears of files that were made, changed or deleted on disk, when that has come to rest. */
export function createWorkspace(connection: Connection, changed: (uris: readonly string[]) => void): Workspace {
  let folders: readonly string[] = [];
  let options: InitializationOptions = {};
  let isOn = true;
  let canWatch = false;
  let canTell = false;
  let canChangeFolders = false;
  let timer: NodeJS.Timeout | undefined;
  const pending = new Set<string>();
  let index: ReturnType<typeof createWorkspaceIndex> | undefined;
  const bar = createProgress(connection, () => index?.cancel());

  const refresh = async (): Promise<void> => {
    if (!isOn || (folders.length === 0 && !index)) return;
    const { storagePath } = options;
    index ??= createWorkspaceIndex({
      folders: () => folders.flatMap(pathsOf),
      // Bundled beside the server.
      workerPath: join(__dirname, 'worker.js'),
      cacheFolder: storagePath === undefined ? undefined : join(storagePath, 'index'),
      version,
      log: (message) => connection.console.warn(message),
      progress: (done, total) => canTell && total >= tellBytes && bar.show(done, total),
    });
    const state = await index.refresh();
    bar.end();
    void connection.sendNotification(workspaceIndexNotification, state satisfies WorkspaceIndexState);
  };

  const refreshSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      changed([...pending]);
      pending.clear();
      void refresh();
    }, restMs);
  };

  connection.onInitialized(() => {
    if (canWatch) {
      const watchers = [{ globPattern: '**/*.{xml,XML}' }];
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
    if (canChangeFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        folders = [...folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
        refreshSoon();
      });
    }
    void refresh();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri } of changes) pending.add(URI.parse(uri).toString());
    refreshSoon();
  });
  connection.onDidChangeConfiguration(({ settings }) => {
    const wanted = settings?.scap?.workspace?.index;
    if (typeof wanted !== 'boolean' || wanted === isOn) return;
    isOn = wanted;
    if (isOn) void refresh();
    else index?.clear();
  });
  connection.onShutdown(() => {
    clearTimeout(timer);
    index?.cancel();
  });

  return {
    initialize: (params) => {
      const listed = params.workspaceFolders?.map(({ uri }) => uri);
      folders = listed ?? (params.rootUri ? [params.rootUri] : []);
      options = params.initializationOptions ?? {};
      isOn = options.workspaceIndex !== false;
      canWatch = params.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
      canChangeFolders = params.capabilities.workspace?.workspaceFolders === true;
      canTell = params.capabilities.window?.workDoneProgress === true;
    },
    folders: () => folders,
    files: () => [...(index?.records ?? [])].map(([path, record]) => ({ uri: URI.file(path).toString(), record })),
  };
}

function pathsOf(folder: string): readonly string[] {
  const uri = URI.parse(folder);
  return uri.scheme === 'file' ? [uri.fsPath] : [];
}

/** One bar for one run; it is asked for once, and shown when the client has answered. */
function createProgress(connection: Connection, cancelled: () => void) {
  let bar: Promise<WorkDoneProgressServerReporter> | undefined;
  let percent = 0;
  return {
    show: (done: number, total: number): void => {
      percent = Math.floor((done / total) * 100);
      bar ??= connection.window.createWorkDoneProgress().then((created) => {
        created.begin(l10n.t('Indexing SCAP files'), percent, '', true);
        created.token.onCancellationRequested(cancelled);
        return created;
      });
      void bar.then((shown) => shown.report(percent));
    },
    end: (): void => {
      void bar?.then((shown) => shown.done());
      bar = undefined;
    },
  };
}
