/** What a file holds, in one answer: its kind, its streams, their checklists with profiles, and how many of everything. */
import { listScopes, titleOf } from '../scap/benchmark.ts';
import { listCircles } from '../scap/circles.ts';
import { cycleText } from '../scap/cycle.ts';
import { type DataStream, type DsComponentRef, listDataStreams } from '../scap/dataStream.ts';
import { type ComponentKind, familyOf } from '../scap/vocabulary.ts';
import { attributeValue } from '../xml/attributes.ts';
import { textContent } from '../xml/content.ts';
import { noElement } from '../xml/elementTable.ts';
import { type DocumentType, documentTypeOf, type Snapshot } from './open.ts';

export interface ProfileInfo {
  readonly id: string;
  readonly title: string;
}

/** Absent facts are null: a component-ref that leads nowhere has no component and no benchmark. */
export interface ChecklistInfo {
  readonly refId: string | null;
  readonly componentId: string | null;
  readonly benchmarkId: string | null;
  readonly status: string | null;
  readonly profiles: readonly ProfileInfo[];
}

export interface StreamInfo {
  readonly id: string;
  readonly version: string;
  readonly checklists: readonly ChecklistInfo[];
  readonly checks: readonly { readonly refId: string }[];
  readonly dictionaries: readonly { readonly refId: string }[];
}

export interface TailoringInfo {
  readonly id: string;
  /** benchmark/@href as written. */
  readonly benchmarkHref: string | null;
  readonly profiles: readonly ProfileInfo[];
}

const countNames = [
  'rules',
  'groups',
  'values',
  'profiles',
  'definitions',
  'tests',
  'objects',
  'states',
  'variables',
  'questionnaires',
  'cpeItems',
] as const;
export type CountName = (typeof countNames)[number];

export interface DocumentInfo {
  readonly documentType: DocumentType;
  readonly streams: readonly StreamInfo[];
  /** Every Benchmark of the file in document order, those of the checklists included. */
  readonly benchmarks: readonly ChecklistInfo[];
  readonly tailorings: readonly TailoringInfo[];
  readonly counts: Readonly<Record<CountName, number>>;
  /** Of profiles, rules, groups or Values that extend each other: each circle once, such as `a -> b -> a`. */
  readonly circles: readonly string[];
}

/** Undefined for a document that is no SCAP content. Linear in the number of elements. */
export function documentInfo(snapshot: Snapshot): DocumentInfo | undefined {
  const documentType = documentTypeOf(snapshot);
  if (!documentType) return undefined;
  const streams = listDataStreams(snapshot);
  const refs = streams.flatMap((stream) => stream.refs);
  return {
    documentType,
    streams: streams.map((stream) => streamInfo(snapshot, stream)),
    benchmarks: componentsOf(snapshot, 'xccdf').map((number) =>
      benchmarkInfo(
        snapshot,
        number,
        refs.find((ref) => ref.target.kind === 'component' && ref.target.component === number),
      ),
    ),
    tailorings: componentsOf(snapshot, 'tailoring').map((number) => {
      const { element } = snapshot.index.components[number]!;
      const pointer = [...snapshot.table.children(element)].find(
        (child) => snapshot.table.local(child) === 'benchmark',
      );
      const href = pointer === undefined ? undefined : attributeValue(snapshot.source, snapshot.table, pointer, 'href');
      return { id: idAt(snapshot, element), benchmarkHref: href ?? null, profiles: profileInfos(snapshot, number) };
    }),
    counts: countElements(snapshot),
    circles: circlesIn(snapshot),
  };
}

/** The items of a Benchmark, which are most of a file, are read only where something extends something. */
function circlesIn(snapshot: Snapshot): readonly string[] {
  const extending = snapshot.index.referencesOfRows(({ kind }) => /^xccdf\.\w+@extends$/.test(kind));
  if (extending.length === 0) return [];
  const circles = listScopes(snapshot).flatMap((benchmark) => {
    const { profiles, items } = listCircles(benchmark);
    return [...profiles, ...items].map((circle) => cycleText(circle.map(({ id }) => id)));
  });
  return [...new Set(circles)];
}

