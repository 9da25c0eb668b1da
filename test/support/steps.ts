/**
 * Counts what a piece of work costs, where the work is done: characters looked at or cut out of texts, rows and entries
 * asked for, elements of lists searched, gone through, copied or moved. The same on every machine, so that no test needs a
 * clock.
 */
import { EntryColumns } from '../../server/src/scap/entryColumns.ts';
import { ElementTable } from '../../server/src/xml/elementTable.ts';

type Methods = Record<PropertyKey, (...words: unknown[]) => unknown>;

/** How many steps one call of a method is, from what it was called on and with, and what it answered. */
type Cost = (self: never, words: readonly unknown[], answer: unknown) => number;

const one: Cost = () => 1;
const answered: Cost = (_, __, answer: unknown) => (answer as { length: number }).length;
const upToFound: Cost = (self: { length: number }, _, at) => ((at as number) < 0 ? self.length : (at as number) + 1);
const all: Cost = (self: { length: number }) => self.length;
const allOfSet: Cost = (self: { size: number }) => self.size;

const typedArrays = { Int8Array, Uint8Array, Int16Array, Uint16Array, Int32Array, Uint32Array, Float64Array };
const iterators = [[], new Map(), new Set()].map((empty) => Object.getPrototypeOf(empty[Symbol.iterator]()) as object);

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
      ...{ filter: all, map: all, flatMap: all, some: all, every: all, forEach: all, reduce: all, slice: answered },
    },
  ],
  // Of every kind of typed array. `subarray` copies nothing.
  [
    Object.getPrototypeOf(Int8Array.prototype) as object,
    {
      set: (_, [source]) => (source as ArrayLike<number>).length,
      slice: answered,
      fill: (self: Uint8Array, [, from, to]) => spanOf(self, from, to),
      copyWithin: (self: Uint8Array, [, from, to]) => spanOf(self, from, to),
    },
  ],
  // for-of, spread, destructuring, and what is made of an iterable: of arrays of every kind, maps and sets.
  ...iterators.map((iterator) => [iterator, { next: one }] as const),
  [Map.prototype, { forEach: allOfSet }],
  [Set.prototype, { forEach: allOfSet }],
  [ElementTable.prototype, { start: one, openEnd: one, end: one, name: one, parent: one, subtreeEnd: one }],
  [EntryColumns.prototype, { element: one, kind: one, id: one, component: one, nextOf: one }],
];

/** How many elements two indices of an array are apart that are given as to `fill`. */
function spanOf({ length }: Uint8Array, from = 0 as unknown, to = length as unknown): number {
  const [start, end] = [from as number, to as number].map((at) => (at < 0 ? length + at : Math.min(at, length)));
  return Math.max(0, end! - start!);
}

let steps = 0;
let isCounting = false;

/** Adds what `cost` says, and nothing of what weighing itself does. */
function add(cost: () => number): void {
  if (!isCounting) return;
  isCounting = false;
  steps += cost();
  isCounting = true;
}

/** The steps of a piece of work. */
export function stepsOf(work: () => unknown): number {
  const undo = costs.flatMap(([owner, methods]) =>
    Object.entries(methods).map(([name, cost]) => {
      const method = (owner as Methods)[name]!;
      return put(owner, name, function (this: never, ...words: unknown[]) {
        const answer = method.apply(this, words);
        add(() => cost(this, words, answer));
        return answer;
      });
    }),
  );
  // A new array is filled with what it is made of, or with zeros.
  undo.push(
    ...eachTypedArray((made) => {
      add(() => made.length);
      return made;
    }),
  );
  steps = 0;
  isCounting = true;
  try {
    work();
  } finally {
    isCounting = false;
    for (const back of undo) back();
  }
  return steps;
}

/**
 * Does something with typed arrays whose elements are counted one by one wherever they are read or written by `stepsOf` in
 * it: what was made before would go unseen. Slow.
 */
export function withWatchedArrays<T>(run: () => T): T {
  const undo = eachTypedArray(watched);
  try {
    return run();
  } finally {
    for (const back of undo) back();
  }
}

const plainOf = new WeakMap<object, Uint8Array>();

function watched(array: Uint8Array): Uint8Array {
  const proxy = new Proxy(array, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value === 'number' && key !== 'length') add(() => 1);
      if (typeof value !== 'function' || key === 'constructor') return value;
      return (first: unknown, ...more: unknown[]) => {
        // What `set` is given is weighed as a whole.
        const answer: unknown = value.call(target, plainOf.get(first as object) ?? first, ...more);
        return ArrayBuffer.isView(answer) ? watched(answer as Uint8Array) : answer;
      };
    },
    set(target, key, value) {
      add(() => 1);
      return Reflect.set(target, key, value, target);
    },
  });
  plainOf.set(proxy, array);
  return proxy;
}

/** Has each new typed array replaced; answers what takes that back. */
function eachTypedArray(replaced: (made: Uint8Array) => Uint8Array): (() => void)[] {
  return Object.keys(typedArrays).map((name) => {
    const now = globalThis[name as 'Uint8Array'];
    const construct: ProxyHandler<typeof now>['construct'] = (target, words, type) =>
      replaced(Reflect.construct(target, words, type) as Uint8Array);
    return put(globalThis, name, new Proxy(now, { construct }));
  });
}

/** As the member it takes the place of: no loop over keys may come upon it. Answers what takes it back. */
function put(owner: object, name: string, value: unknown): () => void {
  const before = Object.getOwnPropertyDescriptor(owner, name)!;
  Object.defineProperty(owner, name, { value, configurable: true, writable: true });
  return () => Object.defineProperty(owner, name, before);
}
