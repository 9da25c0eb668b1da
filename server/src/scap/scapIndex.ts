/**
 * The index of a document: its components, every declaration and every reference, in document order. It reads the element
 * table once; whether a reference leads anywhere is resolve.ts's business.
 */
import type { SourceText } from '../text/sourceText.ts';
import type { Span } from '../text/span.ts';
import { attributesOfTag, findAttribute } from '../xml/attributes.ts';
import { trimmedContentSpan } from '../xml/content.ts';
import type { ElementTable } from '../xml/elementTable.ts';
import type { EntryColumns } from './entryColumns.ts';
import { IdTable } from './idTable.ts';
import { IndexReader, isWritten } from './indexReader.ts';
import {
  type ComponentKind,
  type DeclarationKind,
  declarationKinds,
  declarationRows,
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

/** Is told of a reference; `isFlagged` says whether the boolean beside it (`flag` in the vocabulary) is true. */
export type VisitReference = (row: ReferenceRow, id: string, element: number, isFlagged: boolean) => void;

/** Of a reference the component, by number, in which its name is looked for. */
export type HomeOf = (row: ReferenceRow, element: number, component: number) => number;

/** One object stands for a declaration, whoever asks; it is made when first asked for. The same for references. */
export interface ScapIndex {
  readonly components: readonly ScapComponent[];
  /** All of them: an object each, so ask for a kind where one is meant. */
  readonly declarations: readonly Declaration[];
  /** All of them: an object each, so ask for a kind where one is meant. */
  readonly references: readonly Reference[];
  /** All declarations of an id, whatever their kind and component, in document order. */
  declarationsOf(id: string): readonly Declaration[];
  /** All references that are written with this id, in document order. */
  referencesTo(id: string): readonly Reference[];
  declarationsAt(element: number): readonly Declaration[];
  referencesAt(element: number): readonly Reference[];
  /** The references of the elements [from, to), in document order. */
  referencesBetween(from: number, to: number): readonly Reference[];
  /** As `referencesBetween`, told one by one without an object of each: for who wants thousands of them once. */
  visitReferences(from: number, to: number, visit: VisitReference): void;
  /** In document order. Walks over all kinds, but makes objects of this one only. */
  declarationsOfKind(kind: DeclarationKind): readonly Declaration[];
  countDeclarations(kind: DeclarationKind): number;
  /** The references of those rows of the vocabulary, in document order. */
  referencesOfRows(fits: (row: ReferenceRow) => boolean): readonly Reference[];
  /**
   * The references without those whose name is declared, as what they may name, in the component that `homeOf` answers for
   * them; -1 where there is no such component. In document order; makes objects of these only.
   */
  referencesBeyond(homeOf: HomeOf): readonly Reference[];
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

/** Reads the table once. `whole` is the same text as `source`, flat. */
export function buildIndex(whole: string, source: SourceText, table: ElementTable): ScapIndex {
  const steps = buildIndexInSteps(whole, source, table);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Elements between two chances to give up the turn: a millisecond or so. */
const elementsAtOnce = 4096;

/** As `buildIndex`, giving up the turn now and then; answers how far it is, from 0 to 1. */
export function* buildIndexInSteps(
  whole: string,
  source: SourceText,
  table: ElementTable,
): Generator<number, ScapIndex> {
  const reader = new IndexReader(source, table, new IdTable(), []);
  for (let element = 0; element < table.count; element += elementsAtOnce) {
    reader.readRun(whole, element, Math.min(table.count, element + elementsAtOnce));
    yield element / table.count;
  }
  reader.declarations.trim();
  reader.references.trim();
  return new Entries(reader);
}

/** Whether an index can take other rows there: inside a component, and not what says which components there are. */
export function canReplaceInIndex(index: ScapIndex, rows: Omit<ReplacedRows, 'newCount'>): boolean {
  return index instanceof Entries && index.canReplace(rows);
}

/**
 * The index after a run of rows was replaced; `table` and `source` are the new ones. Only where `canReplaceInIndex`. The
 * old index must not be asked any more: its columns are taken over.
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

/** For each row of the vocabulary, the kinds of declaration that it may name: a bit each. */
const targetBits = referenceRows.map(({ targets }) =>
  targets.reduce((bits, kind) => bits | (1 << declarationKinds.indexOf(kind)), 0),
);

/** The entries of one document, sorted by element. */
class Entries implements ScapIndex {
  readonly components: readonly ScapComponent[];
  readonly #declared: EntryColumns;
  readonly #referring: EntryColumns;
  readonly #ids: IdTable;
  readonly #table: ElementTable;
  readonly #declarations: Objects<Declaration>;
  readonly #references: Objects<Reference>;

  constructor({
    components,
    declarations,
    references,
    ids,
    table,
  }: Pick<IndexReader, 'components' | 'declarations' | 'references' | 'ids' | 'table'>) {
    this.components = components;
    this.#declared = declarations;
    this.#referring = references;
    this.#ids = ids;
    this.#table = table;
    this.#declarations = new Objects(declarations, (entry) => declarationOf(declarations, ids, entry));
    this.#references = new Objects(references, (entry) => referenceOf(references, ids, entry));
  }

  get declarations(): readonly Declaration[] {
    return this.#declarations.all();
  }

  get references(): readonly Reference[] {
    return this.#references.all();
  }

  declarationsOf(id: string): readonly Declaration[] {
    return this.#declarations.withId(this.#ids, id);
  }

  referencesTo(id: string): readonly Reference[] {
    return this.#references.withId(this.#ids, id);
  }

  declarationsAt(element: number): readonly Declaration[] {
    return this.#declarations.between(element, element + 1);
  }

  referencesAt(element: number): readonly Reference[] {
    return this.#references.between(element, element + 1);
  }

  referencesBetween(from: number, to: number): readonly Reference[] {
    return this.#references.between(from, to);
  }

  visitReferences(from: number, to: number, visit: VisitReference): void {
    const referring = this.#referring;
    const end = referring.lowerBound(to);
    for (let entry = referring.lowerBound(from); entry < end; entry++) {
      const row = referenceRows[referring.kind(entry)]!;
      visit(row, writtenId(referring, this.#ids, entry), referring.element(entry), referring.isFlagged(entry));
    }
  }

  declarationsOfKind(kind: DeclarationKind): readonly Declaration[] {
    const number = declarationKinds.indexOf(kind);
    return this.#declarations.where((entry) => this.#declared.kind(entry) === number);
  }

  countDeclarations(kind: DeclarationKind): number {
    const number = declarationKinds.indexOf(kind);
    let count = 0;
    for (let entry = 0; entry < this.#declared.count; entry++) if (this.#declared.kind(entry) === number) count++;
    return count;
  }

  referencesOfRows(fits: (row: ReferenceRow) => boolean): readonly Reference[] {
    const wanted = referenceRows.map(fits);
    return this.#references.where((entry) => wanted[this.#referring.kind(entry)]!);
  }

  referencesBeyond(homeOf: HomeOf): readonly Reference[] {
    const referring = this.#referring;
    return this.#references.where((entry) => {
      const row = referenceRows[referring.kind(entry)]!;
      const home = homeOf(row, referring.element(entry), referring.component(entry));
      return home < 0 || !this.#isDeclaredIn(home, entry);
    });
  }

  /** Whether a component declares what a reference names, and not on the referring element itself. */
  #isDeclaredIn(component: number, reference: number): boolean {
    const [declared, referring] = [this.#declared, this.#referring];
    const bits = targetBits[referring.kind(reference)]!;
    const element = referring.element(reference);
    let entry = declared.firstOf(referring.id(reference), this.#ids);
    for (; entry >= 0; entry = declared.nextOf(entry)) {
      const isTarget = (bits & (1 << declared.kind(entry))) !== 0;
      if (isTarget && declared.component(entry) === component && declared.element(entry) !== element) return true;
    }
    return false;
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

  replace(source: SourceText, table: ElementTable, { parent, first, oldCount, newCount }: ReplacedRows): ScapIndex {
    const rowDelta = newCount - oldCount;
    const ids = this.#ids;
    const holder = this.components.findLastIndex((component) => component.element <= parent);
    const components = this.components.map((component) => moveComponent(component, first, rowDelta)) as ScapComponent[];
    const inner = new IndexReader(source, table, ids, components, holder);
    for (let at = first; at < first + newCount; at++) inner.read(at);
    // Of the element around them the text may be a name.
    const own = new IndexReader(source, table, ids, components, holder);
    own.read(parent);
    const [declarations, references] = [this.#declared, this.#referring];
    declarations.replaceRun(first, oldCount, inner.declarations, rowDelta);
    references.replaceRun(first, oldCount, inner.references, rowDelta);
    references.replaceRun(parent, 1, own.references, 0);
    return new Entries({ components, declarations, references, ids, table });
  }
}

function declarationOf(declared: EntryColumns, ids: IdTable, entry: number): Declaration {
  return {
    kind: declarationKinds[declared.kind(entry)]!,
    id: ids.at(declared.id(entry)),
    element: declared.element(entry),
    component: declared.component(entry),
  };
}

function referenceOf(referring: EntryColumns, ids: IdTable, entry: number): Reference {
  return {
    row: referenceRows[referring.kind(entry)]!,
    id: writtenId(referring, ids, entry),
    element: referring.element(entry),
    component: referring.component(entry),
    ordinal: referring.ordinal(entry),
  };
}

function writtenId(referring: EntryColumns, ids: IdTable, entry: number): string {
  const id = ids.at(referring.id(entry));
  return referring.isFragment(entry) ? `#${id}` : id;
}

/** Entries whose objects are kept together: room for all of them at once would cost each key more than its own work. */
const blockLength = 256;

/** Objects of entries, made when first asked for: of one entry always the same. */
class Objects<T> {
  readonly #columns: EntryColumns;
  readonly #make: (entry: number) => T;
  /** In blocks; an index lives for a key, and few of them are asked for more than some entries. */
  readonly #made: ((T | undefined)[] | undefined)[];
  #all: readonly T[] | undefined;

  constructor(columns: EntryColumns, make: (entry: number) => T) {
    this.#columns = columns;
    this.#make = make;
    this.#made = new Array(Math.ceil(columns.count / blockLength)).fill(undefined);
  }

  all(): readonly T[] {
    this.#all ??= this.where(() => true);
    return this.#all;
  }

  where(fits: (entry: number) => boolean): readonly T[] {
    const found: T[] = [];
    for (let entry = 0; entry < this.#columns.count; entry++) if (fits(entry)) found.push(this.#at(entry));
    return found;
  }

  /** Those of the elements [from, to). */
  between(from: number, to: number): readonly T[] {
    const found: T[] = [];
    const end = this.#columns.lowerBound(to);
    for (let entry = this.#columns.lowerBound(from); entry < end; entry++) found.push(this.#at(entry));
    return found;
  }

  withId(ids: IdTable, id: string): readonly T[] {
    const found: T[] = [];
    const number = ids.find(id);
    if (number < 0) return found;
    let entry = this.#columns.firstOf(number, ids);
    for (; entry >= 0; entry = this.#columns.nextOf(entry)) found.push(this.#at(entry));
    return found;
  }

  #at(entry: number): T {
    const number = Math.floor(entry / blockLength);
    let block = this.#made[number];
    if (!block) {
      block = new Array<T | undefined>(blockLength).fill(undefined);
      this.#made[number] = block;
    }
    const place = entry % blockLength;
    block[place] ??= this.#make(entry);
    return block[place];
  }
}

function moveComponent(component: ScapComponent, first: number, rowDelta: number): ScapComponent {
  const move = (row: number): number => (row >= first ? row + rowDelta : row);
  return { ...component, element: move(component.element), wrapper: move(component.wrapper) };
}

/** The id that a reference means: `#id` in hrefs and platforms is `id`. */
export function targetId(reference: Reference): string {
  return reference.id.startsWith('#') ? reference.id.slice(1) : reference.id;
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
  const { attribute } = row;
  const found = attributesOfTag(tag, table.start(element)).find(({ name }) => isWritten(name, attribute));
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
