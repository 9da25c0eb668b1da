/** Reads elements into entries of the index, in document order; the only place that looks at rows of the vocabulary. */
import type { SourceText } from '../text/sourceText.ts';
import { attributesOfTag, findAttribute, valueEnd, valueStartInTag } from '../xml/attributes.ts';
import { decodeReferences } from '../xml/characters.ts';
import { trimmedContentSpan } from '../xml/content.ts';
import { type ElementTable, noElement } from '../xml/elementTable.ts';
import { EntryColumns } from './entryColumns.ts';
import type { IdTable } from './idTable.ts';
import type { ScapComponent } from './scapIndex.ts';
import {
  type ComponentKind,
  declarationKinds,
  declarationRows,
  type Family,
  familyOf,
  referenceRows,
} from './vocabulary.ts';
import { readWrittenBoolean } from './xccdfBoolean.ts';

/** What the vocabulary has to say about the elements of one name. */
interface NameRows {
  readonly local: string;
  /** The root of a component has this kind, where it is one. */
  readonly rootKind: ComponentKind;
  /** A ds:component or ds:extended-component: its children are roots of components. */
  readonly isWrapper: boolean;
  /** Stands between components: its own component is the collection. */
  readonly isOfCollection: boolean;
  readonly isNamed: boolean;
  /** Only attributes that any element of its kind may have: worth a look at the tag before it is read. */
  readonly isRarelyReferring: boolean;
  readonly declarations: readonly DeclaringAttribute[];
  readonly references: readonly ReferringPart[];
}

interface DeclaringAttribute {
  /** Number of the kind of declaration. */
  readonly kind: number;
  readonly attribute: string;
  /** Local name of the element that has to stand around it. */
  readonly section: string | undefined;
}

interface ReferringPart {
  /** Number of the row in the vocabulary. */
  readonly kind: number;
  /** Undefined where the element's text is the reference. */
  readonly attribute: string | undefined;
  readonly isList: boolean;
  readonly flag: string | undefined;
  readonly hasAnyPrefix: boolean;
}

const hash = 35;
const ampersand = 38;

export class IndexReader {
  readonly components: ScapComponent[];
  readonly declarations = new EntryColumns();
  readonly references = new EntryColumns();
  readonly ids: IdTable;
  readonly table: ElementTable;
  readonly #source: SourceText;
  /** By number of the expanded name. */
  readonly #rows: (NameRows | undefined)[] = [];
  /** The component that entries are read into, and the first element that is no longer in it. */
  #component: number;
  #componentEnd = 0;

  constructor(
    source: SourceText,
    table: ElementTable,
    ids: IdTable,
    components: ScapComponent[],
    component = components.length - 1,
  ) {
    this.#source = source;
    this.table = table;
    this.ids = ids;
    this.components = components;
    this.#component = component;
  }

  /** Reads the elements [from, to) and the components that start among them; `whole` is the same text as the source, flat. */
  readRun(whole: string, from: number, to: number): void {
    const { table } = this;
    for (let element = from; element < to; element++) {
      const own = this.#rowsOf(element);
      const parent = table.parent(element);
      const around = parent === noElement ? undefined : this.#rowsOf(parent);
      if (element >= this.#componentEnd) this.#leaveComponent(element);
      if (!around || around.isWrapper) this.#openComponent(element, parent, own.rootKind);
      if (own.isNamed) this.#readTag(element, own, around?.local, whole, table.start(element), table.openEnd(element));
    }
  }

  /** Reads one element of a text that is not at hand as a whole. */
  read(element: number): void {
    const { table } = this;
    const own = this.#rowsOf(element);
    if (!own.isNamed) return;
    const parent = table.parent(element);
    const section = parent === noElement ? undefined : this.#rowsOf(parent).local;
    const tag = this.#source.slice(table.start(element), table.openEnd(element));
    this.#readTag(element, own, section, tag, 0, tag.length);
  }

  #rowsOf(element: number): NameRows {
    const { table } = this;
    const name = table.name(element);
    let rows = this.#rows[name];
    if (!rows) {
      rows = rowsOf(table.names.uri(name), table.names.local(name));
      this.#rows[name] = rows;
    }
    return rows;
  }

