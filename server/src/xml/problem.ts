/** What is wrong with a text as XML. The words are made where problems are shown; here are only kind, place and names. */
import type { Span } from '../text/span.ts';

export type XmlProblemKind =
  | 'no-root'
  | 'second-root'
  | 'text-outside-root'
  | 'stray-less-than'
  | 'unfinished-tag'
  | 'unclosed-element'
  | 'mismatched-close'
  | 'stray-close'
  | 'malformed-close'
  | 'malformed-attribute'
  | 'attribute-without-space'
  | 'unquoted-attribute'
  | 'less-than-in-attribute'
  | 'duplicate-attribute'
  | 'undeclared-prefix'
  | 'bad-namespace'
  | 'unfinished-comment'
  | 'double-hyphen-in-comment'
  | 'unfinished-cdata'
  | 'unfinished-instruction'
  | 'malformed-instruction'
  | 'malformed-xml-declaration'
  | 'late-xml-declaration'
  | 'unfinished-doctype'
  | 'malformed-doctype'
  | 'misplaced-doctype'
  | 'malformed-declaration'
  | 'bad-reference'
  | 'unknown-entity'
  | 'bad-character'
  | 'cdata-end-in-text';

export interface XmlProblem extends Span {
  readonly kind: XmlProblemKind;
  /** The name that the message must say: an element, an attribute, an entity. */
  readonly name?: string;
  /** Where the other half stands: the open tag of a mismatched close. */
  readonly other?: number;
  /** The name of that other half. */
  readonly otherName?: string;
}

/** By place, then by kind: the order in which a list of problems is kept and shown. */
export function inDocumentOrder(problems: readonly XmlProblem[]): readonly XmlProblem[] {
  return problems.toSorted(
    (a, b) => a.from - b.from || a.to - b.to || (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0),
  );
}
