/** Reads Benchmarks, Tailorings and Profiles into the model of benchmark.ts. It decides nothing, and keeps nothing of the text. */
import { createInterner, type Interner } from '../text/detached.ts';
import { writtenValues } from '../xml/attributes.ts';
import { decodeReferences } from '../xml/characters.ts';
import { textContent } from '../xml/content.ts';
import type { ElementTable } from '../xml/elementTable.ts';
import type {
  XccdfBenchmark,
  XccdfItem,
  XccdfProfile,
  XccdfRefineValue,
  XccdfSelect,
  XccdfSetValue,
  XccdfTailoring,
} from './benchmark.ts';
import type { Snapshot } from './snapshot.ts';
import { xccdf11 } from './vocabulary.ts';
import { readBoolean } from './xccdfBoolean.ts';

export function readBenchmark(snapshot: Snapshot, component: number): XccdfBenchmark {
  const element = snapshot.index.components[component]!.element;
  const intern = createInterner();
  const { items: read, profiles } = readParts(snapshot, element, intern);
  const items = withConflicts(read);
  const itemsById = new Map<string, XccdfItem>();
  const clusters = new Map<string, XccdfItem[]>();
  for (const item of items) if (!item.gone) register(item, itemsById, clusters);
  const [id = ''] = valuesOf(snapshot, element, ['id'], intern);
  return { snapshot, component, element, id, items, itemsById, clusters, profiles, tailoring: undefined };
}

type ItemName = 'Rule' | 'Group' | 'Value';
type LinkName = 'requires' | 'conflicts';
type PartName = ItemName | LinkName | 'Profile';

/** By number of the expanded name; undefined for what is no part of the model. */
type PartNames = readonly (PartName | undefined)[];

function readParts(snapshot: Snapshot, benchmark: number, intern: Interner) {
  const { table } = snapshot;
  const items: XccdfItem[] = [];
  const profiles: XccdfProfile[] = [];
  const numbers = new Map<number, number>();
  const names = partNames(table, benchmark);
  const end = table.subtreeEnd(benchmark);
  for (let at = nextPart(table, names, benchmark + 1, end); at < end; ) {
    const name = names[table.name(at)]!;
    let inside = false;
    if (name === 'Profile') profiles.push(readProfile(snapshot, at, 'benchmark', intern));
    else if (name === 'requires' || name === 'conflicts') {
      const holder = numbers.get(table.parent(at));
      if (holder !== undefined) addLink(snapshot, items[holder]!, at, name);
    } else {
      numbers.set(at, items.length);
      items.push(readItem(snapshot, at, name, items, numbers, intern));
      // Of Groups the children are read too, and of a Rule its links (and the items that a broken document nests).
      inside = name !== 'Value';
    }
    at = nextPart(table, names, inside ? at + 1 : table.subtreeEnd(at), end);
  }
  return { items, profiles };
}

/** What a Benchmark is made of, in its own namespace. */
function partNames(table: ElementTable, benchmark: number): PartNames {
  const { names } = table;
  const uri = table.uri(benchmark);
  return Array.from({ length: names.size }, (_, number) => {
    const local = names.local(number);
    return names.uri(number) === uri && isPartName(local) ? local : undefined;
  });
}

const parts: ReadonlySet<string> = new Set<PartName>(['Rule', 'Group', 'Value', 'Profile', 'requires', 'conflicts']);

function isPartName(local: string): local is PartName {
  return parts.has(local);
}

/** The first part at a row or behind it; other elements are passed over with all inside. A Benchmark has 60,000 of those. */
function nextPart(table: ElementTable, names: PartNames, from: number, end: number): number {
  let at = from;
  while (at < end && names[table.name(at)] === undefined) at = table.subtreeEnd(at);
  return at;
}

const itemAttributes = ['id', 'selected', 'extends', 'cluster-id', 'abstract'];
const none: never[] = [];

function readItem(
  snapshot: Snapshot,
  element: number,
  name: ItemName,
  items: readonly XccdfItem[],
  numbers: ReadonlyMap<number, number>,
  intern: Interner,
): XccdfItem {
  const [id, selected, base, clusterId, abstract] = valuesOf(snapshot, element, itemAttributes, intern);
  const parent = enclosingGroup(snapshot, element, numbers);
  const isLaterGroup = name === 'Group' && snapshot.table.uri(element) !== xccdf11;
  return {
    number: items.length,
    kind: name === 'Rule' ? 'rule' : name === 'Group' ? 'group' : 'value',
    id: id ?? '',
    element,
    parent,
    selected: selected === undefined ? undefined : readBoolean(selected),
    // Group/@extends means nothing since XCCDF 1.2 (seen in OpenSCAP, resolve.c).
    extends: isLaterGroup ? undefined : base,
    clusterId,
    gone: readBoolean(abstract ?? '') || (parent >= 0 && items[parent]!.gone),
    requires: none,
    conflicts: none,
  };
}

function enclosingGroup(snapshot: Snapshot, element: number, numbers: ReadonlyMap<number, number>): number {
  const group = snapshot.table.ancestor(element, (candidate) => numbers.has(candidate));
  return numbers.get(group) ?? -1;
}

