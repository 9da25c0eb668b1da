/**
 * A requires or conflicts that names an abstract Rule or Group, or what stands in one: it is gone once the scanner has
 * resolved the Benchmark, and then nothing has this id (seen in OpenSCAP 1.3.7, which aborts).
 */
import * as l10n from '@vscode/l10n';
import { listBenchmarks, type XccdfBenchmark } from '../../scap/benchmark.ts';
import { type Reference, referenceSpan } from '../../scap/scapIndex.ts';
import type { Snapshot } from '../../scap/snapshot.ts';
import type { Finding, LintRule } from '../finding.ts';
import { removeElement } from '../fixes.ts';
import { report } from '../report.ts';

const facts = { code: 'xccdf/no-abstract-requires', severity: 'error', requirements: [] } as const;

export const noAbstractRequires: LintRule = {
  ...facts,
  check: (snapshot) =>
    listBenchmarks(snapshot).flatMap((benchmark) =>
      namingGone(benchmark).map((reference) => findingOf(snapshot, reference)),
    ),
};

/** Not those of abstract items, which are gone as well; the conflicts of these live on in what extends them. */
function namingGone({ snapshot, component, items, itemsById }: XccdfBenchmark): readonly Reference[] {
  const gone = items.filter((item) => item.gone);
  const ids = new Set(gone.filter((item) => item.kind !== 'value' && !itemsById.has(item.id)).map(({ id }) => id));
  if (ids.size === 0) return [];
  const goneElements = new Set(gone.map(({ element }) => element));
  return snapshot.index.references.filter(({ row, id, element, component: where }) => {
    if (where !== component || !ids.has(id)) return false;
    if (row.kind === 'xccdf.conflicts@idref') return true;
    return row.kind === 'xccdf.requires@idref' && !goneElements.has(snapshot.table.parent(element));
  });
}

function findingOf(snapshot: Snapshot, reference: Reference): Finding {
  const { element, id, row } = reference;
  const span = referenceSpan(snapshot.source, snapshot.table, reference);
  const message = l10n.t(
    '{1} names {0}, which is abstract or stands in an abstract Group: no scan has it, and OpenSCAP stops with an error instead of scanning. Name what extends it, or remove the element.',
    id,
    row.local,
  );
  if (row.list) return report(facts, span, message);
  const title = l10n.t('Remove this {0}', snapshot.table.local(element));
  return report(facts, span, message, {
    fixes: [{ title, safe: false, edits: [removeElement(snapshot, element)] }],
  });
}
