/**
 * A profile put in, copied, taken out, renamed, or given other words, as text edits in the style of the profiles around it.
 * Whether the change is a good one is for the caller to know.
 */
import type { TextEdit } from '../text/span.ts';
import { attributeValue, listAttributes } from '../xml/attributes.ts';
import { encodeAttributeValue, encodeText } from '../xml/characters.ts';
import type { XccdfBenchmark, XccdfProfile } from './benchmark.ts';
import { copyDescriptions } from './copyDescriptions.ts';
import {
  attributeEdit,
  childIndentOf,
  indentOf,
  insertBehind,
  insertFirst,
  prefixOf,
  removalEdit,
  textEdit,
} from './elementEdits.ts';
import { referencesOf } from './names.ts';
import { type ProfileEntry, renderEntry } from './profileEntries.ts';
import type { Snapshot } from './snapshot.ts';
import { readBoolean } from './xccdfBoolean.ts';

export interface NewProfileWords {
  readonly id: string;
  readonly title: string;
  /** It extends this one. */
  readonly base: XccdfProfile | undefined;
  /** Its descriptions are those of this one. */
  readonly of?: XccdfProfile;
  /** What it says from the start. */
  readonly entries?: readonly ProfileEntry[];
}

/** A profile behind the last one. */
export function newProfileEdit(
  benchmark: XccdfBenchmark,
  { id, title, base, of, entries = [] }: NewProfileWords,
): TextEdit {
  const holder = benchmark.tailoring ?? benchmark;
  const { prefix, quote, step } = styleOf(holder);
  const attribute = (name: string, value: string) => ` ${name}=${quote}${encodeAttributeValue(value, quote)}${quote}`;
  return insertProfiles(holder, [
    `<${prefix}Profile${attribute('id', id)}${base ? attribute('extends', base.id) : ''}>`,
    `${step}<${prefix}title${base ? attribute('override', 'true') : ''}>${encodeText(title)}</${prefix}title>`,
    ...(of ? copyDescriptions(of, prefix) : []).map((line) => step + line),
    ...entries.map((entry) => step + renderEntry(entry, prefix, quote)),
    `</${prefix}Profile>`,
  ]);
}

/** A Benchmark or a Tailoring: what holds profiles. */
interface ProfileHolder {
  readonly snapshot: Snapshot;
  readonly element: number;
}

/** Lines of profiles behind the last one; in a holder without any, behind what must stand before profiles. */
export function insertProfiles({ snapshot, element }: ProfileHolder, lines: readonly string[]): TextEdit {
  const { table } = snapshot;
  const anchor = [...table.children(element)].findLast((child) => !behindProfiles.has(table.local(child)));
  return anchor === undefined ? insertFirst(snapshot, element, lines) : insertBehind(snapshot, anchor, lines);
}

/** What the schema wants behind the profiles of a Benchmark (XCCDF 1.2, 6.2.2) and of a Tailoring. */
const behindProfiles: ReadonlySet<string> = new Set(['Value', 'Group', 'Rule', 'TestResult', 'signature']);

/** Prefix, quotes, and how far a title is indented in a profile: as in the last one, if there is one. */
function styleOf({ snapshot, element }: ProfileHolder) {
  const { source, table } = snapshot;
  const last = [...table.children(element)].findLast((child) => table.local(child) === 'Profile');
  if (last === undefined) return { prefix: prefixOf(snapshot, element), quote: '"', step: '  ' } as const;
  return {
    prefix: prefixOf(snapshot, last),
    quote: listAttributes(source, table, last)[0]?.quote ?? '"',
    step: childIndentOf(snapshot, last).slice(indentOf(snapshot, last).length),
  };
}

/** The profile once more behind itself, to the letter but for its id and its first title. */
export function copyProfileEdit(profile: XccdfProfile, id: string, title: string): TextEdit {
  const { snapshot, element } = profile;
  const { source, table } = snapshot;
  const base = table.start(element);
  const changes = [attributeEdit(snapshot, element, 'id', 'id', id), ...wordsEdits(profile, 'title', title)];
  let text = source.slice(base, table.end(element));
  for (const { from, to, newText } of changes.sort((a, b) => b.from - a.from)) {
    text = text.slice(0, from - base) + newText + text.slice(to - base);
  }
  // Its own lines bring their indent along; the first one gets that of the profile it is a copy of.
  return insertBehind(snapshot, element, [text]);
}

/** The id, and every place of the same document that names the profile. */
export function renameProfileEdits({ snapshot, element, id: old }: XccdfProfile, id: string): readonly TextEdit[] {
  const declaration = snapshot.index.declarationsAt(element).find(({ kind }) => kind === 'xccdf.Profile');
  if (!declaration) return [];
  return referencesOf({ snapshot, declaration }, snapshot, { includeDeclaration: true })
    .filter((place) => place.snapshot === snapshot && snapshot.source.slice(place.from, place.to) === old)
    .map(({ from, to }) => ({ from, to, newText: id }));
}

export function deleteProfileEdit({ snapshot, element }: XccdfProfile): TextEdit {
  return removalEdit(snapshot, element);
}

/**
 * Its first title or description, or a new one where it has none. What stood in it goes, markup included. Of a profile that extends
 * another it overrides that one's: without that OpenSCAP writes both into a guide, the other one's first (seen in 1.3.7).
 */
export function wordsEdits(
  { snapshot, element, extends: base }: XccdfProfile,
  name: 'title' | 'description',
  text: string,
): readonly TextEdit[] {
  const { table } = snapshot;
  const children = [...table.children(element)];
  const own = children.find((child) => table.local(child) === name);
  if (own !== undefined) {
    const words = textEdit(snapshot, own, text);
    return base === undefined ? [words] : overriding(snapshot, own, words);
  }
  const before = name === 'title' ? ['status', 'dc-status', 'version'] : ['status', 'dc-status', 'version', 'title'];
  const anchor = children.findLast((child) => before.includes(table.local(child)));
  const qualified = prefixOf(snapshot, element) + name;
  const { quote = '"' } = listAttributes(snapshot.source, table, element)[0] ?? {};
  const override = base === undefined ? '' : ` override=${quote}true${quote}`;
  const line = `<${qualified}${override}>${encodeText(text)}</${qualified}>`;
  return [anchor === undefined ? insertFirst(snapshot, element, [line]) : insertBehind(snapshot, anchor, [line])];
}

/** An edit of the text of an element, with one that makes it override what it would be added to. */
function overriding(snapshot: Snapshot, element: number, words: TextEdit): readonly TextEdit[] {
  const written = attributeValue(snapshot.source, snapshot.table, element, 'override');
  if (written !== undefined && readBoolean(written)) return [words];
  const override = attributeEdit(snapshot, element, 'xml:lang', 'override', 'true');
  // In an element that closes itself both start in one place.
  return override.from === words.from ? [{ ...words, newText: override.newText + words.newText }] : [override, words];
}