function streamInfo(snapshot: Snapshot, stream: DataStream): StreamInfo {
  const refsOf = (list: DsComponentRef['list']) => stream.refs.filter((ref) => ref.list === list);
  return {
    id: stream.id,
    version: stream.version,
    checklists: refsOf('checklists').map((ref) => checklistInfo(snapshot, ref)),
    checks: refsOf('checks').map((ref) => ({ refId: ref.id })),
    dictionaries: refsOf('dictionaries').map((ref) => ({ refId: ref.id })),
  };
}

function checklistInfo(snapshot: Snapshot, ref: DsComponentRef): ChecklistInfo {
  const number = ref.target.kind === 'component' ? ref.target.component : -1;
  const component = snapshot.index.components[number];
  if (component?.kind === 'xccdf') return benchmarkInfo(snapshot, number, ref);
  return {
    refId: ref.id,
    componentId: component?.id ?? null,
    benchmarkId: null,
    status: null,
    profiles: profileInfos(snapshot, number),
  };
}

/** Read from the index: the items of a Benchmark, which are most of a file, are not looked at. */
function benchmarkInfo(snapshot: Snapshot, number: number, ref: DsComponentRef | undefined): ChecklistInfo {
  const { element, wrapper, id } = snapshot.index.components[number]!;
  return {
    refId: ref?.id ?? null,
    componentId: wrapper === noElement ? null : id,
    benchmarkId: idAt(snapshot, element),
    status: statusOf(snapshot, element),
    profiles: profileInfos(snapshot, number),
  };
}

function componentsOf({ index }: Snapshot, kind: ComponentKind): readonly number[] {
  return index.components.flatMap((component, number) => (component.kind === kind ? [number] : []));
}

function idAt({ source, table }: Snapshot, element: number): string {
  return attributeValue(source, table, element, 'id') ?? '';
}

/** The status with the latest date is the current one (XCCDF 1.2, 6.2.8); of undated ones the last. */
function statusOf({ source, table }: Snapshot, element: number): string | null {
  let current: { readonly date: string; readonly text: string } | undefined;
  for (const child of table.children(element)) {
    if (table.local(child) !== 'status') continue;
    const date = attributeValue(source, table, child, 'date') ?? '';
    if (!current || date >= current.date) current = { date, text: textContent(source, table, child) };
  }
  return current?.text ?? null;
}

function profileInfos(snapshot: Snapshot, number: number): ProfileInfo[] {
  return snapshot.index
    .declarationsOfKind('xccdf.Profile')
    .filter(({ component }) => component === number)
    .map(({ id, element }) => ({ id, title: titleOf(snapshot, element, id) }));
}

/** By the element's name where that says it; of OVAL's tests, objects, states and variables by the section around it. */
const byName: Readonly<Record<string, CountName>> = {
  'xccdf Rule': 'rules',
  'xccdf Group': 'groups',
  'xccdf Value': 'values',
  'xccdf Profile': 'profiles',
  'ocil questionnaire': 'questionnaires',
  'cpe cpe-item': 'cpeItems',
};
const bySection: Readonly<Record<string, CountName>> = {
  'oval definitions': 'definitions',
  'oval tests': 'tests',
  'oval objects': 'objects',
  'oval states': 'states',
  'oval variables': 'variables',
};

function countElements({ table }: Snapshot): Record<CountName, number> {
  const counts = Object.fromEntries(countNames.map((name) => [name, 0])) as Record<CountName, number>;
  const own: (CountName | undefined)[] = [];
  const inside: (CountName | undefined)[] = [];
  for (let name = 0; name < table.names.size; name++) {
    const key = `${familyOf(table.names.uri(name))} ${table.names.local(name)}`;
    own[name] = byName[key];
    inside[name] = bySection[key];
  }
  for (let element = 0; element < table.count; element++) {
    const parent = table.parent(element);
    const count = own[table.name(element)] ?? (parent === noElement ? undefined : inside[table.name(parent)]);
    if (count) counts[count]++;
  }
  return counts;
}
