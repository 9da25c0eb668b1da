/**
 * Which rules a scanner evaluates, and which element decided: the semantics of `oscap xccdf eval` (XCCDF 1.2, 7.2.2, with
 * OpenSCAP's readings where the text is silent). A draft asks "what if" without touching a document.
 */
import type { XccdfBenchmark, XccdfItem, XccdfProfile, XccdfSelect } from './benchmark.ts';
import { remember, rememberFor } from './snapshot.ts';

/** A select of a draft has no element yet. */
export type DraftSelect = Omit<XccdfSelect, 'element'> & { readonly element?: number };

/** Changes not made yet: other selects for some profiles, another @selected for some items. */
export interface SelectionDraft {
  readonly selects: ReadonlyMap<XccdfProfile, readonly DraftSelect[]>;
  /** By item number. */
  readonly defaults: ReadonlyMap<number, boolean>;
}

/** Why an item fell out in the pass over requires and conflicts. */
export interface Drop {
  readonly code: 'requires' | 'conflicts';
  /** The item that has the requires or conflicts. */
  readonly item: XccdfItem;
  /** The alternatives none of which is selected, or the one conflicting id that is. */
  readonly ids: readonly string[];
  /** The number of the item that a scanner had come to: the rule itself, or of a group the child before which it was asked. */
  readonly turn: number;
}

/** What decided an item's own switch: a select, with the profile it stands in, or the item's default. */
export interface Decision {
  readonly select: DraftSelect;
  readonly profile: XccdfProfile;
  /** The select names the item itself, or a cluster that it is in. */
  readonly by: 'id' | 'cluster';
}

export interface Selection {
  /** By item number: 1 where the rule is evaluated. Groups and Values are 0. */
  readonly effective: Uint8Array;
  /** By item number: the item's own switch, before groups, requires and conflicts are asked. */
  readonly switched: Uint8Array;
  /** By item number; undefined where the default holds. */
  readonly decisions: readonly (Decision | undefined)[];
  readonly drops: ReadonlyMap<number, Drop>;
}

/** The profiles that a scan can name, tailored ones first; shadowed ones are left out. Abstract ones are listed too. */
export function profilesInForce(benchmark: XccdfBenchmark): readonly XccdfProfile[] {
  if (!benchmark.tailoring) return benchmark.profiles;
  const shadowed = new Set(benchmark.tailoring.profiles.map((profile) => profile.id));
  return [...benchmark.tailoring.profiles, ...benchmark.profiles.filter((profile) => !shadowed.has(profile.id))];
}

/** Those that an edit can change: with a tailoring its own, one of which may have the id of a profile that it shadows. */
export function editableProfiles({ profiles, tailoring }: XccdfBenchmark): readonly XccdfProfile[] {
  return tailoring?.profiles ?? profiles;
}

/** The profile that `profile` extends, as the scanner looks it up; undefined where there is none or it is dropped. */
export function parentProfile(benchmark: XccdfBenchmark, profile: XccdfProfile): XccdfProfile | undefined {
  const id = profile.extends;
  if (id === undefined) return undefined;
  if (profile.origin === 'tailoring') {
    const tailored = benchmark.tailoring?.profiles.find((candidate) => candidate.id === id && candidate !== profile);
    if (tailored) return tailored;
    // Abstract profiles are gone once the Benchmark is resolved: the tailoring silently loses such a base.
    return benchmark.profiles.find((candidate) => candidate.id === id && !candidate.abstract);
  }
  return benchmark.profiles.find((candidate) => candidate.id === id && candidate !== profile);
}

/** Its ancestors, nearest first. A cycle (which crashes the scanner) ends the chain. */
export function ancestorProfiles(benchmark: XccdfBenchmark, profile: XccdfProfile): readonly XccdfProfile[] {
  const chain: XccdfProfile[] = [];
  for (let at = parentProfile(benchmark, profile); at && at !== profile; at = parentProfile(benchmark, at)) {
    if (chain.includes(at)) break;
    chain.push(at);
  }
  return chain;
}

/** Profiles in an order in which none comes before one that it extends. */
export function parentsFirst(benchmark: XccdfBenchmark, profiles: readonly XccdfProfile[]): readonly XccdfProfile[] {
  const depth = new Map(profiles.map((profile) => [profile, ancestorProfiles(benchmark, profile).length]));
  return profiles.toSorted((a, b) => depth.get(a)! - depth.get(b)!);
}

/** What a scan with this profile (undefined: without one) evaluates. Computed once per snapshot and profile. */
export function selectionOf(benchmark: XccdfBenchmark, profile: XccdfProfile | undefined): Selection {
  // A tailored view is made anew when asked for, but shares its Tailoring; the plain one shares its items.
  const ofView = rememberFor(
    benchmark.snapshot,
    selectionOf,
    benchmark.tailoring ?? benchmark.items,
    () => new Map<XccdfProfile | undefined, Selection>(),
  );
  let selection = ofView.get(profile);
  if (!selection) {
    selection = evaluateSelection(benchmark, profile);
    ofView.set(profile, selection);
  }
  return selection;
}

