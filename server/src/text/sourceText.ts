/**
 * The text of one document version, held in chunks so that a keystroke costs a chunk and not the file, and the only place
 * that turns offsets into lines and back. It knows nothing of XML.
 */
import { type Chunk, detachChunks, freshChunks, lineStartsIn, windowsOf } from './chunks.ts';
import type { LinePosition } from './span.ts';

/** Immutable: `splice` answers a new text that shares every untouched chunk with this one. */
export class SourceText {
  readonly length: number;
  readonly #chunks: readonly Chunk[];
  /** Offset of each chunk, one entry more than chunks: the last is the length. */
  readonly #offsets: Uint32Array;
  /** Lines that start before each chunk, not counting line 0; built with the first line question. */
  #linesBefore: Uint32Array | undefined;
  #whole: string | undefined;
  #isDetached: boolean;

  private constructor(chunks: readonly Chunk[], offsets: Uint32Array, isDetached: boolean) {
    this.#chunks = chunks;
    this.#offsets = offsets;
    this.length = offsets[chunks.length]!;
    this.#isDetached = isDetached;
  }

  static of(text: string): SourceText {
    const chunks = windowsOf(text);
    const source = new SourceText(chunks, sumsOf(chunks, lengthOf), false);
    source.#whole = text;
    return source;
  }

