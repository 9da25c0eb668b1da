/**
 * The elements of a document as numbered rows of flat columns, in document order. Row 0 is the root, a subtree is a run
 * of rows. The table holds no text and no attributes: those are read from the source when somebody asks.
 */
import type { Span } from '../text/span.ts';
import { type ElementColumns, noElement, parentOf, type RowRun, replaceRows, startOf } from './elementColumns.ts';
import type { NamespaceScope, NameTable, ScanDictionary } from './names.ts';
import type { XmlProblem } from './problem.ts';

export { noElement };

/** Stretches in which markup does not count: comments, CDATA sections, processing instructions, the document type. */
export interface OpaqueSpan extends Span {
  readonly kind: 'comment' | 'cdata' | 'instruction' | 'doctype';
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
  /** The scanner's numbering, so that a part of the text can be scanned anew with the same numbers. */
  readonly dictionary: ScanDictionary;
  #columns: ElementColumns;

  constructor(
    columns: ElementColumns,
    facts: Pick<ElementTable, 'names' | 'scopes' | 'problems' | 'opaque' | 'entities' | 'dictionary'>,
  ) {
    this.#columns = columns;
    this.count = columns.count;
    this.names = facts.names;
    this.scopes = facts.scopes;
    this.problems = facts.problems;
    this.opaque = facts.opaque;
    this.entities = facts.entities;
    this.dictionary = facts.dictionary;
  }

  /**
   * The table after a part of the text changed: a run of sibling rows (with all below them) is replaced by that of a
   * fragment, what follows moves. This table's columns are taken over, and every later question to it throws: an old
   * handle never answers with new data.
   */
  replaceRun(run: RowRun, fragment: ElementColumns, facts: Pick<ElementTable, 'problems' | 'opaque'>): ElementTable {
    const columns = replaceRows(this.#columns, run, fragment);
    const { names, scopes, entities, dictionary } = this;
    this.#columns = superseded;
    return new ElementTable(columns, { names, scopes, entities, dictionary, ...facts });
  }

  /** Offset of the '<'. */
  start(element: number): number {
    return startOf(this.#columns, element);
  }

  /** Offset behind the '>' of the open tag. */
  openEnd(element: number): number {
    return startOf(this.#columns, element) + this.#columns.openLength[element]!;
  }

  /** Offset behind the element: behind its close tag, or behind the open tag of an empty-element tag. */
  end(element: number): number {
    return startOf(this.#columns, element) + this.#columns.extent[element]!;
  }

  /** Number of the expanded name in `names`. */
  name(element: number): number {
    return this.#columns.name[element]!;
  }

  /** The enclosing element, or `noElement` for the root. */
  parent(element: number): number {
    return parentOf(this.#columns, element);
  }

  /** The row behind the last descendant. */
  subtreeEnd(element: number): number {
    return element + this.#columns.size[element]!;
  }

  scope(element: number): NamespaceScope {
    return this.scopes[this.#columns.scope[element]!]!;
  }

  scopeNumber(element: number): number {
    return element === noElement ? 0 : this.#columns.scope[element]!;
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

/** Stands in for columns that a newer table has taken over. */
const superseded: ElementColumns = new Proxy({} as ElementColumns, {
  get() {
    throw new Error('superseded: this table belongs to an older text; ask for the current snapshot');
  },
});
