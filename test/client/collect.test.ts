/** Orders that come while one is carried out wait together, each key for itself, and none is lost or done twice. */
import { expect, test } from 'vitest';
import { createCollector } from '../../client/src/collect.ts';
import { createQueue } from '../../client/src/queue.ts';

function recorder() {
  const done: string[] = [];
  const { add: collect, seal } = createCollector<number>(createQueue(), async (key, orders) => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (orders.includes(13)) throw new Error('bad luck');
    done.push(`${key}: ${orders}`);
  });
  return { done, collect, seal };
}

test('what comes while one runs is carried out together, in order', async () => {
  const { done, collect } = recorder();
  const first = collect('a', 1);
  await Promise.resolve();
  await Promise.resolve();
  const others = [2, 3, 2].map((order) => collect('a', order));
  await first;
  expect(done).toEqual(['a: 1']);
  await others[0];
  expect(done).toEqual(['a: 1', 'a: 2,3,2']);
  await Promise.all(others);
  await collect('a', 4);
  expect(done).toEqual(['a: 1', 'a: 2,3,2', 'a: 4']);
});

test('each key is carried out for itself', async () => {
  const { done, collect } = recorder();
  await Promise.all([collect('a', 1), collect('b', 2), collect('a', 3)]);
  expect(done).toEqual(['a: 1,3', 'b: 2']);
});

test('orders that fail fail alone', async () => {
  const { done, collect } = recorder();
  const bad = collect('a', 13);
  await expect(bad).rejects.toThrow('bad luck');
  await collect('a', 5);
  expect(done).toEqual(['a: 5']);
});

test('what comes after something else is not drawn before it', async () => {
  const { done, collect, seal } = recorder();
  const early = [collect('a', 1), collect('a', 2)];
  seal();
  await Promise.all([...early, collect('a', 3)]);
  expect(done).toEqual(['a: 1,2', 'a: 3']);
});
