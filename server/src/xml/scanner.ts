/**
 * One pass over a text that turns it into the element table and a list of what is wrong with it. It never throws on
 * content, never recurses, and goes on behind every fault, so that the rest of a broken document still answers.
 */
import { detached } from '../text/detached.ts';
import { decodeReferences, isName, isNameStart, isSpace } from './characters.ts';
import { blocksOf, type ElementColumns } from './elementColumns.ts';
import { ElementTable, type OpaqueSpan } from './elementTable.ts';
import { type NamespaceScope, ScanDictionary, xmlNamespace, xmlnsNamespace } from './names.ts';
import { inDocumentOrder, type XmlProblem, type XmlProblemKind } from './problem.ts';

const bang = 33;
const quoteDouble = 34;
const quoteSingle = 39;
const slash = 47;
const lessThan = 60;
const equals = 61;
const greaterThan = 62;
const question = 63;
const bracketOpen = 91;
const bracketClose = 93;
const colon = 58;
const letterX = 120;

/** Pieces of markup between two chances to give up the turn: a millisecond or so. */
const piecesAtOnce = 4096;

/** A power of two; some 300 names are in use in the largest streams. */
const nameSlots = 2048;

/** More than this is one broken document, not a list to read; the scan still finds every element. */
export const problemLimit = 1000;

/** Scans a whole document. Linear in its length; `text` should be flat (not just concatenated). */
export function scanXml(text: string): ElementTable {
  return new Scanner(text).run();
}

/** As `scanXml`, giving up the turn now and then; answers how far it is, from 0 to 1. */
export function* scanXmlInSteps(text: string): Generator<number, ElementTable> {
  return yield* new Scanner(text).runInSteps();
}

/** Where an element stands whose text is scanned on its own. */
export interface FragmentContext {
  readonly dictionary: ScanDictionary;
  /** Number of the scope around the element. */
  readonly scope: number;
  /** Qualified names of the elements around it, as written. */
  readonly ancestors: ReadonlySet<string>;
  /** The text is content of the element around it, not one element. */
  readonly isContent: boolean;
}

export interface FragmentScan {
  /** Offsets from the start of the fragment; row 0 is the element itself. */
  readonly columns: ElementColumns;
  readonly problems: readonly XmlProblem[];
  readonly opaque: readonly OpaqueSpan[];
}

/**
 * Scans the text of one element, or a stretch of content, as it would be scanned in its document. Undefined where that
 * cannot be told from this text alone: it does not end where the element does, closes an element around it, opens what it
 * does not close, or names a prefix that nobody declared.
 */
export function scanFragment(text: string, context: FragmentContext): FragmentScan | undefined {
  return new Scanner(text, context).runFragment();
}

type Declared = readonly [prefix: string, uri: string];

/** One colon, with a name on both sides of it (Namespaces in XML 1.0, production QName). */
function isQualified(name: string, at: number): boolean {
  return at > 0 && isNameStart(name.charCodeAt(at + 1)) && !name.includes(':', at + 1);
}

/** A value with a `<` in it by mistake, and not the text up to the next quote because the closing one is missing. */
function isOneValue(text: string, from: number, to: number): boolean {
  return to - from < 1000 && text.charCodeAt(to - 1) !== equals && !/[>\r\n]/.test(text.slice(from, to));
}

class Scanner {
  readonly #text: string;
  /** Where the document starts: behind a byte order mark. */
  readonly #first: number;
  #at = 0;
  readonly #dictionary: ScanDictionary;
  readonly #context: FragmentContext | undefined;
  /** Set where a fragment turns out to depend on the text around it. */
  #dependent = false;
  readonly #problems: XmlProblem[] = [];
  readonly #opaque: OpaqueSpan[] = [];
  readonly #entities = new Set<string>();

  /** How many elements of each qualified name are open: a stray close tag is known at once. */
  readonly #openOfName: number[] = [];

