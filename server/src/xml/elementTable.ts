/**
 * The elements of a document as numbered rows of flat columns, in document order. Row 0 is the root, a subtree is a run
 * of rows. The table holds no text and no attributes: those are read from the source when somebody asks.
 */
import type { Span } from '../text/span.ts';
import type { NamespaceScope, NameTable } from './names.ts';
import type { XmlProblem } from './problem.ts';

/** Stretches in which markup does not count: comments, CDATA sections, processing instructions, the document type. */
export interface OpaqueSpan extends Span {
  readonly kind: 'comment' | 'cdata' | 'instruction' | 'doctype';
}

export const noElement = -1;

export interface ElementColumns {
  readonly count: number;
  /** Offset of the '<'. */
  readonly start: Uint32Array;
  /** Offset behind the '>' of the open tag. */
  readonly openEnd: Uint32Array;
  /** Offset behind the element: behind its close tag, or behind the open tag of an empty-element tag. */
  readonly end: Uint32Array;
  /** Number of the expanded name in `names`. */
  readonly name: Uint32Array;
  readonly parent: Int32Array;
  /** The row behind the last descendant. */
  readonly subtreeEnd: Uint32Array;
  readonly scope: Uint32Array;
}

export class ElementTable {
  readonly count: number;
  readonly names: NameTable;
  readonly scopes: readonly NamespaceScope[];
  /** In document order. */
  readonly problems: readonly XmlProblem[];
  /** In document order. */
  readonly opaque: readonly OpaqueSpan[];
  /** Names of the entities that an internal subset declares. Their values are never read. */
  readonly entities: ReadonlySet<string>;
  readonly #columns: ElementColumns;

  constructor(
    columns: ElementColumns,
    facts: Pick<ElementTable, 'names' | 'scopes' | 'problems' | 'opaque' | 'entities'>,
  ) {
    this.#columns = columns;
    this.count = columns.count;
    this.names = facts.names;
    this.scopes = facts.scopes;
    this.problems = facts.problems;
    this.opaque = facts.opaque;
    this.entities = facts.entities;
  }

  start(element: number): number {
    return this.#columns.start[element]!;
  }

  openEnd(element: number): number {
    return this.#columns.openEnd[element]!;
  }

  end(element: number): number {
    return this.#columns.end[element]!;
  }

  name(element: number): number {
    return this.#columns.name[element]!;
  }

  /** The enclosing element, or `noElement` for the root. */
  parent(element: number): number {
    return this.#columns.parent[element]!;
  }

  subtreeEnd(element: number): number {
    return this.#columns.subtreeEnd[element]!;
  }

  scope(element: number): NamespaceScope {
    return this.scopes[this.#columns.scope[element]!]!;
  }

  local(element: number): string {
    return this.names.local(this.name(element));
  }

  uri(element: number): string {
    return this.names.uri(this.name(element));
  }

  /** Direct children, in document order. */
  *children(element: number): Generator<number> {
    const end = this.subtreeEnd(element);
    for (let child = element + 1; child < end; child = this.subtreeEnd(child)) yield child;
  }

  /** The nearest ancestor (not the element itself) that fits, or `noElement`. */
  ancestor(element: number, fits: (element: number) => boolean): number {
    let at = this.parent(element);
    while (at !== noElement && !fits(at)) at = this.parent(at);
    return at;
  }

  /** The last element whose '<' stands at an offset or before it, or `noElement`. Logarithmic. */
  lastStartedAt(offset: number): number {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.start(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return this.count === 0 || this.start(low) > offset ? noElement : low;
  }

  /** The innermost element whose text holds an offset, or `noElement` outside the root. Logarithmic, plus the depth. */
  elementAt(offset: number): number {
    let element = this.lastStartedAt(offset);
    while (element !== noElement && this.end(element) <= offset) element = this.parent(element);
    return element;
  }
}
