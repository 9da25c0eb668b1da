/**
 * One row of the grid as elements. A row that leaves the screen is drawn anew as another one, since making two dozen cells
 * costs more than filling them. It knows what a row looks like, not where it is.
 */
import type { CompareColumn, CompareRow, StringName, Strings } from '../../src/compare/messages.ts';
import { factsOf, markOf } from './table.ts';

/** What a row needs beside itself. */
export interface Surroundings {
  readonly columns: readonly CompareColumn[];
  readonly strings: Strings;
  readonly canToggle: boolean;
  /** Whether a toggle of this cell is under way. */
  readonly isBusy: (row: CompareRow, column: CompareColumn) => boolean;
}

export interface RowElement {
  readonly element: HTMLElement;
  readonly draw: (row: CompareRow, index: number, surroundings: Surroundings) => void;
  /** What takes the focus in a column: a box where there is one, else the cell. */
  readonly focusable: (column: number) => HTMLElement;
}

/** @param hasFacts whether a column stands between the title and the profiles. */
export function createRowElement(hasFacts: boolean, profiles: number, hasBoxes: boolean): RowElement {
  const element = make('row', 'row');
  const title = make('rowheader', 'title');
  const facts = hasFacts ? [make('gridcell', 'facts')] : [];
  const cells = Array.from({ length: profiles }, () => make('gridcell', 'cell'));
  const boxes = hasBoxes ? cells.map(() => make('checkbox', 'box')) : [];
  for (const [column, box] of boxes.entries()) cells[column]!.append(box);
  const all = [title, ...facts, ...cells];
  for (const [column, cell] of all.entries()) cell.setAttribute('aria-colindex', String(column + 1));
  element.append(...all);
  const focusables = [title, ...facts, ...(hasBoxes ? boxes : cells)];
  for (const [column, focusable] of focusables.entries()) {
    focusable.tabIndex = -1;
    focusable.dataset.column = String(column);
  }
  let last: readonly [CompareRow, number, Surroundings] | undefined;
  return {
    element,
    focusable: (column) => focusables[column]!,
    draw(row, index, surroundings) {
      // Most rows of a frame are those of the frame before.
      if (last?.[0] === row && last[1] === index && last[2] === surroundings) return;
      last = [row, index, surroundings];
      set(element, 'aria-rowindex', String(index + 2));
      element.dataset.index = String(index);
      element.classList.toggle('odd', index % 2 === 1);
      write(title, row.title, row.id);
      for (const cell of facts) write(cell, factsOf(row), '');
      for (const [at, column] of surroundings.columns.entries()) {
        const value = row.cells[at] ?? null;
        if (hasBoxes) drawBox(boxes[at]!, row, value ?? '', column, surroundings);
        else write(cells[at]!, value ?? surroundings.strings.none, value ?? '');
      }
    },
  };
}

function drawBox(box: HTMLElement, row: CompareRow, code: string, column: CompareColumn, around: Surroundings): void {
  const { strings, canToggle, isBusy } = around;
  const mark = markOf(code);
  const isFixed = !column.editable || !row.nameable;
  const reason = strings[code as StringName] ?? code;
  set(box, 'aria-checked', String(mark === 'on'));
  set(box, 'aria-label', fill(strings.cell, row.title, column.title));
  set(box, 'title', isFixed ? fill(strings.cell, reason, strings.readOnly) : reason);
  set(box, 'aria-disabled', String(isFixed || !canToggle));
  set(box, 'aria-busy', String(isBusy(row, column)));
  set(box, 'data-mark', mark);
}

function make(role: string, className: string): HTMLElement {
  const element = document.createElement(role === 'checkbox' ? 'span' : 'div');
  element.setAttribute('role', role);
  element.className = className;
  return element;
}

/** An attribute that stays the same is not written: the browser would work out the styles of the row again. */
function set(element: HTMLElement, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

function write(element: HTMLElement, text: string, title: string): void {
  if (element.textContent !== text) element.textContent = text;
  if (element.title !== title) element.title = title;
}

/** Fills {0} and {1} in. */
export function fill(text: string, ...values: readonly string[]): string {
  return text.replace(/\{(\d)\}/g, (_, number: string) => values[Number(number)] ?? '');
}
