/**
 * The index of a document: its components, every declaration and every reference, in document order. It reads the element
 * table once; whether a reference leads anywhere is resolve.ts's business.
 */
import { detached, type SourceText } from '../text/sourceText.ts';
import type { Span } from '../text/span.ts';
import { type Attribute, attributesOfTag, findAttribute, valueInTag } from '../xml/attributes.ts';
import { decodeReferences } from '../xml/characters.ts';
import { trimmedContentSpan } from '../xml/content.ts';
import { type ElementTable, noElement } from '../xml/elementTable.ts';
import {
  type ComponentKind,
  type DeclarationKind,
  type DeclarationRow,
  declarationKinds,
  declarationRows,
  type Family,
  familyOf,
  type ReferenceRow,
  referenceRows,
} from './vocabulary.ts';

/** A document inside the document: the root itself, or what a ds:component holds. */
export interface ScapComponent {
  readonly kind: ComponentKind;
  /** The component's own root: a Benchmark, oval_definitions, a cpe-list, or the collection itself. */
  readonly element: number;
  /** The ds:component or ds:extended-component around it, `noElement` for a stand-alone document. */
  readonly wrapper: number;
  /** ds:component/@id, '' for a stand-alone document. */
  readonly id: string;
}

export interface Declaration {
  readonly kind: DeclarationKind;
  readonly id: string;
  readonly element: number;
  readonly component: number;
}

export interface Reference {
  readonly row: ReferenceRow;
  readonly id: string;
  readonly element: number;
  readonly component: number;
  /** Of a list of names: which one this is, from 0. */
  readonly ordinal: number;
}

export interface ScapIndex {
  readonly components: readonly ScapComponent[];
  readonly declarations: readonly Declaration[];
  readonly references: readonly Reference[];
  /** All declarations of an id, whatever their kind and component, in document order. */
  declarationsOf(id: string): readonly Declaration[];
  /** All references that are written with this id, in document order. */
  referencesTo(id: string): readonly Reference[];
  declarationsAt(element: number): readonly Declaration[];
  referencesAt(element: number): readonly Reference[];
  /** The component that holds an element, by number. */
  componentAt(element: number): number;
}

/** Which rows of a table were replaced by others; see ElementTable.replaceRun. */
export interface ReplacedRows {
  /** The element around them. */
  readonly parent: number;
  readonly first: number;
  readonly oldCount: number;
  readonly newCount: number;
}

interface NameRows {
  readonly family: Family | undefined;
  readonly local: string;
  readonly declarations: readonly DeclarationRow[];
  readonly references: readonly ReferenceRow[];
  /** Only attributes that any element of its kind may have: worth a look at the tag before it is parsed. */
  readonly rareOnly: boolean;
}

