/** Where keys lead in the grid of the comparison. */
import { expect, test } from 'vitest';
import { type Cell, moveBy } from '../../../client/webview/compare/keyboard.ts';

const size = { rows: 100, columns: 5, page: 20 };
const key = (name: string) => {
  const [first, second] = name.split('+');
  return { key: second ?? first!, ctrlKey: first === 'Control', metaKey: first === 'Meta', altKey: first === 'Alt' };
};
const from = (name: string, row: number, column: number, of = size): Cell | undefined =>
  moveBy(key(name), { row, column }, of);

test.each([
  ['ArrowUp', 3, 2, 2, 2],
  ['ArrowUp', 0, 2, -1, 2],
  ['ArrowUp', -1, 2, -1, 2],
  ['ArrowDown', -1, 2, 0, 2],
  ['ArrowDown', 99, 2, 99, 2],
  ['ArrowLeft', 3, 0, 3, 0],
  ['ArrowRight', 3, 4, 3, 4],
  ['Home', 3, 4, 3, 0],
  ['End', -1, 1, -1, 4],
  ['PageDown', 3, 1, 23, 1],
  ['PageDown', 95, 1, 99, 1],
  ['PageUp', 30, 1, 10, 1],
  ['PageUp', 5, 1, 0, 1],
  ['Control+Home', 50, 3, 0, 0],
  ['Control+End', 50, 3, 99, 4],
  ['Meta+End', -1, 3, 99, 4],
])('%s leads from %i, %i to %i, %i', (name, row, column, toRow, toColumn) => {
  expect(from(name, row, column)).toEqual({ row: toRow, column: toColumn });
});

test('other keys lead nowhere, and an empty table has its header', () => {
  for (const name of ['a', 'Tab', 'Control+ArrowDown', 'Alt+ArrowUp', 'Enter'])
    expect(from(name, 3, 2)).toBeUndefined();
  for (const name of ['ArrowDown', 'PageDown', 'PageUp', 'Control+Home', 'Control+End']) {
    expect(from(name, -1, 0, { ...size, rows: 0 })?.row, name).toBe(-1);
  }
});
