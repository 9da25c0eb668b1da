/** Where a reference leads. The answer tells missing from external from not loaded: three different sentences for a user. */
import { attributeValue } from '../xml/attributes.ts';
import { noElement } from '../xml/elementTable.ts';
import { resolveHref, type StreamChoice } from './dataStream.ts';
import { benchmarkComponents, benchmarkPointer, meantBenchmark } from './meantBenchmark.ts';
import { type Declaration, type Reference, targetId } from './scapIndex.ts';
import { rememberFor, type Snapshot } from './snapshot.ts';
import { ocilSystems, ovalSystem, type ReferenceRow } from './vocabulary.ts';

/** A declaration in the document that holds it, which may be another than the reference's. */
export interface Place {
  readonly snapshot: Snapshot;
  readonly declaration: Declaration;
}

export type Resolution =
  /** One or more (a cluster has several members; several streams may mean several components). */
  | { readonly status: 'resolved'; readonly places: readonly Place[] }
  /** Nothing has this id where it must be. */
  | { readonly status: 'missing-target'; readonly id: string }
  /** The href names no component of this file. */
  | { readonly status: 'missing-component'; readonly href: string }
  /** Outside the file, named by an absolute address; never fetched. */
  | { readonly status: 'external'; readonly href: string }
  /** A relative file that has not been read. */
  | { readonly status: 'not-loaded'; readonly href: string }
  /** Refers to a whole component, or to something that this index does not list. */
  | { readonly status: 'not-tracked' };

const notTracked: Resolution = { status: 'not-tracked' };

/** Looks a reference up in the scope that its kind prescribes. */
export function resolveReference(snapshot: Snapshot, reference: Reference): Resolution {
  switch (reference.row.scope) {
    case 'collection':
      return resolveInCollection(snapshot, reference);
    case 'dictionary':
      return resolvePlatform(snapshot, reference);
    case 'check':
      return resolveCheck(snapshot, reference);
    case 'benchmark':
      return resolveInBenchmark(snapshot, reference);
    case 'results':
      return resolveResults(snapshot, reference);
    case 'document':
      return resolveDocument(snapshot, reference);
    case 'component':
      return inComponent(snapshot, reference.component, reference);
  }
}

/**
 * The references that do not surely resolve inside this document, in document order: a few of its many, found without
 * resolving each. What extends its own id means another one of that id, if there is one.
 */
export function referencesBeyondHome(snapshot: Snapshot): readonly Reference[] {
  return snapshot.index.referencesBeyond((row, element, component) => homeOf(snapshot, row, element, component));
}

/** The one component in which a name is looked for first; -1 where it is not that simple. */
function homeOf(snapshot: Snapshot, row: ReferenceRow, element: number, component: number): number {
  // What a document refers to itself, and what it keeps of its own dictionary, needs no look at any text.
  if (['component', 'benchmark', 'results', 'dictionary'].includes(row.scope)) return component;
  if (row.scope !== 'check') return -1;
  const [href, otherHref] = hrefsOfCheck(snapshot, row, element);
  if (href === undefined || otherHref !== undefined) return -1;
  const [target, otherTarget] = targetsOfHref(snapshot, component, href);
  const isOne = target?.status === 'found' && !otherTarget && target.snapshot === snapshot;
  return isOne ? target.component : -1;
}

function inComponent(snapshot: Snapshot, component: number, reference: Reference): Resolution {
  const id = targetId(reference);
  const { targets } = reference.row;
  const items: Place[] = [];
  const clusters: Place[] = [];
  for (const declaration of snapshot.index.declarationsOf(id)) {
    if (declaration.component !== component || !targets.includes(declaration.kind)) continue;
    (declaration.kind === 'xccdf.cluster' ? clusters : items).push({ snapshot, declaration });
  }
  // An item's id wins over a cluster's name (seen in OpenSCAP, xccdf_policy.c).
  const places = items.length > 0 ? items : clusters;
  return places.length > 0 ? { status: 'resolved', places } : { status: 'missing-target', id };
}

