/** The pieces that a text is held in, and their lines. How they make up a text is sourceText.ts's business. */
import { detached, narrow } from './detached.ts';

/**
 * Small enough that splicing one is cheap and that those which edits leave behind, until garbage is collected, are a small
 * part of the text; large enough that a 24 MB text has only some 3,000.
 */
const chunkLength = 8_000;
/** A chunk that is typed into may become this long before it is split, so that a key does not leave crumbs. */
const longestChunk = 10_000;
const carriageReturn = 13;
const lineFeed = 10;

export interface Chunk {
  /** A window into the whole string until the text is detached; the characters never change. */
  text: string;
  isDetached: boolean;
  /** Offsets in this chunk at which a line starts; counted when first asked for and kept, for a chunk never changes. */
  lineStarts: Uint16Array | undefined;
}

/** A text cut into windows; never between CR and LF, so that counting lines needs to look at one chunk only. */
export function windowsOf(text: string, length = chunkLength): Chunk[] {
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
export function freshChunks(text: string): Chunk[] {
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

/** Gives each chunk characters of its own, one byte each where all fit, in steps that answer how far they are (0 to 1). */
export function* detachChunks(chunks: readonly Chunk[]): Generator<number, void> {
  let isWide = false;
  for (let index = 0; index < chunks.length && !isWide; index++) {
    isWide = wide.test(chunks[index]!.text);
    if (index % chunksAtOnce === 0) yield 0;
  }
  for (const [index, chunk] of chunks.entries()) {
    if (!chunk.isDetached) chunk.text = isWide ? narrow(chunk.text) : detached(chunk.text);
    chunk.isDetached = true;
    // All lines are counted by the first who asks for one: here that is a part of each step, and there nothing is left.
    lineStartsIn(chunk);
    if (index % chunksAtOnce === 0) yield index / chunks.length;
  }
}

/** Offsets in a chunk at which a line starts. */
export function lineStartsIn(chunk: Chunk): Uint16Array {
  chunk.lineStarts ??= lineStartsOf(chunk.text);
  return chunk.lineStarts;
}

/** Where lines start, while they are counted; no chunk has more. */
const found = new Uint16Array(longestChunk + 2);

/** A line starts after LF, CR LF or a lone CR: the three that VS Code's text model and LSP agree on. */
function lineStartsOf(text: string): Uint16Array {
  let count = 0;
  if (text.includes('\r')) {
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      const isBreak = code === lineFeed || (code === carriageReturn && text.charCodeAt(at + 1) !== lineFeed);
      if (isBreak) found[count++] = at + 1;
    }
  } else {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) found[count++] = at + 1;
  }
  return found.slice(0, count);
}
