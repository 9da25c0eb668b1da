/**
 * The columns of an element table, and how an edit changes them: what stands behind it moves a block of rows at a time, so
 * that a key costs the rows that it touches and not those of the document.
 */

/** Stands for "no parent". */
export const noElement = -1;

/**
 * All but `start` is relative to the row itself, and stays as it is when rows or text before it come or go. Columns may be
 * longer than `count`: what lies behind is room to grow.
 */
export interface ElementColumns {
  readonly count: number;
  /** Offset of the '<', less the shift of its block: see `startOf`. */
  readonly start: Int32Array;
  /** For each block of rows, what their starts have to be moved by: pending, and never written into the rows themselves. */
  readonly shift: Int32Array;
  /** From the '<' to behind the '>' of the open tag. */
  readonly openLength: Uint32Array;
  /** From the '<' to behind the element: behind its close tag, or behind the open tag of an empty-element tag. */
  readonly extent: Uint32Array;
  /** Number of the expanded name in `names`. */
  readonly name: Uint32Array;
  /** How many rows before this one the parent stands; 0 for an element without one. */
  readonly up: Uint32Array;
  /** How many rows the element is with all below it. */
  readonly size: Uint32Array;
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

/** 1,024 rows are a block: a stream has some hundred of them. */
const blockBits = 10;

/** How many blocks so many rows and one more take. */
export function blocksOf(rows: number): number {
  return (rows >> blockBits) + 1;
}

/** The offset of the '<' of a row's element. */
export function startOf({ start, shift }: ElementColumns, row: number): number {
  return start[row]! + shift[row >> blockBits]!;
}

/** The columns after an edit; takes the old ones over. Costs the fragment, the blocks behind it, and the siblings if rows come or go. */
export function replaceRows(old: ElementColumns, run: RowRun, fragment: ElementColumns): ElementColumns {
  const tail = run.first + fragment.count;
  const rowDelta = fragment.count - run.count;
  const columns = moveRows(old, run.first + run.count, rowDelta);
  if (rowDelta !== 0) settleShifts(columns, tail, rowDelta);
  shiftStarts(columns, tail, run.lengthDelta);
  let sibling = tail;
  for (let at = run.parent; at !== noElement; at = parentOf(columns, at)) {
    columns.extent[at]! += run.lengthDelta;
    columns.size[at]! += rowDelta;
    if (rowDelta === 0) continue;
    // The distance of all others to their parents is what it was.
    const end = at + columns.size[at]!;
    for (; sibling < end; sibling += columns.size[sibling]!) columns.up[sibling]! += rowDelta;
  }
  writeFragment(columns, run, fragment);
  return columns;
}

/** The row of the element around a row's; `noElement` for a root. */
export function parentOf({ up }: ElementColumns, row: number): number {
  return up[row] === 0 ? noElement : row - up[row]!;
}

type Column = Uint32Array | Int32Array;

/** The rows from `tail` on, `rowDelta` further; in place where there is room, else in new arrays with room. */
function moveRows(old: ElementColumns, tail: number, rowDelta: number): ElementColumns {
  if (rowDelta === 0) return old;
  const count = old.count + rowDelta;
  const room = old.start.length < count ? count + 1024 : undefined;
  const move = <T extends Column>(column: T): T => {
    const target = room === undefined ? column : fresh(column, room);
    if (target !== column) target.set(column.subarray(0, Math.min(tail, tail + rowDelta)));
    target.set(column.subarray(tail, old.count), tail + rowDelta);
    return target;
  };
  const shift = room === undefined ? old.shift : fresh(old.shift, blocksOf(room));
  if (shift !== old.shift) shift.set(old.shift);
  return {
    count,
    start: move(old.start),
    shift,
    openLength: move(old.openLength),
    extent: move(old.extent),
    name: move(old.name),
    up: move(old.up),
    size: move(old.size),
    scope: move(old.scope),
  };
}

function fresh<T extends Column>(like: T, length: number): T {
  return (like instanceof Int32Array ? new Int32Array(length) : new Uint32Array(length)) as T;
}

/** Rows that moved into another block take the difference with them: a few of each block, where few rows come or go. */
function settleShifts({ start, shift, count }: ElementColumns, from: number, rowDelta: number): void {
  for (let row = from; row < count; ) {
    const [now, before] = [row >> blockBits, (row - rowDelta) >> blockBits];
    const end = Math.min(count, (now + 1) << blockBits, ((before + 1) << blockBits) + rowDelta);
    const delta = shift[before]! - shift[now]!;
    if (delta !== 0) for (; row < end; row++) start[row]! += delta;
    row = end;
  }
}

/** The starts of the rows from `from` on. */
function shiftStarts({ start, shift, count }: ElementColumns, from: number, delta: number): void {
  if (delta === 0) return;
  const block = (from + (1 << blockBits) - 1) >> blockBits;
  const end = Math.min(count, block << blockBits);
  for (let row = from; row < end; row++) start[row]! += delta;
  for (let at = block; at < shift.length; at++) shift[at]! += delta;
}

function writeFragment(columns: ElementColumns, { first, base, parent }: RowRun, fragment: ElementColumns): void {
  for (let row = 0; row < fragment.count; row++) {
    const at = first + row;
    columns.start[at] = base + startOf(fragment, row) - columns.shift[at >> blockBits]!;
    columns.openLength[at] = fragment.openLength[row]!;
    columns.extent[at] = fragment.extent[row]!;
    columns.name[at] = fragment.name[row]!;
    columns.up[at] = fragment.up[row] === 0 ? at - parent : fragment.up[row]!;
    columns.size[at] = fragment.size[row]!;
    columns.scope[at] = fragment.scope[row]!;
  }
}
