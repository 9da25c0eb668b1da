/**
 * The elements of a document as numbered rows of flat columns, in document order. Row 0 is the root, a subtree is a run
 * of rows. The table holds no text and no attributes: those are read from the source when somebody asks.
 */
import type { Span } from '../text/span.ts';
import type { NamespaceScope, NameTable, ScanDictionary } from './names.ts';
import type { XmlProblem } from './problem.ts';

/** Stretches in which markup does not count: comments, CDATA sections, processing instructions, the document type. */
export interface OpaqueSpan extends Span {
  readonly kind: 'comment' | 'cdata' | 'instruction' | 'doctype';
}

export const noElement = -1;

/** Columns may be longer than `count`: what lies behind is room to grow. */
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

/** Sibling rows and what is below them: the part of a table that an edit replaces. */
export interface RowRun {
  /** The element around them. */
  readonly parent: number;
  readonly first: number;
  /** How many rows there are now, descendants included. */
  readonly count: number;
  /** Offset that the fragment's offsets count from. */
  readonly base: number;
  /** How much longer the text becomes. */
  readonly lengthDelta: number;
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

type Column = Uint32Array | Int32Array;

function replaceRows(old: ElementColumns, run: RowRun, fragment: ElementColumns): ElementColumns {
  const tail = run.first + run.count;
  const rowDelta = fragment.count - run.count;
  const count = old.count + rowDelta;
  const room = old.start.length < count ? count + 1024 : undefined;
  const moved = <T extends Column>(column: T): T => moveRows(column, tail, rowDelta, old.count, room);
  const columns = {
    count,
    start: moved(old.start),
    openEnd: moved(old.openEnd),
    end: moved(old.end),
    name: moved(old.name),
    parent: moved(old.parent),
    subtreeEnd: moved(old.subtreeEnd),
    scope: moved(old.scope),
  };
  shiftTail(columns, run.first + fragment.count, tail, run.lengthDelta, rowDelta);
  for (let at = run.parent; at !== noElement; at = columns.parent[at]!) {
    columns.end[at]! += run.lengthDelta;
    columns.subtreeEnd[at]! += rowDelta;
  }
  writeFragment(columns, run, fragment);
  return columns;
}

/** The rows from `tail` on, `rowDelta` further; in place where there is room, else in a new array with room. */
function moveRows<T extends Column>(column: T, tail: number, rowDelta: number, count: number, room?: number): T {
  if (room === undefined) {
    if (rowDelta !== 0) column.copyWithin(tail + rowDelta, tail, count);
    return column;
  }
  const fresh = (column instanceof Int32Array ? new Int32Array(room) : new Uint32Array(room)) as T;
  fresh.set(column.subarray(0, Math.min(tail, tail + rowDelta)));
  fresh.set(column.subarray(tail, count), tail + rowDelta);
  return fresh;
}

/** Plain loops over one column each: the one part of an edit that grows with the document. */
function shiftTail(
  columns: ElementColumns,
  from: number,
  oldTail: number,
  lengthDelta: number,
  rowDelta: number,
): void {
  const { count } = columns;
  if (lengthDelta !== 0) {
    for (const column of [columns.start, columns.openEnd, columns.end]) addTo(column, from, count, lengthDelta);
  }
  if (rowDelta === 0) return;
  addTo(columns.subtreeEnd, from, count, rowDelta);
  const { parent } = columns;
  for (let row = from; row < count; row++) if (parent[row]! >= oldTail) parent[row]! += rowDelta;
}

function addTo(column: Uint32Array, from: number, to: number, delta: number): void {
  for (let row = from; row < to; row++) column[row]! += delta;
}

function writeFragment(columns: ElementColumns, { first, base, parent }: RowRun, fragment: ElementColumns): void {
  for (let row = 0; row < fragment.count; row++) {
    const at = first + row;
    columns.start[at] = base + fragment.start[row]!;
    columns.openEnd[at] = base + fragment.openEnd[row]!;
    columns.end[at] = base + fragment.end[row]!;
    columns.name[at] = fragment.name[row]!;
    columns.parent[at] = fragment.parent[row] === noElement ? parent : first + fragment.parent[row]!;
    columns.subtreeEnd[at] = first + fragment.subtreeEnd[row]!;
    columns.scope[at] = fragment.scope[row]!;
  }
}
