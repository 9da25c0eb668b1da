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
  const base = table.start(element);
  const tag = source.slice(base, table.openEnd(element));
  walk.enter(tag, 0, tag.length);
  while (walk.next(tag)) if (walk.isOn(tag, name)) return attributeHere(tag, base);
  return undefined;
}

/** The value of an attribute without prefix, or undefined. */
export function attributeValue(
  source: SourceText,
  table: ElementTable,
  element: number,
  name: string,
): string | undefined {
  const tag = source.slice(table.start(element), table.openEnd(element));
  return valueInTag(tag, 0, tag.length, name);
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
  walk.enter(text, from, to);
  while (walk.next(text)) if (walk.isOn(text, name)) return walk.from;
  return -1;
}

/**
 * The values of several attributes of an open tag in one look at it, as they are written, in the order of the names;
 * undefined where there is none. They are windows into the tag.
 */
export function writtenValues(tag: string, names: readonly string[]): (string | undefined)[] {
  const values = new Array<string | undefined>(names.length).fill(undefined);
  walk.enter(tag, 0, tag.length);
  while (walk.next(tag)) {
    for (let place = 0; place < names.length; place++) {
      if (walk.isOn(tag, names[place]!)) values[place] ??= tag.slice(walk.from, walk.to);
    }
  }
  return values;
}

/** Where a value ends that starts at an offset: at the next quote of the kind before it. */
export function valueEnd(text: string, start: number): number {
  return text.indexOf(text.charCodeAt(start - 1) === 34 ? '"' : "'", start);
}

/** Attributes of an open tag that starts at offset `base` of the document. */
export function attributesOfTag(tag: string, base: number): Attribute[] {
  const attributes: Attribute[] = [];
  walk.enter(tag, 0, tag.length);
  while (walk.next(tag)) attributes.push(attributeHere(tag, base));
  return attributes;
}

/** The attribute that the walk stands on. */
function attributeHere(tag: string, base: number): Attribute {
  return {
    name: tag.slice(walk.nameFrom, walk.nameTo),
    nameFrom: base + walk.nameFrom,
    from: base + walk.from,
    to: base + walk.to,
    value: decodeReferences(tag.slice(walk.from, walk.to)),
    quote: tag.charCodeAt(walk.to) === doubleQuote ? '"' : "'",
  };
}

const doubleQuote = 34;
const singleQuote = 39;
const equals = 61;

/** Goes from one attribute of an open tag to the next and makes nothing; what is no attribute is left out. Holds no text. */
class AttributeWalk {
  nameFrom = 0;
  nameTo = 0;
  /** The value's, between the quotes. */
  from = 0;
  to = 0;
  #at = 0;
  #end = 0;

  /** Stands before the first attribute of the open tag at [from, to) of a text. */
  enter(text: string, from: number, to: number): void {
    let at = from + 1;
    while (isName(text.charCodeAt(at))) at++;
    this.#at = at;
    this.#end = to;
  }

  /** Answers false behind the last one. */
  next(text: string): boolean {
    const end = this.#end;
    let at = this.#at;
    while (at < end) {
      if (!isNameStart(text.charCodeAt(at))) {
        at++;
        continue;
      }
      const nameFrom = at;
      while (isName(text.charCodeAt(at))) at++;
      const nameTo = at;
      while (isSpace(text.charCodeAt(at))) at++;
      if (text.charCodeAt(at) !== equals) continue;
      at++;
      while (isSpace(text.charCodeAt(at))) at++;
      const quote = text.charCodeAt(at);
      if (quote !== doubleQuote && quote !== singleQuote) continue;
      const to = text.indexOf(quote === doubleQuote ? '"' : "'", at + 1);
      if (to < 0 || to >= end) break;
      this.nameFrom = nameFrom;
      this.nameTo = nameTo;
      this.from = at + 1;
      this.to = to;
      this.#at = to + 1;
      return true;
    }
    return false;
  }

  isOn(text: string, name: string): boolean {
    const { nameFrom, nameTo } = this;
    return nameTo - nameFrom === name.length && text.startsWith(name, nameFrom);
  }
}

/** One for all, since each walk ends before the next begins. */
const walk = new AttributeWalk();
