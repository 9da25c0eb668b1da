/**
 * Runs tasks strictly one after the other, in the order they came: clicks must be applied in order, each on the state
 * that the one before it left. A task that fails must not stop the ones behind it.
 */

export interface Queue {
  /** Settles as the task does. */
  readonly run: <Result>(task: () => Promise<Result>) => Promise<Result>;
  /** How many tasks wait or run. */
  readonly pending: () => number;
}

export function createQueue(): Queue {
  let tail: Promise<unknown> = Promise.resolve();
  let pending = 0;
  return {
    pending: () => pending,
    run(task) {
      pending++;
      const result = tail.then(task, task);
      const done = () => {
        pending--;
      };
      tail = result.then(done, done);
      return result;
    },
  };
}
