/** Which rows of a comparison are shown, in which order, and what their cells say. */
import { describe, expect, it, test } from 'vitest';
import type { CompareRow, CompareTable, Settings } from '../../../client/src/compare/messages.ts';
import { listShown, markOf, nextSort, withRows } from '../../../client/webview/compare/table.ts';

function row(kind: CompareRow['kind'], id: string, cells: readonly (string | null)[], severity = ''): CompareRow {
  const differs = new Set(cells).size > 1;
  return { key: `${kind} ${id}`, kind, id, title: `Title of ${id}`, severity, cells, differs, nameable: true };
}

const column = (id: string) => ({ id, title: id, editable: true });
const table: CompareTable = {
  title: 'Table',
  columns: [column('p'), column('q')],
  rows: [
    row('rule', 'b', ['select', 'deselected'], 'low'),
    row('rule', 'a10', ['group-off', 'default'], 'high'),
    row('rule', 'a9', ['default', 'default'], 'unknown'),
    row('rule', 'c', ['default-off', 'requires'], 'medium'),
    row('value', 'v', ['900', '5']),
    row('value', 'w', ['10', null]),
    row('severity', 'b', ['low', 'high']),
    row('role', 'a9', ['full', 'unscored']),
  ],
};
const settings: Settings = { view: 'rules', filter: '', onlyDifferences: false, sort: null };
const ids = (changed: Partial<Settings>) => listShown(table, { ...settings, ...changed }).rows.map(({ id }) => id);

describe('rows', () => {
  it('are those of the view, in document order', () => {
    expect(ids({})).toEqual(['b', 'a10', 'a9', 'c']);
    expect(ids({ view: 'values' })).toEqual(['v', 'w']);
    expect(ids({ view: 'refinements' })).toEqual(['b', 'a9']);
    expect(listShown(table, { ...settings, filter: 'low' }).all).toBe(4);
  });

  it('are filtered by every word, in title, id, severity, property or value, and never by the code of a cell', () => {
    expect(ids({ filter: ' A1 of' })).toEqual(['a10']);
    expect(ids({ filter: 'HIGH' })).toEqual(['a10']);
    expect(ids({ filter: 'select' })).toEqual([]);
    expect(ids({ view: 'values', filter: '900' })).toEqual(['v']);
    expect(ids({ view: 'refinements', filter: 'role' })).toEqual(['a9']);
    expect(ids({ onlyDifferences: true, filter: 'a' })).toEqual(['a10']);
  });

  it('are sorted by words with numbers in them, by how bad they are, and by a profile', () => {
    expect(ids({ sort: { by: 'title', descending: false } })).toEqual(['a9', 'a10', 'b', 'c']);
    expect(ids({ sort: { by: 'title', descending: true } })).toEqual(['c', 'b', 'a10', 'a9']);
    expect(ids({ sort: { by: 'facts', descending: false } })).toEqual(['a10', 'c', 'b', 'a9']);
    expect(ids({ sort: { by: 'p', descending: false } })).toEqual(['b', 'a9', 'a10', 'c']);
    expect(ids({ sort: { by: 'p', descending: true } })).toEqual(['c', 'a10', 'b', 'a9']);
    expect(ids({ sort: { by: 'gone', descending: true } })).toEqual(['b', 'a10', 'a9', 'c']);
    expect(ids({ view: 'values', sort: { by: 'p', descending: false } })).toEqual(['w', 'v']);
  });

  it('are replaced by their new readings, each in its place', () => {
    const changed = row('rule', 'a9', ['deselected', 'default'], 'unknown');
    const now = withRows(table, [changed, row('rule', 'unheard of', [])]);
    expect(now.rows.map(({ key }) => key)).toEqual(table.rows.map(({ key }) => key));
    expect(now.rows[2]).toBe(changed);
  });
});

test('a header sorts up, down, not at all', () => {
  const up = nextSort(null, 'p');
  const down = nextSort(up, 'p');
  expect([up, down, nextSort(down, 'p')]).toEqual([
    { by: 'p', descending: false },
    { by: 'p', descending: true },
    null,
  ]);
  expect(nextSort(down, 'q')).toEqual({ by: 'q', descending: false });
});

test('the codes of the server say on, off or held off', () => {
  const marks = ['select', 'inherited', 'deselected', 'default-off', 'group-off', 'conflicts'].map(markOf);
  expect(marks).toEqual(['on', 'on', 'off', 'off', 'held', 'held']);
});
