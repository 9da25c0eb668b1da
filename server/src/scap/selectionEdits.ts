/**
 * A selection draft as text edits: each as small as it can be, in the style of the lines around it. Selects are changed
 * or added, one that has to move is taken out whole; nothing else of the document is touched.
 */
import type { TextEdit } from '../text/span.ts';
import type { XccdfBenchmark } from './benchmark.ts';
import { attributeEdit } from './elementEdits.ts';
import { type EntryText, entryEdits } from './entryEdits.ts';
import type { DraftSelect } from './selection.ts';
import type { WorkingDraft } from './selectionDraft.ts';
import type { Snapshot } from './snapshot.ts';

/** The edits of a draft, by the document they are for; a document without edits is not in the map. */
export function draftEdits(benchmark: XccdfBenchmark, draft: WorkingDraft): ReadonlyMap<Snapshot, readonly TextEdit[]> {
  const edits = new Map<Snapshot, TextEdit[]>();
  const add = (snapshot: Snapshot, made: readonly TextEdit[]): void => {
    if (made.length === 0) return;
    const others = edits.get(snapshot);
    if (others) others.push(...made);
    else edits.set(snapshot, [...made]);
  };
  for (const [number, selected] of draft.defaults) {
    const item = benchmark.items[number]!;
    if (item.selected === selected) continue;
    add(benchmark.snapshot, [attributeEdit(benchmark.snapshot, item.element, 'id', 'selected', String(selected))]);
  }
  for (const [profile, selects] of draft.selects) {
    // What a draft leaves alone is the same object: of thousands of selects a toggle changes a handful.
    const before = without(profile.selects, selects).map(asEntry);
    const after = without(selects, profile.selects).map(asEntry);
    add(profile.snapshot, entryEdits(benchmark, profile, [{ name: 'select', before, after }]));
  }
  return edits;
}

function without(selects: readonly DraftSelect[], others: readonly DraftSelect[]): readonly DraftSelect[] {
  const known = new Set(others);
  return selects.filter((select) => !known.has(select));
}

/** What a select says, not how it is spelled: `1` is left alone where it says the same. */
function asEntry({ idref, selected, element }: DraftSelect): EntryText {
  return { attributes: { idref, selected: String(selected) }, ...(element === undefined ? {} : { element }) };
}
