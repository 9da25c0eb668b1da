/** Gives tasks to worker threads, a file at a time each, smallest files first; ends the threads when there is no more to do. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { FileStamp } from './stamp.ts';
import type { WorkerAnswer, WorkerTask } from './worker.ts';

/** With two processors one stays with the editor. */
const workerCount = availableParallelism() > 2 ? 2 : 1;
/** Larger files are not read side by side. */
const aloneBytes = 32 * 1024 * 1024;
/** A thread that takes more is ended and its file left out; the server goes on. */
const resourceLimits = { maxOldGenerationSizeMb: 512 };

export interface PoolTask extends WorkerTask {
  readonly stamp: FileStamp;
}

export interface PoolRun {
  /** Resolves when every task is answered, or after `cancel`. Never rejects. */
  readonly finished: Promise<void>;
  readonly cancel: () => void;
}

export function runTasks(
  workerPath: string,
  tasks: readonly PoolTask[],
  answered: (task: PoolTask, answer: WorkerAnswer) => void,
): PoolRun {
  const queue = tasks.toSorted((a, b) => b.stamp.size - a.stamp.size);
  const threads = new Set<Worker>();
  let isCancelled = false;

  const lane = async (isFirst: boolean): Promise<void> => {
    let worker: Worker | undefined;
    while (!isCancelled) {
      const next = queue.at(-1);
      // The other lane takes the large ones.
      if (next === undefined || (!isFirst && next.stamp.size > aloneBytes)) break;
      queue.pop();
      worker ??= start();
      const answer = await ask(worker, next);
      if (isCancelled) break;
      if (answer.kind === 'failed' && answer.isDead) worker = drop(worker);
      answered(next, answer);
    }
    if (worker) drop(worker);
  };

  const start = (): Worker => {
    const worker = new Worker(workerPath, { resourceLimits });
    // What a thread that is being ended still has to say goes nowhere; without a listener it would end the process.
    worker.on('error', () => {});
    threads.add(worker);
    return worker;
  };

  const drop = (worker: Worker): undefined => {
    threads.delete(worker);
    void worker.terminate();
    return undefined;
  };

  return {
    finished: Promise.all(Array.from({ length: workerCount }, (_, number) => lane(number === 0))).then(() => {}),
    cancel: () => {
      isCancelled = true;
      for (const worker of threads) drop(worker);
    },
  };
}

type Answer = WorkerAnswer & { readonly isDead?: boolean };

function ask(worker: Worker, { path, cacheFolder, version }: PoolTask): Promise<Answer> {
  return new Promise((resolve) => {
    const settle = (answer: Answer): void => {
      // Only our own: a worker listens to itself, too.
      worker.off('message', settle).off('error', onError).off('exit', onExit);
      resolve(answer);
    };
    const onError = (error: Error): void => settle({ kind: 'failed', message: error.message, isDead: true });
    const onExit = (): void => settle({ kind: 'failed', message: 'the thread ended', isDead: true });
    worker.on('message', settle).on('error', onError).on('exit', onExit);
    worker.postMessage({ path, cacheFolder, version } satisfies WorkerTask);
  });
}
