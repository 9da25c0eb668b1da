/** Entry of dist/worker.js, a thread: a path comes in, the record of that file goes out and into the cache. */
import { parentPort } from 'node:worker_threads';
import { storeRecord } from './cache.ts';
import { type ReadOutcome, readRecord } from './readRecord.ts';

export interface WorkerTask {
  readonly path: string;
  /** Absent where nothing is to be cached. */
  readonly cacheFolder: string | undefined;
  readonly version: string;
}

export type WorkerAnswer =
  | (ReadOutcome & { /** Why the record is not in the cache. */ readonly cacheFailure?: string })
  | { readonly kind: 'failed'; readonly message: string };

parentPort?.on('message', (task: WorkerTask) => {
  const answer = work(task);
  parentPort!.postMessage(answer, answer.kind === 'scap' ? [answer.record.body.buffer] : []);
});

function work({ path, cacheFolder, version }: WorkerTask): WorkerAnswer {
  try {
    const outcome = readRecord(path);
    if (outcome.kind !== 'scap' || cacheFolder === undefined) return outcome;
    try {
      storeRecord({ folder: cacheFolder, path, version }, outcome.stamp, outcome.record);
      return outcome;
    } catch (error) {
      return { ...outcome, cacheFailure: messageOf(error) };
    }
  } catch (error) {
    return { kind: 'failed', message: messageOf(error) };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
