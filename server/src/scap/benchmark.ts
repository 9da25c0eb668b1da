/**
 * A Benchmark as the scanner sees it: items in document order, profiles with their entries. Read once per snapshot
 * (readBenchmark.ts); it decides nothing, selection.ts does.
 */
import { shorten } from '../text/shorten.ts';
import { textContent } from '../xml/content.ts';
import { readBenchmark, readTailoring } from './readBenchmark.ts';
import { benchmarkOfTailoring } from './resolve.ts';
import { remember, type Snapshot } from './snapshot.ts';

/** Rule, Group or Value; they share one space of ids (XCCDF 1.2, 6.4). */
export interface XccdfItem {
  /** Position in XccdfBenchmark.items: document order. */
  readonly number: number;
  readonly kind: 'rule' | 'group' | 'value';
  readonly id: string;
  readonly element: number;
  /** The enclosing Group's number, -1 at the top. */
  readonly parent: number;
  /** Its own @selected as the scanner reads it; undefined where it has none. */
  readonly selected: boolean | undefined;
  readonly extends: string | undefined;
  readonly clusterId: string | undefined;
  /** Abstract, or inside an abstract Group: gone when the scanner has resolved the document. */
  readonly gone: boolean;
  /** One list of alternatives for each requires element. */
  readonly requires: readonly (readonly string[])[];
  /** Its own, then those of the items it extends; requires are not inherited (seen in OpenSCAP, resolve.c). */
  readonly conflicts: readonly string[];
}

export interface XccdfSelect {
  readonly idref: string;
  readonly selected: boolean;
  readonly element: number;
}

export interface XccdfRefineValue {
  readonly idref: string;
  readonly selector: string | undefined;
  readonly element: number;
}

export interface XccdfSetValue {
  readonly idref: string;
  readonly value: string;
  readonly element: number;
}

export interface XccdfProfile {
  /** The document it stands in: a tailoring's profiles may stand in another file than the Benchmark. */
  readonly snapshot: Snapshot;
  readonly element: number;
  readonly id: string;
  readonly extends: string | undefined;
  readonly abstract: boolean;
  readonly origin: 'benchmark' | 'tailoring';
  readonly selects: readonly XccdfSelect[];
  readonly refineValues: readonly XccdfRefineValue[];
  readonly setValues: readonly XccdfSetValue[];
}

export interface XccdfBenchmark {
  readonly snapshot: Snapshot;
  readonly component: number;
  readonly element: number;
  readonly id: string;
  readonly items: readonly XccdfItem[];
  /** Of two items with one id the first; items that the scanner drops are not in it. */
  readonly itemsById: ReadonlyMap<string, XccdfItem>;
  /** Members of each cluster, by cluster-id. */
  readonly clusters: ReadonlyMap<string, readonly XccdfItem[]>;
  /** The Benchmark's own profiles, in document order. */
  readonly profiles: readonly XccdfProfile[];
  /** Profiles of the Tailoring in force, if one is. */
  readonly tailoring: XccdfTailoring | undefined;
}

export interface XccdfTailoring {
  readonly snapshot: Snapshot;
  readonly component: number;
  readonly element: number;
  readonly id: string;
  readonly profiles: readonly XccdfProfile[];
}

/** The Benchmarks of a document, in document order. */
export function listBenchmarks(snapshot: Snapshot): readonly XccdfBenchmark[] {
  return remember(snapshot, listBenchmarks, () =>
    snapshot.index.components.flatMap((component, number) =>
      component.kind === 'xccdf' ? [readBenchmark(snapshot, number)] : [],
    ),
  );
}

/** The Tailorings of a document, in document order. */
export function listTailorings(snapshot: Snapshot): readonly XccdfTailoring[] {
  return remember(snapshot, listTailorings, () =>
    snapshot.index.components.flatMap((component, number) =>
      component.kind === 'tailoring' ? [readTailoring(snapshot, number)] : [],
    ),
  );
}

/** A Benchmark as a Tailoring changes it: the tailoring's profiles come first and shadow those of the same id. */
export function withTailoring(benchmark: XccdfBenchmark, tailoring: XccdfTailoring): XccdfBenchmark {
  return { ...benchmark, tailoring };
}

/** Every Benchmark that a document's profiles act on: its own, and those that its Tailorings find. */
export function listScopes(snapshot: Snapshot): readonly XccdfBenchmark[] {
  return remember(snapshot, listScopes, () => {
    const tailored = listTailorings(snapshot).flatMap((tailoring) => {
      const found = benchmarkOfTailoring(snapshot, tailoring.component);
      if (found.status !== 'found') return [];
      const base = listBenchmarks(found.snapshot).find((candidate) => candidate.component === found.component);
      return base ? [withTailoring(base, tailoring)] : [];
    });
    return [...listBenchmarks(snapshot), ...tailored];
  });
}

/** The title in the document's own words, folded to one line; the id where there is none. */
export function titleOf(snapshot: Snapshot, element: number, id: string): string {
  return shorten(childText(snapshot, element, 'title') || id, longestTitle);
}

/** A title whose end tag is broken holds the rest of the document; no row or message can show that. */
const longestTitle = 300;

/** Text of the first direct child of that name; '' where there is none. Costs the length of that child. */
export function childText(snapshot: Snapshot, element: number, local: string): string {
  for (const child of snapshot.table.children(element)) {
    if (snapshot.table.local(child) === local) return textContent(snapshot.source, snapshot.table, child);
  }
  return '';
}
