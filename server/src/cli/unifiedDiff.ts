/**
 * A unified diff from edits that are known: only the lines of each edit are compared, so it costs the edits and not the file.
 * The package `diff` compares and formats.
 */
import { FILE_HEADERS_ONLY, formatPatch, type StructuredPatch } from 'diff';
import type { TextEdit } from '../text/span.ts';
import { encoderOf } from './encoding.ts';
import type { ReadDocument } from './files.ts';
import { type LineChange, lineChanges, linesOf } from './lineChanges.ts';

const context = 3;
type Hunk = StructuredPatch['hunks'][number];

/** '' where no edit changes anything. `path` stands in both headers. Lines end at LF, as `patch` reads them. */
export function unifiedDiff(path: string, text: string, edits: readonly TextEdit[]): string {
  const hunks: Hunk[] = [];
  let added = 0;
  for (const changes of groupsOf(lineChanges(text, edits))) {
    const hunk = hunkOf(text, changes, added);
    hunks.push(hunk);
    added += hunk.newLines - hunk.oldLines;
  }
  if (hunks.length === 0) return '';
  const patch = { oldFileName: path, newFileName: path, oldHeader: undefined, newHeader: undefined, hunks };
  return formatPatch(patch, FILE_HEADERS_ONLY);
}

/** Those whose lines around would touch are in one hunk. */
function groupsOf(changes: readonly LineChange[]): readonly (readonly LineChange[])[] {
  const groups: LineChange[][] = [];
  for (const change of changes) {
    const last = groups.at(-1)?.at(-1);
    const isNear = last && change.line - (last.line + last.removed.length) <= 2 * context;
    if (isNear) groups.at(-1)!.push(change);
    else groups.push([change]);
  }
  return groups;
}

/** `added`: how many lines the text has more than the old one, before this hunk. */
function hunkOf(text: string, changes: readonly LineChange[], added: number): Hunk {
  const [first, last] = [changes[0]!, changes.at(-1)!];
  const before = linesOf(text.slice(linesBack(text, first.from), first.from));
  const oldStart = first.line - before.length + 1;
  const lines: string[] = [];
  let [oldLines, newLines] = [0, 0];
  const put = (sign: ' ' | '-' | '+', texts: readonly string[]): void => {
    for (const line of texts) {
      if (line.endsWith('\n')) lines.push(sign + line.slice(0, -1));
      else lines.push(sign + line, '\\ No newline at end of file');
    }
    if (sign !== '+') oldLines += texts.length;
    if (sign !== '-') newLines += texts.length;
  };
  put(' ', before);
  let waiting: string[] = [];
  for (const [index, { to, removed, added: own }] of changes.entries()) {
    put('-', removed);
    // Behind what goes in the lines that touch these.
    for (const line of own) waiting.push(line);
    const next = changes[index + 1];
    if (next?.from === to) continue;
    put('+', waiting);
    waiting = [];
    put(' ', linesOf(text.slice(to, next ? next.from : linesOn(text, last.to))));
  }
  return { oldStart, newStart: oldStart + added, oldLines, newLines, lines };
}

/** From the start of a line to that of the one so many lines above. */
function linesBack(text: string, offset: number): number {
  let start = offset;
  for (let line = 0; line < context && start > 0; line++) start = start < 2 ? 0 : text.lastIndexOf('\n', start - 2) + 1;
  return start;
}

/** From the start of a line to the end, behind its line break, of the last of so many. */
function linesOn(text: string, offset: number): number {
  let at = offset;
  for (let line = 0; line < context; line++) {
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
