/**
 * A large document cut to the tags that selection and settings are made of, and edited like the document itself: projecting
 * it costs a tenth. It knows letters only, no code of the product; who uses it compares, now and then, what both project to.
 */

/** A stretch of the document, and what stands for it: itself, or a line break. */
interface Piece {
  readonly length: number;
  readonly text: string;
}

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly newText: string;
}

export interface ReducedText {
  readonly text: string;
  /** After edits of the whole document, in order of place; offsets are those of the whole document. */
  edit(edits: readonly Edit[]): ReducedText;
}

const markup =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<\/?((?:[\w.-]+:)?)([\w.-]+)(?:"[^"]*"|'[^']*'|[^'">])*>/g;
const kept = /^(?:Benchmark|Profile|Group|Rule|Value|select|refine-value|refine-rule|requires|conflicts)$/;
/** Their text counts, so they are kept from tag to tag. */
const keptWithText = /^(?:value|set-value)$/;

/** Of a document with one Benchmark whose prefix is that of all that is in it. */
export function reduceText(document: string): ReducedText {
  const benchmark = /<((?:[\w.-]+:)?)Benchmark[\s>]/.exec(document);
  if (benchmark === null) throw new Error('no Benchmark to reduce to');
  const pieces: Piece[] = [];
  let done = 0;
  const cutTo = (to: number): void => {
    if (to > done) pieces.push({ length: to - done, text: '\n' });
  };
  const keep = (from: number, to: number): void => {
    cutTo(from);
    pieces.push({ length: to - from, text: document.slice(from, to) });
    done = to;
  };
  let root: string | undefined;
  let open = -1;
  for (const match of document.matchAll(markup)) {
    const [tag, prefix, name] = match;
    if (name === undefined) continue;
    const [from, to] = [match.index, match.index + tag.length];
    root ??= `${prefix}${name}`;
    const isClose = tag.startsWith('</');
    if (keptWithText.test(name) && prefix === benchmark[1]) {
      if (!isClose && !tag.endsWith('/>')) open = from;
      else keep(open < 0 ? from : open, to);
      if (isClose) open = -1;
    } else if (`${prefix}${name}` === root || (kept.test(name) && prefix === benchmark[1])) keep(from, to);
  }
  cutTo(document.length);
  return ofPieces(pieces);
}

function ofPieces(pieces: readonly Piece[]): ReducedText {
  let text: string | undefined;
  return {
    get text() {
      text ??= pieces.map((piece) => piece.text).join('');
      return text;
    },
    edit: (edits) => ofPieces(editPieces(pieces, edits)),
  };
}

function editPieces(pieces: readonly Piece[], edits: readonly Edit[]): readonly Piece[] {
  const edited: Piece[] = [];
  const rest = pieces[Symbol.iterator]();
  let at = 0;
  let current: Piece | undefined = rest.next().value;
  /** Goes on to an offset; what is passed is taken over or dropped. */
  const advance = (to: number, isDropped: boolean): void => {
    while (current && at < to) {
      const length = Math.min(current.length, to - at);
      const [head, tail] = split(current, length);
      if (!isDropped) edited.push(head);
      at += length;
      current = tail ?? rest.next().value;
    }
  };
  for (const { from, to, newText } of edits) {
    advance(from, false);
    advance(to, true);
    if (newText !== '') edited.push({ length: newText.length, text: newText });
  }
  advance(Number.POSITIVE_INFINITY, false);
  return edited;
}

function split({ length, text }: Piece, at: number): readonly [Piece, Piece | undefined] {
  if (at === length) return [{ length, text }, undefined];
  const isCut = text.length !== length;
  const [head, tail] = isCut ? [text, text] : [text.slice(0, at), text.slice(at)];
  return [
    { length: at, text: head },
    { length: length - at, text: tail },
  ];
}
