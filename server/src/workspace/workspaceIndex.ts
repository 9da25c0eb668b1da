/**
 * The records of all SCAP files below the workspace's folders, kept up to date in the background. Asking it waits for nothing:
 * it answers from what has been read so far.
 */
import { loadRecord, pruneCache } from './cache.ts';
import type { FileRecord } from './fileRecord.ts';
import { listFiles } from './listFiles.ts';
import { type PoolRun, type PoolTask, runTasks } from './pool.ts';
import { type FileStamp, sameStamp } from './stamp.ts';
import type { WorkerAnswer } from './worker.ts';

export interface WorkspaceIndexOptions {
  /** Paths. */
  readonly folders: () => readonly string[];
  readonly workerPath: string;
  /** Where records are cached; without it every start reads every file. */
  readonly cacheFolder: string | undefined;
  /** Of the program. */
  readonly version: string;
  /** What a person may want to look up: files that were left out, a cache that cannot be written. */
  readonly log: (message: string) => void;
  /** Files are about to be read; told again after each. Bytes. */
  readonly progress?: (done: number, total: number) => void;
}

export interface IndexState {
  readonly state: 'ready' | 'cancelled';
  /** SCAP files that are in the index. */
  readonly files: number;
  /** Of those, how many had to be read; the others were in the cache or had not changed. */
  readonly read: number;
  /** Bytes that the index keeps, and bytes of the files themselves. */
  readonly kept: number;
  readonly indexed: number;
}

export interface WorkspaceIndex {
  /** By path. */
  readonly records: ReadonlyMap<string, FileRecord>;
  /** Takes in what is new, changed or gone on disk. A call while one runs makes it look again. */
  readonly refresh: () => Promise<IndexState>;
  /** Ends the reading; what has been read stays, and the next `refresh` goes on. */
  readonly cancel: () => void;
  /** Forgets everything. */
  readonly clear: () => void;
}

export function createWorkspaceIndex(options: WorkspaceIndexOptions): WorkspaceIndex {
  const { cacheFolder, version, log } = options;
  const records = new Map<string, FileRecord>();
  /** Of every file that has been looked at, SCAP or not. */
  const seen = new Map<string, FileStamp>();
  let running: Promise<IndexState> | undefined;
  let lookAgain = false;
  let isCancelled = false;
  let pool: PoolRun | undefined;

  const forget = (path: string): void => {
    seen.delete(path);
    records.delete(path);
  };

  const take = (task: PoolTask, answer: WorkerAnswer): void => {
    if (answer.kind === 'failed') {
      log(`${task.path} is not indexed: ${answer.message}`);
      records.delete(task.path);
      // Not tried again before it changes: it may have taken a thread down.
      seen.set(task.path, task.stamp);
      return;
    }
    seen.set(task.path, answer.stamp);
    if (answer.kind === 'scap') records.set(task.path, answer.record);
    else records.delete(task.path);
    if (answer.kind === 'tooLarge') log(`${task.path} is not indexed: it is too large. It works when it is open.`);
    if (answer.kind === 'scap' && answer.cacheFailure) log(`${task.path} is not cached: ${answer.cacheFailure}`);
  };

  /** Files that have to be read; what the cache has is taken from there. */
  const missing = async (files: ReadonlyMap<string, FileStamp>): Promise<PoolTask[]> => {
    const tasks: PoolTask[] = [];
    for (const [path, stamp] of files) {
      if (isCancelled) break;
      if (sameStamp(seen.get(path), stamp)) continue;
      const record = cacheFolder && (await loadRecord({ folder: cacheFolder, path, version }, stamp));
      if (!record) tasks.push({ path, cacheFolder, version, stamp });
      else {
        records.set(path, record);
        seen.set(path, stamp);
      }
    }
    return tasks;
  };

  const read = async (tasks: readonly PoolTask[]): Promise<number> => {
    const total = tasks.reduce((sum, { stamp }) => sum + stamp.size, 0);
    let [done, count] = [0, 0];
    if (isCancelled || tasks.length === 0) return 0;
    options.progress?.(done, total);
    pool = runTasks(options.workerPath, tasks, (task, answer) => {
      take(task, answer);
      done += task.stamp.size;
      count++;
      options.progress?.(done, total);
    });
    await pool.finished;
    pool = undefined;
    return count;
  };

  const run = async (): Promise<IndexState> => {
    isCancelled = false;
    let count = 0;
    do {
      lookAgain = false;
      const { files, isCut } = await listFiles(options.folders());
      if (isCut) log(`Only the first ${files.size} XML files of the workspace are looked at.`);
      for (const path of seen.keys()) if (!files.has(path)) forget(path);
      count += await read(await missing(files));
      // What changes while the cache is cleared out is looked at as well.
      if (cacheFolder && !lookAgain && !isCancelled) await pruneCache(cacheFolder, records.keys());
    } while (lookAgain && !isCancelled);
    return stateOf(count);
  };

  const stateOf = (read: number): IndexState => {
    let [kept, indexed] = [0, 0];
    for (const [path, record] of records) {
      kept += sizeOf(record);
      indexed += seen.get(path)?.size ?? 0;
    }
    return { state: isCancelled ? 'cancelled' : 'ready', files: records.size, read, kept, indexed };
  };

  const cancel = (): void => {
    isCancelled = true;
    pool?.cancel();
  };

  const refresh = (): Promise<IndexState> => {
    // What was cancelled does not go on; it ends soon.
    if (running && isCancelled) return running.then(refresh);
    lookAgain = true;
    running ??= run().finally(() => {
      running = undefined;
    });
    return running;
  };

  return {
    records,
    refresh,
    cancel,
    clear: () => {
      cancel();
      seen.clear();
      records.clear();
    },
  };
}

/** Bytes, near enough: two for a character. */
function sizeOf({ components, hrefs, body }: FileRecord): number {
  const characters = [...hrefs, ...components.map(({ print }) => print)].reduce((sum, text) => sum + text.length, 0);
  return body.byteLength + 2 * characters;
}
