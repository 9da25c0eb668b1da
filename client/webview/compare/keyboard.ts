/** Where a key leads in the grid, as the ARIA Authoring Practices have it for data grids. Knows numbers only. */

/** Row -1 is the header; column 0 has the titles. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows that fit on the screen: how far Page Up and Page Down go. */
  readonly page: number;
}

export interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Undefined for a key that moves nothing. */
export function moveBy(key: Key, { row, column }: Cell, { rows, columns, page }: GridSize): Cell | undefined {
  if (key.altKey) return undefined;
  const [lastRow, lastColumn] = [rows - 1, columns - 1];
  const withControl = key.ctrlKey || key.metaKey;
  const at = (toRow: number, toColumn: number): Cell => ({
    row: Math.max(-1, Math.min(lastRow, toRow)),
    column: Math.max(0, Math.min(lastColumn, toColumn)),
  });
  if (withControl) {
    if (key.key === 'Home') return at(Math.min(0, lastRow), 0);
    return key.key === 'End' ? at(lastRow, lastColumn) : undefined;
  }
  switch (key.key) {
    case 'ArrowUp':
      return at(row - 1, column);
    case 'ArrowDown':
      return at(row + 1, column);
    case 'ArrowLeft':
      return at(row, column - 1);
    case 'ArrowRight':
      return at(row, column + 1);
    case 'Home':
      return at(row, 0);
    case 'End':
      return at(row, lastColumn);
    // The header is left by Page Down and reached by the arrow only.
    case 'PageUp':
      return at(Math.max(Math.min(0, lastRow), row - page), column);
    case 'PageDown':
      return at(row + page, column);
    default:
      return undefined;
  }
}