  /** Numbers of qualified names by a hash of their characters: a memory, not a truth. */
  readonly #slots = new Int32Array(nameSlots).fill(-1);

  // The open elements, innermost last.
  readonly #stack: number[] = [];
  readonly #stackNames: number[] = [];
  /** Those of them that declare namespaces. */
  readonly #declaring: { readonly element: number; readonly declarations: readonly Declared[] }[] = [];
  /** Namespaces bound to each prefix, the one in force last: asking costs nothing, however deep the nesting. */
  readonly #bindings = new Map<string, string[]>([['xml', [xmlNamespace]]]);

  #count = 0;
  #start: Int32Array;
  #openLength: Uint32Array;
  #extent: Uint32Array;
  #name: Uint32Array;
  #up: Uint32Array;
  #size: Uint32Array;
  #scope: Uint32Array;

  // Of the tag being read; kept here so that a tag without declarations allocates nothing.
  readonly #attributeFrom: number[] = [];
  readonly #attributeTo: number[] = [];
  #attributeCount = 0;
  #declarations: Declared[] = [];
  /** Attributes whose name has a colon: where the name starts, where the colon stands, where the name ends. */
  #prefixed: (readonly [number, number, number])[] = [];
  /** See `#lessThanFrom`; the text's length where there is none. */
  #nextLessThan = -1;

  constructor(text: string, context?: FragmentContext) {
    this.#text = text;
    this.#context = context;
    this.#dictionary = context?.dictionary ?? new ScanDictionary();
    this.#first = text.charCodeAt(0) === 0xfeff ? 1 : 0;
    const capacity = 64 + Math.floor(text.length / 100);
    this.#start = new Int32Array(capacity);
    this.#openLength = new Uint32Array(capacity);
    this.#extent = new Uint32Array(capacity);
    this.#name = new Uint32Array(capacity);
    this.#up = new Uint32Array(capacity);
    this.#size = new Uint32Array(capacity);
    this.#scope = new Uint32Array(capacity);
  }