  #openComponent(element: number, wrapper: number, kind: ComponentKind): void {
    const id = wrapper === noElement ? '' : (findAttribute(this.#source, this.table, wrapper, 'id')?.value ?? '');
    this.components.push({ kind, element, wrapper, id });
    this.#component = this.components.length - 1;
    this.#componentEnd = this.table.subtreeEnd(element);
  }

  /** In a text that is broken a component may stand inside of another one, which goes on behind it. */
  #leaveComponent(element: number): void {
    const { components, table } = this;
    while (this.#component > 0 && table.subtreeEnd(components[this.#component]!.element) <= element) this.#component--;
    const around = components[this.#component];
    this.#componentEnd = around ? table.subtreeEnd(around.element) : 0;
  }

  /** `text` has the element's open tag at [from, to). */
  #readTag(element: number, own: NameRows, section: string | undefined, text: string, from: number, to: number): void {
    const component = own.isOfCollection ? 0 : this.#component;
    let declares = false;
    for (const row of own.declarations) {
      if (row.section !== undefined && row.section !== section) continue;
      declares = true;
      const start = valueStartInTag(text, from, to, row.attribute);
      if (start < 0) continue;
      const id = this.ids.numberAt(text, start, valueEnd(text, start));
      this.declarations.push(element, row.kind, id, component);
    }
    if (own.isRarelyReferring && !declares && !text.slice(from, to).includes('_ref')) return;
    for (const row of own.references) {
      if (row.attribute === undefined) this.#refer(element, row.kind, component, this.#text(element));
      else if (row.hasAnyPrefix) {
        const value = writtenIn(text.slice(from, to), row.attribute);
        if (value !== undefined) this.#refer(element, row.kind, component, value);
      } else {
        const start = valueStartInTag(text, from, to, row.attribute);
        if (start < 0) continue;
        if (row.isList) this.#referToEach(element, row.kind, component, text.slice(start, valueEnd(text, start)));
        else this.#referAt(element, row.kind, component, text, start, isFlagged(row, text, from, to));
      }
    }
  }

  #referAt(element: number, kind: number, component: number, text: string, start: number, flagged: boolean): void {
    // Whatever the first character stands for may be a '#'.
    if (text.charCodeAt(start) === ampersand) {
      this.#refer(element, kind, component, decodeReferences(text.slice(start, valueEnd(text, start))), 0, flagged);
      return;
    }
    const isFragment = text.charCodeAt(start) === hash;
    const id = this.ids.numberAt(text, isFragment ? start + 1 : start, valueEnd(text, start));
    this.references.push(element, kind, id, component, isFragment, 0, flagged);
  }

  #referToEach(element: number, kind: number, component: number, list: string): void {
    const names = decodeReferences(list).split(/\s+/);
    for (const [ordinal, name] of names.filter((part) => part !== '').entries()) {
      this.#refer(element, kind, component, name, ordinal);
    }
  }

  #refer(element: number, kind: number, component: number, value: string, ordinal = 0, flagged = false): void {
    const isFragment = value.charCodeAt(0) === hash;
    const id = this.ids.number(isFragment ? value.slice(1) : value);
    this.references.push(element, kind, id, component, isFragment, ordinal, flagged);
  }

  #text(element: number): string {
    const span = trimmedContentSpan(this.#source, this.table, element);
    return decodeReferences(this.#source.slice(span.from, span.to));
  }
}

/** Whether the boolean beside a reference is true. */
function isFlagged({ flag }: ReferringPart, text: string, from: number, to: number): boolean {
  if (flag === undefined) return false;
  const start = valueStartInTag(text, from, to, flag);
  return start >= 0 && readWrittenBoolean(text.slice(start, valueEnd(text, start)));
}

/** The value of an attribute that any prefix will do for. */
function writtenIn(tag: string, name: string): string | undefined {
  return attributesOfTag(tag, 0).find((attribute) => isWritten(attribute.name, name))?.value;
}

/** Whether a name is that of the vocabulary; of `xlink:href` any prefix will do, or none. */
export function isWritten(written: string, name: string): boolean {
  return name.startsWith('xlink:') ? written.slice(written.indexOf(':') + 1) === name.slice(6) : written === name;
}

function rowsOf(uri: string, local: string): NameRows {
  const family = familyOf(uri);
  const fits = (row: { family: Family | 'anyOval' }): boolean =>
    row.family === family || (row.family === 'anyOval' && (family === 'oval' || family === 'ovalTest'));
  const declarations = rowsOfLocal(declaringRows, local).filter(fits);
  const references = rowsOfLocal(referringRows, local).filter(fits);
  return {
    local,
    rootKind: rootKinds[`${family} ${local}`] ?? 'other',
    isWrapper: family === 'ds' && (local === 'component' || local === 'extended-component'),
    isOfCollection: family === 'ds' || family === 'catalog',
    isNamed: declarations.length > 0 || references.length > 0,
    isRarelyReferring: references.every((row) => row.local === '*'),
    declarations,
    references,
  };
}

const declaringRows = byLocal(
  declarationRows.map(({ kind, family, local, parent, attribute }) => ({
    kind: declarationKinds.indexOf(kind),
    family,
    local,
    section: parent,
    attribute: attribute ?? 'id',
  })),
);

const referringRows = byLocal(
  referenceRows.map(({ family, local, attribute, list, flag }, kind) => ({
    kind,
    family,
    local,
    attribute,
    isList: list === true,
    flag,
    hasAnyPrefix: attribute?.startsWith('xlink:') ?? false,
  })),
);

/** In the order of the vocabulary; '*' are the rows for any name. */
function byLocal<Row extends { readonly local: string }>(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const locals = new Set(rows.map(({ local }) => local));
  return new Map([...locals].map((local) => [local, rows.filter((row) => row.local === local || row.local === '*')]));
}

function rowsOfLocal<Row>(rows: ReadonlyMap<string, readonly Row[]>, local: string): readonly Row[] {
  return rows.get(local) ?? rows.get('*')!;
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
