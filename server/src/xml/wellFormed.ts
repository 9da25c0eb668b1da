/**
 * Well-formedness below the level of tags, which the scanner leaves out: references, forbidden characters, `]]>` in text,
 * the XML declaration and the document type. Linear; it never throws, expands no entity and fetches nothing.
 */

import { detached } from '../text/detached.ts';
import { isSpace, isXmlCharacter, nameAt } from './characters.ts';
import { isDoctypeOutline } from './doctype.ts';
import type { ElementTable, OpaqueSpan } from './elementTable.ts';
import { inDocumentOrder, type XmlProblem } from './problem.ts';
import { problemLimit } from './scanner.ts';

/** Characters looked at between two chances to give up the turn: a millisecond or so. */
const windowLength = 1 << 18;

/** Everything that is wrong with a text as XML, in document order; the scanner's problems included. At most a thousand. */
export function listXmlProblems(text: string, table: ElementTable): readonly XmlProblem[] {
  const steps = listXmlProblemsInSteps(text, table);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The first character of a text that no XML document can hold, such as U+0001; undefined where it has none. */
export function forbiddenCharacter(text: string): string | undefined {
  const walk = badCharacters(text);
  walk.goTo(text.length);
  return walk.problems[0]?.name;
}

/** As `listXmlProblems`, giving up the turn now and then; answers how far it is, from 0 to 1. */
export function* listXmlProblemsInSteps(text: string, table: ElementTable): Generator<number, readonly XmlProblem[]> {
  const walks = [badCharacters(text), badReferences(text, table), cdataEnds(text, table)];
  for (let from = 0; from < text.length; from += windowLength) {
    for (const walk of walks) walk.goTo(Math.min(text.length, from + windowLength));
    yield from / text.length;
  }
  const found = walks.flatMap(({ problems }) => problems);
  const others = [...instructionProblems(text, table), ...doctypeProblems(text, table)];
  return inDocumentOrder([...table.problems, ...found, ...others]).slice(0, problemLimit);
}

/** A look at a text from its start to its end, a stretch at a time; it stops at a thousand. */
interface Walk {
  readonly problems: XmlProblem[];
  readonly goTo: (offset: number) => void;
}

/** A walk from one place that `next` finds to the next one: from an offset on, -1 where there is none. */
function walkOver(next: (from: number) => number, look: (at: number) => XmlProblem | undefined): Walk {
  const problems: XmlProblem[] = [];
  let at = next(0);
  const goTo = (offset: number): void => {
    for (; at >= 0 && at < offset && problems.length < problemLimit; at = next(at + 1)) {
      const problem = look(at);
      if (problem) problems.push(problem);
    }
  };
  return { problems, goTo };
}

/** What may be forbidden: control characters, halves of surrogate pairs, the two non-characters (XML 1.0, production Char). */
const suspicious = /[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]/g;

function badCharacters(text: string): Walk {
  const problems: XmlProblem[] = [];
  let done = 0;
  const goTo = (offset: number): void => {
    const stretch = text.slice(done, offset);
    suspicious.lastIndex = 0;
    for (let hit = suspicious.exec(stretch); hit && problems.length < problemLimit; hit = suspicious.exec(stretch)) {
      const at = done + hit.index;
      const code = text.charCodeAt(at);
      if (isHalfOfPair(text, at, code)) continue;
      const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
      problems.push({ kind: 'bad-character', from: at, to: at + 1, name });
    }
    done = offset;
  };
  return { problems, goTo };
}

/** A half of a surrogate pair whose other half is where it belongs. */
function isHalfOfPair(text: string, at: number, code: number): boolean {
  const [isHigh, isLow] = [isHighSurrogate(code), isLowSurrogate(code)];
  return (isHigh && isLowSurrogate(text.charCodeAt(at + 1))) || (isLow && isHighSurrogate(text.charCodeAt(at - 1)));
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

const predefined = /&(?:lt|gt|amp|quot|apos);/y;
const reference = /&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([A-Za-z_:\u00c0-\uffff][-A-Za-z0-9._:\u00b7\u00c0-\uffff]*));/y;
/** How far to underline what was meant to be a reference. */
const brokenReference = /&#?[-A-Za-z0-9._:]{0,40}/y;

function badReferences(text: string, table: ElementTable): Walk {
  const inOpaque = opaqueWalk(table.opaque);
  const openEnded = mayDeclareElsewhere(text, table.opaque);
  return walkOver(
    (from) => text.indexOf('&', from),
    (at) => {
      predefined.lastIndex = at;
      if (predefined.test(text) || inOpaque(at)) return undefined;
      return referenceProblem(text, at, (entity) => openEnded || table.entities.has(entity));
    },
  );
}

function referenceProblem(text: string, at: number, isKnown: (entity: string) => boolean): XmlProblem | undefined {
  reference.lastIndex = at;
  const match = reference.exec(text);
  if (!match) {
    brokenReference.lastIndex = at;
    const name = brokenReference.exec(text)![0];
    return { kind: 'bad-reference', from: at, to: at + name.length, name: detached(name) };
  }
  const [whole, hexadecimal, decimal, entity] = match;
  const to = at + whole.length;
  if (entity !== undefined) {
    return isKnown(entity) ? undefined : { kind: 'unknown-entity', from: at, to, name: detached(entity) };
  }
  const code = hexadecimal === undefined ? Number.parseInt(decimal!, 10) : Number.parseInt(hexadecimal, 16);
  if (isXmlCharacter(code)) return undefined;
  return { kind: 'bad-reference', from: at, to, name: detached(whole.slice(0, 40)) };
}

/**
 * Where an external subset or a parameter entity may declare more entities than are seen here, an unknown one is no
 * fault of well-formedness (XML 1.0, 4.1, "Entity Declared").
 */
function mayDeclareElsewhere(text: string, opaque: readonly OpaqueSpan[]): boolean {
  const doctype = opaque.find((span) => span.kind === 'doctype');
  if (!doctype || /^\ufeff?<\?xml[^>]*standalone\s*=\s*["']yes/.test(text.slice(0, 200))) return false;
  const body = text.slice(doctype.from, doctype.to);
  return /^<!DOCTYPE\s+[^\s[>]+\s+(?:SYSTEM|PUBLIC)\s/.test(body) || /%[A-Za-z_:][^\s;%]*;/.test(body);
}

function cdataEnds(text: string, table: ElementTable): Walk {
  const inOpaque = opaqueWalk(table.opaque);
  return walkOver(
    (from) => text.indexOf(']]>', from),
    (at) => (inOpaque(at) || isInTag(table, at) ? undefined : { kind: 'cdata-end-in-text', from: at, to: at + 3 }),
  );
}

/** In an attribute value the three characters mean nothing. */
function isInTag(table: ElementTable, offset: number): boolean {
  const element = table.lastStartedAt(offset);
  return element >= 0 && offset < table.openEnd(element);
}

const xmlDeclaration =
  /^<\?xml\s+version\s*=\s*(["'])1\.[0-9]+\1(?:\s+encoding\s*=\s*(["'])[A-Za-z][A-Za-z0-9._-]*\2)?(?:\s+standalone\s*=\s*(["'])(?:yes|no)\3)?\s*\?>$/;
function instructionProblems(text: string, table: ElementTable): XmlProblem[] {
  const problems: XmlProblem[] = [];
  const unfinished = unfinishedAt(table);
  const first = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (const { kind, from, to } of table.opaque) {
    if (kind !== 'instruction' || unfinished.has(from)) continue;
    const head = text.slice(from, Math.min(to, from + 1024));
    // A declaration in the wrong place is the scanner's to report.
    if (from > first && /^<\?xml\s/i.test(head)) continue;
    if (/^<\?xml(?:\s|\?)/i.test(head)) {
      if (from === first && xmlDeclaration.test(head)) continue;
      problems.push({ kind: 'malformed-xml-declaration', from, to });
    } else {
      const target = nameAt(text, from + 2);
      const behind = text.charCodeAt(from + 2 + target.length);
      const named = target !== '' && (isSpace(behind) || from + 2 + target.length === to - 2);
      if (!named) problems.push({ kind: 'malformed-instruction', from, to: from + 2 });
      else if (target.includes(':')) {
        problems.push({ kind: 'bad-namespace', from: from + 2, to: from + 2 + target.length, name: detached(target) });
      }
    }
  }
  return problems;
}

/** Only the outline of a document type is looked at: what stands in a declaration of it is nobody's concern here. */
function doctypeProblems(text: string, table: ElementTable): XmlProblem[] {
  const problems: XmlProblem[] = [];
  const unfinished = unfinishedAt(table);
  let seen = false;
  for (const { kind, from, to } of table.opaque) {
    if (kind !== 'doctype') continue;
    const misplaced = seen || (table.count > 0 && from > table.start(0));
    const malformed = !unfinished.has(from) && !isDoctypeOutline(text.slice(from, to));
    if (misplaced) problems.push({ kind: 'misplaced-doctype', from, to: from + 9 });
    else if (malformed) problems.push({ kind: 'malformed-doctype', from, to: from + 9 });
    seen = true;
  }
  return problems;
}

/** Where something starts that the end of the text cuts off: the scanner has said so, and its inside is no matter. */
function unfinishedAt(table: ElementTable): ReadonlySet<number> {
  return new Set(table.problems.filter(({ kind }) => kind.startsWith('unfinished-')).map(({ from }) => from));
}

/** Answers for growing offsets whether they lie in a comment, CDATA section, instruction or document type. */
function opaqueWalk(opaque: readonly OpaqueSpan[]): (offset: number) => boolean {
  let next = 0;
  return (offset) => {
    while (next < opaque.length && opaque[next]!.to <= offset) next++;
    return next < opaque.length && opaque[next]!.from <= offset;
  };
}
