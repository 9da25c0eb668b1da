/**
 * A Benchmark as the scanner sees it: items in document order, profiles with their entries. Read from the index once per
 * snapshot; it decides nothing, selection.ts does.
 */
import { createInterner, type Interner } from '../text/sourceText.ts';
import { valueInTag } from '../xml/attributes.ts';
import { textContent } from '../xml/content.ts';
import { noElement } from '../xml/elementTable.ts';
import { benchmarkOfTailoring } from './resolve.ts';
import { remember, type Snapshot } from './snapshot.ts';
import { xccdf11 } from './vocabulary.ts';

/** Rule, Group or Value; they share one space of ids (XCCDF 1.2, 6.4). */
export interface XccdfItem {
  /** Position in XccdfBenchmark.items: document order. */
  readonly number: number;
  readonly kind: 'rule' | 'group' | 'value';
  readonly id: string;
  readonly element: number;
  /** The enclosing Group's number, -1 at the top. */
  readonly parent: number;
  /** Its own @selected as the scanner reads it; undefined where it has none. */
  readonly selected: boolean | undefined;
  readonly extends: string | undefined;
  readonly clusterId: string | undefined;
  /** Abstract, or inside an abstract Group: gone when the scanner has resolved the document. */
  readonly gone: boolean;
  /** One list of alternatives for each requires element. */
  readonly requires: readonly (readonly string[])[];
  /** Its own, then those of the items it extends; requires are not inherited (seen in OpenSCAP, resolve.c). */
  readonly conflicts: readonly string[];
}

export interface XccdfSelect {
  readonly idref: string;
  readonly selected: boolean;
  readonly element: number;
}

export interface XccdfRefineValue {
  readonly idref: string;
  readonly selector: string | undefined;
  readonly element: number;
}

export interface XccdfSetValue {
  readonly idref: string;
  readonly value: string;
  readonly element: number;
}

export interface XccdfProfile {
  /** The document it stands in: a tailoring's profiles may stand in another file than the Benchmark. */
  readonly snapshot: Snapshot;
  readonly element: number;
  readonly id: string;
  readonly extends: string | undefined;
  readonly abstract: boolean;
  readonly origin: 'benchmark' | 'tailoring';
  readonly selects: readonly XccdfSelect[];
  readonly refineValues: readonly XccdfRefineValue[];
  readonly setValues: readonly XccdfSetValue[];
}

export interface XccdfBenchmark {
  readonly snapshot: Snapshot;
  readonly component: number;
  readonly element: number;
  readonly id: string;
  readonly items: readonly XccdfItem[];
  /** Of two items with one id the first; items that the scanner drops are not in it. */
  readonly itemsById: ReadonlyMap<string, XccdfItem>;
  /** Members of each cluster, by cluster-id. */
  readonly clusters: ReadonlyMap<string, readonly XccdfItem[]>;
  /** The Benchmark's own profiles, in document order. */
  readonly profiles: readonly XccdfProfile[];
  /** Profiles of the Tailoring in force, if one is. */
  readonly tailoring: XccdfTailoring | undefined;
}

export interface XccdfTailoring {
  readonly snapshot: Snapshot;
  readonly component: number;
  readonly element: number;
  readonly id: string;
  readonly profiles: readonly XccdfProfile[];
}

/** The Benchmarks of a document, in document order. */
export function listBenchmarks(snapshot: Snapshot): readonly XccdfBenchmark[] {
  return remember(snapshot, listBenchmarks, () =>
    snapshot.index.components.flatMap((component, number) =>
      component.kind === 'xccdf' ? [readBenchmark(snapshot, number)] : [],
    ),
  );
}

/** The Tailorings of a document, in document order. */
export function listTailorings(snapshot: Snapshot): readonly XccdfTailoring[] {
  return remember(snapshot, listTailorings, () =>
    snapshot.index.components.flatMap((component, number) =>
      component.kind === 'tailoring' ? [readTailoring(snapshot, number)] : [],
    ),
  );
}

/** A Benchmark as a Tailoring changes it: the tailoring's profiles come first and shadow those of the same id. */
export function withTailoring(benchmark: XccdfBenchmark, tailoring: XccdfTailoring): XccdfBenchmark {
  return { ...benchmark, tailoring };
}

/** Every Benchmark that a document's profiles act on: its own, and those that its Tailorings find. */
export function listScopes(snapshot: Snapshot): readonly XccdfBenchmark[] {
  return remember(snapshot, listScopes, () => {
    const tailored = listTailorings(snapshot).flatMap((tailoring) => {
      const found = benchmarkOfTailoring(snapshot, tailoring.component);
      if (found.status !== 'found') return [];
      const base = listBenchmarks(found.snapshot).find((candidate) => candidate.component === found.component);
      return base ? [withTailoring(base, tailoring)] : [];
    });
    return [...listBenchmarks(snapshot), ...tailored];
  });
}

