/**
 * The table on the screen: an ARIA grid of which only the rows in sight are in the page. It keeps one cell active, and the
 * focus in it, whatever is scrolled, sorted or refreshed. What the cells mean is decided elsewhere.
 */
import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/virtual-core';
import type { CompareRow, Settings } from '../../src/compare/messages.ts';
import { createHeader, headerHeight } from './header.ts';
import { type Cell, moveBy } from './keyboard.ts';
import { createRowElement, type RowElement, type Surroundings } from './rowElement.ts';

export interface Content extends Surroundings {
  readonly rows: readonly CompareRow[];
  readonly settings: Settings;
  /** What the grid is called. */
  readonly title: string;
}

export interface GridEvents {
  /** Space or a click on a box; `column` counts profiles. */
  readonly toggle: (row: CompareRow, column: number) => void;
  /** Enter or a double click. `column` is -1 on the title and what stands beside it. */
  readonly open: (row: CompareRow, column: number) => void;
  /** A header was pressed: `title`, `facts` or the id of a profile. */
  readonly sort: (by: string) => void;
}

export const rowHeight = 26;
/** Drawn above and below what is in sight, so that a fast scroll does not show white. */
const overscan = 8;

export function createGrid(scroller: HTMLElement, events: GridEvents) {
  const grid = document.createElement('div');
  grid.className = 'grid';
  grid.setAttribute('role', 'grid');
  const header = createHeader();
  const body = document.createElement('div');
  body.className = 'body';
  body.setAttribute('role', 'rowgroup');
  grid.append(header.element, body);
  scroller.append(grid);

  const drawn = new Map<number, RowElement>();
  let spare: RowElement[] = [];
  let shape = '';
  let content: Content | undefined;
  let active: Cell = { row: 0, column: 0 };
  /** The one element of the grid that Tab reaches. */
  let tabStop: HTMLElement | undefined;

  const leading = () => (content?.settings.view === 'values' ? 1 : 2);
  const columns = () => leading() + (content?.columns.length ?? 0);
  const focusable = ({ row, column }: Cell) => (row < 0 ? header.focusable(column) : drawn.get(row)?.focusable(column));

  const options = (): VirtualizerOptions<HTMLElement, HTMLElement> => ({
    count: content?.rows.length ?? 0,
    getScrollElement: () => scroller,
    estimateSize: () => rowHeight,
    overscan,
    scrollPaddingStart: headerHeight,
    scrollMargin: headerHeight,
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    // The active row stays in the page wherever the table is scrolled: focus in a row that is taken out would be lost.
    rangeExtractor: (range) => {
      const inSight = defaultRangeExtractor(range);
      const isOut = active.row >= 0 && active.row < range.count && !inSight.includes(active.row);
      return isOut ? [...inSight, active.row].sort((a, b) => a - b) : inSight;
    },
    onChange: () => draw(),
  });
  const virtualizer = new Virtualizer<HTMLElement, HTMLElement>(options());
  virtualizer._didMount();
  virtualizer._willUpdate();

  const draw = () => {
    if (content === undefined) return;
    const hadFocus = grid.contains(document.activeElement);
    const items = virtualizer.getVirtualItems();
    const wanted = new Set(items.map(({ index }) => index));
    for (const [index, row] of drawn) {
      if (wanted.has(index)) continue;
      drawn.delete(index);
      spare.push(row);
    }
    for (const { index, start } of items) {
      const row = drawn.get(index) ?? spare.pop() ?? create(content);
      drawn.set(index, row);
      row.element.style.transform = `translateY(${start - headerHeight}px)`;
      row.draw(content.rows[index]!, index, content);
      if (!row.element.isConnected) body.append(row.element);
    }
    for (const row of spare) row.element.remove();
    markActive(hadFocus);
  };

  const create = ({ settings, columns: profiles }: Content): RowElement =>
    createRowElement(settings.view !== 'values', profiles.length, settings.view === 'rules');

  const markActive = (hadFocus: boolean) => {
    const target = focusable(active);
    if (target !== tabStop) {
      if (tabStop !== undefined) tabStop.tabIndex = -1;
      if (target !== undefined) target.tabIndex = 0;
      tabStop = target;
    }
    if (target === undefined) return;
    if (hadFocus && document.activeElement !== target) target.focus({ preventScroll: true });
  };

  const moveTo = (cell: Cell) => {
    active = cell;
    // New options, since the rows to draw are worked out anew only for those.
    virtualizer.setOptions(options());
    if (cell.row >= 0) virtualizer.scrollToIndex(cell.row, { align: 'auto' });
    draw();
    const target = focusable(active);
    target?.focus({ preventScroll: true });
    scrollAcross(scroller, target);
  };

  const press = (cell: Cell, isOpen: boolean) => {
    if (cell.row < 0) return events.sort(header.key(cell.column));
    const row = content?.rows[cell.row];
    const column = cell.column - leading();
    if (row === undefined) return;
    if (isOpen) events.open(row, Math.max(-1, column));
    else if (column >= 0 && content?.settings.view === 'rules') events.toggle(row, column);
  };

  const cellAt = (target: EventTarget | null): Cell | undefined => {
    const element = target instanceof Element ? target.closest<HTMLElement>('[role="row"] > *') : null;
    const row = element?.parentElement;
    if (!element || !row) return undefined;
    return { row: Number(row.dataset.index), column: Number(element.getAttribute('aria-colindex')) - 1 };
  };

  grid.addEventListener('keydown', (event) => {
    const page = Math.max(1, Math.floor((scroller.clientHeight - headerHeight) / rowHeight) - 1);
    const target = moveBy(event, active, { rows: content?.rows.length ?? 0, columns: columns(), page });
    if (target === undefined && event.key !== ' ' && event.key !== 'Enter') return;
    event.preventDefault();
    if (target !== undefined) moveTo(target);
    else if (!event.repeat) press(active, event.key === 'Enter');
  });
  grid.addEventListener('click', (event) => {
    const cell = cellAt(event.target);
    if (cell === undefined) return;
    moveTo(cell);
    if (cell.row < 0 || (event.target as Element).closest('.box') !== null) press(cell, false);
  });
  grid.addEventListener('dblclick', (event) => {
    const cell = cellAt(event.target);
    if (cell !== undefined && cell.row >= 0 && (event.target as Element).closest('.box') === null) press(cell, true);
  });

  /** Shows other rows or the same ones anew; the active cell stays with its row where that is still shown. */
  const show = (next: Content) => {
    const key = content?.rows[active.row]?.key;
    const nextShape = `${next.settings.view} ${next.columns.length}`;
    if (shape !== nextShape) {
      shape = nextShape;
      for (const row of [...drawn.values(), ...spare]) row.element.remove();
      drawn.clear();
      spare = [];
    }
    content = next;
    const found = next.rows.findIndex((row) => row.key === key);
    const row = active.row < 0 ? -1 : found >= 0 ? found : Math.min(active.row, next.rows.length - 1);
    active = { row, column: Math.min(active.column, columns() - 1) };
    header.show(next);
    grid.setAttribute('aria-label', next.title);
    grid.setAttribute('aria-rowcount', String(next.rows.length + 1));
    grid.setAttribute('aria-colcount', String(columns()));
    grid.dataset.view = next.settings.view;
    grid.style.setProperty('--profiles', String(next.columns.length));
    body.style.height = `${next.rows.length * rowHeight}px`;
    virtualizer.setOptions(options());
    virtualizer._willUpdate();
    virtualizer.measure();
    draw();
  };
  return { show };
}

/** The title column stays where it is and covers what is scrolled beneath it. */
function scrollAcross(scroller: HTMLElement, cell: HTMLElement | undefined): void {
  const column = cell?.closest<HTMLElement>('.cell, .facts, .profile');
  const title = scroller.querySelector<HTMLElement>('.corner');
  if (!column || !title) return;
  const covered = title.getBoundingClientRect().right - column.getBoundingClientRect().left;
  const beyond = column.getBoundingClientRect().right - scroller.getBoundingClientRect().right + scrollbar(scroller);
  if (covered > 0) scroller.scrollLeft -= covered;
  else if (beyond > 0) scroller.scrollLeft += beyond;
}

function scrollbar({ offsetWidth, clientWidth }: HTMLElement): number {
  return offsetWidth - clientWidth;
}
