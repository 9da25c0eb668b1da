/** Which rows of a comparison are shown, and in which order. Plain data in and out: no page is needed to test it. */
import type { CompareRow, CompareTable, Settings, Sort, View } from '../../src/compare/messages.ts';

/** What a rule's cell says: on, off, or off although it is selected itself. */
export type Mark = 'on' | 'off' | 'held';

const onCodes: ReadonlySet<string> = new Set(['select', 'default', 'cluster', 'inherited']);
const heldCodes: ReadonlySet<string> = new Set(['group-off', 'requires', 'conflicts']);

export function markOf(code: string): Mark {
  if (onCodes.has(code)) return 'on';
  return heldCodes.has(code) ? 'held' : 'off';
}

export function viewOf({ kind }: CompareRow): View {
  if (kind === 'rule') return 'rules';
  return kind === 'value' ? 'values' : 'refinements';
}

/** What stands beside the title: of a rule its severity, of a refinement the property; of a Value nothing. */
export function factsOf({ kind, severity }: CompareRow): string {
  if (kind === 'rule') return severity;
  return kind === 'value' ? '' : kind;
}

/** The rows of a view that pass filter and differences, sorted; `all` counts those that the view has at all. */
export function listShown(
  table: CompareTable,
  { view, filter, onlyDifferences, sort }: Settings,
): { readonly rows: readonly CompareRow[]; readonly all: number } {
  const inView = table.rows.filter((row) => viewOf(row) === view);
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const shown = inView.filter((row) => (row.differs || !onlyDifferences) && words.every((word) => hasWord(row, word)));
  return { rows: sort === null ? shown : sorted(table, shown, sort), all: inView.length };
}

/** Every word must be found, each anywhere. */
function hasWord(row: CompareRow, word: string): boolean {
  const places = row.kind === 'rule' ? [] : row.cells;
  return [row.title, row.id, factsOf(row), ...places].some((text) => text?.toLowerCase().includes(word));
}

/** Worst first; what is not in the list comes last. */
const severities = ['high', 'medium', 'low', 'info', 'unknown'];
const marks: readonly Mark[] = ['on', 'held', 'off'];

function sorted(table: CompareTable, rows: readonly CompareRow[], { by, descending }: Sort): readonly CompareRow[] {
  const column = table.columns.findIndex(({ id }) => id === by);
  // A profile that is no longer there sorts nothing.
  if (column < 0 && by !== 'title' && by !== 'facts') return rows;
  const words = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
  const rank = (severity: string) => (severities.includes(severity) ? severities.indexOf(severity) : severities.length);
  const compare = (a: CompareRow, b: CompareRow): number => {
    if (by === 'title') return words.compare(a.title, b.title);
    if (by === 'facts') return rank(factsOf(a)) - rank(factsOf(b)) || words.compare(factsOf(a), factsOf(b));
    const [left, right] = [a.cells[column] ?? '', b.cells[column] ?? ''];
    if (a.kind === 'rule' && b.kind === 'rule') return marks.indexOf(markOf(left)) - marks.indexOf(markOf(right));
    return words.compare(left, right);
  };
  // Array.sort keeps document order among equals; so must the other direction.
  return rows.toSorted((a, b) => (descending ? compare(b, a) : compare(a, b)));
}

/** A click on a column's header: up, down, document order. */
export function nextSort(sort: Sort | null, by: string): Sort | null {
  if (sort?.by !== by) return { by, descending: false };
  return sort.descending ? null : { by, descending: true };
}

/** The table with some rows replaced by their new readings. */
export function withRows(table: CompareTable, rows: readonly CompareRow[]): CompareTable {
  const byKey = new Map(rows.map((row) => [row.key, row]));
  return { ...table, rows: table.rows.map((row) => byKey.get(row.key) ?? row) };
}