  /** The text between two offsets. Both are clamped to the document. */
  slice(from: number, to: number): string {
    const start = Math.max(0, from);
    const end = Math.min(this.length, to);
    if (start >= end) return '';
    if (this.#whole !== undefined) return this.#whole.slice(start, end);
    let index = this.#chunkAt(start);
    let answer = '';
    for (; index < this.#chunks.length && this.#offsets[index]! < end; index++) {
      const base = this.#offsets[index]!;
      answer += this.#chunks[index]!.text.slice(Math.max(0, start - base), end - base);
    }
    return answer;
  }

  /**
   * The whole text as one string. After an edit this joins all chunks: for whole-file work only, never per key. It is kept
   * until the text is detached.
   */
  whole(): string {
    this.#whole ??= this.#chunks.map((chunk) => chunk.text).join('');
    return this.#whole;
  }

  /**
   * Lets the whole string go, which chunks are windows into: one edited chunk would keep all of it. Answers as before. Who
   * keeps a part of the whole string keeps all of it, so `detached` is for them. Costs a copy of the text, once.
   */
  detach(): void {
    for (const _ of this.detachInSteps());
  }

  /** As `detach`, giving up the turn now and then; answers how far it is, from 0 to 1. */
  *detachInSteps(): Generator<number, void> {
    if (!this.#isDetached) yield* detachChunks(this.#chunks);
    this.#isDetached = true;
    this.#whole = undefined;
  }

  /** A new text with [from, to) replaced. Costs the chunks touched, plus a copy of the tables of chunks. */
  splice(from: number, to: number, newText: string): SourceText {
    if (from < 0 || to < from || to > this.length) {
      throw new RangeError(`replacement ${from}..${to} outside a text of length ${this.length}`);
    }
    if (this.#chunks.length === 0) return SourceText.of(newText);
    const first = this.#chunkAt(from);
    const last = this.#chunkAt(to);
    const head = this.#chunks[first]!.text.slice(0, from - this.#offsets[first]!);
    const tail = this.#chunks[last]!.text.slice(to - this.#offsets[last]!);
    // A CR that ends a chunk may get its LF.
    const begin = head === '' && first > 0 ? first - 1 : first;
    const before = begin < first ? this.#chunks[begin]!.text : '';
    const fresh = freshChunks(before + head + newText + tail);
    const chunks = this.#chunks.toSpliced(begin, last + 1 - begin, ...fresh);
    const offsets = spliceSums(this.#offsets, begin, last + 1, fresh, lengthOf);
    const next = new SourceText(chunks, offsets, this.#isDetached);
    if (this.#linesBefore) next.#linesBefore = spliceSums(this.#linesBefore, begin, last + 1, fresh, linesOf);
    return next;
  }

  /** How many lines the text has; an empty text has one. */
  get lineCount(): number {
    return this.#lineTable()[this.#chunks.length]! + 1;
  }

  positionAt(offset: number): LinePosition {
    const at = Math.min(Math.max(0, offset), this.length);
    const line = this.lineAt(at);
    return { line, character: at - this.lineStart(line) };
  }

  /** The line (from 0) that holds an offset. */
  lineAt(offset: number): number {
    if (this.#chunks.length === 0) return 0;
    const at = Math.min(Math.max(0, offset), this.length);
    const index = this.#chunkAt(at);
    const starts = this.#lineStarts(index);
    return this.#lineTable()[index]! + upperBound(starts, at - this.#offsets[index]!);
  }

  /** The offset at which a line (from 0) starts; the text's end for a line past the last. */
  lineStart(line: number): number {
    if (line <= 0) return 0;
    const table = this.#lineTable();
    if (line > table[this.#chunks.length]!) return this.length;
    // The chunk that holds the line's start: the last with fewer lines before it than `line`.
    let low = 0;
    let high = this.#chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (table[middle]! < line) low = middle;
      else high = middle - 1;
    }
    return this.#offsets[low]! + this.#lineStarts(low)[line - table[low]! - 1]!;
  }

  /** The offset of a position; a character past the line's end means the end of that line, as in LSP. */
  offsetAt(position: LinePosition): number {
    const start = this.lineStart(position.line);
    const next = this.lineStart(position.line + 1);
    const wanted = start + Math.max(0, position.character);
    if (wanted < next) return this.#beforeLineBreak(start, wanted);
    if (position.line >= this.lineCount - 1) return Math.min(wanted, this.length);
    return this.#beforeLineBreak(start, next);
  }

  #beforeLineBreak(start: number, offset: number): number {
    const tail = this.slice(Math.max(start, offset - 2), offset);
    if (tail.endsWith('\r\n')) return offset - 2;
    if (tail.endsWith('\n') || tail.endsWith('\r')) return offset - 1;
    return offset;
  }

  #chunkAt(offset: number): number {
    let low = 0;
    let high = this.#chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#offsets[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #lineStarts(index: number): Uint16Array {
    return lineStartsIn(this.#chunks[index]!);
  }

  #lineTable(): Uint32Array {
    this.#linesBefore ??= sumsOf(this.#chunks, linesOf);
    return this.#linesBefore;
  }
}

type Measure = (chunk: Chunk) => number;
const lengthOf: Measure = (chunk) => chunk.text.length;
const linesOf: Measure = (chunk) => lineStartsIn(chunk).length;

/** Of each chunk what all before it measure; one entry more, the sum of all. */
function sumsOf(chunks: readonly Chunk[], measure: Measure): Uint32Array {
  const sums = new Uint32Array(chunks.length + 1);
  for (let index = 0; index < chunks.length; index++) sums[index + 1] = sums[index]! + measure(chunks[index]!);
  return sums;
}

/** The sums after the chunks [from, to) were replaced: only the fresh ones are measured, what is behind them moves. */
function spliceSums(
  sums: Uint32Array,
  from: number,
  to: number,
  fresh: readonly Chunk[],
  measure: Measure,
): Uint32Array {
  const spliced = new Uint32Array(sums.length + fresh.length - (to - from));
  spliced.set(sums.subarray(0, from + 1));
  let sum = sums[from]!;
  let at = from;
  for (const chunk of fresh) {
    sum += measure(chunk);
    spliced[++at] = sum;
  }
  const delta = sum - sums[to]!;
  for (let old = to + 1; old < sums.length; old++) spliced[++at] = sums[old]! + delta;
  return spliced;
}

/** How many entries of a sorted array are at most `value`. */
function upperBound(sorted: Uint16Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
