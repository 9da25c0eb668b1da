/**
 * A comparison as one table of words, and that table as CSV and as Markdown. What differs is decided here, for every front
 * end alike.
 */
import * as l10n from '@vscode/l10n';
import type { CompareRow } from '../protocol/index.ts';
import type { ComparedRefinement, ComparedRule, Comparison } from './compare.ts';
import { plain } from './hover/markdown.ts';

const refinedProperties = ['severity', 'role', 'weight', 'selector'] as const;
type RefinedProperty = (typeof refinedProperties)[number];
type TableKind = CompareRow['kind'];

/** A row for each rule, for each Value, and for each property that is refined. The cells of a rule are `on` and `off`. */
export interface TableRow extends Omit<CompareRow, 'nameable'> {
  /** 1, or which one of several with this id it is; a scanner means the first. */
  readonly nth: number;
}

/** Rules, then Values, then refinements, each in document order. */
export function tableRows({ rules, values, refinements }: Comparison): readonly TableRow[] {
  const row = rowMaker();
  return [
    ...rules.map((rule) => row('rule', rule, onOrOff(rule), rule.severity)),
    ...values.map((value) =>
      row(
        'value',
        value,
        value.cells.map(({ text }) => text),
      ),
    ),
    ...refinements.flatMap((refinement) =>
      changedProperties(refinement).map((property) =>
        row(
          property,
          refinement,
          refinement.cells.map((cell) => cell[property]),
        ),
      ),
    ),
  ];
}

function onOrOff({ cells }: ComparedRule): readonly string[] {
  return cells.map(({ effective }) => (effective ? 'on' : 'off'));
}

/** Those that are not everywhere as the Benchmark has them. */
function changedProperties({ kind, cells, unrefined }: ComparedRefinement): readonly RefinedProperty[] {
  const properties: readonly RefinedProperty[] = kind === 'group' ? ['weight'] : refinedProperties;
  return properties.filter((property) => cells.some((cell) => cell[property] !== unrefined[property]));
}

function rowMaker() {
  const counts = new Map<string, number>();
  return (
    kind: TableKind,
    { id, title }: { readonly id: string; readonly title: string },
    cells: readonly (string | null)[],
    severity = '',
  ): TableRow => {
    const name = `${kind} ${id}`;
    const nth = (counts.get(name) ?? 0) + 1;
    counts.set(name, nth);
    const key = nth === 1 ? name : `${name} ${nth}`;
    return { key, kind, id, nth, title, severity, cells, differs: new Set(cells).size > 1 };
  };
}

/**
 * RFC 4180: a header, then a line for each row; CRLF. Columns `kind`, `id`, `title`, `severity`, then a profile each, by its
 * id. A cell that a spreadsheet would take for a formula gets an apostrophe before it.
 */
export function tableCsv({ columns }: Comparison, rows: readonly TableRow[]): string {
  const lines = [
    ['kind', 'id', 'title', 'severity', ...columns.map(({ id }) => id)],
    ...rows.map(({ kind, id, title, severity, cells }) => [kind, id, title, severity, ...cells]),
  ];
  return lines.map((cells) => `${cells.map((cell) => csvCell(cell ?? '')).join(',')}\r\n`).join('');
}

function csvCell(text: string): string {
  const safe = isFormula(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** What a spreadsheet would compute on opening the file. Numbers with a sign, of which SCAP values are full, are none. */
function isFormula(text: string): boolean {
  return /^[=@\t\r\n]/.test(text) || (/^[+-]/.test(text) && !/^[+-]?\d+(?:[.,]\d+)?$/.test(text));
}

/** A heading and a table for each kind of row that there is; profiles by title. Long texts are cut, with a sign. */
export function tableMarkdown({ title, columns }: Comparison, rows: readonly TableRow[]): string {
  const names = columns.map((column) => column.title);
  const table = (
    heading: string,
    kinds: readonly TableKind[],
    first: readonly string[],
    lead: (row: TableRow) => readonly string[],
  ): string => {
    const shown = rows.filter(({ kind }) => kinds.includes(kind));
    if (shown.length === 0) return '';
    const header = [...first, ...names];
    const body = shown.map((row) => [...lead(row), ...row.cells.map((cell) => cell ?? '')]);
    const lines = [header.map(plain), header.map(() => '---'), ...body.map((cells) => cells.map(plain))];
    return `\n## ${heading}\n\n${lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('')}`;
  };
  return [
    `# ${plain(title)}\n`,
    table(l10n.t('Rules'), ['rule'], [l10n.t('Rule'), l10n.t('Severity')], (row) => [row.title, row.severity]),
    table(l10n.t('Values'), ['value'], [l10n.t('Value')], (row) => [row.title]),
    table(l10n.t('Refinements'), refinedProperties, [l10n.t('Rule or group'), l10n.t('Property')], (row) => [
      row.title,
      row.kind,
    ]),
  ].join('');
}
