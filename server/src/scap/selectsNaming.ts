/** Of the selects of a profile and its bases those with given names, found without a look at all of them each time. */
import type { XccdfBenchmark, XccdfProfile } from './benchmark.ts';
import { type ListedSelect, listSelects } from './selection.ts';
import { rememberFor } from './snapshot.ts';

interface PlacedSelect extends ListedSelect {
  readonly place: number;
}

/** In the order in which the last one wins. The first question about a profile costs a look at all its selects. */
export function selectsNaming(
  benchmark: XccdfBenchmark,
  profile: XccdfProfile,
  idrefs: readonly string[],
): readonly ListedSelect[] {
  // As selectionOf keeps what it works out: a tailored view is made anew when asked for.
  const view = benchmark.tailoring ?? benchmark.items;
  const ofView = rememberFor(benchmark.snapshot, selectsNaming, view, () => new Map<XccdfProfile, SelectsByName>());
  let byName = ofView.get(profile);
  if (!byName) {
    byName = groupByName(listSelects(benchmark, profile));
    ofView.set(profile, byName);
  }
  const found = [...new Set(idrefs)].flatMap((idref) => byName.get(idref) ?? []);
  return found.sort((a, b) => a.place - b.place);
}

type SelectsByName = ReadonlyMap<string, readonly PlacedSelect[]>;

function groupByName(selects: readonly ListedSelect[]): SelectsByName {
  const byName = new Map<string, PlacedSelect[]>();
  for (const [place, owned] of selects.entries()) {
    const list = byName.get(owned.select.idref);
    if (list) list.push({ ...owned, place });
    else byName.set(owned.select.idref, [{ ...owned, place }]);
  }
  return byName;
}