/** The title in the document's own words, folded to one line; the id where there is none. */
export function titleOf(snapshot: Snapshot, element: number, id: string): string {
  const title = childText(snapshot, element, 'title') || id;
  return title.length > longestTitle ? `${title.slice(0, longestTitle).trimEnd()}...` : title;
}

/** A title whose end tag is broken holds the rest of the document; no row or message can show that. */
const longestTitle = 300;

/** Text of the first direct child of that name; '' where there is none. Costs the length of that child. */
export function childText(snapshot: Snapshot, element: number, local: string): string {
  for (const child of snapshot.table.children(element)) {
    if (snapshot.table.local(child) === local) return textContent(snapshot.source, snapshot.table, child);
  }
  return '';
}

/** As OpenSCAP reads a boolean: these words, untrimmed, and nothing else. The schema allows `true` and `1` only. */
export function readBoolean(value: string): boolean {
  return /^(?:true|True|TRUE|yes|Yes|YES|1)$/.test(value);
}

function readBenchmark(snapshot: Snapshot, component: number): XccdfBenchmark {
  const { table, index } = snapshot;
  const element = index.components[component]!.element;
  const items: XccdfItem[] = [];
  const profiles: XccdfProfile[] = [];
  const numbers = new Map<number, number>();
  const links = linksByItem(snapshot, component);
  const kinds = partNames(snapshot, element);
  const intern = createInterner();
  for (let at = element + 1; at < table.subtreeEnd(element); ) {
    const local = kinds.get(table.name(at));
    if (local === 'Profile') profiles.push(readProfile(snapshot, at, 'benchmark', intern));
    else if (local) {
      numbers.set(at, items.length);
      items.push(readItem(snapshot, at, local, items, numbers, links, intern));
    }
    // Of Groups the children are read too (and of a Rule that a broken document nests); of the rest nothing is needed.
    at = local === 'Group' || local === 'Rule' ? at + 1 : table.subtreeEnd(at);
  }
  const itemsById = new Map<string, XccdfItem>();
  const clusters = new Map<string, XccdfItem[]>();
  const complete = items.map((item) => (item.extends === undefined ? item : withInheritedConflicts(items, item)));
  for (const item of complete) if (!item.gone) register(item, itemsById, clusters);
  const id = valuesOf(snapshot, element, intern)('id') ?? '';
  return { snapshot, component, element, id, items: complete, itemsById, clusters, profiles, tailoring: undefined };
}

type PartName = 'Rule' | 'Group' | 'Value' | 'Profile';

/** What a Benchmark is made of, by number of the expanded name in the Benchmark's own namespace: compared 80,000 times. */
function partNames({ table }: Snapshot, benchmark: number): ReadonlyMap<number, PartName> {
  const uri = table.uri(benchmark);
  const parts: readonly string[] = ['Rule', 'Group', 'Value', 'Profile'];
  const numbers = Array.from({ length: table.names.size }, (_, name) => name);
  const own = numbers.filter((name) => table.names.uri(name) === uri && parts.includes(table.names.local(name)));
  return new Map(own.map((name) => [name, table.names.local(name) as PartName]));
}

function register(item: XccdfItem, itemsById: Map<string, XccdfItem>, clusters: Map<string, XccdfItem[]>): void {
  if (!itemsById.has(item.id)) itemsById.set(item.id, item);
  if (item.clusterId === undefined) return;
  const members = clusters.get(item.clusterId);
  if (members) members.push(item);
  else clusters.set(item.clusterId, [item]);
}

function withInheritedConflicts(items: readonly XccdfItem[], item: XccdfItem): XccdfItem {
  const conflicts = new Set(item.conflicts);
  const seen = new Set<XccdfItem>();
  for (let at: XccdfItem | undefined = item; at && !seen.has(at); ) {
    seen.add(at);
    const { extends: base, kind }: XccdfItem = at;
    at = base === undefined ? undefined : items.find((candidate) => candidate.id === base && candidate.kind === kind);
    for (const id of at?.conflicts ?? []) conflicts.add(id);
  }
  return { ...item, conflicts: [...conflicts] };
}

