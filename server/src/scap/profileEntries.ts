/**
 * The entries of a profile as they are written, of all kinds, and as they come together through `extends`: what is needed to
 * carry them from one document to another. It decides nothing; selection.ts and xccdfValue.ts say what they mean.
 */
import { listAttributes } from '../xml/attributes.ts';
import { encodeAttributeValue } from '../xml/characters.ts';
import { plainText, textContent } from '../xml/content.ts';
import type { XccdfBenchmark, XccdfProfile } from './benchmark.ts';
import { copyContent } from './copyElement.ts';
import type { EntryText } from './entryEdits.ts';
import { ancestorProfiles } from './selection.ts';
import type { Snapshot } from './snapshot.ts';

export const entryKinds = ['select', 'set-value', 'set-complex-value', 'refine-value', 'refine-rule'] as const;
export type ProfileEntryKind = (typeof entryKinds)[number];

export interface ProfileEntry {
  readonly kind: ProfileEntryKind;
  readonly idref: string;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
  readonly snapshot: Snapshot;
  readonly element: number;
}

/** A profile's own entries in document order. */
export function listEntries({ snapshot, element }: XccdfProfile): readonly ProfileEntry[] {
  const { source, table } = snapshot;
  return [...table.children(element)].flatMap((child) => {
    const kind = entryKinds.find((known) => known === table.local(child));
    if (!kind) return [];
    const attributes = listAttributes(source, table, child).map(({ name, value }) => ({ name, value }));
    const idref = attributes.find(({ name }) => name === 'idref')?.value ?? '';
    return [{ kind, idref, attributes, snapshot, element: child }];
  });
}

/**
 * All entries that count for a profile, in the order in which the last one wins: an ancestor's is kept only while no profile
 * nearer has one of its kind for the same idref, written the same. `entriesOf` lets a caller ask "what if".
 */
export function flattenEntries(
  benchmark: XccdfBenchmark,
  profile: XccdfProfile,
  entriesOf: (profile: XccdfProfile) => readonly ProfileEntry[] = listEntries,
): readonly ProfileEntry[] {
  let entries = entriesOf(profile);
  for (const ancestor of ancestorProfiles(benchmark, profile)) {
    const nearer = new Set(entries.map(entryKey));
    entries = [...entriesOf(ancestor).filter((entry) => !nearer.has(entryKey(entry))), ...entries];
  }
  return entries;
}

/** Equal for two entries of which a profile may have one only. */
export function entryKey({ kind, idref }: ProfileEntry): string {
  return `${kind} ${idref}`;
}

/** Without those that a later one of the same key makes idle: a profile may have one of each only. */
export function lastOfEach(entries: readonly ProfileEntry[]): readonly ProfileEntry[] {
  const last = new Map(entries.map((entry) => [entryKey(entry), entry]));
  return entries.filter((entry) => last.get(entryKey(entry)) === entry);
}

/**
 * What a profile of the Benchmark has to say itself, as a tailoring would write it out instead of extending it: a scanner drops
 * an abstract profile before it reads a tailoring.
 */
export function writtenOut(benchmark: XccdfBenchmark, profile: XccdfProfile): readonly ProfileEntry[] {
  return lastOfEach(flattenEntries({ ...benchmark, tailoring: undefined }, profile));
}

/** By key, the entries that are no selects; of two with one key the last counts. */
export function settingsByKey(entries: readonly ProfileEntry[]): ReadonlyMap<string, ProfileEntry> {
  return new Map(entries.filter(({ kind }) => kind !== 'select').map((entry) => [entryKey(entry), entry]));
}

/** Whether two entries say the same, however they are written. */
export function sayTheSame(left: ProfileEntry, right: ProfileEntry): boolean {
  return meaningOf(left) === meaningOf(right);
}

function meaningOf({ kind, attributes, snapshot, element }: ProfileEntry): string {
  const said = attributes.map(({ name, value }) => `${name}=${value}`).sort();
  return JSON.stringify([kind, said, plainText(copyContent(snapshot, element, '') ?? '')]);
}

/** An entry as entryEdits.ts writes them; undefined for one of a kind that it does not write. */
export function entryText(
  { kind, attributes, snapshot, element }: ProfileEntry,
  isThere: boolean,
): EntryText | undefined {
  if (kind === 'set-complex-value') return undefined;
  const written = Object.fromEntries(
    schemaOrder[kind].map((name) => [name, attributes.find((attribute) => attribute.name === name)?.value]),
  );
  const text = kind === 'set-value' ? { text: textContent(snapshot.source, snapshot.table, element) } : {};
  return { attributes: written, ...text, ...(isThere ? { element } : {}) };
}

const schemaOrder = {
  select: ['idref', 'selected'],
  'set-value': ['idref'],
  'refine-value': ['idref', 'selector', 'operator'],
  'refine-rule': ['idref', 'weight', 'selector', 'severity', 'role'],
} as const;

/** The entry as an element to be written elsewhere; `prefix` ends with its colon, or is empty. */
export function renderEntry(entry: ProfileEntry, prefix: string, quote: '"' | "'" = '"'): string {
  const { kind, attributes, snapshot, element } = entry;
  const written = attributes.map(({ name, value }) => ` ${name}=${quote}${encodeAttributeValue(value, quote)}${quote}`);
  const content = copyContent(snapshot, element, prefix) ?? '';
  const open = `<${prefix}${kind}${written.join('')}`;
  return content === '' ? `${open}/>` : `${open}>${content}</${prefix}${kind}>`;
}
