/** Reads the body of a record: declarations by a part of their id or title, references by what they name. Keeps nothing. */
import { inflateSync } from 'node:zlib';
import { type DeclarationKind, declarationKinds, type ReferenceRow, referenceRows } from '../scap/vocabulary.ts';
import { declarationWidth, referenceWidth } from './fileRecord.ts';

export interface RecordedDeclaration {
  readonly kind: DeclarationKind;
  readonly id: string;
  /** '' where it has none. */
  readonly title: string;
  /** Where its id is written. */
  readonly line: number;
  readonly character: number;
  readonly component: number;
}

export interface RecordedReference {
  readonly row: ReferenceRow;
  readonly id: string;
  readonly href: string;
  readonly line: number;
  readonly character: number;
  readonly length: number;
}

export interface OpenRecord {
  readonly declarationCount: number;
  readonly declaration: (number: number) => RecordedDeclaration;
  readonly references: () => readonly RecordedReference[];
  /** Numbers of the declarations with every word in their title or id, whatever the case, in document order. */
  readonly find: (words: readonly string[]) => readonly number[];
}

/** Costs inflating the body: some milliseconds for a file of 24 MB. Throws where the body is damaged. */
export function openRecord(body: Uint8Array): OpenRecord {
  const bytes = Uint8Array.from(inflateSync(body));
  const numbers = new Uint32Array(bytes.buffer, 0, bytes.length >> 2);
  const [declarationLength, referenceLength, startLength] = numbers as unknown as [number, number, number];
  const referencesFrom = 3 + declarationLength;
  const startsFrom = referencesFrom + referenceLength;
  const declarations = numbers.subarray(3, referencesFrom);
  const references = numbers.subarray(referencesFrom, startsFrom);
  const starts = numbers.subarray(startsFrom, startsFrom + startLength);
  const text = Buffer.from(bytes.buffer, (startsFrom + startLength) * 4).toString('utf8');
  const string = (number: number): string => text.slice(starts[number], starts[number + 1]! - 1);

  const declaration = (number: number): RecordedDeclaration => {
    const at = number * declarationWidth;
    const [kind, id, title, line, character, component] = row(declarations, at);
    return { kind: declarationKinds[kind]!, id: string(id), title: string(title), line, character, component };
  };

  const reference = (at: number): RecordedReference => {
    const [number, id, href, line, character, length] = row(references, at);
    return { row: referenceRows[number]!, id: string(id), href: string(href), line, character, length };
  };

  const find = (words: readonly string[]): number[] => {
    const longest = words.toSorted((a, b) => b.length - a.length)[0];
    if (longest === undefined) return [];
    const marked = stringsWith(text, starts, longest);
    if (marked === undefined) return [];
    const found: number[] = [];
    for (let number = 0; number * declarationWidth < declarations.length; number++) {
      const at = number * declarationWidth;
      if (marked[declarations[at + 1]!] === 0 && marked[declarations[at + 2]!] === 0) continue;
      const both = `${string(declarations[at + 1]!)}\n${string(declarations[at + 2]!)}`.toLowerCase();
      if (words.every((word) => both.includes(word.toLowerCase()))) found.push(number);
    }
    return found;
  };

  return {
    declarationCount: declarations.length / declarationWidth,
    declaration,
    references: () =>
      Array.from({ length: references.length / referenceWidth }, (_, at) => reference(at * referenceWidth)),
    find,
  };
}

/** A 1 for each string that holds a word; undefined where none does. One pass over all strings as one text. */
function stringsWith(text: string, starts: Uint32Array, word: string): Uint8Array | undefined {
  const pattern = new RegExp(word.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&'), 'gi');
  let marked: Uint8Array | undefined;
  let number = 0;
  for (const { index } of text.matchAll(pattern)) {
    marked ??= new Uint8Array(starts.length);
    while (starts[number + 1]! <= index) number++;
    marked[number] = 1;
  }
  return marked;
}

/** Both kinds of row are six numbers wide. */
function row(column: Uint32Array, at: number) {
  return column.subarray(at, at + 6) as unknown as readonly [number, number, number, number, number, number];
}
