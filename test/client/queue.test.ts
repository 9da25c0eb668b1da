import { expect, test } from 'vitest';
import { createQueue } from '../../client/src/queue.ts';

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test('tasks run one after the other in the order they came', async () => {
  const queue = createQueue();
  const log: string[] = [];
  const task = (name: string, milliseconds: number) => async () => {
    log.push(`${name} starts`);
    await wait(milliseconds);
    log.push(`${name} ends`);
    return name;
  };
  const results = await Promise.all([queue.run(task('a', 15)), queue.run(task('b', 1)), queue.run(task('c', 5))]);
  expect(results).toEqual(['a', 'b', 'c']);
  expect(log).toEqual(['a starts', 'a ends', 'b starts', 'b ends', 'c starts', 'c ends']);
});

test('a task that fails tells its caller and does not stop the next', async () => {
  const queue = createQueue();
  const failed = queue.run(() => Promise.reject(new Error('no')));
  const next = queue.run(async () => 'next');
  await expect(failed).rejects.toThrow('no');
  await expect(next).resolves.toBe('next');
  expect(queue.pending()).toBe(0);
});
