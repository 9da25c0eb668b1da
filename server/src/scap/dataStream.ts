/** Data streams and their catalogs: which component a relative href means, seen from a component (SP 800-126r3, 3.1). */
import { attributeValue } from '../xml/attributes.ts';
import type { Declaration } from './scapIndex.ts';
import { remember, type Snapshot } from './snapshot.ts';

export type ComponentRefList = 'dictionaries' | 'checklists' | 'checks' | 'extended-components';

export interface CatalogEntry {
  readonly element: number;
  readonly name: string;
  /** As written, usually `#` and the id of a component-ref. */
  readonly uri: string;
}

export interface DsComponentRef {
  readonly element: number;
  readonly id: string;
  readonly href: string;
  readonly list: ComponentRefList;
  readonly catalog: readonly CatalogEntry[];
  readonly target: ComponentTarget;
}

/** A component by its number in the index; outside this file and never fetched; or an id that nothing here has. */
export type ComponentTarget =
  | { readonly kind: 'component'; readonly component: number }
  | { readonly kind: 'external'; readonly href: string }
  | { readonly kind: 'missing'; readonly id: string };

export interface DataStream {
  readonly element: number;
  readonly id: string;
  readonly version: string;
  readonly useCase: string;
  readonly refs: readonly DsComponentRef[];
}

/** Which of several streams is meant, as `oscap` has it: a data stream, the component-ref of a checklist. Without either: any. */
export interface StreamChoice {
  readonly datastreamId?: string;
  readonly xccdfId?: string;
}

/** The streams of a collection in document order; empty for a stand-alone document. Computed once per snapshot. */
export function listDataStreams(snapshot: Snapshot): readonly DataStream[] {
  return remember(snapshot, listDataStreams, () =>
    snapshot.index.declarationsOfKind('ds.data-stream').map((declaration) => readStream(snapshot, declaration)),
  );
}

function readStream(snapshot: Snapshot, declaration: Declaration): DataStream {
  const { source, table } = snapshot;
  const refs: DsComponentRef[] = [];
  for (const list of table.children(declaration.element)) {
    for (const ref of table.children(list)) {
      if (table.local(ref) === 'component-ref')
        refs.push(readRef(snapshot, ref, table.local(list) as ComponentRefList));
    }
  }
  return {
    element: declaration.element,
    id: declaration.id,
    version: attributeValue(source, table, declaration.element, 'scap-version') ?? '',
    useCase: attributeValue(source, table, declaration.element, 'use-case') ?? '',
    refs,
  };
}

function readRef(snapshot: Snapshot, element: number, list: ComponentRefList): DsComponentRef {
  const { source, table, index } = snapshot;
  const href =
    index.referencesAt(element).find((reference) => reference.row.kind === 'ds.component-ref@href')?.id ?? '';
  const catalog: CatalogEntry[] = [];
  for (let child = element + 1; child < table.subtreeEnd(element); child++) {
    if (table.local(child) !== 'uri') continue;
    catalog.push({
      element: child,
      name: attributeValue(source, table, child, 'name') ?? '',
      uri: attributeValue(source, table, child, 'uri') ?? '',
    });
  }
  const id = attributeValue(source, table, element, 'id') ?? '';
  return { element, id, href, list, catalog, target: targetOf(snapshot, href) };
}

function targetOf(snapshot: Snapshot, href: string): ComponentTarget {
  if (!href.startsWith('#')) return { kind: 'external', href };
  const id = href.slice(1);
  const component = snapshot.index.components.findIndex((candidate) => candidate.wrapper >= 0 && candidate.id === id);
  return component < 0 ? { kind: 'missing', id } : { kind: 'component', component };
}

/**
 * What a relative href means inside a component: one target for each way in which the file's streams, or those chosen,
 * answer it, usually one; none where no stream uses the component. `component-ref` ids may be written directly (`#id`).
 */
export function resolveHref(
  snapshot: Snapshot,
  component: number,
  href: string,
  { datastreamId, xccdfId }: StreamChoice = {},
): readonly HrefTarget[] {
  const found = new Map<string, HrefTarget>();
  for (const stream of listDataStreams(snapshot)) {
    if (stream.id !== (datastreamId ?? stream.id)) continue;
    for (const ref of stream.refs) {
      if (ref.target.kind !== 'component' || ref.target.component !== component) continue;
      if (ref.id !== (xccdfId ?? ref.id)) continue;
      const answer = throughCatalog(stream, ref, href);
      found.set(JSON.stringify([answer.ref?.id, answer.target]), answer);
    }
  }
  return [...found.values()];
}

export interface HrefTarget {
  /** The component-ref that the catalog led to; absent where the catalog has no such name or leads to none. */
  readonly ref?: DsComponentRef;
  readonly target: ComponentTarget;
}

function throughCatalog(stream: DataStream, ref: DsComponentRef, href: string): HrefTarget {
  const entry = ref.catalog.find((candidate) => candidate.name === href);
  // What the catalog does not list may still be an address of its own (seen in SSG's streams of SCAP 1.2).
  const uri = entry?.uri ?? (/^(?:#|[a-z][a-z0-9+.-]*:)/i.test(href) ? href : undefined);
  if (uri === undefined) return { target: { kind: 'missing', id: href } };
  if (!uri.startsWith('#')) return { target: { kind: 'external', href: uri } };
  const to = stream.refs.find((candidate) => candidate.id === uri.slice(1));
  return to ? { ref: to, target: to.target } : { target: { kind: 'missing', id: uri.slice(1) } };
}
