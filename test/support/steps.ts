/**
 * Counts what a piece of work costs, where the work is done: characters looked at or cut out of texts, rows and entries
 * asked for, elements of lists searched. The same on every machine, so that no test needs a clock.
 */
import { EntryColumns } from '../../server/src/scap/entryColumns.ts';
import { ElementTable } from '../../server/src/xml/elementTable.ts';

type Methods = Record<string, (...words: unknown[]) => unknown>;

/** How many steps one call of a method is, from what it was called on and with, and what it answered. */
type Cost = (self: never, words: readonly unknown[], answer: unknown) => number;

const one: Cost = () => 1;
const answered: Cost = (_, __, answer: unknown) => (answer as string).length;
const upToFound: Cost = (self: { length: number }, _, at) => ((at as number) < 0 ? self.length : (at as number) + 1);
const all: Cost = (self: { length: number }) => self.length;

const costs: readonly (readonly [object, Readonly<Record<string, Cost>>])[] = [
  [
    String.prototype,
    {
      charCodeAt: one,
      indexOf: (self: string, [, from = 0], at) =>
        ((at as number) < 0 ? self.length : (at as number)) - (from as number),
      slice: answered,
      includes: all,
      replace: answered,
      replaceAll: answered,
      split: all,
    },
  ],
  [
    Array.prototype,
    {
      indexOf: upToFound,
      findIndex: upToFound,
      find: (self: unknown[], _, found) => (found === undefined ? self.length : self.indexOf(found) + 1),
      includes: (self: unknown[], [wanted], found) => (found ? self.indexOf(wanted) + 1 : self.length),
      ...{ filter: all, map: all, flatMap: all, some: all, every: all, forEach: all, reduce: all, slice: all },
    },
  ],
  [ElementTable.prototype, { start: one, openEnd: one, end: one, name: one, parent: one, subtreeEnd: one }],
  [EntryColumns.prototype, { element: one, kind: one, id: one, component: one, nextOf: one }],
];

/** The steps of a piece of work. */
export function stepsOf(work: () => unknown): number {
  let steps = 0;
  // While a step is weighed, what weighing it does is not counted.
  let isWeighing = false;
  const undo = costs.flatMap(([owner, methods]) =>
    Object.entries(methods).map(([name, cost]) => {
      const method = (owner as Methods)[name]!;
      put(owner, name, function (this: never, ...words) {
        const answer = method.apply(this, words);
        if (isWeighing) return answer;
        isWeighing = true;
        steps += cost(this, words, answer);
        isWeighing = false;
        return answer;
      });
      return () => put(owner, name, method);
    }),
  );
  try {
    work();
  } finally {
    for (const back of undo) back();
  }
  return steps;
}

/** As the method it takes the place of: no loop over keys may come upon it. */
function put(owner: object, name: string, value: Methods[string]): void {
  Object.defineProperty(owner, name, { value, configurable: true, writable: true });
}
