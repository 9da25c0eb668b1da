/**
 * Collects what is asked for while a task runs, by key, so that the next task takes all of it at once. It takes turns with
 * everything else in its queue.
 */
import type { Queue } from './queue.ts';

export interface Collector<Order> {
  /** Settles when the order has been carried out, with whatever else was waiting. */
  readonly add: (key: string, order: Order) => Promise<void>;
  /** What is added from here on is carried out for itself: something else has come between. */
  readonly seal: () => void;
}

export function createCollector<Order>(
  queue: Queue,
  carryOut: (key: string, orders: readonly Order[]) => Promise<void>,
): Collector<Order> {
  const open = new Map<string, Order[]>();
  return {
    add(key, order) {
      const batch = open.get(key) ?? [];
      batch.push(order);
      open.set(key, batch);
      return queue.run(async () => {
        const orders = batch.splice(0);
        if (orders.length > 0) await carryOut(key, orders);
      });
    },
    seal: () => open.clear(),
  };
}