/** One requires or conflicts element more, for an item that nobody has seen yet; one without ids is none. */
function addLink({ index }: Snapshot, item: XccdfItem, element: number, name: LinkName): void {
  const kind = `xccdf.${name}@idref`;
  const ids = index.referencesAt(element).flatMap(({ row, id }) => (row.kind === kind ? [id] : []));
  const open = item as XccdfItem & { requires: (readonly string[])[]; conflicts: string[] };
  // Most items have none and share one empty list.
  if (open[name] === none) open[name] = [];
  if (name === 'conflicts') open.conflicts.push(...ids);
  else if (ids.length > 0) open.requires.push(ids);
}

/** The items, each with the conflicts of those that it extends. */
function withConflicts(items: readonly XccdfItem[]): readonly XccdfItem[] {
  if (items.every((item) => item.extends === undefined)) return items;
  const firsts = new Map<string, XccdfItem>();
  for (const item of items) {
    const name = `${item.kind} ${item.id}`;
    if (!firsts.has(name)) firsts.set(name, item);
  }
  return items.map((item) => (item.extends === undefined ? item : withInheritedConflicts(firsts, item)));
}

/** `firsts` are items by kind and id: of two with one id the first is extended. */
function withInheritedConflicts(firsts: ReadonlyMap<string, XccdfItem>, item: XccdfItem): XccdfItem {
  const conflicts = new Set(item.conflicts);
  const seen = new Set<XccdfItem>();
  for (let at: XccdfItem | undefined = item; at && !seen.has(at); ) {
    seen.add(at);
    const { extends: base, kind }: XccdfItem = at;
    at = base === undefined ? undefined : firsts.get(`${kind} ${base}`);
    for (const id of at?.conflicts ?? []) conflicts.add(id);
  }
  return { ...item, conflicts: [...conflicts] };
}

function register(item: XccdfItem, itemsById: Map<string, XccdfItem>, clusters: Map<string, XccdfItem[]>): void {
  if (!itemsById.has(item.id)) itemsById.set(item.id, item);
  if (item.clusterId === undefined) return;
  const members = clusters.get(item.clusterId);
  if (members) members.push(item);
  else clusters.set(item.clusterId, [item]);
}

export function readTailoring(snapshot: Snapshot, component: number): XccdfTailoring {
  const { table, index } = snapshot;
  const element = index.components[component]!.element;
  const intern = createInterner();
  const profiles = [...table.children(element)]
    .filter((child) => table.local(child) === 'Profile')
    .map((child) => readProfile(snapshot, child, 'tailoring', intern));
  const [id = ''] = valuesOf(snapshot, element, ['id'], intern);
  return { snapshot, component, element, id, profiles };
}

const profileAttributes = ['id', 'extends', 'abstract'];

/** One Profile element, whatever stands around it. Costs its entries; an entry without @idref names nothing and is left out. */
export function readProfile(
  snapshot: Snapshot,
  element: number,
  origin: XccdfProfile['origin'],
  intern: Interner = createInterner(),
): XccdfProfile {
  const { source, table, index } = snapshot;
  const selects: XccdfSelect[] = [];
  const refineValues: XccdfRefineValue[] = [];
  const setValues: XccdfSetValue[] = [];
  // The index knows where they are and what they say: a stream has thousands of selects.
  index.visitReferences(element + 1, table.subtreeEnd(element), ({ kind }, idref, entry, selected) => {
    if (table.parent(entry) !== element) return;
    if (kind === 'xccdf.select@idref') {
      // One without @selected reads as false (seen in OpenSCAP).
      selects.push({ idref, selected, element: entry });
    } else if (kind === 'xccdf.refine-value@idref') {
      const [selector] = valuesOf(snapshot, entry, refineAttributes, intern);
      refineValues.push({ idref, selector, element: entry });
    } else if (kind === 'xccdf.set-value@idref') {
      setValues.push({ idref, value: textContent(source, table, entry), element: entry });
    }
  });
  const [id, base, abstract] = valuesOf(snapshot, element, profileAttributes, intern);
  return {
    snapshot,
    element,
    id: id ?? '',
    extends: base,
    abstract: readBoolean(abstract ?? ''),
    origin,
    selects,
    refineValues,
    setValues,
  };
}

const refineAttributes = ['selector'];

/**
 * The values of these attributes, references replaced. The model outlives the text that it was read from: a value that is a
 * window into a chunk would keep an old chunk.
 */
function valuesOf(
  snapshot: Snapshot,
  element: number,
  names: readonly string[],
  intern: Interner,
): readonly (string | undefined)[] {
  const values = writtenValues(tagOf(snapshot, element), names);
  for (let place = 0; place < values.length; place++) {
    const value = values[place];
    if (value !== undefined) values[place] = intern(value.includes('&') ? decodeReferences(value) : value);
  }
  return values;
}

function tagOf({ source, table }: Snapshot, element: number): string {
  return source.slice(table.start(element), table.openEnd(element));
}