function readItem(
  snapshot: Snapshot,
  element: number,
  local: 'Rule' | 'Group' | 'Value',
  items: readonly XccdfItem[],
  numbers: ReadonlyMap<number, number>,
  links: ReadonlyMap<number, ItemLinks>,
  intern: Interner,
): XccdfItem {
  const value = valuesOf(snapshot, element, intern);
  const selected = value('selected');
  const parent = enclosingGroup(snapshot, element, numbers);
  const isLaterGroup = local === 'Group' && snapshot.table.uri(element) !== xccdf11;
  return {
    number: items.length,
    kind: local === 'Rule' ? 'rule' : local === 'Group' ? 'group' : 'value',
    id: value('id') ?? '',
    element,
    parent,
    selected: selected === undefined ? undefined : readBoolean(selected),
    // Group/@extends means nothing since XCCDF 1.2 (seen in OpenSCAP, resolve.c).
    extends: isLaterGroup ? undefined : value('extends'),
    clusterId: value('cluster-id'),
    gone: readBoolean(value('abstract') ?? '') || (parent >= 0 && items[parent]!.gone),
    ...(links.get(element) ?? noLinks),
  };
}

function enclosingGroup(snapshot: Snapshot, element: number, numbers: ReadonlyMap<number, number>): number {
  const group = snapshot.table.ancestor(element, (candidate) => numbers.has(candidate));
  return group === noElement ? -1 : numbers.get(group)!;
}

interface ItemLinks {
  readonly requires: readonly (readonly string[])[];
  readonly conflicts: readonly string[];
}

const noLinks: ItemLinks = { requires: [], conflicts: [] };

const linkKinds: ReadonlySet<string> = new Set(['xccdf.requires@idref', 'xccdf.conflicts@idref']);

/** The requires and conflicts of a component, by the element that has them: a handful among thousands of items. */
function linksByItem({ table, index }: Snapshot, component: number): ReadonlyMap<number, ItemLinks> {
  const links = new Map<number, { requires: string[][]; conflicts: string[] }>();
  let last = noElement;
  for (const { row, element, id, component: home } of index.referencesOfRows(({ kind }) => linkKinds.has(kind))) {
    const isRequires = row.kind === 'xccdf.requires@idref';
    if (home !== component) continue;
    const holder = table.parent(element);
    const own = links.get(holder) ?? { requires: [], conflicts: [] };
    links.set(holder, own);
    if (!isRequires) own.conflicts.push(id);
    else if (element === last) own.requires.at(-1)!.push(id);
    else own.requires.push([id]);
    last = element;
  }
  return links;
}

function readTailoring(snapshot: Snapshot, component: number): XccdfTailoring {
  const { table, index } = snapshot;
  const element = index.components[component]!.element;
  const intern = createInterner();
  const profiles = [...table.children(element)]
    .filter((child) => table.local(child) === 'Profile')
    .map((child) => readProfile(snapshot, child, 'tailoring', intern));
  const id = valuesOf(snapshot, element, intern)('id') ?? '';
  return { snapshot, component, element, id, profiles };
}

/** One Profile element, whatever stands around it. Costs its entries. */
export function readProfile(
  snapshot: Snapshot,
  element: number,
  origin: XccdfProfile['origin'],
  intern: Interner = createInterner(),
): XccdfProfile {
  const { source, table } = snapshot;
  const selects: XccdfSelect[] = [];
  const refineValues: XccdfRefineValue[] = [];
  const setValues: XccdfSetValue[] = [];
  for (const child of table.children(element)) {
    const local = table.local(child);
    if (local !== 'select' && local !== 'refine-value' && local !== 'set-value') continue;
    const read = valuesOf(snapshot, child, intern);
    const idref = read('idref') ?? '';
    // A select without @selected reads as false (seen in OpenSCAP).
    if (local === 'select') selects.push({ idref, selected: readBoolean(read('selected') ?? ''), element: child });
    else if (local === 'refine-value') refineValues.push({ idref, selector: read('selector'), element: child });
    else setValues.push({ idref, value: textContent(source, table, child), element: child });
  }
  const own = valuesOf(snapshot, element, intern);
  return {
    snapshot,
    element,
    id: own('id') ?? '',
    extends: own('extends'),
    abstract: readBoolean(own('abstract') ?? ''),
    origin,
    selects,
    refineValues,
    setValues,
  };
}

/** The model outlives the text that it was read from: a value that is a window into a chunk would keep an old chunk. */
function valuesOf(
  { source, table }: Snapshot,
  element: number,
  intern: Interner,
): (name: string) => string | undefined {
  const tag = source.slice(table.start(element), table.openEnd(element));
  return (name) => {
    const value = valueInTag(tag, 0, tag.length, name);
    return value === undefined ? undefined : intern(value);
  };
}
