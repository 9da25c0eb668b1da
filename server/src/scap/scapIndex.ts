/**
 * The index of a document: its components, every declaration and every reference, in document order. It reads the element
 * table once; whether a reference leads anywhere is resolve.ts's business.
 */
import type { SourceText } from '../text/sourceText.ts';
import type { Span } from '../text/span.ts';
import { attributesOfTag, findAttribute } from '../xml/attributes.ts';
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
  const components: ScapComponent[] = [];
  const declarations: Declaration[] = [];
  const references: Reference[] = [];
  const rows: (NameRows | undefined)[] = [];
  for (let element = 0; element < table.count; element++) {
    const name = table.name(element);
    let nameRows = rows[name];
    if (nameRows === undefined) {
      nameRows = rowsOf(table.names.uri(name), table.names.local(name));
      rows[name] = nameRows;
    }
    const component = componentKindAt(table, rows, element, nameRows);
    if (component) components.push(openComponent(source, table, element, component));
    if (nameRows.declarations.length === 0 && nameRows.references.length === 0) continue;
    readElement(whole, source, table, rows, element, nameRows, components.length - 1, declarations, references);
  }
  return indexOf(table, components, declarations, references);
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

function componentKindAt(
  table: ElementTable,
  rows: readonly (NameRows | undefined)[],
  element: number,
  own: NameRows,
): ComponentKind | undefined {
  const parent = table.parent(element);
  if (parent === noElement) return rootKinds[`${own.family} ${own.local}`] ?? 'other';
  const around = rows[table.name(parent)];
  if (around?.family !== 'ds') return undefined;
  if (around.local !== 'component' && around.local !== 'extended-component') return undefined;
  return rootKinds[`${own.family} ${own.local}`] ?? 'other';
}

function openComponent(source: SourceText, table: ElementTable, element: number, kind: ComponentKind): ScapComponent {
  const wrapper = table.parent(element);
  const id = wrapper === noElement ? '' : (findAttribute(source, table, wrapper, 'id')?.value ?? '');
  return { kind, element, wrapper, id };
}

function readElement(
  whole: string,
  source: SourceText,
  table: ElementTable,
  rows: readonly (NameRows | undefined)[],
  element: number,
  own: NameRows,
  openedLast: number,
  declarations: Declaration[],
  references: Reference[],
): void {
  const parent = table.parent(element);
  const parentRows = parent === noElement ? undefined : rows[table.name(parent)];
  const inSection = own.declarations.some((row) => row.parent !== undefined && row.parent === parentRows?.local);
  const start = table.start(element);
  const tag = whole.slice(start, table.openEnd(element));
  if (own.rareOnly && !inSection && !tag.includes('_ref')) return;
  // Elements of the collection itself stand between components; their component is the collection.
  const component = own.family === 'ds' || own.family === 'catalog' ? 0 : openedLast;
  const attributes = attributesOfTag(tag, start);
  for (const row of own.declarations) {
    if (row.parent !== undefined && row.parent !== parentRows?.local) continue;
    const id = attributes.find((attribute) => attribute.name === (row.attribute ?? 'id'))?.value;
    if (id !== undefined) declarations.push({ kind: row.kind, id, element, component });
  }
  for (const row of own.references) {
    const value = row.attribute === undefined ? textReference(source, table, element) : written(row.attribute);
    if (value === undefined) continue;
    if (!row.list) references.push({ row, id: value, element, component, ordinal: 0 });
    else {
      const ids = value.split(/\s+/).filter((id) => id !== '');
      for (const [ordinal, id] of ids.entries()) references.push({ row, id, element, component, ordinal });
    }
  }

  function written(name: string): string | undefined {
    const local = name.startsWith('xlink:') ? name.slice(5) : undefined;
    return attributes.find((attribute) =>
      local === undefined ? attribute.name === name : attribute.name.endsWith(local),
    )?.value;
  }
}

function textReference(source: SourceText, table: ElementTable, element: number): string {
  const span = trimmedContentSpan(source, table, element);
  return decodeReferences(source.slice(span.from, span.to));
}

function indexOf(
  table: ElementTable,
  components: readonly ScapComponent[],
  declarations: readonly Declaration[],
  references: readonly Reference[],
): ScapIndex {
  let byId: Map<string, Declaration[]> | undefined;
  let byTarget: Map<string, Reference[]> | undefined;
  return {
    components,
    declarations,
    references,
    declarationsOf(id) {
      byId ??= groupBy(declarations, (declaration) => declaration.id);
      return byId.get(id) ?? [];
    },
    referencesTo(id) {
      byTarget ??= groupBy(references, targetId);
      return byTarget.get(id) ?? [];
    },
    declarationsAt: (element) => runAt(declarations, element),
    referencesAt: (element) => runAt(references, element),
    componentAt(element) {
      let found = 0;
      for (let number = 0; number < components.length; number++) {
        const root = components[number]!.element;
        if (root <= element && element < table.subtreeEnd(root)) found = number;
      }
      return found;
    },
  };
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

/** The entries of one element in a list that is sorted by element. */
function runAt<T extends { readonly element: number }>(sorted: readonly T[], element: number): readonly T[] {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.element < element) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < sorted.length && sorted[end]!.element === element) end++;
  return sorted.slice(low, end);
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
  const local = row.attribute.startsWith('xlink:') ? row.attribute.slice(5) : undefined;
  const tag = source.slice(table.start(element), table.openEnd(element));
  const found = attributesOfTag(tag, table.start(element)).find((attribute) =>
    local === undefined ? attribute.name === row.attribute : attribute.name.endsWith(local),
  );
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
