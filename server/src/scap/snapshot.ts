/** One version of one document, read and indexed: what every question is asked of. Immutable; a new text is a new one. */
import { SourceText } from '../text/sourceText.ts';
import type { ElementTable } from '../xml/elementTable.ts';
import type { XmlProblem } from '../xml/problem.ts';
import { scanXml, scanXmlInSteps } from '../xml/scanner.ts';
import { listXmlProblems, listXmlProblemsInSteps } from '../xml/wellFormed.ts';
import { buildIndex, buildIndexInSteps, type ScapIndex } from './scapIndex.ts';

export interface Snapshot {
  /** Opaque to this layer: told apart by equality only. */
  readonly uri: string;
  readonly source: SourceText;
  readonly table: ElementTable;
  readonly index: ScapIndex;
  /** Other documents that an href of this one may mean; empty answers mean "not loaded". */
  readonly siblings: Siblings;
}

/** How a document finds those beside it. The outer ring decides what may be read; nothing is fetched from a network. */
export interface Siblings {
  (href: string): Snapshot | undefined;
  /** Whether the file of a script is there, where it may be looked for; it is not read. Left out: nobody can tell. */
  readonly hasFile?: (path: string) => boolean;
}

/** Scans and indexes a whole text. Linear; about what `xmllint --noout` takes. */
export function openSnapshot(text: string, uri?: string, siblings?: Siblings): Snapshot {
  return openSource(SourceText.of(text), uri, siblings);
}

/** As `openSnapshot`, of a text in chunks. */
export function openSource(source: SourceText, uri = '', siblings: Siblings = () => undefined): Snapshot {
  const text = source.whole();
  const table = scanXml(text);
  return { uri, source, table, index: buildIndex(text, source, table), siblings };
}

/**
 * As `openSource`, giving up the turn now and then; answers how far it is, from 0 to 1. At the end what is wrong with the
 * text is known too, and the text is detached.
 */
export function* openInSteps(source: SourceText, uri: string, siblings: Siblings): Generator<number, Snapshot> {
  const text = source.whole();
  const scan = scanXmlInSteps(text);
  let scanned = scan.next();
  for (; !scanned.done; scanned = scan.next()) yield scanned.value * 0.5;
  const table = scanned.value;
  const build = buildIndexInSteps(text, source, table);
  let built = build.next();
  for (; !built.done; built = build.next()) yield 0.5 + built.value * 0.3;
  const snapshot: Snapshot = { uri, source, table, index: built.value, siblings };
  const check = listXmlProblemsInSteps(text, table);
  let checked = check.next();
  for (; !checked.done; checked = check.next()) yield 0.8 + checked.value * 0.1;
  const problems = checked.value;
  remember(snapshot, problemsOf, () => problems);
  for (const progress of source.detachInSteps()) yield 0.9 + progress * 0.1;
  return snapshot;
}

/** Everything that is wrong with the text as XML, in document order; empty where it is well-formed. Computed once. */
export function problemsOf(snapshot: Snapshot): readonly XmlProblem[] {
  return remember(snapshot, problemsOf, () => listXmlProblems(snapshot.source.whole(), snapshot.table));
}

const memories = new WeakMap<Snapshot, Map<unknown, unknown>>();

/** Computes something of a snapshot once; it lives as long as the snapshot. `key` is usually the computing function. */
export function remember<T>(snapshot: Snapshot, key: unknown, compute: () => T): T {
  let memory = memories.get(snapshot);
  if (!memory) {
    memory = new Map();
    memories.set(snapshot, memory);
  }
  if (!memory.has(key)) memory.set(key, compute());
  return memory.get(key) as T;
}

/** As `remember`, for one of several things of a snapshot: `purpose` is the computing function, `thing` what it is about. */
export function rememberFor<T>(snapshot: Snapshot, purpose: unknown, thing: unknown, compute: () => T): T {
  const memory = remember(snapshot, purpose, () => new Map<unknown, T>());
  if (!memory.has(thing)) memory.set(thing, compute());
  return memory.get(thing) as T;
}

/** What `remember` has computed already; undefined where nobody asked yet. */
export function recall<T>(snapshot: Snapshot, key: (snapshot: Snapshot) => T): T | undefined {
  return memories.get(snapshot)?.get(key) as T | undefined;
}
