/** Our own requests for profiles side by side (protocol). While the text is broken they are about the last good one. */
import type { CancellationToken, Connection } from 'vscode-languageserver';
import * as protocol from '../protocol/index.ts';
import { titleOf, type XccdfBenchmark } from '../scap/benchmark.ts';
import type { Scan } from '../scap/explain.ts';
import { listKeyedScopes, scopeByKey } from '../scap/scopeKeys.ts';
import { profilesInForce } from '../scap/selection.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import { type Comparison, compareColumns } from '../service/compare.ts';
import { tableCsv, tableMarkdown, tableRows } from '../service/compareTable.ts';
import { listTableScans, type TableScan } from '../service/compareTailored.ts';
import { answerShown } from './answer.ts';
import { elementLocation } from './convert.ts';
import type { Documents } from './documents.ts';

export function registerCompareRequests(connection: Connection, documents: Documents): void {
  connection.onRequest(protocol.compareChoicesRequest, ({ uri }: { readonly uri: string }, token) =>
    answerShown(documents, uri, token, listChoices),
  );
  const answerTable = <Params extends protocol.CompareParams, Result>(
    params: Params,
    token: CancellationToken,
    compute: (asked: AskedTable, params: Params) => Result,
  ): Promise<Result | null> => {
    const { uri, into } = params;
    const work = (snapshot: Snapshot, _: unknown, [tailoring]: readonly (Snapshot | undefined)[]): Result | null => {
      const asked = askedTable(snapshot, params, tailoring);
      return asked ? compute(asked, params) : null;
    };
    return answerShown(documents, uri, token, work, { beside: [into] });
  };
  connection.onRequest<protocol.CompareTable | null, void>(
    protocol.compareRequest,
    (params: protocol.CompareParams, token) => answerTable(params, token, tableOf),
  );
  connection.onRequest<string | null, void>(
    protocol.compareExportRequest,
    (params: protocol.CompareExportParams, token) => answerTable(params, token, exported),
  );
}

function listChoices(snapshot: Snapshot): protocol.CompareChoice[] {
  return listKeyedScopes(snapshot).map(({ key, benchmark }) => {
    const own = benchmark.tailoring ?? benchmark;
    return {
      benchmark: key,
      title: titleOf(benchmark.snapshot, benchmark.element, benchmark.id),
      place: elementLocation(own.snapshot, own.element),
      profiles: profilesInForce(benchmark).map(({ snapshot: home, element, id, abstract }) => ({
        ...{ id, abstract },
        title: titleOf(home, element, id),
        place: elementLocation(home, element),
      })),
    };
  });
}

interface AskedTable {
  readonly benchmark: XccdfBenchmark;
  readonly scans: readonly TableScan[];
}

/** The Benchmark, and those of the profiles that it still has; with a tailoring those of that too. */
function askedTable(
  snapshot: Snapshot,
  { benchmark: key, profiles }: protocol.CompareParams,
  tailoring: Snapshot | undefined,
): AskedTable | undefined {
  const benchmark = scopeByKey(snapshot, key);
  if (!benchmark) return undefined;
  const known = profilesInForce(benchmark);
  const scans = profiles.flatMap((wanted): Scan[] => {
    if (wanted === '(default)') return [wanted];
    const profile = known.find(({ id }) => id === wanted);
    return profile ? [profile] : [];
  });
  return { benchmark, scans: listTableScans(benchmark, scans, tailoring) };
}

function tableOf({ benchmark, scans }: AskedTable): protocol.CompareTable {
  const comparison = compareColumns(benchmark, scans);
  return {
    title: comparison.title,
    columns: comparison.columns.map(({ id, title }, index) => {
      const { own } = scans[index]!;
      return { id, title, editable: isEditable(scans[index]!), ...(own ? { tailored: own } : {}) };
    }),
    rows: rowsOf(comparison),
  };
}

/** Rules come first in both lists, in one order. */
function rowsOf(comparison: Comparison): protocol.CompareRow[] {
  return tableRows(comparison).map(({ nth, ...row }, index) => ({
    ...row,
    cells:
      row.kind === 'rule' ? comparison.rules[index]!.cells.map(({ code }): protocol.DecidingCode => code) : row.cells,
    nameable: nth === 1 && row.id !== '',
  }));
}

/** As toggles have it: of a Tailoring its own profiles, else the Benchmark's. */
function isEditable({ benchmark: { tailoring }, scan }: TableScan): boolean {
  return typeof scan !== 'string' && (tailoring === undefined || scan.origin === 'tailoring');
}

function exported({ benchmark, scans }: AskedTable, params: protocol.CompareExportParams): string {
  const comparison = compareColumns(benchmark, scans);
  const byKey = new Map(tableRows(comparison).map((row) => [row.key, row]));
  const rows = params.rows.flatMap((key) => byKey.get(key) ?? []);
  return params.format === 'csv' ? tableCsv(comparison, rows) : tableMarkdown(comparison, rows);
}