function resolveInCollection(snapshot: Snapshot, reference: Reference): Resolution {
  if (!reference.id.startsWith('#')) return { status: 'external', href: reference.id };
  const found = inComponent(snapshot, 0, reference);
  if (found.status !== 'missing-target') return found;
  return reference.row.kind === 'ds.component-ref@href' ? { status: 'missing-component', href: reference.id } : found;
}

/** Names of CPE 2.x need a dictionary; `#id` is a platform of this document. */
function resolvePlatform(snapshot: Snapshot, reference: Reference): Resolution {
  const id = targetId(reference);
  const places = snapshot.index
    .declarationsOf(id)
    .filter((declaration) => reference.row.targets.includes(declaration.kind))
    .map((declaration) => ({ snapshot, declaration }));
  // Two Benchmarks of one file may each have a platform of that id; a Benchmark means its own.
  const own = places.filter((place) => place.declaration.component === reference.component);
  if (own.length > 0) return { status: 'resolved', places: own };
  if (places.length > 0) return { status: 'resolved', places };
  return reference.id.startsWith('#') ? { status: 'missing-target', id } : notTracked;
}

function resolveInBenchmark(snapshot: Snapshot, reference: Reference): Resolution {
  const found = inComponent(snapshot, reference.component, reference);
  const component = snapshot.index.components[reference.component];
  if (component?.kind !== 'tailoring') return found;
  // A tailoring's profile that extends its own id means the one it shadows (XCCDF 1.2, 6.7).
  const own = withoutItself(found, reference);
  if (own.status === 'resolved') return own;
  const benchmark = benchmarkOfTailoring(snapshot, reference.component);
  if (benchmark.status !== 'found') return benchmark.why;
  return inComponent(benchmark.snapshot, benchmark.component, reference);
}

function withoutItself(found: Resolution, reference: Reference): Resolution {
  if (found.status !== 'resolved') return found;
  const places = found.places.filter((place) => place.declaration.element !== reference.element);
  return places.length > 0 ? { status: 'resolved', places } : { status: 'missing-target', id: targetId(reference) };
}

export type TailoredBenchmark =
  | { readonly status: 'found'; readonly snapshot: Snapshot; readonly component: number }
  | { readonly status: 'absent'; readonly why: Resolution };

/**
 * The Benchmark that a Tailoring is about: through benchmark/@href, or beside it in its stream. Of several in one document the one that
 * it means (meantBenchmark.ts), else the first.
 */
