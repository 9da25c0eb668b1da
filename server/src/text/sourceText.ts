/**
 * The text of one document version, held in chunks so that a keystroke costs a chunk and not the file, and the only place
 * that turns offsets into lines and back. It knows nothing of XML.
 */
import type { LinePosition } from './span.ts';

/**
 * Small enough that splicing one is cheap and that those which edits leave behind, until garbage is collected, are a small
 * part of the text; large enough that a 24 MB text has only some 3,000.
 */
const chunkLength = 8_000;
/** A chunk that is typed into may become this long before it is split, so that a key does not leave crumbs. */
const longestChunk = 10_000;
const carriageReturn = 13;
const lineFeed = 10;

interface Chunk {
  /** A window into the whole string until the text is detached; the characters never change. */
  text: string;
  isDetached: boolean;
  /** Offsets in this chunk at which a line starts; counted when first asked for and kept, for a chunk never changes. */
  lineStarts: Uint32Array | undefined;
}

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

  private constructor(chunks: readonly Chunk[], isDetached: boolean, whole?: string) {
    this.#chunks = chunks;
    this.#isDetached = isDetached;
    this.#offsets = new Uint32Array(chunks.length + 1);
    let offset = 0;
    for (let index = 0; index < chunks.length; index++) {
      this.#offsets[index] = offset;
      offset += chunks[index]!.text.length;
    }
    this.#offsets[chunks.length] = offset;
    this.length = offset;
    this.#whole = whole;
  }

  static of(text: string): SourceText {
    return new SourceText(windowsOf(text, chunkLength), false, text);
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

  /** A new text with [from, to) replaced. Costs the chunks touched, plus a walk over the chunk table. */
  splice(from: number, to: number, newText: string): SourceText {
    if (from < 0 || to < from || to > this.length) {
      throw new RangeError(`replacement ${from}..${to} outside a text of length ${this.length}`);
    }
    if (this.#chunks.length === 0) return SourceText.of(newText);
    const first = this.#chunkAt(from);
    const last = this.#chunkAt(to);
    const head = this.#chunks[first]!.text.slice(0, from - this.#offsets[first]!);
    const tail = this.#chunks[last]!.text.slice(to - this.#offsets[last]!);
    // A chunk never ends between CR and LF, so that line counting needs to look at one chunk only.
    const begin = head === '' && first > 0 ? first - 1 : first;
    const before = begin < first ? this.#chunks[begin]!.text : '';
    const fresh = freshChunks(before + head + newText + tail);
    const chunks = [...this.#chunks.slice(0, begin), ...fresh, ...this.#chunks.slice(last + 1)];
    return new SourceText(chunks, this.#isDetached);
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

  #lineStarts(index: number): Uint32Array {
    const chunk = this.#chunks[index]!;
    chunk.lineStarts ??= lineStartsOf(chunk.text);
    return chunk.lineStarts;
  }

  #lineTable(): Uint32Array {
    if (this.#linesBefore) return this.#linesBefore;
    const table = new Uint32Array(this.#chunks.length + 1);
    for (let index = 0; index < this.#chunks.length; index++) {
      table[index + 1] = table[index]! + this.#lineStarts(index).length;
    }
    this.#linesBefore = table;
    return table;
  }
}

/**
 * The same string with characters of its own. Engines make a part of a string a window into the whole one, which it keeps
 * alive as long as it lives itself.
 */
export function detached(part: string): string {
  return ` ${part}`.slice(1);
}

/** As `detached`, with one string for all that are equal: for ids that stand in a text many times. */
export type Interner = (part: string) => string;

export function createInterner(): Interner {
  const known = new Map<string, string>();
  return (part) => {
    let own = known.get(part);
    if (own === undefined) {
      own = detached(part);
      known.set(own, own);
    }
    return own;
  };
}

function windowsOf(text: string, length: number): Chunk[] {
  const chunks: Chunk[] = [];
  for (let from = 0; from < text.length; ) {
    let to = Math.min(text.length, from + length);
    if (to < text.length && text.charCodeAt(to - 1) === carriageReturn && text.charCodeAt(to) === lineFeed) to++;
    chunks.push({ text: text.slice(from, to), isDetached: false, lineStarts: undefined });
    from = to;
  }
  return chunks;
}

/** What an edit made of a chunk or of several, as one where it fits and else in equal parts. */
function freshChunks(text: string): Chunk[] {
  if (text === '') return [];
  if (text.length <= longestChunk) return [{ text: detached(text), isDetached: true, lineStarts: undefined }];
  const chunks = windowsOf(text, Math.ceil(text.length / Math.ceil(text.length / chunkLength)));
  for (const _ of detachChunks(chunks));
  return chunks;
}

/** Chunks between two chances to give up the turn: a millisecond or so. */
const chunksAtOnce = 64;

/** No string of one byte for each character has one of these, and an engine finds that out without looking. */
const wide = /[^\0-\xff]/;

function* detachChunks(chunks: readonly Chunk[]): Generator<number, void> {
  let isWide = false;
  for (let index = 0; index < chunks.length && !isWide; index++) {
    isWide = wide.test(chunks[index]!.text);
    if (index % chunksAtOnce === 0) yield 0;
  }
  for (const [index, chunk] of chunks.entries()) {
    if (!chunk.isDetached) chunk.text = isWide ? narrow(chunk.text) : detached(chunk.text);
    chunk.isDetached = true;
    if (index % chunksAtOnce === 0) yield index / chunks.length;
  }
}

/**
 * As `detached`. One wide character in a text makes all of its characters take two bytes; in a part without any they take
 * one again, for decoding is what makes a string by its characters and not by that of which it is a part.
 */
function narrow(part: string): string {
  return decodeURIComponent(part.replaceAll('%', '%25'));
}

/** A line starts after LF, CR LF or a lone CR: the three that VS Code's text model and LSP agree on. */
function lineStartsOf(text: string): Uint32Array {
  const starts: number[] = [];
  if (text.includes('\r')) {
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === lineFeed || (code === carriageReturn && text.charCodeAt(at + 1) !== lineFeed)) starts.push(at + 1);
    }
  } else {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  }
  return Uint32Array.from(starts);
}

/** How many entries of a sorted array are at most `value`. */
function upperBound(sorted: Uint32Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