  run(): ElementTable {
    this.#at = this.#first;
    while (this.#step());
    return this.#result();
  }

  *runInSteps(): Generator<number, ElementTable> {
    this.#at = this.#first;
    for (let pieces = 1; this.#step(); pieces++) if (pieces % piecesAtOnce === 0) yield this.#at / this.#text.length;
    return this.#result();
  }

  #result(): ElementTable {
    this.#finish();
    const { names, scopes } = this.#dictionary;
    return new ElementTable(this.#columns(), {
      names,
      scopes,
      dictionary: this.#dictionary,
      problems: inDocumentOrder(this.#problems),
      opaque: this.#opaque,
      entities: this.#entities,
    });
  }

  runFragment(): FragmentScan | undefined {
    const isContent = this.#context?.isContent ?? false;
    do {
      const more = this.#step();
      if (this.#dependent || (!more && (!isContent || this.#stack.length > 0))) return undefined;
      if (!more) break;
    } while (isContent || this.#stack.length > 0);
    // An element has to end exactly where its text does.
    if (!isContent && this.#at !== this.#text.length) return undefined;
    if (this.#problems.length >= problemLimit) return undefined;
    return { columns: this.#columns(), problems: inDocumentOrder(this.#problems), opaque: this.#opaque };
  }

  /** Reads up to and with the next piece of markup; false at the end of the text. */
  #step(): boolean {
    const text = this.#text;
    const open = this.#lessThanFrom(this.#at);
    if (this.#stack.length === 0 && !this.#context) this.#checkOutside(this.#at, open < 0 ? text.length : open);
    if (open < 0) return false;
    this.#at = open;
    const code = text.charCodeAt(open + 1);
    if (code === slash) this.#closeTag(open);
    else if (code === bang) this.#declaration(open);
    else if (code === question) this.#instruction(open);
    else if (isNameStart(code)) this.#openTag(open);
    else {
      this.#problem('stray-less-than', open, open + 1);
      this.#at = open + 1;
    }
    return true;
  }

  #openTag(open: number): void {
    const text = this.#text;
    let at = open + 2;
    let hash = text.charCodeAt(open + 1);
    for (let code = text.charCodeAt(at); isName(code); code = text.charCodeAt(++at))
      hash = (Math.imul(hash, 31) + code) | 0;
    const qualified = this.#qualifiedNumber(open + 1, at, hash);
    const element = this.#push(open);
    this.#attributeCount = 0;
    if (this.#declarations.length > 0) this.#declarations = [];
    if (this.#prefixed.length > 0) this.#prefixed = [];
    let empty = false;
    for (;;) {
      const before = at;
      let code = text.charCodeAt(at);
      while (isSpace(code)) code = text.charCodeAt(++at);
      if (code === greaterThan) {
        at++;
        break;
      }
      if (code === slash && text.charCodeAt(at + 1) === greaterThan) {
        at += 2;
        empty = true;
        break;
      }
      if (at >= text.length || code === lessThan) {
        // The end of the text, or the next tag before this one ended: usual while somebody types.
        this.#problem('unfinished-tag', open, at, this.#dictionary.qualifiedNames[qualified]);
        if (at >= text.length) this.#dependent = true;
        break;
      }
      if (!isNameStart(code)) {
        this.#problem('malformed-attribute', at, at + 1, text[at]);
        at++;
        continue;
      }
      if (before === at) this.#problem('attribute-without-space', at, at + 1);
      const next = this.#attribute(at);
      if (next < 0) {
        at = -next;
        break;
      }
      at = next;
    }
    this.#at = at;
    this.#openLength[element] = at - open;
    this.#enter(element, qualified, open, empty);
  }

  /** The number of the name at [from, to). Names come back all the time: comparing one is cheaper than looking it up. */
  #qualifiedNumber(from: number, to: number, hash: number): number {
    const dictionary = this.#dictionary;
    const text = this.#text;
    const slot = hash & (nameSlots - 1);
    const known = this.#slots[slot]!;
    if (known >= 0) {
      const name = dictionary.qualifiedNames[known]!;
      if (name.length === to - from && text.slice(from, to) === name) return known;
    }
    const number = dictionary.qualifiedNumber(text.slice(from, to));
    this.#slots[slot] = number;
    return number;
  }

  /** Reads one attribute; answers the offset behind it, negative where the tag has to end there. */
  #attribute(from: number): number {
    const text = this.#text;
    let at = from;
    let firstColon = -1;
    for (let code = text.charCodeAt(at); isName(code); code = text.charCodeAt(++at)) {
      if (code === colon && firstColon < 0) firstColon = at;
    }
    const nameTo = at;
    while (isSpace(text.charCodeAt(at))) at++;
    if (text.charCodeAt(at) !== equals) {
      this.#problem('malformed-attribute', from, nameTo, text.slice(from, nameTo));
      return nameTo;
    }
    at++;
    while (isSpace(text.charCodeAt(at))) at++;
    const quote = text.charCodeAt(at);
    if (quote !== quoteDouble && quote !== quoteSingle) {
      this.#problem('unquoted-attribute', from, nameTo, text.slice(from, nameTo));
      while (at < text.length && !isSpace(text.charCodeAt(at)) && text.charCodeAt(at) !== greaterThan) {
        if (text.charCodeAt(at) === lessThan) return -at;
        at++;
      }
      return at;
    }
    const valueFrom = at + 1;
    const valueTo = text.indexOf(quote === quoteDouble ? '"' : "'", valueFrom);
    const less = this.#lessThanFrom(valueFrom);
    if (less >= 0 && (valueTo < 0 || less < valueTo)) {
      this.#problem('less-than-in-attribute', less, less + 1, text.slice(from, nameTo));
      // Where a quote is missing, ending the tag here keeps the rest of the document in shape.
      if (valueTo < 0 || !isOneValue(text, valueFrom, valueTo)) return -less;
    }
    if (valueTo < 0) {
      this.#problem('unfinished-tag', from, text.length, text.slice(from, nameTo));
      this.#dependent = true;
      return -text.length;
    }
    this.#noteAttribute(from, nameTo, valueFrom, valueTo);
    if (firstColon >= 0) this.#prefixed.push([from, firstColon, nameTo]);
    return valueTo + 1;
  }

  #noteAttribute(from: number, nameTo: number, valueFrom: number, valueTo: number): void {
    const text = this.#text;
    for (let index = 0; index < this.#attributeCount; index++) {
      const otherFrom = this.#attributeFrom[index]!;
      if (this.#attributeTo[index]! - otherFrom !== nameTo - from) continue;
      if (text.charCodeAt(otherFrom) !== text.charCodeAt(from)) continue;
      if (text.slice(otherFrom, this.#attributeTo[index]!) !== text.slice(from, nameTo)) continue;
      this.#problem('duplicate-attribute', from, nameTo, text.slice(from, nameTo));
      break;
    }
    // A tag with thousands of attributes is no SCAP: comparing each with the first 64 keeps the scan linear.
    if (this.#attributeCount < 64) {
      this.#attributeFrom[this.#attributeCount] = from;
      this.#attributeTo[this.#attributeCount] = nameTo;
      this.#attributeCount++;
    }
    if (text.charCodeAt(from) === letterX && text.startsWith('xmlns', from)) {
      const name = text.slice(from, nameTo);
      if (name === 'xmlns' || name.startsWith('xmlns:')) this.#declare(from, name, text.slice(valueFrom, valueTo));
    }
  }

  /** Namespaces in XML 1.0, clauses 3 and 5: two prefixes are fixed, and a prefix cannot be taken back. */
  #declare(from: number, name: string, value: string): void {
    const prefix = name.slice(6);
    const uri = decodeReferences(value);
    const fixed = prefix === 'xml' ? uri !== xmlNamespace : uri === xmlNamespace;
    const refused = fixed || prefix === 'xmlns' || uri === xmlnsNamespace || (uri === '' && name !== 'xmlns');
    if (refused || (prefix === '' && name !== 'xmlns') || prefix.includes(':')) {
      this.#problem('bad-namespace', from, from + name.length, name);
      return;
    }
    this.#declarations.push([detached(prefix), uri]);
  }

  /**
   * The next '<' from an offset on, -1 where there is none; offsets only grow. Remembered, so that many attributes do not
   * each search to the end of a long text.
   */
  #lessThanFrom(from: number): number {
    if (this.#nextLessThan < from) {
      const found = this.#text.indexOf('<', from);
      this.#nextLessThan = found < 0 ? this.#text.length : found;
    }
    return this.#nextLessThan === this.#text.length ? -1 : this.#nextLessThan;
  }

  #enter(element: number, qualified: number, open: number, empty: boolean): void {
    const depth = this.#stack.length;
    const outer = depth > 0 ? this.#scope[this.#stack[depth - 1]!]! : (this.#context?.scope ?? 0);
    let scopeNumber = outer;
    if (this.#declarations.length > 0) {
      scopeNumber = this.#dictionary.scopeNumber(this.#dictionary.scopes[outer]!.with(this.#declarations));
      for (const [prefix, uri] of this.#declarations) this.#bind(prefix, uri);
    }
    const scope = this.#dictionary.scopes[scopeNumber]!;
    this.#scope[element] = scopeNumber;
    this.#name[element] = scope.resolved[qualified] ?? this.#resolve(scope, qualified, open);
    if (this.#prefixed.length > 0) this.#checkPrefixed();
    if (empty) {
      this.#unbind(this.#declarations);
      this.#extent[element] = this.#at - open;
      this.#size[element] = 1;
      return;
    }
    this.#stack.push(element);
    this.#stackNames.push(qualified);
    if (this.#declarations.length > 0) this.#declaring.push({ element, declarations: this.#declarations });
    this.#openOfName[qualified] = (this.#openOfName[qualified] ?? 0) + 1;
  }

  #bind(prefix: string, uri: string): void {
    const bound = this.#bindings.get(prefix);
    if (bound) bound.push(uri);
    else this.#bindings.set(prefix, [uri]);
  }

  #unbind(declarations: readonly Declared[]): void {
    for (let index = 0; index < declarations.length; index++) this.#bindings.get(declarations[index]![0])!.pop();
  }

  #uriOf(prefix: string): string | undefined {
    const bound = this.#bindings.get(prefix)?.at(-1);
    if (bound !== undefined) return bound;
    if (this.#context) return this.#dictionary.scopes[this.#context.scope]!.uriOf(prefix);
    return prefix === '' ? '' : undefined;
  }

  #resolve(scope: NamespaceScope, qualified: number, open: number): number {
    const name = this.#dictionary.qualifiedNames[qualified]!;
    const at = name.indexOf(':');
    const prefix = at < 0 ? '' : name.slice(0, at);
    const uri = this.#uriOf(prefix);
    if (at >= 0 && !isQualified(name, at)) this.#problem('bad-namespace', open + 1, open + 1 + name.length, name);
    else if (uri === undefined) this.#problem('undeclared-prefix', open + 1, open + 1 + name.length, prefix);
    if (uri === undefined || (at >= 0 && !isQualified(name, at))) {
      // Reported for the first of its scope only, so which one that is depends on the whole text.
      this.#dictionary.hasBrokenNames = true;
      this.#dependent = true;
    }
    const number = this.#dictionary.names.intern(uri ?? `undeclared:${prefix}`, name.slice(at + 1));
    scope.resolved[qualified] = number;
    return number;
  }

  /** Attributes with a prefix: it must be declared, and no two may mean the same name. */
  #checkPrefixed(): void {
    const text = this.#text;
    let seen: Set<string> | undefined;
    for (const [from, at, to] of this.#prefixed) {
      const name = text.slice(from, to);
      const prefix = text.slice(from, at);
      if (prefix === 'xmlns') continue;
      const uri = this.#uriOf(prefix);
      if (!isQualified(name, at - from)) this.#problem('bad-namespace', from, to, name);
      else if (uri === undefined) this.#problem('undeclared-prefix', from, at, prefix);
      else if (this.#prefixed.length > 1) {
        seen ??= new Set();
        const expanded = `${uri} ${text.slice(at + 1, to)}`;
        if (seen.has(expanded)) this.#problem('bad-namespace', from, to, name);
        seen.add(expanded);
      }
    }
  }

  #closeTag(open: number): void {
    const text = this.#text;
    const depth = this.#stack.length;
    const expected = depth > 0 ? this.#dictionary.qualifiedNames[this.#stackNames[depth - 1]!]! : undefined;
    if (expected !== undefined && this.#isPlainClose(open, expected)) {
      this.#at = open + expected.length + 3;
      this.#pop(this.#at);
      return;
    }
    let at = open + 2;
    while (isName(text.charCodeAt(at))) at++;
    const nameTo = at;
    while (isSpace(text.charCodeAt(at))) at++;
    if (text.charCodeAt(at) === greaterThan) at++;
    else {
      this.#problem('malformed-close', open, at, text.slice(open + 2, nameTo));
      // Whatever stands between here and the next '<' or '>' belongs to this broken tag.
      while (at < text.length && text.charCodeAt(at) !== lessThan && text.charCodeAt(at) !== greaterThan) at++;
      if (text.charCodeAt(at) === greaterThan) at++;
    }
    this.#at = at;
    if (expected !== undefined && expected === text.slice(open + 2, nameTo)) this.#pop(at);
    else this.#closeOther(open, nameTo, at);
  }

  /** Whether `</name>` stands there, without white space: nearly all close tags, and no name to look for in them. */
  #isPlainClose(open: number, name: string): boolean {
    const to = open + 2 + name.length;
    return this.#text.charCodeAt(to) === greaterThan && this.#text.slice(open + 2, to) === name;
  }

  /** A close tag that is not the innermost element's: it closes an outer one, or nothing. */
  #closeOther(open: number, nameTo: number, end: number): void {
    const name = this.#text.slice(open + 2, nameTo);
    const number = this.#dictionary.findQualified(name);
    if (this.#context?.ancestors.has(name)) this.#dependent = true;
    if (number === undefined || !((this.#openOfName[number] ?? 0) > 0)) {
      this.#problem('stray-close', open, end, name);
      return;
    }
    const inner = this.#stack[this.#stack.length - 1]!;
    const innerName = this.#dictionary.qualifiedNames[this.#stackNames[this.#stack.length - 1]!]!;
    this.#problem('mismatched-close', open, end, name, this.#start[inner]!, innerName);
    while (this.#stackNames[this.#stackNames.length - 1] !== number) this.#pop(open);
    this.#pop(end);
  }

  #pop(end: number): void {
    const element = this.#stack.pop()!;
    this.#openOfName[this.#stackNames.pop()!]!--;
    if (this.#declaring.at(-1)?.element === element) this.#unbind(this.#declaring.pop()!.declarations);
    this.#extent[element] = end - this.#start[element]!;
    this.#size[element] = this.#count - element;
  }

  #declaration(open: number): void {
    const text = this.#text;
    if (text.startsWith('<!--', open)) {
      const close = text.indexOf('--', open + 4);
      const end = close < 0 ? -1 : text.indexOf('-->', close);
      if (close >= 0 && text.charCodeAt(close + 2) !== greaterThan) {
        this.#problem('double-hyphen-in-comment', close, close + 2);
      }
      this.#skip('comment', 'unfinished-comment', open, end < 0 ? -1 : end + 3);
    } else if (text.startsWith('<![CDATA[', open)) {
      const end = text.indexOf(']]>', open + 9);
      if (this.#stack.length === 0 && !this.#context) this.#problem('text-outside-root', open, open + 9);
      this.#skip('cdata', 'unfinished-cdata', open, end < 0 ? -1 : end + 3);
    } else if (text.startsWith('<!DOCTYPE', open)) {
      this.#dependent = true;
      this.#skip('doctype', 'unfinished-doctype', open, this.#doctypeEnd(open));
    } else {
      this.#problem('malformed-declaration', open, open + 2);
      this.#at = open + 2;
    }
  }

  /** Steps over the internal subset, noting which entities it declares. Nothing is expanded, nothing is fetched. */
  #doctypeEnd(open: number): number {
    const text = this.#text;
    let subset = false;
    for (let at = open + 9; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === quoteDouble || code === quoteSingle) {
        at = text.indexOf(code === quoteDouble ? '"' : "'", at + 1);
        if (at < 0) return -1;
      } else if (code === lessThan) {
        const end = this.#markupInDoctype(at);
        if (end < 0) return -1;
        at = end;
      } else if (code === bracketOpen) subset = true;
      else if (subset && code === bracketClose) subset = false;
      else if (code === greaterThan && !subset) return at + 1;
    }
    return -1;
  }

  /** Where what ends a comment or instruction starts; the last character of the word of a declaration; of anything else the '<' itself. */
  #markupInDoctype(at: number): number {
    const text = this.#text;
    if (text.startsWith('<!--', at)) return text.indexOf('-->', at);
    if (text.startsWith('<?', at)) return text.indexOf('?>', at);
    if (!text.startsWith('<!ENTITY', at)) return at;
    const name = /^<!ENTITY\s+(?!%)([^\s"'>]+)/.exec(text.slice(at, at + 1024));
    if (name) this.#entities.add(detached(name[1]!));
    return at + 7;
  }

  #instruction(open: number): void {
    const end = this.#text.indexOf('?>', open + 2);
    if ((open > this.#first || this.#context) && /^<\?xml\s/i.test(this.#text.slice(open, open + 6))) {
      this.#problem('late-xml-declaration', open, open + 5);
    }
    this.#skip('instruction', 'unfinished-instruction', open, end < 0 ? -1 : end + 2);
  }

  #skip(kind: OpaqueSpan['kind'], unfinished: XmlProblemKind, from: number, to: number): void {
    if (to < 0) {
      this.#problem(unfinished, from, Math.min(this.#text.length, from + 9));
      this.#dependent = true;
    }
    const end = to < 0 ? this.#text.length : to;
    this.#opaque.push({ kind, from, to: end });
    this.#at = end;
  }

  #checkOutside(from: number, to: number): void {
    for (let at = from; at < to; at++) {
      if (isSpace(this.#text.charCodeAt(at))) continue;
      this.#problem('text-outside-root', at, to);
      return;
    }
  }

  #finish(): void {
    if (this.#count === 0) this.#noRoot();
    const depth = this.#stack.length;
    if (depth > 0) {
      const element = this.#stack[depth - 1]!;
      const name = this.#dictionary.qualifiedNames[this.#stackNames[depth - 1]!]!;
      // A tag that the text's end cut off has been reported as such already.
      const last = this.#problems[this.#problems.length - 1];
      if (last?.kind !== 'unfinished-tag' || last.to !== this.#text.length) {
        const start = this.#start[element]!;
        this.#problem('unclosed-element', start, start + this.#openLength[element]!, name);
      }
    }
    while (this.#stack.length > 0) this.#pop(this.#text.length);
  }

  /** Of a text without any element this is all there is to say: that its text stands outside the root would not help. */
  #noRoot(): void {
    const others = this.#problems.filter(({ kind }) => kind !== 'text-outside-root');
    this.#problems.splice(0, this.#problems.length, ...others);
    this.#problem('no-root', 0, Math.min(this.#text.length, 1));
  }

  #push(open: number): number {
    const element = this.#count++;
    if (element >= this.#start.length) this.#grow();
    const depth = this.#stack.length;
    if (depth === 0 && element > 0 && !this.#context) this.#problem('second-root', open, open + 1);
    this.#start[element] = open;
    this.#up[element] = depth === 0 ? 0 : element - this.#stack[depth - 1]!;
    return element;
  }

  #grow(): void {
    const grown = <T extends Uint32Array | Int32Array>(old: T, fresh: T): T => {
      fresh.set(old);
      return fresh;
    };
    const capacity = this.#start.length * 2;
    this.#start = grown(this.#start, new Int32Array(capacity));
    this.#openLength = grown(this.#openLength, new Uint32Array(capacity));
    this.#extent = grown(this.#extent, new Uint32Array(capacity));
    this.#name = grown(this.#name, new Uint32Array(capacity));
    this.#up = grown(this.#up, new Uint32Array(capacity));
    this.#size = grown(this.#size, new Uint32Array(capacity));
    this.#scope = grown(this.#scope, new Uint32Array(capacity));
  }

  #problem(kind: XmlProblemKind, from: number, to: number, name?: string, other?: number, otherName?: string): void {
    if (this.#problems.length >= problemLimit) return;
    this.#problems.push({
      kind,
      from,
      to,
      ...(name === undefined ? {} : { name: detached(name) }),
      ...(other === undefined ? {} : { other }),
      ...(otherName === undefined ? {} : { otherName }),
    });
  }

  #columns(): ElementColumns {
    const count = this.#count;
    return {
      count,
      start: this.#start.slice(0, count),
      shift: new Int32Array(blocksOf(count)),
      openLength: this.#openLength.slice(0, count),
      extent: this.#extent.slice(0, count),
      name: this.#name.slice(0, count),
      up: this.#up.slice(0, count),
      size: this.#size.slice(0, count),
      scope: this.#scope.slice(0, count),
    };
  }
}