/** The profile "(all)": every item is selected; requires and conflicts still count. */
export function selectionOfAll(benchmark: XccdfBenchmark): Selection {
  const switched = new Uint8Array(benchmark.items.length).fill(1);
  return settle(benchmark, switched, new Array(benchmark.items.length).fill(undefined));
}

/** As `selectionOf`, with a draft's changes made. Linear in the items and the selects that count. */
export function evaluateSelection(
  benchmark: XccdfBenchmark,
  profile: XccdfProfile | undefined,
  draft?: SelectionDraft,
): Selection {
  const { items, itemsById, clusters } = benchmark;
  const decisions: (Decision | undefined)[] = new Array(items.length).fill(undefined);
  const switched = defaultsOf(benchmark, draft);
  if (profile) {
    for (const { selects, owner, hidden } of selectLayers(benchmark, profile, draft)) {
      for (const select of selects) {
        if (hidden?.has(select.idref)) continue;
        const item = itemsById.get(select.idref);
        if (item) decide(item, { select, profile: owner, by: 'id' });
        else {
          for (const member of clusters.get(select.idref) ?? []) {
            decide(member, { select, profile: owner, by: 'cluster' });
          }
        }
      }
    }
  }
  return settle(benchmark, switched, decisions);

  function decide(item: XccdfItem, decision: Decision): void {
    decisions[item.number] = decision;
    switched[item.number] = decision.select.selected ? 1 : 0;
  }
}

/** By item number, the default of each item: a fresh array. A draft costs what it changes, and the items with Rule/@extends. */
function defaultsOf(benchmark: XccdfBenchmark, draft: SelectionDraft | undefined): Uint8Array {
  const { plain, heirs } = rememberFor(benchmark.snapshot, defaultsOf, benchmark.items, () => ({
    plain: Uint8Array.from(benchmark.items, (item) => (defaultSource(benchmark, item).selected ? 1 : 0)),
    heirs: benchmark.items.filter((item) => item.extends !== undefined && item.selected === undefined),
  }));
  const defaults = plain.slice();
  if (!draft || draft.defaults.size === 0) return defaults;
  for (const item of heirs) defaults[item.number] = defaultSource(benchmark, item, draft).selected ? 1 : 0;
  for (const [number, selected] of draft.defaults) defaults[number] = selected ? 1 : 0;
  return defaults;
}

/** Its own @selected, else that of the rule it extends, transitively, else true. */
export function defaultSelected(benchmark: XccdfBenchmark, item: XccdfItem, draft?: SelectionDraft): boolean {
  return defaultSource(benchmark, item, draft).selected;
}

/** The item whose @selected is the default of `item`, and its value; with no such item the schema's default, true. */
export function defaultSource(
  benchmark: XccdfBenchmark,
  item: XccdfItem,
  draft?: SelectionDraft,
): { readonly selected: boolean; readonly item: XccdfItem | undefined } {
  const written = draft?.defaults.get(item.number) ?? item.selected;
  if (written !== undefined) return { selected: written, item };
  if (item.extends === undefined) return { selected: true, item: undefined };
  for (const at of extensionLine(benchmark, item)) {
    const own = draft?.defaults.get(at.number) ?? at.selected;
    if (own !== undefined) return { selected: own, item: at };
  }
  return { selected: true, item: undefined };
}

/** The item, then what it extends, and so on; a cycle ends the line. */
export function extensionLine(benchmark: XccdfBenchmark, item: XccdfItem): readonly XccdfItem[] {
  const line = new Set<XccdfItem>();
  for (let at: XccdfItem | undefined = item; at && !line.has(at); ) {
    line.add(at);
    at = at.extends === undefined ? undefined : extendedItem(benchmark, at);
  }
  return [...line];
}

/** The item that `item` extends: of its own kind, abstract or not, wherever it stands. */
export function extendedItem(benchmark: XccdfBenchmark, item: XccdfItem): XccdfItem | undefined {
  return itemsOfAnyKind(benchmark)
    .get(item.extends ?? '')
    ?.find((candidate) => candidate.kind === item.kind);
}

function itemsOfAnyKind(benchmark: XccdfBenchmark): ReadonlyMap<string, readonly XccdfItem[]> {
  return remember(benchmark.snapshot, `items ${benchmark.component}`, () => {
    const byId = new Map<string, XccdfItem[]>();
    for (const item of benchmark.items) byId.set(item.id, [...(byId.get(item.id) ?? []), item]);
    return byId;
  });
}

export interface OwnedSelect {
  readonly select: DraftSelect;
  readonly owner: XccdfProfile;
}

