/** What stands between the tags of an element, and where its parts stand. */
import type { SourceText } from '../text/sourceText.ts';
import type { Span } from '../text/span.ts';
import { decodeReferences, isSpace } from './characters.ts';
import type { ElementTable } from './elementTable.ts';

/** Between open and close tag; empty (at the element's end) for an empty-element tag. */
export function contentSpan(source: SourceText, table: ElementTable, element: number): Span {
  const from = table.openEnd(element);
  const end = table.end(element);
  if (end <= from) return { from: end, to: end };
  // A close tag is its name, maybe with white space before the '>'; the content may hold none of its kind behind it.
  const tail = source.slice(Math.max(from, end - 512), end);
  const close = tail.lastIndexOf('</');
  return { from, to: close < 0 ? end : end - tail.length + close };
}

/** The content without leading and trailing white space: where an id that is written as text really stands. */
export function trimmedContentSpan(source: SourceText, table: ElementTable, element: number): Span {
  const span = contentSpan(source, table, element);
  const text = source.slice(span.from, span.to);
  let from = 0;
  let to = text.length;
  while (from < to && isSpace(text.charCodeAt(from))) from++;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  return { from: span.from + from, to: span.from + to };
}

/**
 * All character data inside an element, tags dropped, references replaced, runs of white space folded to one space.
 * Costs the element's length.
 */
export function textContent(source: SourceText, table: ElementTable, element: number): string {
  const span = contentSpan(source, table, element);
  return plainText(source.slice(span.from, span.to));
}

/** Markup dropped, CDATA kept, references replaced, white space folded. */
export function plainText(markup: string): string {
  if (!markup.includes('<')) return decodeReferences(markup).replace(/\s+/g, ' ').trim();
  const parts = markup.split(/(<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<[^>]*>)/);
  const text = parts.map((part) => {
    if (part.startsWith('<![CDATA[')) return part.slice(9, -3);
    return part.startsWith('<') ? '' : decodeReferences(part);
  });
  return text.join('').replace(/\s+/g, ' ').trim();
}
