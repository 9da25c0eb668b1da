/**
 * A set of changes to selection that is being worked out: who would say what, before any text is touched. It follows the
 * rules of a toggle: own selects only, never two for one idref, never a deletion that re-enables.
 */
import type { XccdfBenchmark, XccdfItem, XccdfProfile } from './benchmark.ts';
import { type DraftSelect, defaultSelected, extendedItem, type SelectionDraft } from './selection.ts';
import { rememberFor } from './snapshot.ts';

export interface WorkingDraft extends SelectionDraft {
  readonly selects: Map<XccdfProfile, readonly DraftSelect[]>;
  readonly defaults: Map<number, boolean>;
}

export function emptyDraft(): WorkingDraft {
  return { selects: new Map(), defaults: new Map() };
}

/** The selects of a profile as the draft has them. */
export function draftSelects(draft: SelectionDraft, profile: XccdfProfile): readonly DraftSelect[] {
  return draft.selects.get(profile) ?? profile.selects;
}

/** The position of a profile's own select of an item, -1 where it has none; of two the one that counts. */
export function ownSelectIndex(selects: readonly DraftSelect[], item: XccdfItem): number {
  return selects.findLastIndex((select) => select.idref === item.id);
}

/**
 * Sets an item's switch in one profile through its own select: in place, moved behind a later cluster select that covers
 * the item, or added at the end. Answers whether anything changed.
 */
export function setInProfile(
  benchmark: XccdfBenchmark,
  draft: WorkingDraft,
  profile: XccdfProfile,
  item: XccdfItem,
  selected: boolean,
): boolean {
  const selects = draftSelects(draft, profile);
  const own = ownSelectIndex(selects, item);
  const covered = own >= 0 && selects.slice(own + 1).some((select) => coversByCluster(benchmark, select, item));
  if (own >= 0 && !covered) {
    if (selects[own]!.selected === selected) return false;
    draft.selects.set(profile, selects.with(own, { ...selects[own]!, selected }));
    return true;
  }
  const rest = own < 0 ? selects : selects.toSpliced(own, 1);
  draft.selects.set(profile, [...rest, { idref: item.id, selected }]);
  return true;
}

/** Sets the value of an own select that exists, where it stands; answers whether anything changed. */
export function setOwnInPlace(draft: WorkingDraft, profile: XccdfProfile, item: XccdfItem, selected: boolean): boolean {
  const selects = draftSelects(draft, profile);
  const own = ownSelectIndex(selects, item);
  if (own < 0 || selects[own]!.selected === selected) return false;
  draft.selects.set(profile, selects.with(own, { ...selects[own]!, selected }));
  return true;
}

function coversByCluster(benchmark: XccdfBenchmark, select: DraftSelect, item: XccdfItem): boolean {
  if (benchmark.itemsById.has(select.idref)) return false;
  return benchmark.clusters.get(select.idref)?.includes(item) ?? false;
}

/**
 * Sets an item's own @selected. Rules that took their default from it through Rule/@extends get an own attribute with
 * their former value. Answers whether anything changed.
 */
export function setDefault(
  benchmark: XccdfBenchmark,
  draft: WorkingDraft,
  item: XccdfItem,
  selected: boolean,
): boolean {
  const before = defaultSelected(benchmark, item, draft);
  if (before === selected) return false;
  const heirs = heirsByBase(benchmark).get(item) ?? [];
  draft.defaults.set(item.number, selected);
  for (const heir of heirs) if (!draft.defaults.has(heir.number)) draft.defaults.set(heir.number, before);
  return true;
}

/** The items that take their default from the one that they extend; listed once, since a switch of many asks for each. */
function heirsByBase(benchmark: XccdfBenchmark): ReadonlyMap<XccdfItem, readonly XccdfItem[]> {
  return rememberFor(benchmark.snapshot, heirsByBase, benchmark.items, () => {
    const heirs = new Map<XccdfItem, XccdfItem[]>();
    for (const item of benchmark.items) {
      const base =
        item.extends === undefined || item.selected !== undefined ? undefined : extendedItem(benchmark, item);
      if (!base || base === item) continue;
      const others = heirs.get(base);
      if (others) others.push(item);
      else heirs.set(base, [item]);
    }
    return heirs;
  });
}
