/**
 * Edits of characters as changes of whole lines. Only the lines of each edit are compared, and of those only the ones that
 * both sides have, so that thousands of lines which an edit replaces one by one cost no more than reading them.
 */
import { diffArrays } from 'diff';
import { applyEdits, sortEdits } from '../text/edits.ts';
import type { TextEdit } from '../text/span.ts';

/** Lines have their line break, but for the last of a text that ends without one. */
export interface LineChange {
  /** The lines that go, as a stretch of the old text. */
  readonly from: number;
  readonly to: number;
  /** Lines before them. */
  readonly line: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** Two texts that differ in more places than these, in lines that both have, are told as one replaced by the other. */
const mostMoved = 1000;

/** In document order. Two may touch each other. */
export function lineChanges(text: string, edits: readonly TextEdit[]): readonly LineChange[] {
  const changes: LineChange[] = [];
  let line = 0;
  let counted = 0;
  for (const { from, to, edits: own } of blocksOf(text, edits)) {
    for (let at = text.indexOf('\n', counted); at >= 0 && at < from; at = text.indexOf('\n', at + 1)) line++;
    counted = from;
    const old = text.slice(from, to);
    const shifted = own.map((edit) => ({ ...edit, from: edit.from - from, to: edit.to - from }));
    const compared = compareLines(linesOf(old), linesOf(applyEdits(old, shifted)), { offset: from, line });
    for (const change of compared) changes.push(change);
  }
  return changes;
}

export function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+/g) ?? [];
}

interface Block {
  readonly from: number;
  to: number;
  readonly edits: TextEdit[];
}

/** The whole lines of each edit; edits in the same lines share them. */
function blocksOf(text: string, edits: readonly TextEdit[]): readonly Block[] {
  const blocks: Block[] = [];
  for (const edit of sortEdits(edits)) {
    const from = lineStart(text, edit.from);
    const isWhole = edit.newText === '' || edit.newText.endsWith('\n');
    const isOfLines = isWhole && from === edit.from && lineStart(text, edit.to) === edit.to;
    const to = isOfLines ? edit.to : lineEnd(text, edit.to);
    const last = blocks.at(-1);
    // The last line may have no break, or lose it: what comes behind it is in that line.
    if (last && (from < last.to || last.to === text.length)) {
      last.to = Math.max(last.to, to);
      last.edits.push(edit);
    } else blocks.push({ from, to, edits: [edit] });
  }
  return blocks;
}

function compareLines(
  old: readonly string[],
  now: readonly string[],
  start: { readonly offset: number; readonly line: number },
): readonly LineChange[] {
  const changes: LineChange[] = [];
  let [atOld, atNow, from] = [0, 0, start.offset];
  for (const [untilOld, untilNow] of [...keptLines(old, now), [old.length, now.length] as const]) {
    const line = start.line + atOld;
    const [removed, added]: [string[], string[]] = [[], []];
    let to = from;
    for (; atOld < untilOld; atOld++) {
      removed.push(old[atOld]!);
      to += old[atOld]!.length;
    }
    for (; atNow < untilNow; atNow++) added.push(now[atNow]!);
    if (removed.length + added.length > 0) changes.push({ from, to, line, removed, added });
    from = to + (old[atOld++]?.length ?? 0);
    atNow++;
  }
  return changes;
}

/** The lines that stay, by their numbers on both sides. A line that one side alone has can be none of them. */
function keptLines(old: readonly string[], now: readonly string[]): readonly (readonly [number, number])[] {
  const [olds, nows] = [candidates(old, now), candidates(now, old)];
  const parts = diffArrays(
    olds.map((at) => old[at]!),
    nows.map((at) => now[at]!),
    { maxEditLength: mostMoved },
  );
  const kept: (readonly [number, number])[] = [];
  let [atOld, atNow] = [0, 0];
  for (const { added, removed, count } of parts ?? []) {
    for (let step = 0; step < count; step++) {
      if (!added && !removed) kept.push([olds[atOld]!, nows[atNow]!]);
      if (!added) atOld++;
      if (!removed) atNow++;
    }
  }
  return kept;
}

function candidates(lines: readonly string[], others: readonly string[]): readonly number[] {
  const known = new Set(others);
  return lines.flatMap((line, at) => (known.has(line) ? [at] : []));
}

function lineStart(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}
