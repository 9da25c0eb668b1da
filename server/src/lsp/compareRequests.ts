/** Our own requests for profiles side by side (protocol). While the text is broken they are about the last good one. */
import type { Connection } from 'vscode-languageserver';
import * as protocol from '../protocol/index.ts';
import { titleOf, type XccdfBenchmark } from '../scap/benchmark.ts';
import type { Scan } from '../scap/explain.ts';
import { listKeyedScopes, scopeByKey } from '../scap/scopeKeys.ts';
import { profilesInForce } from '../scap/selection.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import { type Comparison, compareScans } from '../service/compare.ts';
import { tableCsv, tableMarkdown, tableRows } from '../service/compareTable.ts';
import { answerShown } from './answer.ts';
import { elementLocation } from './convert.ts';
import type { Documents } from './documents.ts';

export function registerCompareRequests(connection: Connection, documents: Documents): void {
  connection.onRequest(protocol.compareChoicesRequest, ({ uri }: { readonly uri: string }, token) =>
    answerShown(documents, uri, token, listChoices),
  );
  connection.onRequest(protocol.compareRequest, (params: protocol.CompareParams, token) =>
    answerShown(documents, params.uri, token, (snapshot) => tableOf(snapshot, params)),
  );
  connection.onRequest(protocol.compareExportRequest, (params: protocol.CompareExportParams, token) =>
    answerShown(documents, params.uri, token, (snapshot) => exported(snapshot, params)),
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

/** The Benchmark, and those of the profiles that it still has. */
function scansOf(snapshot: Snapshot, { benchmark: key, profiles }: protocol.CompareParams) {
  const benchmark = scopeByKey(snapshot, key);
  if (!benchmark) return undefined;
  const known = profilesInForce(benchmark);
  const scans = profiles.flatMap((wanted): Scan[] => {
    if (wanted === '(default)') return [wanted];
    const profile = known.find(({ id }) => id === wanted);
    return profile ? [profile] : [];
  });
  return { benchmark, scans };
}

function tableOf(snapshot: Snapshot, params: protocol.CompareParams): protocol.CompareTable | null {
  const found = scansOf(snapshot, params);
  if (!found) return null;
  const { benchmark, scans } = found;
  const comparison = compareScans(benchmark, scans);
  return {
    title: comparison.title,
    columns: comparison.columns.map(({ id, title }, index) => ({
      ...{ id, title },
      editable: isEditable(benchmark, scans[index]!),
    })),
    rows: rowsOf(comparison),
  };
}

/** Rules come first in both lists, in one order. */
function rowsOf(comparison: Comparison): protocol.CompareRow[] {
  return tableRows(comparison).map(({ nth, ...row }, index) => ({
    ...row,
    cells: row.kind === 'rule' ? comparison.rules[index]!.cells.map(({ code }) => code) : row.cells,
    nameable: nth === 1 && row.id !== '',
  }));
}

/** As toggles have it: of a Tailoring its own profiles, else the Benchmark's. */
function isEditable({ tailoring }: XccdfBenchmark, scan: Scan): boolean {
  return typeof scan !== 'string' && (tailoring === undefined || scan.origin === 'tailoring');
}

function exported(snapshot: Snapshot, params: protocol.CompareExportParams): string | null {
  const found = scansOf(snapshot, params);
  if (!found) return null;
  const comparison = compareScans(found.benchmark, found.scans);
  const byKey = new Map(tableRows(comparison).map((row) => [row.key, row]));
  const rows = params.rows.flatMap((key) => byKey.get(key) ?? []);
  return params.format === 'csv' ? tableCsv(comparison, rows) : tableMarkdown(comparison, rows);
}
