/** The order of rows in one group: as in the document, by title, or by severity. */
import type { OutlineLook } from '../../protocol/index.ts';
import type { XccdfBenchmark, XccdfItem, XccdfProfile } from '../../scap/benchmark.ts';
import { titleOf } from '../../scap/benchmark.ts';
import { severityInProfile } from '../../scap/refinement.ts';

export type OutlineSort = NonNullable<OutlineLook['sort']>;

const severities = ['high', 'medium', 'low', 'info', 'unknown'];

/**
 * Groups come first where the order is not the document's; among equals the document's order holds. Severities are those of the
 * profile; undefined below Everywhere.
 */
export function sortItems(
  benchmark: XccdfBenchmark,
  profile: XccdfProfile | undefined,
  items: readonly XccdfItem[],
  sort: OutlineSort = 'document',
): readonly XccdfItem[] {
  if (sort === 'document') return items;
  const kindOf = ({ kind }: XccdfItem): number => (kind === 'group' ? 0 : 1);
  if (sort === 'severity') {
    const ranks = new Map(items.map((item) => [item, rankOf(severityInProfile(benchmark, profile, item))]));
    return items.toSorted((a, b) => kindOf(a) - kindOf(b) || (kindOf(a) === 1 ? ranks.get(a)! - ranks.get(b)! : 0));
  }
  const titles = new Map(items.map((item) => [item, titleOf(benchmark.snapshot, item.element, item.id)]));
  const { compare } = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  return items.toSorted((a, b) => kindOf(a) - kindOf(b) || compare(titles.get(a)!, titles.get(b)!));
}

/** What has no severity counts as unknown: that is the schema's default. */
function rankOf(severity: string | undefined): number {
  const rank = severities.indexOf(severity ?? 'unknown');
  return rank < 0 ? severities.length : rank;
}
