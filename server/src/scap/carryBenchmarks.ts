/**
 * Takes the Benchmarks that were read from a snapshot over to the next one: most edits touch no item and no profile entry,
 * or those of one profile. What cannot be taken over is read again when somebody asks.
 */
import type { ElementColumns, RowRun } from '../xml/elementColumns.ts';
import { noElement } from '../xml/elementTable.ts';
import {
  listBenchmarks,
  listTailorings,
  type XccdfBenchmark,
  type XccdfItem,
  type XccdfProfile,
  type XccdfSelect,
} from './benchmark.ts';
import { readProfile } from './readBenchmark.ts';
import { recall, remember, type Snapshot } from './snapshot.ts';
import { familyOf } from './vocabulary.ts';

/** Elements of XCCDF that a Benchmark's model is made of; entries of a profile apart. */
const structural: ReadonlySet<string> = new Set([
  'Benchmark',
  'Tailoring',
  'Profile',
  'Group',
  'Rule',
  'Value',
  'requires',
  'conflicts',
]);
const entries: ReadonlySet<string> = new Set(['select', 'refine-value', 'set-value']);

/**
 * Looks at an edit before it is made; the answer, called with the snapshot after it, takes over what still holds. The old
 * snapshot is overwritten: what moves is moved in place.
 */
export function carryBenchmarks(snapshot: Snapshot, run: RowRun, fragment: ElementColumns): (next: Snapshot) => void {
  const benchmarks = recall(snapshot, listBenchmarks);
  const tailorings = recall(snapshot, listTailorings);
  if (!benchmarks && !tailorings) return () => {};
  const names = namesIn(snapshot, run, fragment);
  if ([...names].some((name) => structural.has(name))) return () => {};
  const touchesEntries = [...names].some((name) => entries.has(name));
  const profile = touchesEntries ? enclosingProfile(snapshot, run.parent) : noElement;
  if (touchesEntries && profile === noElement) return () => {};
  const rowDelta = fragment.count - run.count;
  const tail = run.first + run.count;
  return (next) => {
    const renew = (old: XccdfProfile): XccdfProfile => {
      if (profile !== noElement && old.element === profile) return readProfile(next, profile, old.origin);
      return { ...moveProfile(old, tail, rowDelta), snapshot: next };
    };
    if (benchmarks)
      remember(next, listBenchmarks, () => benchmarks.map((old) => renewBenchmark(old, next, tail, rowDelta, renew)));
    if (tailorings) {
      remember(next, listTailorings, () =>
        tailorings.map((old) => ({
          ...old,
          snapshot: next,
          element: moved(old.element, tail, rowDelta),
          profiles: old.profiles.map(renew),
        })),
      );
    }
  };
}

/** Local names of XCCDF in the rows that go and in those that come, and of the element around them. */
function namesIn({ table }: Snapshot, run: RowRun, fragment: ElementColumns): ReadonlySet<string> {
  const numbers = new Set<number>();
  for (let row = run.first; row < run.first + run.count; row++) numbers.add(table.name(row));
  for (let row = 0; row < fragment.count; row++) numbers.add(fragment.name[row]!);
  const { names } = table;
  const own = [...numbers].filter((name) => familyOf(names.uri(name)) === 'xccdf').map((name) => names.local(name));
  // Text right inside these is part of the model: a literal value.
  const around = table.local(run.parent);
  return new Set(entries.has(around) ? [...own, around] : own);
}

function enclosingProfile({ table }: Snapshot, element: number): number {
  const isProfile = (at: number): boolean => table.local(at) === 'Profile' && familyOf(table.uri(at)) === 'xccdf';
  return isProfile(element) ? element : table.ancestor(element, isProfile);
}

function renewBenchmark(
  old: XccdfBenchmark,
  next: Snapshot,
  tail: number,
  rowDelta: number,
  renew: (profile: XccdfProfile) => XccdfProfile,
): XccdfBenchmark {
  if (rowDelta !== 0) for (const item of old.items) moveInPlace(item, tail, rowDelta);
  return {
    ...old,
    snapshot: next,
    element: moved(old.element, tail, rowDelta),
    profiles: old.profiles.map(renew),
  };
}

function moveProfile(profile: XccdfProfile, tail: number, rowDelta: number): XccdfProfile {
  if (rowDelta === 0) return profile;
  for (const list of [profile.selects, profile.refineValues, profile.setValues]) {
    for (const entry of list) moveInPlace(entry, tail, rowDelta);
  }
  return { ...profile, element: moved(profile.element, tail, rowDelta) };
}

function moved(element: number, tail: number, rowDelta: number): number {
  return element >= tail ? element + rowDelta : element;
}

/** The snapshot that these belong to is superseded: nobody reads the old number any more. */
function moveInPlace(entry: XccdfItem | Pick<XccdfSelect, 'element'>, tail: number, rowDelta: number): void {
  if (entry.element >= tail) (entry as { element: number }).element += rowDelta;
}
