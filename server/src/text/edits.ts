/** Lists of edits as one value: apply them, undo them, put them in order. Pure; no edit is ever dropped silently. */
import type { TextEdit } from './span.ts';

/** The edits by place. Two at one place keep their order; an overlap is a bug of the caller and throws. */
export function sortEdits(edits: readonly TextEdit[]): readonly TextEdit[] {
  const sorted = edits.map((edit, order) => ({ edit, order }));
  sorted.sort((a, b) => a.edit.from - b.edit.from || a.edit.to - b.edit.to || a.order - b.order);
  const answer = sorted.map((entry) => entry.edit);
  for (let index = 1; index < answer.length; index++) {
    const [left, right] = [answer[index - 1]!, answer[index]!];
    if (right.from < left.to)
      throw new RangeError(`edits overlap: ${left.from}..${left.to} and ${right.from}..${right.to}`);
  }
  return answer;
}

/** The text with all edits made. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let answer = '';
  let done = 0;
  for (const edit of sortEdits(edits)) {
    answer += text.slice(done, edit.from) + edit.newText;
    done = edit.to;
  }
  return answer + text.slice(done);
}

/** The edits that, applied to the edited text, restore `slice`'s text exactly. */
export function invertEdits(slice: (from: number, to: number) => string, edits: readonly TextEdit[]): TextEdit[] {
  let shift = 0;
  return sortEdits(edits).map((edit) => {
    const from = edit.from + shift;
    shift += edit.newText.length - (edit.to - edit.from);
    return { from, to: from + edit.newText.length, newText: slice(edit.from, edit.to) };
  });
}

/**
 * The same change in fewer than `limit` edits: neighbours are merged into one replacement, unchanged text between them
 * included, the closest first. VS Code turns 1,000 edits of one file into a single replacement of nearly all of it.
 */
export function mergeEdits(
  slice: (from: number, to: number) => string,
  edits: readonly TextEdit[],
  limit = 1000,
): readonly TextEdit[] {
  const sorted = sortEdits(edits);
  const surplus = sorted.length - (limit - 1);
  if (surplus <= 0) return sorted;
  const gaps = sorted.slice(1).map((edit, index) => ({ index: index + 1, gap: edit.from - sorted[index]!.to }));
  const joined = new Set(
    gaps
      .sort((a, b) => a.gap - b.gap)
      .slice(0, surplus)
      .map(({ index }) => index),
  );
  const merged: TextEdit[] = [];
  for (const [index, edit] of sorted.entries()) {
    const last = merged.at(-1);
    if (!last || !joined.has(index)) merged.push(edit);
    else {
      const newText = last.newText + slice(last.to, edit.from) + edit.newText;
      merged[merged.length - 1] = { from: last.from, to: edit.to, newText };
    }
  }
  return merged;
}

/** One list for a text that does what `first` and then, on the text that it makes, `second` do. */
export function composeEdits(first: readonly TextEdit[], second: readonly TextEdit[]): TextEdit[] {
  const pieces = splicePieces(splicePieces([{ from: 0, to: Number.POSITIVE_INFINITY }], first), second);
  const edits: TextEdit[] = [];
  let done = 0;
  let newText = '';
  for (const piece of pieces) {
    if ('text' in piece) newText += piece.text;
    else {
      if (piece.from > done || newText !== '') edits.push({ from: done, to: piece.from, newText });
      done = piece.to;
      newText = '';
    }
  }
  return edits;
}

/** A stretch of the first text that is kept, or new text; together they are a text. */
type Piece = { readonly from: number; readonly to: number } | { readonly text: string };

function splicePieces(pieces: readonly Piece[], edits: readonly TextEdit[]): Piece[] {
  const answer: Piece[] = [];
  const rest = pieces.toReversed();
  let at = 0;
  /** Takes pieces up to an offset, cutting the last; `keep` puts them into the answer. */
  const advance = (to: number, keep: boolean): void => {
    while (at < to) {
      const piece = rest.pop()!;
      const length = pieceLength(piece);
      const taken = Math.min(length, to - at);
      if (keep) answer.push(cut(piece, 0, taken));
      if (taken < length) rest.push(cut(piece, taken, length));
      at += taken;
    }
  };
  for (const edit of sortEdits(edits)) {
    advance(edit.from, true);
    answer.push({ text: edit.newText });
    advance(edit.to, false);
  }
  return [...answer, ...rest.toReversed()];
}

function pieceLength(piece: Piece): number {
  return 'text' in piece ? piece.text.length : piece.to - piece.from;
}

function cut(piece: Piece, from: number, to: number): Piece {
  return 'text' in piece ? { text: piece.text.slice(from, to) } : { from: piece.from + from, to: piece.from + to };
}
