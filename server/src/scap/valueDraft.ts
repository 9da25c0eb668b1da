/**
 * Changes of Values in profiles that are being worked out: which set-value and refine-value would have to be there, before
 * any text is touched. Only a profile's own entries are changed; those of parents never.
 */
import type { TextEdit } from '../text/span.ts';
import type { XccdfBenchmark, XccdfItem, XccdfProfile, XccdfRefineValue, XccdfSetValue } from './benchmark.ts';
import { type EntryText, entryEdits } from './entryEdits.ts';
import { constraintsOf, type ValueConstraints } from './valueConstraints.ts';
import { refinedSelector, valueInProfile } from './xccdfValue.ts';

/** Choose one of the Value's own values; give it one of the profile's; leave it to the parent and the Value. */
export type ValueChange =
  | { readonly kind: 'select'; readonly selector: string }
  | { readonly kind: 'set'; readonly text: string }
  | { readonly kind: 'reset' };

/** An element that is yet to be written. */
const unwritten = -1;

/** The profile with the change made, as the model has it. */
export function changeValue(
  benchmark: XccdfBenchmark,
  profile: XccdfProfile,
  value: XccdfItem,
  change: ValueChange,
): XccdfProfile {
  if (change.kind === 'set') {
    const entry = { idref: value.id, value: change.text };
    return { ...profile, setValues: put(profile.setValues, value, entry) };
  }
  const setValues = without(profile.setValues, value);
  const bare = { ...profile, setValues, refineValues: without(profile.refineValues, value) };
  if (change.kind === 'reset') return bare;
  const { selector } = change;
  // A Value without any entry has what its value without selector says: no entry is needed for that one.
  const unrefined = valueInProfile(withProfile(benchmark, profile, bare), bare, value);
  if (selector === '' && unrefined.by === 'default' && unrefined.selector === '') return bare;
  const refineValues = put(profile.refineValues, value, { idref: value.id, selector });
  return { ...profile, setValues, refineValues };
}

/** A Benchmark in which a profile reads differently. */
export function withProfile(benchmark: XccdfBenchmark, profile: XccdfProfile, changed: XccdfProfile): XccdfBenchmark {
  const swap = (profiles: readonly XccdfProfile[]) => profiles.map((one) => (one === profile ? changed : one));
  const { tailoring } = benchmark;
  return {
    ...benchmark,
    profiles: swap(benchmark.profiles),
    tailoring: tailoring && { ...tailoring, profiles: swap(tailoring.profiles) },
  };
}

/** The limits that count for a set-value: those of the selector that a refine-value has chosen. */
export function constraintsInForce(
  benchmark: XccdfBenchmark,
  profile: XccdfProfile,
  value: XccdfItem,
): ValueConstraints {
  return constraintsOf(benchmark, value, refinedSelector(benchmark, profile, value));
}

/** The edits that make a profile's Values read as those of `changed`. */
export function valueEdits(benchmark: XccdfBenchmark, profile: XccdfProfile, changed: XccdfProfile): TextEdit[] {
  return entryEdits(benchmark, profile, [
    { name: 'refine-value', before: profile.refineValues.map(asRefine), after: changed.refineValues.map(asRefine) },
    { name: 'set-value', before: profile.setValues.map(asSet), after: changed.setValues.map(asSet) },
  ]);
}

function without<Entry extends { readonly idref: string }>(entries: readonly Entry[], { id }: XccdfItem): Entry[] {
  return entries.filter(({ idref }) => idref !== id);
}

/** In the last own entry, where it stands; at the end where there is none. */
function put<Entry extends XccdfSetValue | XccdfRefineValue>(
  entries: readonly Entry[],
  value: XccdfItem,
  entry: Omit<Entry, 'element'>,
): readonly Entry[] {
  const own = entries.findLastIndex(({ idref }) => idref === value.id);
  if (own >= 0) return entries.with(own, { ...entries[own]!, ...entry });
  return [...entries, { ...entry, element: unwritten } as Entry];
}

function asRefine({ idref, selector, element }: XccdfRefineValue): EntryText {
  return { attributes: { idref, selector }, ...written(element) };
}

function asSet({ idref, value, element }: XccdfSetValue): EntryText {
  return { attributes: { idref }, text: value, ...written(element) };
}

function written(element: number): { readonly element?: number } {
  return element === unwritten ? {} : { element };
}