/** Reads the table once. `whole` is the same text as `source`, flat. */
export function buildIndex(whole: string, source: SourceText, table: ElementTable): ScapIndex {
  const steps = buildIndexInSteps(whole, source, table);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** As `buildIndex`, giving up the turn now and then; answers how far it is, from 0 to 1. */
export function* buildIndexInSteps(
  whole: string,
  source: SourceText,
  table: ElementTable,
): Generator<number, ScapIndex> {
  const reader = new IndexReader((from, to) => whole.slice(from, to), source, table, []);
  for (let element = 0; element < table.count; element++) {
    const kind = reader.componentKind(element);
    if (kind) reader.openComponent(element, kind);
    reader.read(element);
    if (element % elementsAtOnce === elementsAtOnce - 1) yield element / table.count;
  }
  return new Entries(reader);
}

/** Elements between two chances to give up the turn: a millisecond or so. */
const elementsAtOnce = 4096;

/** Whether an index can take other rows there: inside a component, and not what says which components there are. */
export function canReplaceInIndex(index: ScapIndex, rows: Omit<ReplacedRows, 'newCount'>): boolean {
  return index instanceof Entries && index.canReplace(rows);
}

/**
 * The index after a run of rows was replaced; `table` and `source` are the new ones. Only where `canReplaceInIndex`. The
 * old index must not be asked any more: entries that only moved are moved in place.
 */
export function replaceInIndex(
  index: ScapIndex,
  source: SourceText,
  table: ElementTable,
  rows: ReplacedRows,
): ScapIndex {
  if (!(index instanceof Entries)) throw new Error('only an index that buildIndex made can be changed');
  return index.replace(source, table, rows);
}

/** Reads elements into entries, in document order; the only place that looks at vocabulary rows. */
class IndexReader {
  readonly components: ScapComponent[];
  readonly declarations: Declaration[] = [];
  readonly references: Reference[] = [];
  readonly table: ElementTable;
  readonly #slice: (from: number, to: number) => string;
  readonly #source: SourceText;
  /** By number of the expanded name. */
  readonly #rows: (NameRows | undefined)[] = [];
  /** The component that entries are read into. */
  component: number;

  constructor(
    slice: (from: number, to: number) => string,
    source: SourceText,
    table: ElementTable,
    components: ScapComponent[],
  ) {
    this.#slice = slice;
    this.#source = source;
    this.table = table;
    this.components = components;
    this.component = components.length - 1;
  }

  rowsOf(element: number): NameRows {
    const { table } = this;
    const name = table.name(element);
    let rows = this.#rows[name];
    if (!rows) {
      rows = rowsOf(table.names.uri(name), table.names.local(name));
      this.#rows[name] = rows;
    }
    return rows;
  }

  /** What the element is the root of, if it is the root of a component. */
  componentKind(element: number): ComponentKind | undefined {
    const parent = this.table.parent(element);
    const own = this.rowsOf(element);
    if (parent !== noElement) {
      const around = this.rowsOf(parent);
      const isWrapper = around.local === 'component' || around.local === 'extended-component';
      if (around.family !== 'ds' || !isWrapper) return undefined;
    }
    return rootKinds[`${own.family} ${own.local}`] ?? 'other';
  }

  openComponent(element: number, kind: ComponentKind): void {
    const wrapper = this.table.parent(element);
    const id = wrapper === noElement ? '' : (findAttribute(this.#source, this.table, wrapper, 'id')?.value ?? '');
    this.components.push({ kind, element, wrapper, id });
    this.component = this.components.length - 1;
  }

  read(element: number): void {
    const own = this.rowsOf(element);
    if (own.declarations.length === 0 && own.references.length === 0) return;
    const { table } = this;
    const parent = table.parent(element);
    const section = parent === noElement ? undefined : this.rowsOf(parent).local;
    const inSection = own.declarations.some((row) => row.parent !== undefined && row.parent === section);
    const [start, openEnd] = [table.start(element), table.openEnd(element)];
    const tag = this.#slice(start, openEnd);
    if (own.rareOnly && !inSection && !tag.includes('_ref')) return;
    // Elements of the collection itself stand between components; their component is the collection.
    const component = own.family === 'ds' || own.family === 'catalog' ? 0 : this.component;
    for (const row of own.declarations) {
      if (row.parent !== undefined && row.parent !== section) continue;
      const id = valueInTag(tag, 0, tag.length, row.attribute ?? 'id');
      if (id !== undefined) this.declarations.push({ kind: row.kind, id, element, component });
    }
    for (const row of own.references) {
      const value = row.attribute === undefined ? this.#text(element) : writtenIn(tag, row.attribute);
      if (value !== undefined) this.#refer(row, value, element, component);
    }
  }

  #refer(row: ReferenceRow, value: string, element: number, component: number): void {
    if (!row.list) this.references.push({ row, id: value, element, component, ordinal: 0 });
    else {
      const ids = value.split(/\s+/).filter((id) => id !== '');
      for (const [ordinal, id] of ids.entries()) this.references.push({ row, id, element, component, ordinal });
    }
  }

  #text(element: number): string {
    const span = trimmedContentSpan(this.#source, this.table, element);
    return decodeReferences(this.#source.slice(span.from, span.to));
  }
}

function writtenIn(tag: string, name: string): string | undefined {
  if (name.startsWith('xlink:')) return written(attributesOfTag(tag, 0), name)?.value;
  return valueInTag(tag, 0, tag.length, name);
}

/** An attribute by its name as the vocabulary has it; of `xlink:href` any prefix will do. */
function written(attributes: readonly Attribute[], name: string): Attribute | undefined {
  const local = name.startsWith('xlink:') ? name.slice(6) : undefined;
  return attributes.find((attribute) =>
    local === undefined ? attribute.name === name : attribute.name.slice(attribute.name.indexOf(':') + 1) === local,
  );
}

function rowsOf(uri: string, local: string): NameRows {
  const family = familyOf(uri);
  const fits = (row: { family: Family | 'anyOval'; local: string }): boolean =>
    family !== undefined &&
    (row.local === local || row.local === '*') &&
    (row.family === family || (row.family === 'anyOval' && (family === 'oval' || family === 'ovalTest')));
  const references = referenceRows.filter(fits);
  const declarationsOfName = declarationRows.filter(fits);
  const rare = (row: { local: string; parent?: string }) => row.local === '*';
  return {
    family,
    local,
    declarations: declarationsOfName,
    references,
    rareOnly: declarationsOfName.every(rare) && references.every(rare),
  };
}

const rootKinds: Readonly<Record<string, ComponentKind>> = {
  'ds data-stream-collection': 'collection',
  'xccdf Benchmark': 'xccdf',
  'xccdf Tailoring': 'tailoring',
  'oval oval_definitions': 'oval',
  'ocil ocil': 'ocil',
  'cpe cpe-list': 'cpe',
  'script script': 'script',
};

/** The entries of one document; sorted by element, looked up by id through tables that are made when first needed. */
class Entries implements ScapIndex {
  readonly components: readonly ScapComponent[];
  readonly declarations: readonly Declaration[];
  readonly references: readonly Reference[];
  readonly #table: ElementTable;
  #byId: Map<string, Declaration[]> | undefined;
  #byTarget: Map<string, Reference[]> | undefined;

  constructor({
    components,
    declarations,
    references,
    table,
  }: Pick<IndexReader, 'components' | 'declarations' | 'references' | 'table'>) {
    this.components = components;
    this.declarations = declarations;
    this.references = references;
    this.#table = table;
  }

  declarationsOf(id: string): readonly Declaration[] {
    this.#byId ??= groupBy(this.declarations, idOf);
    return this.#byId.get(id) ?? [];
  }

  referencesTo(id: string): readonly Reference[] {
    this.#byTarget ??= groupBy(this.references, targetId);
    return this.#byTarget.get(id) ?? [];
  }

  declarationsAt(element: number): readonly Declaration[] {
    return runOf(this.declarations, element, element + 1);
  }

  referencesAt(element: number): readonly Reference[] {
    return runOf(this.references, element, element + 1);
  }

  componentAt(element: number): number {
    let found = 0;
    for (let number = 0; number < this.components.length; number++) {
      const root = this.components[number]!.element;
      if (root <= element && element < this.#table.subtreeEnd(root)) found = number;
    }
    return found;
  }

  /** What stands between components says which ones there are, and their roots say what they are. */
  canReplace({ parent, first, oldCount }: Omit<ReplacedRows, 'newCount'>): boolean {
    const root = this.components.findLast((component) => component.element <= parent);
    if (!root || root.kind === 'collection' || parent >= this.#table.subtreeEnd(root.element)) return false;
    return !this.components.some(({ element }) => element >= first && element < first + oldCount);
  }

  replace(source: SourceText, table: ElementTable, rows: ReplacedRows): ScapIndex {
    const { parent, first, oldCount, newCount } = rows;
    const rowDelta = newCount - oldCount;
    const holder = this.components.findLastIndex((component) => component.element <= parent);
    const components = this.components.map((component) => moveComponent(component, first, rowDelta)) as ScapComponent[];
    // Cut out of its chunk: an id that is a window into it would keep every chunk that was ever typed in.
    const slice = (from: number, to: number): string => detached(source.slice(from, to));
    const reader = new IndexReader(slice, source, table, components);
    reader.component = holder;
    // Of the element around them the text may be a name.
    reader.read(parent);
    const own = reader.references.splice(0);
    reader.declarations.length = 0;
    for (let at = first; at < first + newCount; at++) reader.read(at);
    const declarations = replaceRun(this.declarations, reader.declarations, rows);
    const inner = replaceRun(this.references, reader.references, rows);
    const references = replaceRun(inner.entries, own, { parent, first: parent, oldCount: 1, newCount: 1 });
    const next = new Entries({ components, declarations: declarations.entries, references: references.entries, table });
    const removed = [...inner.removed, ...references.removed];
    next.#byId = this.#byId && regroup(this.#byId, idOf, declarations.removed, reader.declarations);
    next.#byTarget = this.#byTarget && regroup(this.#byTarget, targetId, removed, [...reader.references, ...own]);
    return next;
  }
}

function moveComponent(component: ScapComponent, first: number, rowDelta: number): ScapComponent {
  const move = (row: number): number => (row >= first ? row + rowDelta : row);
  return { ...component, element: move(component.element), wrapper: move(component.wrapper) };
}

interface Movable {
  element: number;
}

/** The list with the entries of the old rows taken out, the fresh ones put in, and those behind moved. */
function replaceRun<T extends { readonly element: number }>(
  list: readonly T[],
  fresh: readonly T[],
  { first, oldCount, newCount }: ReplacedRows,
): { readonly entries: T[]; readonly removed: readonly T[] } {
  const from = lowerBound(list, first);
  const to = lowerBound(list, first + oldCount);
  const removed = list.slice(from, to);
  const rowDelta = newCount - oldCount;
  const entries = list as T[];
  if (rowDelta !== 0) for (let at = to; at < entries.length; at++) (entries[at] as Movable).element += rowDelta;
  entries.splice(from, to - from, ...fresh);
  return { entries, removed };
}

/** The look-up table with some entries taken out and others put in, each list still in document order. */
function regroup<T extends { readonly element: number }>(
  groups: Map<string, T[]>,
  key: (entry: T) => string,
  removed: readonly T[],
  added: readonly T[],
): Map<string, T[]> {
  const gone = new Set(removed);
  for (const id of new Set(removed.map(key))) {
    const rest = (groups.get(id) ?? []).filter((entry) => !gone.has(entry));
    if (rest.length > 0) groups.set(id, rest);
    else groups.delete(id);
  }
  for (const entry of added) {
    const group = groups.get(key(entry));
    if (group) group.splice(lowerBound(group, entry.element + 1), 0, entry);
    else groups.set(key(entry), [entry]);
  }
  return groups;
}

function idOf(declaration: Declaration): string {
  return declaration.id;
}

function groupBy<T>(list: readonly T[], key: (entry: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of list) {
    const group = groups.get(key(entry));
    if (group) group.push(entry);
    else groups.set(key(entry), [entry]);
  }
  return groups;
}

/** The id that a reference means: `#id` in hrefs and platforms is `id`. */
export function targetId(reference: Reference): string {
  return reference.id.startsWith('#') ? reference.id.slice(1) : reference.id;
}

/** The entries of the elements [from, to) in a list that is sorted by element. */
function runOf<T extends { readonly element: number }>(sorted: readonly T[], from: number, to: number): readonly T[] {
  const first = lowerBound(sorted, from);
  let end = first;
  while (end < sorted.length && sorted[end]!.element < to) end++;
  return sorted.slice(first, end);
}

/** The position of the first entry at an element or behind it. */
function lowerBound(sorted: readonly { readonly element: number }[], element: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.element < element) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where the name of a declaration is written: the value of its id attribute. */
export function declarationSpan(source: SourceText, table: ElementTable, declaration: Declaration): Span {
  const attribute = declarationRows.find((row) => row.kind === declaration.kind)?.attribute ?? 'id';
  const found = findAttribute(source, table, declaration.element, attribute);
  return found ?? { from: table.start(declaration.element), to: table.openEnd(declaration.element) };
}

/** Where a reference is written: the attribute's value, one name of a list, or the element's text. */
export function referenceSpan(source: SourceText, table: ElementTable, reference: Reference): Span {
  const { row, element } = reference;
  if (row.attribute === undefined) return trimmedContentSpan(source, table, element);
  const tag = source.slice(table.start(element), table.openEnd(element));
  const found = written(attributesOfTag(tag, table.start(element)), row.attribute);
  if (!found) return { from: table.start(element), to: table.openEnd(element) };
  if (!row.list) return { from: found.from, to: found.to };
  const raw = source.slice(found.from, found.to);
  let ordinal = 0;
  for (const match of raw.matchAll(/\S+/g)) {
    if (ordinal++ === reference.ordinal) {
      return { from: found.from + match.index, to: found.from + match.index + match[0].length };
    }
  }
  return { from: found.from, to: found.to };
}

/** Guards the list of kinds against a row that names one that does not exist. */
export const knownDeclarationKinds: ReadonlySet<string> = new Set(declarationKinds);
