/**
 * What was edited in a Benchmark and no tailoring can say: the default scan, texts and checks, items that are new, gone or
 * elsewhere. It compares texts; what profiles say is not looked at here.
 */
import * as l10n from '@vscode/l10n';
import { compareFrames } from '../scap/elementFrame.ts';
import { type ElementPair, type Framed, firstMoved, pairElements } from '../scap/pairElements.ts';
import type { Benchmark, Item } from './scopes.ts';
import { type LeftOut, leftOutAt, leftOutOf, type Owner, ownerOf } from './tailorDifference.ts';

/** Costs the length of both documents. */
export function listLeftOut(base: Benchmark, edited: Benchmark): LeftOut[] {
  // Each item is looked at alone, wherever it stands.
  const { pairs, added, removed } = pairElements(placedItems(base), placedItems(edited));
  return [
    ...compareFrames(base, edited, isPart).map((difference) => leftOutOf('benchmark', difference, ownerOf(difference))),
    ...pairs.flatMap(itemLeftOut),
    ...added.map((item) => leftOutAt('new', item, l10n.t('{0} is new', item.id))),
    ...removed.map((item) => leftOutAt('removed', item, l10n.t('{0} was removed', item.id))),
    ...orderLeftOut(pairs),
  ];
}

interface PlacedItem extends Owner {
  /** The id of the Group that it stands in, or of the Benchmark. */
  readonly holder: string;
}

function placedItems({ snapshot, id, items }: Benchmark): PlacedItem[] {
  const holderOf = ({ parent }: Item) => (parent < 0 ? id : items[parent]!.id);
  return items.map((item) => ({ snapshot, element: item.element, id: item.id, holder: holderOf(item) }));
}

function itemLeftOut([old, now]: ElementPair<PlacedItem>): LeftOut[] {
  const { id, holder } = now;
  const found = compareFrames(old, now, isPart).map((difference) => {
    if (difference.element !== now.element || difference.name !== 'selected') return leftOutOf('text', difference, now);
    const message = l10n.t('{0}: its own @selected was edited, which counts in the scan without a profile', id);
    return { ...leftOutOf('default-scan', difference, now), message };
  });
  if (old.holder === holder) return found;
  return [...found, leftOutAt('text', now, l10n.t('{0} was moved from {1} to {2}', id, old.holder, holder))];
}

/** Where what stayed in one Group, or in the Benchmark, stands in another order. */
function orderLeftOut(pairs: readonly ElementPair<PlacedItem>[]): LeftOut[] {
  const stayed = pairs.filter(([old, now]) => old.holder === now.holder);
  return [...new Set(stayed.map(([, now]) => now.holder))].flatMap((holder) => {
    const moved = firstMoved(stayed.filter(([, now]) => now.holder === holder));
    return moved ? [leftOutAt('text', moved, l10n.t('the order of what stands in {0} was edited', holder))] : [];
  });
}

const parts: ReadonlySet<string> = new Set(['Group', 'Rule', 'Value', 'Profile']);

function isPart({ snapshot: { table }, element }: Framed): boolean {
  return parts.has(table.local(element));
}
