/**
 * Small edits of elements in the style of the lines around them: put one in, take one out, change an attribute or the text.
 * What belongs where is for the caller to know; here is only how it is written.
 */
import type { TextEdit } from '../text/span.ts';
import { listAttributes } from '../xml/attributes.ts';
import { encodeAttributeValue, encodeText } from '../xml/characters.ts';
import { contentSpan } from '../xml/content.ts';
import type { Snapshot } from './snapshot.ts';

/** Changes the value of an attribute, or puts the attribute behind the one called `after`. */
export function attributeEdit(
  snapshot: Snapshot,
  element: number,
  after: string,
  name: string,
  value: string,
): TextEdit {
  const { source, table } = snapshot;
  const attributes = listAttributes(source, table, element);
  const old = attributes.find((attribute) => attribute.name === name);
  if (old) return { from: old.from, to: old.to, newText: encodeAttributeValue(value, old.quote) };
  const anchor = attributes.find((attribute) => attribute.name === after) ?? attributes.at(-1);
  const quote = anchor?.quote ?? '"';
  const newText = ` ${name}=${quote}${encodeAttributeValue(value, quote)}${quote}`;
  const at = anchor ? anchor.to + 1 : table.start(element) + 1 + qualifiedName(snapshot, element).length;
  return { from: at, to: at, newText };
}

/** Takes an attribute out with the white space before it; undefined where there is none. */
export function attributeRemoval(snapshot: Snapshot, element: number, name: string): TextEdit | undefined {
  const { source, table } = snapshot;
  const old = listAttributes(source, table, element).find((attribute) => attribute.name === name);
  if (!old) return undefined;
  const before = source.slice(table.start(element), old.nameFrom);
  return { from: old.nameFrom - (before.length - before.trimEnd().length), to: old.to + 1, newText: '' };
}

/** Replaces all that an element holds by text. */
export function textEdit(snapshot: Snapshot, element: number, text: string): TextEdit {
  const { source, table } = snapshot;
  const open = source.slice(table.start(element), table.openEnd(element));
  if (!open.endsWith('/>')) return { ...contentSpan(source, table, element), newText: encodeText(text) };
  const from = table.start(element) + open.slice(0, -2).trimEnd().length;
  return {
    from,
    to: table.openEnd(element),
    newText: `>${encodeText(text)}</${qualifiedName(snapshot, element)}>`,
  };
}

/** Takes an element out with its line; in a line with others a line break stays, so that no sibling follows directly. */
export function removalEdit(snapshot: Snapshot, element: number): TextEdit {
  const { source, table } = snapshot;
  const from = table.start(element);
  const to = table.end(element);
  const line = source.lineAt(from);
  const lineStart = source.lineStart(line);
  const lineEnd = source.lineStart(source.lineAt(to) + 1);
  const alone = source.slice(lineStart, from).trim() === '' && source.slice(to, lineEnd).trim() === '';
  if (alone && lineEnd > to) return { from: lineStart, to: lineEnd, newText: '' };
  const touching = source.slice(from - 1, from) === '>' && source.slice(to, to + 1) === '<';
  return { from, to, newText: touching ? lineBreakOf(snapshot, from) : '' };
}

/** New lines behind an element and whatever comment shares its line. */
export function insertBehind(snapshot: Snapshot, element: number, lines: readonly string[]): TextEdit {
  const at = behindTrailingComment(snapshot, snapshot.table.end(element));
  const lineBreak = lineBreakOf(snapshot, snapshot.table.start(element));
  const indent = indentOf(snapshot, element);
  const text = lines.map((line) => `${lineBreak}${indent}${line}`).join('');
  return { from: at, to: at, newText: isTouching(snapshot, at) ? text + lineBreak + indent : text };
}

/** New lines at the start of an element's content. */
export function insertFirst(snapshot: Snapshot, element: number, lines: readonly string[]): TextEdit {
  const { source, table } = snapshot;
  const lineBreak = lineBreakOf(snapshot, table.start(element));
  const own = indentOf(snapshot, element);
  const indent = childIndentOf(snapshot, element);
  const text = lines.map((line) => `${lineBreak}${indent}${line}`).join('');
  const open = source.slice(table.start(element), table.openEnd(element));
  if (open.endsWith('/>')) {
    const from = table.openEnd(element) - 2;
    const close = `</${qualifiedName(snapshot, element)}>`;
    return { from, to: from + 2, newText: `>${text}${lineBreak}${own}${close}` };
  }
  const at = table.openEnd(element);
  const content = contentSpan(source, table, element);
  const bare = source.slice(content.from, content.to) === '';
  const behind = bare ? lineBreak + own : isTouching(snapshot, at) ? lineBreak + indent : '';
  return { from: at, to: at, newText: text + behind };
}

/** Older scanners lose an entry that follows its sibling without a character between. */
function isTouching({ source }: Snapshot, at: number): boolean {
  const follows = source.slice(at, at + 2);
  return follows.startsWith('<') && follows !== '</';
}

function behindTrailingComment(snapshot: Snapshot, from: number): number {
  const { source } = snapshot;
  const lineEnd = source.lineStart(source.lineAt(from) + 1);
  const rest = source.slice(from, lineEnd);
  const comments = /^(?:[ \t]*<!--(?:(?!-->)[^\r\n])*-->)+(?=[ \t]*(?:\r?\n|\r|$))/.exec(rest);
  return from + (comments?.[0].length ?? 0);
}

/** The element's name as written, with its prefix. */
export function qualifiedName(snapshot: Snapshot, element: number): string {
  const { source, table } = snapshot;
  return /^<([^\s/>]+)/.exec(source.slice(table.start(element), table.openEnd(element)))?.[1] ?? '';
}

/** The prefix of an element with its colon; '' where it has none. */
export function prefixOf(snapshot: Snapshot, element: number): string {
  const name = qualifiedName(snapshot, element);
  return name.slice(0, name.indexOf(':') + 1);
}

/** The white space before an element on its line; '' where something else stands before it. */
export function indentOf(snapshot: Snapshot, element: number): string {
  const { source, table } = snapshot;
  const start = table.start(element);
  const before = source.slice(source.lineStart(source.lineAt(start)), start);
  return /^[ \t]*$/.test(before) ? before : '';
}

/** The indent of what stands in an element: that of its first child, else one step more than its own. */
export function childIndentOf(snapshot: Snapshot, element: number): string {
  const own = indentOf(snapshot, element);
  const [child] = snapshot.table.children(element);
  const childIndent = child === undefined ? '' : indentOf(snapshot, child);
  return childIndent || (own.includes('\t') ? `${own}\t` : `${own}  `);
}

/** The line break in use around an offset: that of the line before, else the first of the document, else LF. */
export function lineBreakOf(snapshot: Snapshot, offset: number): string {
  const { source } = snapshot;
  const line = source.lineAt(offset);
  const start = source.lineStart(line > 0 ? line : 1);
  return /(\r\n|\n|\r)$/.exec(source.slice(start - 2, start))?.[1] ?? '\n';
}
