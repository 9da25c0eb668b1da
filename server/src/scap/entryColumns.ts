/**
 * Declarations or references as numbered rows of flat columns, sorted by element. A stream has 45,000 of them: as objects
 * they would cost more than the table of elements, and most are never asked for one by one.
 */
import type { IdTable } from './idTable.ts';

type Column = Uint32Array | Uint8Array;

export class EntryColumns {
  #count = 0;
  #element = new Uint32Array(16);
  #kind = new Uint8Array(16);
  #id = new Uint32Array(16);
  #component = new Uint32Array(16);
  /** Four times the ordinal, and one more for a fragment, two more for what is flagged. */
  #mark = new Uint32Array(16);
  /** The first entry of each id and the next one of the same id, -1 where there is none; made when first asked for. */
  #first: Int32Array | undefined;
  #next: Int32Array | undefined;

  get count(): number {
    return this.#count;
  }

  element(entry: number): number {
    return this.#element[entry]!;
  }

  /** Of a declaration the number of its kind, of a reference that of its row in the vocabulary. */
  kind(entry: number): number {
    return this.#kind[entry]!;
  }

  id(entry: number): number {
    return this.#id[entry]!;
  }

  component(entry: number): number {
    return this.#component[entry]!;
  }

  /** Of a list of names: which one this is, from 0. */
  ordinal(entry: number): number {
    return this.#mark[entry]! >>> 2;
  }

  /** The id is written with a '#' in front. */
  isFragment(entry: number): boolean {
    return (this.#mark[entry]! & 1) === 1;
  }

  /** The boolean beside a reference is true: see `flag` in the vocabulary. */
  isFlagged(entry: number): boolean {
    return (this.#mark[entry]! & 2) !== 0;
  }

  /** Adds an entry behind the last one. */
  push(
    element: number,
    kind: number,
    id: number,
    component: number,
    isFragment = false,
    ordinal = 0,
    isFlagged = false,
  ): void {
    const entry = this.#count++;
    if (entry === this.#element.length) this.#resize(entry * 2);
    this.#element[entry] = element;
    this.#kind[entry] = kind;
    this.#id[entry] = id;
    this.#component[entry] = component;
    this.#mark[entry] = ordinal * 4 + (isFlagged ? 2 : 0) + (isFragment ? 1 : 0);
  }

  /** Gives back the room that is left when all has been read. */
  trim(): void {
    if (this.#element.length > this.#count + 1024) this.#resize(this.#count);
  }

  /** The first entry at an element or behind it; `count` where there is none. Logarithmic. */
  lowerBound(element: number): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#element[middle]! < element) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The first entry of an id, in document order; -1 where there is none. The first question costs a walk over all. */
  firstOf(id: number, ids: IdTable): number {
    this.#first ??= this.#chain(ids.size);
    return id < this.#first.length ? this.#first[id]! : -1;
  }

  /** The entry behind this one that has the same id; -1 behind the last. Only after `firstOf`. */
  nextOf(entry: number): number {
    return this.#next![entry]!;
  }

  /**
   * The entries of the elements [first, first + oldCount) replaced by fresh ones, and those behind moved to the elements
   * that they have now.
   */
  replaceRun(first: number, oldCount: number, fresh: EntryColumns, rowDelta: number): void {
    const from = this.lowerBound(first);
    const to = this.lowerBound(first + oldCount);
    if (rowDelta !== 0) for (let entry = to; entry < this.#count; entry++) this.#element[entry]! += rowDelta;
    if (from === to && fresh.#count === 0) return;
    const delta = fresh.#count - (to - from);
    if (this.#count + delta > this.#element.length) this.#resize(this.#count + delta + 256);
    const put = (column: Column, of: Column): void => {
      if (delta !== 0) column.copyWithin(to + delta, to, this.#count);
      column.set(of.subarray(0, fresh.#count), from);
    };
    put(this.#element, fresh.#element);
    put(this.#kind, fresh.#kind);
    put(this.#id, fresh.#id);
    put(this.#component, fresh.#component);
    put(this.#mark, fresh.#mark);
    this.#count += delta;
    this.#first = undefined;
  }

  #chain(idCount: number): Int32Array {
    const first = new Int32Array(idCount).fill(-1);
    const next = new Int32Array(this.#count);
    for (let entry = this.#count - 1; entry >= 0; entry--) {
      const id = this.#id[entry]!;
      next[entry] = first[id]!;
      first[id] = entry;
    }
    this.#next = next;
    return first;
  }

  #resize(capacity: number): void {
    const resized = <T extends Column>(old: T, fresh: T): T => {
      fresh.set(old.subarray(0, Math.min(old.length, capacity)));
      return fresh;
    };
    this.#element = resized(this.#element, new Uint32Array(capacity));
    this.#kind = resized(this.#kind, new Uint8Array(capacity));
    this.#id = resized(this.#id, new Uint32Array(capacity));
    this.#component = resized(this.#component, new Uint32Array(capacity));
    this.#mark = resized(this.#mark, new Uint32Array(capacity));
  }
}