export function benchmarkOfTailoring(snapshot: Snapshot, component: number): TailoredBenchmark {
  const { href } = benchmarkPointer(snapshot, component);
  const inside = benchmarkInside(snapshot, component, href);
  if (inside !== undefined) return { status: 'found', snapshot, component: inside };
  if (href === undefined || href === '' || href.startsWith('#')) {
    return { status: 'absent', why: { status: 'missing-component', href: href ?? '' } };
  }
  // Asked also about an absolute one: the user may have said what it means.
  const sibling = snapshot.siblings(href.replace(/#.*$/s, ''));
  if (!sibling && isAbsolute(href)) return { status: 'absent', why: { status: 'external', href } };
  const found = sibling && (meantBenchmark(snapshot, component, sibling) ?? benchmarkComponents(sibling)[0]);
  if (!sibling || found === undefined) return { status: 'absent', why: { status: 'not-loaded', href } };
  return { status: 'found', snapshot: sibling, component: found };
}

function benchmarkInside(snapshot: Snapshot, tailoring: number, href: string | undefined): number | undefined {
  const { components } = snapshot.index;
  if (href !== undefined) {
    for (const { target } of resolveHref(snapshot, tailoring, href)) {
      if (target.kind === 'component' && components[target.component]?.kind === 'xccdf') return target.component;
    }
  }
  const benchmarks = benchmarkComponents(snapshot);
  // An href that leads nowhere is told of, where there is a choice.
  return benchmarks.length === 1 || !href ? meantBenchmark(snapshot, tailoring, snapshot) : undefined;
}

/**
 * What a scan was made with, in the results that a Benchmark keeps: a profile of its own, or of a Tailoring (XCCDF 1.2, TestResult/profile).
 * That one may be in no file at hand any more, as the TestResult tells. Results that stand alone say nothing of where to look.
 */
function resolveResults(snapshot: Snapshot, reference: Reference): Resolution {
  const { table, index } = snapshot;
  const found = inComponent(snapshot, reference.component, reference);
  if (found.status === 'resolved') return found;
  if (index.components[reference.component]?.kind !== 'xccdf') return notTracked;
  for (const [component, { kind }] of index.components.entries()) {
    const tailored = kind === 'tailoring' ? inComponent(snapshot, component, reference) : found;
    if (tailored.status === 'resolved') return tailored;
  }
  const siblings = [...table.children(table.parent(reference.element))];
  return siblings.some((sibling) => table.local(sibling) === 'tailoring-file') ? notTracked : found;
}

function resolveDocument(snapshot: Snapshot, reference: Reference): Resolution {
  if (snapshot.index.components[reference.component]?.kind !== 'tailoring') return notTracked;
  const benchmark = benchmarkOfTailoring(snapshot, reference.component);
  if (benchmark.status !== 'found') return benchmark.why;
  const root = benchmark.snapshot.index.components[benchmark.component]!.element;
  const declaration = benchmark.snapshot.index.declarationsAt(root)[0];
  return declaration ? { status: 'resolved', places: [{ snapshot: benchmark.snapshot, declaration }] } : notTracked;
}

/** References that a checking system answers: through an href to a component, then a name in it. */
function resolveCheck(snapshot: Snapshot, reference: Reference): Resolution {
  const hrefs = hrefsOfCheck(snapshot, reference.row, reference.element);
  if (hrefs.length === 0) return notTracked;
  const places: Place[] = [];
  let failure: Resolution | undefined;
  for (const href of hrefs) {
    for (const found of targetsOfHref(snapshot, reference.component, href)) {
      const answer = found.status === 'found' ? inComponent(found.snapshot, found.component, reference) : found.why;
      if (answer.status === 'resolved') places.push(...answer.places);
      else failure ??= answer;
    }
  }
  if (places.length > 0) return { status: 'resolved', places };
  return failure ?? notTracked;
}

/**
 * Where a Benchmark means one document in one data stream and another in the next: the component-refs to those that lack what
 * a check names, although others have it. Empty for a name that is nowhere.
 */
export function refsWithoutTarget(snapshot: Snapshot, reference: Reference): readonly string[] {
  const [href, otherHref] =
    reference.row.scope === 'check' ? hrefsOfCheck(snapshot, reference.row, reference.element) : [];
  // Of several hrefs the documents are alternatives.
  if (href === undefined || otherHref !== undefined) return [];
  const found = targetsOfHref(snapshot, reference.component, href).flatMap((answer) =>
    answer.status === 'found'
      ? [{ ...answer, isThere: inComponent(answer.snapshot, answer.component, reference).status === 'resolved' }]
      : [],
  );
  if (!found.some(({ isThere }) => isThere)) return [];
  return found.flatMap(({ isThere, refId }) => (isThere || refId === undefined ? [] : [refId]));
}

/** A component of a document in which a name is looked for; without a number the whole document is. */
export interface SearchedComponent {
  readonly snapshot: Snapshot;
  readonly component: number | undefined;
}

/** Where `resolveReference` looks for a name, as far as that has been read; empty where there is nowhere to look. */
export function componentsSearched(snapshot: Snapshot, reference: Reference): readonly SearchedComponent[] {
  const own = { snapshot, component: reference.component };
  switch (reference.row.scope) {
    case 'collection':
      return [{ snapshot, component: 0 }];
    case 'dictionary':
      return [{ snapshot, component: undefined }];
    case 'check':
      return hrefsOfCheck(snapshot, reference.row, reference.element)
        .flatMap((href) => targetsOfHref(snapshot, reference.component, href))
        .flatMap((found) => (found.status === 'found' ? [found] : []));
    case 'benchmark': {
      if (snapshot.index.components[reference.component]?.kind !== 'tailoring') return [own];
      const benchmark = benchmarkOfTailoring(snapshot, reference.component);
      return benchmark.status === 'found' ? [own, benchmark] : [own];
    }
    case 'document':
      return [];
    case 'results':
    case 'component':
      return [own];
  }
}

export type HrefAnswer =
  | { readonly status: 'found'; readonly snapshot: Snapshot; readonly component: number; readonly refId?: string }
  | { readonly status: 'absent'; readonly why: Resolution; readonly refId?: string };

/** The component or components that an href means, seen from a component; a stand-alone document asks its siblings. */
export function targetsOfHref(snapshot: Snapshot, component: number, href: string): readonly HrefAnswer[] {
  return rememberFor(snapshot, targetsOfHref, `${component} ${href}`, () => targetsInStream(snapshot, component, href));
}

/** As `targetsOfHref`, in the chosen one of several streams. */
export function targetsInStream(
  snapshot: Snapshot,
  component: number,
  href: string,
  stream: StreamChoice = {},
): readonly HrefAnswer[] {
  if (snapshot.index.components[component]?.wrapper === noElement) return [besideDocument(snapshot, href)];
  const answers = resolveHref(snapshot, component, href, stream);
  if (answers.length === 0) return [{ status: 'absent', why: { status: 'missing-component', href } }];
  return answers.map(({ ref, target }): HrefAnswer => {
    const refId = ref === undefined ? {} : { refId: ref.id };
    if (target.kind === 'component') return { status: 'found', snapshot, component: target.component, ...refId };
    const why: Resolution =
      target.kind === 'external'
        ? { status: 'external', href: target.href }
        : { status: 'missing-component', href: target.id };
    return { status: 'absent', why, ...refId };
  });
}

function besideDocument(snapshot: Snapshot, href: string): HrefAnswer {
  if (isAbsolute(href)) return { status: 'absent', why: { status: 'external', href } };
  const sibling = snapshot.siblings(href);
  if (!sibling) return { status: 'absent', why: { status: 'not-loaded', href } };
  return { status: 'found', snapshot: sibling, component: 0 };
}

export type ScriptAnswer = HrefAnswer | { readonly status: 'file' };

/** As `targetsInStream`, of the href of a script: beside a stand-alone document it is no document, but a file to run. */
export function targetsOfScript(
  snapshot: Snapshot,
  component: number,
  href: string,
  stream?: StreamChoice,
): readonly ScriptAnswer[] {
  if (snapshot.index.components[component]?.wrapper !== noElement) {
    return targetsInStream(snapshot, component, href, stream);
  }
  if (isAbsolute(href)) return [{ status: 'absent', why: { status: 'external', href } }];
  if (snapshot.siblings.hasFile?.(href)) return [{ status: 'file' }];
  return [{ status: 'absent', why: { status: 'not-loaded', href } }];
}

export function isAbsolute(href: string): boolean {
  return /^[a-z][a-z0-9+.-]*:/i.test(href);
}

/** The hrefs that decide where a reference of a check leads; none for checks of other systems. */
function hrefsOfCheck(snapshot: Snapshot, row: ReferenceRow, element: number): readonly string[] {
  const { source, table } = snapshot;
  const value = (of: number, name: string) => attributeValue(source, table, of, name);
  const check = row.kind.startsWith('xccdf.') ? table.parent(element) : element;
  if (check === noElement || !knownSystem(value(check, 'system'))) return [];
  if (row.kind !== 'xccdf.check-export@export-name') {
    const href = value(element, 'href');
    return href ? [href] : [];
  }
  const contentRefs = [...table.children(check)].filter((child) => table.local(child) === 'check-content-ref');
  return [...new Set(contentRefs.flatMap((child) => value(child, 'href') ?? []))];
}

function knownSystem(system: string | undefined): boolean {
  return system !== undefined && (system === ovalSystem || ocilSystems.includes(system));
}
