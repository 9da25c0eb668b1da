/**
 * A unified diff from edits that are known: only the lines around each edit are compared, so it costs the edits and not the
 * file. The package `diff` finds and formats the hunks.
 */
import { FILE_HEADERS_ONLY, formatPatch, type StructuredPatch, structuredPatch } from 'diff';
import { applyEdits, sortEdits } from '../text/edits.ts';
import type { TextEdit } from '../text/span.ts';
import { encoderOf } from './encoding.ts';
import type { ReadDocument } from './files.ts';

const context = 3;
type Hunk = StructuredPatch['hunks'][number];

/** '' where no edit changes anything. `path` stands in both headers. Lines end at LF, as `patch` reads them. */
export function unifiedDiff(path: string, text: string, edits: readonly TextEdit[]): string {
  const hunks: Hunk[] = [];
  let added = 0;
  for (const window of windowsOf(text, edits)) {
    const old = text.slice(window.from, window.to);
    const shifted = window.edits.map((edit) => ({ ...edit, from: edit.from - window.from, to: edit.to - window.from }));
    const patch = structuredPatch(path, path, old, applyEdits(old, shifted), undefined, undefined, { context });
    for (const hunk of patch.hunks) {
      const oldStart = hunk.oldStart + window.line;
      hunks.push({ ...hunk, oldStart, newStart: oldStart + added });
      added += hunk.newLines - hunk.oldLines;
    }
  }
  if (hunks.length === 0) return '';
  const patch = { oldFileName: path, newFileName: path, oldHeader: undefined, newHeader: undefined, hunks };
  return formatPatch(patch, FILE_HEADERS_ONLY);
}

interface Window {
  from: number;
  to: number;
  /** Lines before it. */
  line: number;
  readonly edits: TextEdit[];
}

/** Whole lines around the edits, so wide that hunks of two windows never touch; edits near each other share one. */
function windowsOf(text: string, edits: readonly TextEdit[]): readonly Window[] {
  const windows: Window[] = [];
  let lines = 0;
  let counted = 0;
  for (const edit of sortEdits(edits)) {
    const from = linesBack(text, edit.from, context + 1);
    const to = linesOn(text, edit.to, context + 1);
    const last = windows.at(-1);
    if (last && from <= last.to) {
      last.to = Math.max(last.to, to);
      last.edits.push(edit);
      continue;
    }
    for (let at = text.indexOf('\n', counted); at >= 0 && at < from; at = text.indexOf('\n', at + 1)) lines++;
    counted = from;
    windows.push({ from, to, line: lines, edits: [edit] });
  }
  return windows;
}

/** The start of the line `count` lines above the one that holds an offset. */
function linesBack(text: string, offset: number, count: number): number {
  let start = lineStart(text, offset);
  for (let line = 0; line < count && start > 0; line++) start = lineStart(text, start - 1);
  return start;
}

function lineStart(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** The end, behind its line break, of the line `count` lines below the one that holds an offset. */
function linesOn(text: string, offset: number, count: number): number {
  let at = offset;
  for (let line = 0; line <= count; line++) {
    const end = text.indexOf('\n', at);
    if (end < 0) return text.length;
    at = end + 1;
  }
  return at;
}

/** The diff in the encoding of the file, so that `patch` applies it; of UTF-16, which `patch` cannot read, in UTF-8. */
export function diffBytes(document: ReadDocument, edits: readonly TextEdit[]): Buffer {
  const { path, encoding, markLength } = document;
  const mark = markLength > 0 ? '\ufeff' : '';
  const shifted = edits.map((edit) => ({ ...edit, from: edit.from + mark.length, to: edit.to + mark.length }));
  const diff = unifiedDiff(path, mark + document.text, shifted);
  if (encoding.startsWith('UTF-16')) return Buffer.from(diff, 'utf8');
  const headerEnd = diff.indexOf('@@');
  const encode = encoderOf(encoding);
  return headerEnd < 0
    ? Buffer.alloc(0)
    : Buffer.concat([Buffer.from(diff.slice(0, headerEnd), 'utf8'), encode(diff.slice(headerEnd))]);
}
