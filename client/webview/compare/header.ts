/** The header row of the grid: titles, severity or property, a profile each. A press sorts; what by is the page's to know. */
import type { Content } from './grid.ts';

export const headerHeight = 64;

export function createHeader() {
  const element = document.createElement('div');
  element.className = 'header';
  element.setAttribute('role', 'rowgroup');
  const row = document.createElement('div');
  row.className = 'row';
  row.setAttribute('role', 'row');
  row.setAttribute('aria-rowindex', '1');
  row.dataset.index = '-1';
  element.append(row);
  let cells: readonly HTMLElement[] = [];
  return {
    element,
    /** What a column is sorted by: `title`, `facts` or the id of a profile. */
    key: (column: number): string => cells[column]?.dataset.key ?? '',
    focusable: (column: number): HTMLElement | undefined => cells[column],
    show(content: Content): void {
      const wanted = headings(content);
      // The elements stay, and the focus in one of them, as long as their number does.
      if (cells.length !== wanted.length) {
        cells = wanted.map((_, column) => headerCell(column));
        row.replaceChildren(...cells);
      }
      const { sort } = content.settings;
      for (const [column, { key, text, title, className }] of wanted.entries()) {
        const cell = cells[column]!;
        const isSorted = sort?.by === key;
        cell.dataset.key = key;
        cell.className = className;
        cell.title = title;
        cell.firstElementChild!.textContent = text;
        cell.setAttribute('aria-sort', isSorted ? (sort.descending ? 'descending' : 'ascending') : 'none');
      }
    },
  };
}

function headings({ settings: { view }, columns, strings }: Content) {
  const title = { rules: strings.rule, values: strings.value, refinements: strings.ruleOrGroup }[view];
  const facts = view === 'refinements' ? strings.property : strings.severity;
  return [
    { key: 'title', text: title, title: '', className: 'title corner' },
    ...(view === 'values' ? [] : [{ key: 'facts', text: facts, title: '', className: 'facts' }]),
    ...columns.map(({ id, title: name, tailored }) => ({
      ...{ key: id, text: name, title: id },
      className: tailored === undefined ? 'cell profile' : 'cell profile tailored',
    })),
  ];
}

function headerCell(column: number): HTMLElement {
  const cell = document.createElement('div');
  cell.setAttribute('role', 'columnheader');
  cell.setAttribute('aria-colindex', String(column + 1));
  cell.tabIndex = -1;
  cell.append(document.createElement('span'));
  return cell;
}
