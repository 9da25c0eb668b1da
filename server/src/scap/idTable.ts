/**
 * The ids of a document, each once, by number: an id stands in a stream two or three times, and what has a number is
 * compared and looked up as one.
 */
import { detached } from '../text/detached.ts';
import { decodeReferences } from '../xml/characters.ts';

const ampersand = 38;

/** Grows while a document is read and edited; numbers are stable for the life of the table. */
export class IdTable {
  readonly #ids: string[] = [];
  #hashes = new Int32Array(8);
  /** Numbers by hash, -1 where a slot is free; at most half of the slots are taken. */
  #slots = new Int32Array(16).fill(-1);
  /** Odd, and another one in each table: nobody can write ids that all fall into one slot. */
  readonly #multiplier = (Math.floor(Math.random() * 0x4000_0000) * 2 + 1) | 0;

  /** How many ids there are. */
  get size(): number {
    return this.#ids.length;
  }

  /** The id of a number. */
  at(number: number): string {
    return this.#ids[number]!;
  }

  /** The number of an id; -1 where the table has no such id. */
  find(id: string): number {
    return this.#lookUp(id, this.#hashOf(id));
  }

  /** The number of an id; made when it is new. */
  number(id: string): number {
    return this.#numberOf(id, this.#hashOf(id));
  }

  /**
   * The number of the id that is written at [from, to) of a text, references in it replaced; made when it is new. Nothing
   * of the text is kept.
   */
  numberAt(text: string, from: number, to: number): number {
    let hash = 0;
    for (let at = from; at < to; at++) {
      const code = text.charCodeAt(at);
      if (code === ampersand) return this.number(decodeReferences(text.slice(from, to)));
      hash = Math.imul(hash ^ code, this.#multiplier);
    }
    return this.#numberOf(text.slice(from, to), hash);
  }

  #hashOf(id: string): number {
    let hash = 0;
    for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), this.#multiplier);
    return hash;
  }

  #lookUp(id: string, hash: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = firstSlot(hash) & mask; ; slot = (slot + 1) & mask) {
      const number = this.#slots[slot]!;
      if (number < 0 || (this.#hashes[number] === hash && this.#ids[number] === id)) return number;
    }
  }

  #numberOf(id: string, hash: number): number {
    const known = this.#lookUp(id, hash);
    if (known >= 0) return known;
    const number = this.#ids.length;
    if (number === this.#hashes.length) this.#grow();
    this.#ids.push(detached(id));
    this.#hashes[number] = hash;
    this.#place(number);
    return number;
  }

  #place(number: number): void {
    const mask = this.#slots.length - 1;
    let slot = firstSlot(this.#hashes[number]!) & mask;
    while (this.#slots[slot]! >= 0) slot = (slot + 1) & mask;
    this.#slots[slot] = number;
  }

  #grow(): void {
    const hashes = new Int32Array(this.#hashes.length * 2);
    hashes.set(this.#hashes);
    this.#hashes = hashes;
    this.#slots = new Int32Array(hashes.length * 2).fill(-1);
    for (let number = 0; number < this.#ids.length; number++) this.#place(number);
  }
}

/** Of a product the upper bits depend on all bits multiplied, the lower ones do not. */
function firstSlot(hash: number): number {
  return hash ^ (hash >>> 15);
}
