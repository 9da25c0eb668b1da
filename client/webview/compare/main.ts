/**
 * The page of a comparison. It holds the table and how the user looks at it; what a toggle does is the extension's, and a box
 * changes when the document has.
 */
import type {
  CompareColumn,
  CompareRow,
  CompareTable,
  FromPage,
  SavedState,
  Settings,
  Status,
  Strings,
  Subject,
  ToPage,
} from '../../src/compare/messages.ts';
import './page.css';
import { createGrid } from './grid.ts';
import { listShown, markOf, nextSort, withRows } from './table.ts';
import { createToolbar } from './toolbar.ts';

declare function acquireVsCodeApi(): {
  readonly postMessage: (message: FromPage) => void;
  readonly getState: () => SavedState | undefined;
  readonly setState: (state: SavedState) => void;
};

const vscode = acquireVsCodeApi();
const strings: Strings = JSON.parse(document.body.dataset.strings ?? '{}');
const page = document.querySelector('main')!;
const busy = new Set<string>();
const busyKey = (row: string, profile: string) => `${profile} ${row}`;

let subject: Subject | undefined = vscode.getState()?.subject;
let settings: Settings = vscode.getState()?.settings ?? {
  view: 'rules',
  filter: '',
  onlyDifferences: false,
  sort: null,
};
let table: CompareTable | undefined;
let status: Status = { canToggle: false, isClosed: false };
let shown: readonly CompareRow[] = [];

const toolbar = createToolbar(page, strings, {
  change: (changed) => change(changed),
  choose: () => vscode.postMessage({ kind: 'choose' }),
  openDocument: () => vscode.postMessage({ kind: 'openDocument' }),
  export: (format) => vscode.postMessage({ kind: 'export', format, rows: shown.map(({ key }) => key) }),
});
const scroller = document.createElement('div');
scroller.className = 'scroller';
const hint = document.createElement('p');
hint.className = 'hint';
hint.textContent = strings.hint;
page.append(scroller, hint);

const grid = createGrid(scroller, {
  toggle,
  open: ({ id: item }, column) => {
    const profile = table?.columns[column];
    const isRule = settings.view === 'rules';
    vscode.postMessage(profile && isRule ? { kind: 'why', item, profile: profile.id } : { kind: 'goTo', item });
  },
  sort: (by) => change({ sort: nextSort(settings.sort, by) }),
});

function toggle(row: CompareRow, column: number): void {
  const profile = table?.columns[column];
  const code = row.cells[column];
  if (!profile || code == null || !canToggle(row, profile)) return;
  busy.add(busyKey(row.key, profile.id));
  vscode.postMessage({
    ...{ kind: 'toggle', row: row.key, item: row.id, profile: profile.id },
    enable: markOf(code) !== 'on',
  });
  show();
}

function canToggle(row: CompareRow, profile: CompareColumn): boolean {
  return status.canToggle && profile.editable && row.nameable && !busy.has(busyKey(row.key, profile.id));
}

function change(changed: Partial<Settings>): void {
  settings = { ...settings, ...changed };
  // What a column of another view is sorted by means nothing here.
  if (changed.view !== undefined) settings = { ...settings, sort: null };
  scrollToTop(changed);
  show();
}

function scrollToTop({ sort, ...others }: Partial<Settings>): void {
  if (sort !== undefined || Object.keys(others).length > 0) scroller.scrollTop = 0;
}

function show(): void {
  if (subject !== undefined) vscode.setState({ subject, settings });
  toolbar.showStatus(status);
  if (table === undefined) return;
  const { rows, all } = listShown(table, settings);
  shown = rows;
  toolbar.show(settings, rows.length, all);
  grid.show({
    ...{ rows, settings, strings, title: table.title, columns: table.columns, canToggle: status.canToggle },
    isBusy: (row, column) => busy.has(busyKey(row.key, column.id)),
  });
}

function receive(message: ToPage): void {
  if (message.kind === 'table') {
    ({ subject, table } = message);
  } else if (message.kind === 'rows') {
    if (table !== undefined) table = withRows(table, message.rows);
  } else if (message.kind === 'status') {
    ({ status } = message);
  } else {
    busy.delete(busyKey(message.row, message.profile));
  }
  show();
}

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => receive(data));
scroller.addEventListener('keydown', (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.key.toLowerCase() !== 'z') return;
  event.preventDefault();
  vscode.postMessage({ kind: 'undo' });
});
show();
vscode.postMessage({ kind: 'ready' });
