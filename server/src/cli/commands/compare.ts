/** `scapwright compare FILE --profiles A,B`: profiles side by side, as text, JSON, CSV or Markdown. */
import { type ComparedRefinement, type Comparison, compareScans } from '../../service/compare.ts';
import { type TableRow, tableCsv, tableMarkdown, tableRows } from '../../service/compareTable.ts';
import { answer, answerJson, columns } from '../output.ts';
import { type BenchmarkOptions, openBenchmark, pickProfiles } from '../select.ts';
import { noteScan } from './rules.ts';

interface CompareOptions extends BenchmarkOptions {
  readonly profiles?: string;
  readonly onlyDifferences?: boolean;
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly markdown?: boolean;
}

export async function compare(file: string, options: CompareOptions): Promise<0> {
  const opened = await openBenchmark(file, options, 'read');
  const scans = pickProfiles(opened.benchmark, options.profiles);
  for (const scan of scans) noteScan(opened, scan);
  const comparison = compareScans(opened.benchmark, scans);
  const rows = tableRows(comparison).filter(({ differs }) => differs || !options.onlyDifferences);
  if (options.json) await answerJson(comparisonJson(comparison, rows));
  else if (options.csv) await answer(tableCsv(comparison, rows));
  else if (options.markdown) await answer(tableMarkdown(comparison, rows));
  else await answer(comparisonText(comparison, rows));
  return 0;
}

/** The profiles by number, since a long id would stand over each narrow column otherwise; then rules, Values, refinements. */
function comparisonText({ columns: profiles }: Comparison, rows: readonly TableRow[]): string {
  const legend = columns(profiles.map(({ id, title }, index) => [`${index + 1}:`, id, title]));
  const numbers = profiles.map((_, index) => `${index + 1}`);
  const parts = (['rule', 'value', 'refinement'] as const).map((part) => {
    const shown = rows.filter(({ kind }) => partOf(kind) === part);
    const name = ({ kind, id }: TableRow) => (part === 'refinement' ? `${kind} of ${id}` : id);
    const lines = shown.map((row) => [...row.cells.map((cell) => oneLine(cell ?? '(none)')), name(row)]);
    return lines.length === 0 ? '' : `\n${columns([[...numbers, part], ...lines])}`;
  });
  return legend + parts.join('');
}

/** A Value may be a banner of many lines, which no column holds. */
function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > longestCell ? `${line.slice(0, longestCell)}...` : line;
}

const longestCell = 40;

/** Only what has a row in the table. */
function comparisonJson({ columns: profiles, rules, values, refinements }: Comparison, rows: readonly TableRow[]) {
  const keys = new Set(rows.map(({ kind, id }) => `${partOf(kind)} ${id}`));
  const shown = (part: Part) => (row: { readonly id: string }) => keys.has(`${part} ${row.id}`);
  const perProfile = <Cell, Shape extends object>(cells: readonly Cell[], shape: (cell: Cell) => Shape) =>
    cells.map((cell, column) => ({ profile: profiles[column]!.id, ...shape(cell) }));
  return {
    profiles: profiles.map(({ id, title }) => ({ id, title })),
    rules: rules.filter(shown('rule')).map(({ id, title, severity, cells }) => ({
      ...{ id, title, severity },
      profiles: perProfile(cells, ({ effective, code }) => ({ effective, why: { code } })),
    })),
    values: values.filter(shown('value')).map(({ id, title, cells }) => ({
      ...{ id, title },
      profiles: perProfile(cells, ({ text, selector, by }) => ({ value: text, selector, by })),
    })),
    refinements: refinements.filter(shown('refinement')).map(({ id, title, kind, cells }) => ({
      ...{ id, title, kind },
      profiles: perProfile(cells, refinementJson),
    })),
  };
}

function refinementJson({ severity, role, weight, selector, by }: ComparedRefinement['cells'][number]) {
  return { severity, role, weight, selector, refined: by.length > 0 };
}

type Part = 'rule' | 'value' | 'refinement';

function partOf(kind: TableRow['kind']): Part {
  return kind === 'rule' || kind === 'value' ? kind : 'refinement';
}
