/** The attributes of one element, read from its open tag when asked for. Costs the length of that tag. */
import type { SourceText } from '../text/sourceText.ts';
import type { Span } from '../text/span.ts';
import { decodeReferences, isName, isNameStart, isSpace } from './characters.ts';
import type { ElementTable } from './elementTable.ts';

/** The span is the value's, between the quotes. */
export interface Attribute extends Span {
  /** As written, with its prefix. */
  readonly name: string;
  readonly nameFrom: number;
  /** References replaced. */
  readonly value: string;
  readonly quote: '"' | "'";
}

/** In the order they are written; of two with one name both are listed. Broken ones are left out. */
export function listAttributes(source: SourceText, table: ElementTable, element: number): Attribute[] {
  const base = table.start(element);
  return attributesOfTag(source.slice(base, table.openEnd(element)), base);
}

/** The first attribute with this name as written (give the prefix where there is one). */
export function findAttribute(
  source: SourceText,
  table: ElementTable,
  element: number,
  name: string,
): Attribute | undefined {
  return listAttributes(source, table, element).find((attribute) => attribute.name === name);
}

/** The value of an attribute without prefix, or undefined. */
export function attributeValue(
  source: SourceText,
  table: ElementTable,
  element: number,
  name: string,
): string | undefined {
  return findAttribute(source, table, element, name)?.value;
}

/**
 * The value of the first attribute with this name in the open tag at [from, to) of a text; undefined where there is none.
 * Makes nothing but the answer: for walks over whole documents.
 */
export function valueInTag(text: string, from: number, to: number, name: string): string | undefined {
  const start = valueStartInTag(text, from, to, name);
  return start < 0 ? undefined : decodeReferences(text.slice(start, valueEnd(text, start)));
}

/** As `valueInTag`, but makes nothing at all: where the value starts, behind its quote; -1 where there is none. */
export function valueStartInTag(text: string, from: number, to: number, name: string): number {
  let at = from + 1;
  while (isName(text.charCodeAt(at))) at++;
  while (at < to) {
    if (!isNameStart(text.charCodeAt(at))) {
      at++;
      continue;
    }
    const nameFrom = at;
    while (isName(text.charCodeAt(at))) at++;
    const isWanted = at - nameFrom === name.length && text.startsWith(name, nameFrom);
    while (isSpace(text.charCodeAt(at))) at++;
    if (text.charCodeAt(at) !== 61) continue;
    at++;
    while (isSpace(text.charCodeAt(at))) at++;
    const quote = text.charCodeAt(at);
    if (quote !== 34 && quote !== 39) continue;
    const valueTo = text.indexOf(quote === 34 ? '"' : "'", at + 1);
    if (valueTo < 0 || valueTo >= to) return -1;
    if (isWanted) return at + 1;
    at = valueTo + 1;
  }
  return -1;
}

/** Where a value ends that starts at an offset: at the next quote of the kind before it. */
export function valueEnd(text: string, start: number): number {
  return text.indexOf(text.charCodeAt(start - 1) === 34 ? '"' : "'", start);
}

/** Attributes of an open tag that starts at offset `base` of the document. */
export function attributesOfTag(tag: string, base: number): Attribute[] {
  const attributes: Attribute[] = [];
  let at = 1;
  while (isName(tag.charCodeAt(at))) at++;
  while (at < tag.length) {
    const code = tag.charCodeAt(at);
    if (!isNameStart(code)) {
      at++;
      continue;
    }
    const nameFrom = at;
    while (isName(tag.charCodeAt(at))) at++;
    const name = tag.slice(nameFrom, at);
    while (isSpace(tag.charCodeAt(at))) at++;
    if (tag[at] !== '=') continue;
    at++;
    while (isSpace(tag.charCodeAt(at))) at++;
    const quote = tag[at];
    if (quote !== '"' && quote !== "'") continue;
    const from = at + 1;
    const to = tag.indexOf(quote, from);
    if (to < 0) break;
    attributes.push({
      name,
      nameFrom: base + nameFrom,
      from: base + from,
      to: base + to,
      value: decodeReferences(tag.slice(from, to)),
      quote,
    });
    at = to + 1;
  }
  return attributes;
}
