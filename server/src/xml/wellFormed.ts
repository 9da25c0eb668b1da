/**
 * Well-formedness below the level of tags, which the scanner leaves out: references, forbidden characters, `]]>` in text,
 * the XML declaration and the document type. Linear; it never throws, expands no entity and fetches nothing.
 */

import { detached } from '../text/detached.ts';
import { isName, isNameStart, isSpace, isXmlCharacter } from './characters.ts';
import type { ElementTable, OpaqueSpan } from './elementTable.ts';
import { inDocumentOrder, type XmlProblem } from './problem.ts';
import { problemLimit } from './scanner.ts';

/** Everything that is wrong with a text as XML, in document order; the scanner's problems included. At most a thousand. */
export function listXmlProblems(text: string, table: ElementTable): readonly XmlProblem[] {
  const problems = [
    ...table.problems,
    ...badCharacters(text),
    ...badReferences(text, table),
    ...cdataEnds(text, table),
    ...instructionProblems(text, table),
    ...doctypeProblems(text, table),
  ];
  return inDocumentOrder(problems).slice(0, problemLimit);
}

/** Control characters, the two non-characters, and halves of surrogate pairs (XML 1.0, production Char). */
const forbidden =
  /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The first character of a text that no XML document can hold, such as U+0001; undefined where it has none. */
export function forbiddenCharacter(text: string): string | undefined {
  return badCharacters(text)[0]?.name;
}

function badCharacters(text: string): XmlProblem[] {
  const problems: XmlProblem[] = [];
  forbidden.lastIndex = 0;
  for (let hit = forbidden.exec(text); hit && problems.length < problemLimit; hit = forbidden.exec(text)) {
    const code = text.charCodeAt(hit.index).toString(16).toUpperCase().padStart(4, '0');
    problems.push({ kind: 'bad-character', from: hit.index, to: hit.index + 1, name: `U+${code}` });
  }
  forbidden.lastIndex = 0;
  return problems;
}

const predefined = /&(?:lt|gt|amp|quot|apos);/y;
const reference = /&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([A-Za-z_:\u00c0-\uffff][-A-Za-z0-9._:\u00b7\u00c0-\uffff]*));/y;
/** How far to underline what was meant to be a reference. */
const brokenReference = /&#?[-A-Za-z0-9._:]{0,40}/y;

function badReferences(text: string, table: ElementTable): XmlProblem[] {
  const problems: XmlProblem[] = [];
  const inOpaque = opaqueWalk(table.opaque);
  const openEnded = mayDeclareElsewhere(text, table.opaque);
  let at = text.indexOf('&');
  for (; at >= 0 && problems.length < problemLimit; at = text.indexOf('&', at + 1)) {
    predefined.lastIndex = at;
    if (predefined.test(text) || inOpaque(at)) continue;
    reference.lastIndex = at;
    const match = reference.exec(text);
    if (!match) {
      brokenReference.lastIndex = at;
      const name = brokenReference.exec(text)![0];
      problems.push({ kind: 'bad-reference', from: at, to: at + name.length, name: detached(name) });
      continue;
    }
    const [whole, hexadecimal, decimal, entity] = match;
    const to = at + whole.length;
    if (entity === undefined) {
      const code = hexadecimal === undefined ? Number.parseInt(decimal!, 10) : Number.parseInt(hexadecimal, 16);
      if (!isXmlCharacter(code))
        problems.push({ kind: 'bad-reference', from: at, to, name: detached(whole.slice(0, 40)) });
    } else if (!table.entities.has(entity) && !openEnded) {
      problems.push({ kind: 'unknown-entity', from: at, to, name: detached(entity) });
    }
  }
  return problems;
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

function cdataEnds(text: string, table: ElementTable): XmlProblem[] {
  const problems: XmlProblem[] = [];
  const inOpaque = opaqueWalk(table.opaque);
  let at = text.indexOf(']]>');
  for (; at >= 0 && problems.length < problemLimit; at = text.indexOf(']]>', at + 3)) {
    if (inOpaque(at) || isInTag(table, at)) continue;
    problems.push({ kind: 'cdata-end-in-text', from: at, to: at + 3 });
  }
  return problems;
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

/** The name that starts at an offset; '' where none does. */
function nameAt(text: string, from: number): string {
  let to = from;
  if (isNameStart(text.charCodeAt(to))) while (isName(text.charCodeAt(to))) to++;
  return text.slice(from, to);
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

const literal = `(?:"[^"]*"|'[^']*')`;
const doctypeHead = new RegExp(
  `^<!DOCTYPE\\s+([^\\s[>"'<&]+)(?:\\s+(?:SYSTEM\\s+${literal}|PUBLIC\\s+${literal}\\s+${literal}))?\\s*(?=[[>])`,
);
const subsetGap = /[ \t\r\n]+|%[^\s;%&]{1,1000};/y;
const subsetKeyword = /<!(?:ENTITY|ELEMENT|ATTLIST|NOTATION)\s/y;

function isDoctypeOutline(doctype: string): boolean {
  const head = doctypeHead.exec(doctype);
  if (!head || nameAt(head[1]!, 0) !== head[1]) return false;
  let at = head[0].length;
  if (doctype[at] === '>') return at === doctype.length - 1;
  at++;
  while (at >= 0 && at < doctype.length && doctype[at] !== ']') at = subsetPartEnd(doctype, at);
  return at >= 0 && /^\]\s*>$/.test(doctype.slice(at));
}

/** Behind the declaration, comment, instruction or gap that starts at an offset; -1 where none does. No backtracking. */
function subsetPartEnd(doctype: string, at: number): number {
  subsetGap.lastIndex = at;
  if (subsetGap.test(doctype)) return subsetGap.lastIndex;
  if (doctype.startsWith('<!--', at)) {
    const hyphens = doctype.indexOf('--', at + 4);
    return hyphens >= 0 && doctype[hyphens + 2] === '>' ? hyphens + 3 : -1;
  }
  if (doctype.startsWith('<?', at)) {
    const end = doctype.indexOf('?>', at + 2);
    const target = nameAt(doctype, at + 2);
    const behind = at + 2 + target.length;
    return end < 0 || target === '' || (behind !== end && !isSpace(doctype.charCodeAt(behind))) ? -1 : end + 2;
  }
  subsetKeyword.lastIndex = at;
  return subsetKeyword.test(doctype) ? declarationEnd(doctype, at + 2) : -1;
}

function declarationEnd(doctype: string, from: number): number {
  for (let at = from; at < doctype.length; at++) {
    const character = doctype[at]!;
    if (character === '>') return at + 1;
    if (character === '<') return -1;
    if (character !== '"' && character !== "'") continue;
    at = doctype.indexOf(character, at + 1);
    if (at < 0) return -1;
  }
  return -1;
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