/** All selects that count for a profile, in the order in which the last one wins. */
export function flattenSelects(benchmark: XccdfBenchmark, profile: XccdfProfile): readonly OwnedSelect[] {
  return listSelects(benchmark, profile).filter(({ replacedIn }) => replacedIn === undefined);
}

export interface ListedSelect extends OwnedSelect {
  /** The profile nearer than `owner` that has an entry for the same idref, so that this one does not count. */
  readonly replacedIn: XccdfProfile | undefined;
}

/** As `flattenSelects`, with those of ancestors that do not count. */
export function listSelects(benchmark: XccdfBenchmark, profile: XccdfProfile): readonly ListedSelect[] {
  const layers = selectLayers(benchmark, profile);
  const named = layers.map(({ selects }) => new Set(selects.map(({ idref }) => idref)));
  return layers.flatMap(({ selects, owner, hidden }, depth) =>
    selects.map((select) => ({
      select,
      owner,
      replacedIn: hidden?.has(select.idref) ? replacer(select, depth) : undefined,
    })),
  );

  function replacer({ idref }: DraftSelect, depth: number): XccdfProfile | undefined {
    return layers.find((_, layer) => layer > depth && named[layer]!.has(idref))?.owner;
  }
}

/** The selects of one profile among those that count; `hidden` are the idrefs that a profile nearer has an entry for. */
interface SelectLayer {
  readonly selects: readonly DraftSelect[];
  readonly owner: XccdfProfile;
  readonly hidden: ReadonlySet<string> | undefined;
}

/**
 * A layer for each profile in a line of descent, the farthest first: an ancestor's select is kept only while no profile
 * nearer has an entry for the same idref, written the same.
 */
function selectLayers(benchmark: XccdfBenchmark, profile: XccdfProfile, draft?: SelectionDraft): SelectLayer[] {
  const selectsOf = (of: XccdfProfile): readonly DraftSelect[] => draft?.selects.get(of) ?? of.selects;
  const layers: SelectLayer[] = [{ selects: selectsOf(profile), owner: profile, hidden: undefined }];
  const nearer = new Set<string>();
  for (const ancestor of ancestorProfiles(benchmark, profile)) {
    for (const { idref } of layers[0]!.selects) nearer.add(idref);
    layers.unshift({ selects: selectsOf(ancestor), owner: ancestor, hidden: new Set(nearer) });
  }
  return layers;
}

/**
 * The one pass in document order over groups, requires and conflicts. What drops out counts as not selected for later
 * items only; a group is asked before each of its children, so it can drop midway (seen in OpenSCAP, xccdf_policy.c).
 */
function settle(
  benchmark: XccdfBenchmark,
  switched: Uint8Array,
  decisions: readonly (Decision | undefined)[],
): Selection {
  const { items, itemsById } = benchmark;
  const now = switched.slice();
  const effective = new Uint8Array(items.length);
  // Whether all groups above were on when the item's turn came.
  const alive = new Uint8Array(items.length);
  const drops = new Map<number, Drop>();
  const selectedNow = (id: string): boolean => {
    const item = itemsById.get(id);
    return item !== undefined && now[item.number] === 1;
  };
  for (const item of items) {
    if (item.kind === 'value' || item.gone) continue;
    if (item.parent >= 0) {
      const group = items[item.parent]!;
      if (now[group.number] === 1) dropUnmet(group, item.number);
      alive[item.number] = alive[group.number]! & now[group.number]!;
    } else alive[item.number] = 1;
    if (item.kind !== 'rule' || now[item.number] === 0 || alive[item.number] === 0) continue;
    if (!dropUnmet(item, item.number)) effective[item.number] = 1;
  }
  return { effective, switched, decisions, drops };

  function dropUnmet(item: XccdfItem, turn: number): boolean {
    if (item.requires.length === 0 && item.conflicts.length === 0) return false;
    const conflicting = item.conflicts.find(selectedNow);
    const unmet = item.requires.find((ids) => !ids.some(selectedNow));
    if (conflicting !== undefined) drops.set(item.number, { code: 'conflicts', item, ids: [conflicting], turn });
    else if (unmet) drops.set(item.number, { code: 'requires', item, ids: unmet, turn });
    else return false;
    // A group takes everything inside with it, also for those that ask about its members later.
    for (let member = item.number; member < items.length; member++) {
      if (member > item.number && !isInside(member, item.number)) break;
      now[member] = 0;
    }
    return true;
  }

  function isInside(member: number, group: number): boolean {
    let at = items[member]!.parent;
    while (at > group) at = items[at]!.parent;
    return at === group;
  }
}

/** Groups around an item, innermost first. */
export function ancestorGroups(benchmark: XccdfBenchmark, item: XccdfItem): readonly XccdfItem[] {
  const groups: XccdfItem[] = [];
  for (let at = item.parent; at >= 0; at = benchmark.items[at]!.parent) groups.push(benchmark.items[at]!);
  return groups;
}
