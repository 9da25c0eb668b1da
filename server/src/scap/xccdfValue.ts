/**
 * The value that a Value has in a profile (XCCDF 1.2, 6.4.5 and 6.5.3, as OpenSCAP binds it for OVAL). It says which
 * element decided; it never invents a value.
 */
import { attributeValue } from '../xml/attributes.ts';
import { textContent } from '../xml/content.ts';
import type { XccdfBenchmark, XccdfItem, XccdfProfile } from './benchmark.ts';
import { ancestorProfiles, extensionLine } from './selection.ts';
import type { Snapshot } from './snapshot.ts';

/** One value element of a Value. `selector` is '' for the one without. */
export interface ValueChoice {
  readonly selector: string;
  readonly text: string;
  readonly element: number;
}

export type BoundValue = {
  /** set-value, refine-value, or the Value's own default. */
  readonly by: 'set' | 'refined' | 'default';
  /** Null: the selector is unknown, or the Value is empty; a scanner answers `unknown`. */
  readonly text: string | null;
  /** The selector that counted, '' where none did. */
  readonly selector: string;
  /** What decided: the set-value, the refine-value, or the value element. */
  readonly snapshot: Snapshot;
  readonly element: number;
};

/** The value of a Value in a profile; undefined profile: a scan without one. */
export function valueInProfile(
  benchmark: XccdfBenchmark,
  profile: XccdfProfile | undefined,
  value: XccdfItem,
): BoundValue {
  const set = profile && lastEntry(benchmark, profile, value, (of) => of.setValues);
  if (set) {
    const { owner, entry } = set;
    return { by: 'set', text: entry.value, selector: '', snapshot: owner.snapshot, element: entry.element };
  }
  const choices = listChoices(benchmark, value);
  const refined = profile && lastEntry(benchmark, profile, value, (of) => of.refineValues);
  if (refined && refined.entry.selector !== undefined) {
    const selector = refined.entry.selector;
    const text = choices.find((choice) => choice.selector === selector)?.text ?? null;
    return { by: 'refined', text, selector, snapshot: refined.owner.snapshot, element: refined.entry.element };
  }
  const chosen = choices.find((choice) => choice.selector === '') ?? choices[0];
  return {
    by: 'default',
    text: chosen?.text ?? null,
    selector: chosen?.selector ?? '',
    snapshot: benchmark.snapshot,
    element: chosen?.element ?? value.element,
  };
}

/** The selector that a refine-value has chosen, whose limits hold whatever any set-value says; '' where none has. */
export function refinedSelector(benchmark: XccdfBenchmark, profile: XccdfProfile, value: XccdfItem): string {
  return lastEntry(benchmark, profile, value, (of) => of.refineValues)?.entry.selector ?? '';
}

/** Its value elements in document order, then those of the Value it extends whose selectors it has not itself. */
export function listChoices(benchmark: XccdfBenchmark, value: XccdfItem): readonly ValueChoice[] {
  const choices: ValueChoice[] = [];
  for (const { element } of extensionLine(benchmark, value)) {
    const known = new Set(choices.map((choice) => choice.selector));
    choices.push(...ownChoices(benchmark.snapshot, element).filter((choice) => !known.has(choice.selector)));
  }
  return choices;
}

function ownChoices(snapshot: Snapshot, value: number): readonly ValueChoice[] {
  const { source, table } = snapshot;
  const choices: ValueChoice[] = [];
  for (const element of table.children(value)) {
    if (table.local(element) !== 'value') continue;
    const selector = attributeValue(source, table, element, 'selector') ?? '';
    choices.push({ selector, text: textContent(source, table, element), element });
  }
  return choices;
}

/**
 * The last entry that names the Value. A parent's entry counts only while no profile nearer has one. A cluster that the Value
 * is in does not count (seen in OpenSCAP, for both kinds of entry).
 */
function lastEntry<Entry extends { readonly idref: string }>(
  benchmark: XccdfBenchmark,
  profile: XccdfProfile,
  value: XccdfItem,
  entriesOf: (profile: XccdfProfile) => readonly Entry[],
): { readonly owner: XccdfProfile; readonly entry: Entry } | undefined {
  // Kept entries of a parent come before the child's own, so the nearest profile with any match has the last one.
  for (const owner of [profile, ...ancestorProfiles(benchmark, profile)]) {
    const entry = entriesOf(owner).findLast(({ idref }) => idref === value.id);
    if (entry) return { owner, entry };
  }
  return undefined;
}
