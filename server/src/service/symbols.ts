/**
 * The outline of a document as the benchmark reads: streams, checklists, profiles, groups, rules by title, OVAL in its
 * components. Not XML tags. Works on broken text, for it needs only the index.
 */
import * as l10n from '@vscode/l10n';
import { childText, titleOf } from '../scap/benchmark.ts';
import { type Declaration, declarationSpan } from '../scap/scapIndex.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import type { ComponentKind, DeclarationKind } from '../scap/vocabulary.ts';
import type { Span } from '../text/span.ts';
import { attributeValue } from '../xml/attributes.ts';
import { noElement } from '../xml/elementTable.ts';

export interface OutlineSymbol {
  /** The title in the document's words, else the id; never empty. */
  readonly name: string;
  /** The id, where the name is not it. */
  readonly detail: string;
  readonly kind: DeclarationKind | 'component' | 'section' | 'rest';
  /** The whole element; holds `selection` and every child's range. */
  readonly range: Span;
  readonly selection: Span;
  readonly children: readonly OutlineSymbol[];
}

interface Open {
  readonly element: number;
  readonly children: OutlineSymbol[];
}

/** Groups nested deeper than this hang under the last level, so that no reader of the tree runs out of stack. */
const depthLimit = 64;

/** In document order. At most `limit` symbols; what was left out is counted in a last one of kind 'rest'. */
export function listSymbols(snapshot: Snapshot, limit = 40_000): readonly OutlineSymbol[] {
  const { table } = snapshot;
  const roots: OutlineSymbol[] = [];
  const stack: Open[] = [];
  let count = 0;
  let left = 0;
  for (const entry of entriesOf(snapshot)) {
    if (count === limit) {
      left++;
      continue;
    }
    count++;
    while (stack.length > 0 && table.subtreeEnd(stack.at(-1)!.element) <= entry.element) stack.pop();
    const symbol = symbolOf(snapshot, entry);
    (stack.at(-1)?.children ?? roots).push(symbol);
    if (stack.length < depthLimit) stack.push({ element: entry.element, children: symbol.children as OutlineSymbol[] });
  }
  if (left > 0) roots.push(restSymbol(snapshot, left));
  return roots;
}

interface Entry {
  readonly element: number;
  readonly kind: OutlineSymbol['kind'];
  readonly declaration?: Declaration;
  readonly componentKind?: ComponentKind;
}

/** Declarations, the roots of components and OVAL's sections, each element once, in document order. */
function* entriesOf(snapshot: Snapshot): Generator<Entry> {
  const { index, table } = snapshot;
  const extra = [...extraEntries(snapshot)];
  let next = 0;
  let last = noElement;
  for (const declaration of index.declarations) {
    while (next < extra.length && extra[next]!.element < declaration.element) yield extra[next++]!;
    if (declaration.element === last) continue;
    // The wrapper of a component and its root would be two rows for one thing.
    if (declaration.kind === 'ds.component' || declaration.kind === 'ds.extended-component') {
      if (table.subtreeEnd(declaration.element) > declaration.element + 1) continue;
    }
    last = declaration.element;
    while (next < extra.length && extra[next]!.element === last) next++;
    yield { element: last, kind: declaration.kind, declaration };
  }
  yield* extra.slice(next);
}

function* extraEntries(snapshot: Snapshot): Generator<Entry> {
  const { index, table } = snapshot;
  for (const component of index.components) {
    yield { element: component.element, kind: 'component', componentKind: component.kind };
    if (component.kind !== 'oval') continue;
    for (const child of table.children(component.element)) {
      if (sectionTitle(table.local(child)) !== undefined) yield { element: child, kind: 'section' };
    }
  }
}

function symbolOf(snapshot: Snapshot, entry: Entry): OutlineSymbol {
  const { source, table } = snapshot;
  const { element, declaration } = entry;
  const range = { from: table.start(element), to: table.end(element) };
  const id = declaration?.id ?? '';
  const title = titleOfEntry(snapshot, entry);
  const selection = declaration
    ? declarationSpan(source, table, declaration)
    : { from: range.from, to: range.from + 1 };
  return {
    name: title || id || table.local(element),
    detail: title && title !== id ? id : '',
    kind: entry.kind,
    range,
    selection,
    children: [],
  };
}

function titleOfEntry(snapshot: Snapshot, entry: Entry): string {
  const { source, table } = snapshot;
  const { element, kind } = entry;
  if (kind === 'section') return sectionTitle(table.local(element)) ?? '';
  if (kind === 'component') return componentTitle(snapshot, element, entry.componentKind ?? 'other');
  if (kind === 'oval.definition') return definitionTitle(snapshot, element);
  if (kind.startsWith('oval.')) return attributeValue(source, table, element, 'comment') ?? '';
  if (kind.startsWith('xccdf.') || kind.startsWith('ocil.') || kind.startsWith('cpe.')) {
    return titleOf(snapshot, element, '');
  }
  return '';
}

function definitionTitle(snapshot: Snapshot, element: number): string {
  for (const child of snapshot.table.children(element)) {
    if (snapshot.table.local(child) === 'metadata') return childText(snapshot, child, 'title');
  }
  return '';
}

function componentTitle(snapshot: Snapshot, element: number, kind: ComponentKind): string {
  const wrapper = snapshot.table.parent(element);
  const id = wrapper === noElement ? '' : (attributeValue(snapshot.source, snapshot.table, wrapper, 'id') ?? '');
  const named = (text: string) => (id === '' ? text : `${text}: ${id}`);
  if (kind === 'collection') {
    return attributeValue(snapshot.source, snapshot.table, element, 'id') ?? l10n.t('Data stream collection');
  }
  if (kind === 'oval') return named(l10n.t('OVAL definitions'));
  if (kind === 'ocil') return named(l10n.t('OCIL questionnaires'));
  if (kind === 'cpe') return named(l10n.t('CPE dictionary'));
  if (kind === 'script') return named(l10n.t('Check script'));
  return named(snapshot.table.local(element));
}

function sectionTitle(local: string): string | undefined {
  if (local === 'definitions') return l10n.t('Definitions');
  if (local === 'tests') return l10n.t('Tests');
  if (local === 'objects') return l10n.t('Objects');
  if (local === 'states') return l10n.t('States');
  return local === 'variables' ? l10n.t('Variables') : undefined;
}

function restSymbol(snapshot: Snapshot, left: number): OutlineSymbol {
  const end = { from: snapshot.source.length, to: snapshot.source.length };
  return { name: l10n.t('... and {0} more', left), detail: '', kind: 'rest', range: end, selection: end, children: [] };
}
