/**
 * The entries of a profile (select, set-value, refine-value, refine-rule) as text edits: what is there and what is to be
 * there are compared, and as little as possible is changed, added or taken out.
 */
import type { TextEdit } from '../text/span.ts';
import { listAttributes } from '../xml/attributes.ts';
import { encodeAttributeValue, encodeText, isSpace } from '../xml/characters.ts';
import type { XccdfBenchmark, XccdfProfile } from './benchmark.ts';
import {
  attributeEdit,
  attributeRemoval,
  insertBehind,
  insertFirst,
  prefixOf,
  removalEdit,
  textEdit,
} from './elementEdits.ts';

export type EntryName = 'select' | 'set-value' | 'refine-value' | 'refine-rule';

export interface EntryText {
  /** In the order of the schema. Undefined: the attribute is not there. The first is the one that names the item. */
  readonly attributes: Readonly<Record<string, string | undefined>>;
  /** What a set-value holds. */
  readonly text?: string;
  /** Absent where the entry is to be added. */
  readonly element?: number;
}

/** All entries of one name in one profile. */
export interface EntryChange {
  readonly name: EntryName;
  readonly before: readonly EntryText[];
  readonly after: readonly EntryText[];
}

/** The edits of one profile. The order of entries that are there is not looked at: what moves is taken out and added. */
export function entryEdits(
  benchmark: XccdfBenchmark,
  profile: XccdfProfile,
  changes: readonly EntryChange[],
): TextEdit[] {
  const removed = new Set<number>();
  for (const { before, after } of changes) {
    const kept = new Set(after.map(({ element }) => element));
    for (const { element } of before) if (!kept.has(element)) removed.add(element!);
  }
  return [
    ...[...removed].map((element) => removalEdit(profile.snapshot, element)),
    ...changes.flatMap((change) => changeEdits(benchmark, profile, change, removed)),
  ];
}

function changeEdits(
  benchmark: XccdfBenchmark,
  profile: XccdfProfile,
  { name, before, after }: EntryChange,
  removed: ReadonlySet<number>,
): TextEdit[] {
  const { snapshot } = profile;
  const kept = new Map(after.map((entry) => [entry.element, entry]));
  const edits = before.flatMap((old) => {
    const now = kept.get(old.element);
    return now ? editsOfEntry(profile, old, now) : [];
  });
  const added = after.filter(({ element }) => element === undefined);
  if (added.length === 0) return edits;
  const style = styleOf(benchmark, profile, name, added[0]!);
  const lines = added.map((entry) => renderEntry(style, entry));
  const anchor = anchorOf(profile, name, removed);
  return [
    ...edits,
    anchor === undefined ? insertFirst(snapshot, profile.element, lines) : insertBehind(snapshot, anchor, lines),
  ];
}

function editsOfEntry({ snapshot }: XccdfProfile, old: EntryText, now: EntryText): TextEdit[] {
  const element = old.element!;
  const [naming = 'idref'] = Object.keys(now.attributes);
  const edits = Object.entries(now.attributes).flatMap(([name, value]) => {
    if (value === old.attributes[name]) return [];
    const edit =
      value === undefined
        ? attributeRemoval(snapshot, element, name)
        : attributeEdit(snapshot, element, naming, name, value);
    return edit ? [edit] : [];
  });
  return now.text === undefined || now.text === old.text ? edits : [...edits, textEdit(snapshot, element, now.text)];
}

/** Behind the last entry of that name; of values and refinements else behind any entry; else behind what must stand before. */
function anchorOf(profile: XccdfProfile, name: EntryName, removed: ReadonlySet<number>): number | undefined {
  const { table } = profile.snapshot;
  const children = [...table.children(profile.element)].filter((child) => !removed.has(child));
  const lastOf = (names: ReadonlySet<string>) => children.findLast((child) => names.has(table.local(child)));
  return lastOf(new Set([name])) ?? (name === 'select' ? undefined : lastOf(entryNames)) ?? lastOf(headNames);
}

const entryNames: ReadonlySet<string> = new Set([
  'select',
  'set-complex-value',
  'set-value',
  'refine-value',
  'refine-rule',
]);

/** What the schema wants in a Profile before its entries (XCCDF 1.2, 6.5.2). */
const headNames: ReadonlySet<string> = new Set([
  'status',
  'dc-status',
  'version',
  'title',
  'description',
  'reference',
  'platform',
]);

/** How an entry is written here: name, order of attributes, quotes, and what stands before the closing bracket. */
interface EntryStyle {
  readonly name: string;
  readonly attributes: readonly string[];
  readonly quote: '"' | "'";
  readonly close: string;
}

/** As its neighbours: the last of that name here, else the first of another profile, else whatever entry is here. */
function styleOf(benchmark: XccdfBenchmark, profile: XccdfProfile, name: EntryName, entry: EntryText): EntryStyle {
  const { source, table } = profile.snapshot;
  const qualified = `${prefixOf(profile.snapshot, profile.element)}${name}`;
  const names = Object.keys(entry.attributes);
  const neighbour = neighbourOf(benchmark, profile, name);
  if (neighbour === undefined) {
    const quote = listAttributes(source, table, profile.element)[0]?.quote ?? '"';
    return { name: qualified, attributes: names, quote, close: '/>' };
  }
  const written = listAttributes(source, table, neighbour);
  const order = written.map((attribute) => attribute.name).filter((written) => names.includes(written));
  const tag = source.slice(table.start(neighbour), table.openEnd(neighbour));
  return {
    name: qualified,
    attributes: [...order, ...names.filter((missing) => !order.includes(missing))],
    quote: written.find((attribute) => attribute.name === 'idref')?.quote ?? '"',
    close: tag.endsWith('/>') ? tag.slice(beforeClose(tag)) : '/>',
  };
}

function neighbourOf(benchmark: XccdfBenchmark, profile: XccdfProfile, name: EntryName): number | undefined {
  const { table } = profile.snapshot;
  const entries = (of: XccdfProfile, names: ReadonlySet<string>) =>
    [...table.children(of.element)].filter((child) => names.has(table.local(child)));
  const profiles = profile.origin === 'tailoring' ? (benchmark.tailoring?.profiles ?? []) : benchmark.profiles;
  const named = new Set([name]);
  const other = profiles.find((candidate) => entries(candidate, named).length > 0);
  const same = entries(profile, named).at(-1) ?? (other && entries(other, named)[0]);
  return same ?? (name === 'select' ? undefined : entries(profile, entryNames).at(-1));
}

/** Where the white space before a tag's '/>' starts. */
function beforeClose(tag: string): number {
  let at = tag.length - 2;
  while (isSpace(tag.charCodeAt(at - 1))) at--;
  return at;
}

function renderEntry(style: EntryStyle, { attributes: values, text }: EntryText): string {
  const { name, quote, close } = style;
  const attributes = style.attributes.flatMap((attribute) => {
    const value = values[attribute];
    return value === undefined ? [] : [` ${attribute}=${quote}${encodeAttributeValue(value, quote)}${quote}`];
  });
  const start = `<${name}${attributes.join('')}`;
  return text === undefined ? `${start}${close}` : `${start}>${encodeText(text)}</${name}>`;
}
