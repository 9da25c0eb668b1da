/** What was edited around a Benchmark: other components and Benchmarks of a data stream, OVAL, catalogs, what frames the root. */
import * as l10n from '@vscode/l10n';
import { compareFrames } from '../scap/elementFrame.ts';
import { firstDifference } from '../text/firstDifference.ts';
import type { Snapshot } from './open.ts';
import type { Benchmark } from './scopes.ts';
import { type LeftOut, leftOutOf, ownerOf } from './tailorDifference.ts';

/** Around all of these pairs of an old and an edited Benchmark of two documents. Costs the length of both documents. */
export function outsideLeftOut(
  before: Snapshot,
  after: Snapshot,
  pairs: readonly (readonly [Benchmark, Benchmark])[],
): LeftOut[] {
  const isBenchmark = (of: { readonly snapshot: Snapshot; readonly element: number }) =>
    pairs.flat().some(({ snapshot, element }) => of.snapshot === snapshot && of.element === element);
  const [old, now] = [before, after].map((snapshot) => ({ snapshot, element: 0 }));
  // A Benchmark that is the document has nothing around it.
  const differences = isBenchmark(now!) ? [] : compareFrames(old!, now!, isBenchmark);
  return [
    ...aroundRoot(before, after),
    ...differences.map((difference) => leftOutOf('outside', difference, ownerOf(difference))),
  ];
}

/** The XML declaration, comments and the like before the root element, and what stands behind it. */
function aroundRoot(old: Snapshot, now: Snapshot): LeftOut[] {
  const [before, after] = [old, now].map((snapshot) => {
    const { source, table } = snapshot;
    return [
      [0, source.slice(0, table.start(0))],
      [table.end(0), source.slice(table.end(0), source.length)],
    ] as const;
  });
  return after!.flatMap(([from, text], side): LeftOut[] => {
    const [, was] = before![side]!;
    if (folded(was) === folded(text)) return [];
    const message =
      side === 0
        ? l10n.t('what stands before the root element was edited')
        : l10n.t('what stands behind the root element was edited');
    return [{ code: 'outside', id: '', message, snapshot: now, offset: from + firstDifference(was, text) }];
  });
}

function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
