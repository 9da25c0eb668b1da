/**
 * Which of a document's Benchmarks a Tailoring means. OpenSCAP never looks: it takes the Benchmark of the scan, and what a
 * tailoring says of its own is "purely informative" (XCCDF 1.2, schema of Tailoring/benchmark). So what is written decides, and else
 * what the tailoring's profiles name.
 */
import { attributeValue } from '../xml/attributes.ts';
import { listDataStreams } from './dataStream.ts';
import { rememberFor, type Snapshot } from './snapshot.ts';

export interface BenchmarkPointer {
  /** benchmark/@href as written. */
  readonly href: string | undefined;
  /** benchmark/@id, which repeats the Benchmark's. */
  readonly id: string | undefined;
}

/** The benchmark element of a Tailoring. */
export function benchmarkPointer({ table, source, index }: Snapshot, component: number): BenchmarkPointer {
  const root = index.components[component]!.element;
  const pointer = [...table.children(root)].find((child) => table.local(child) === 'benchmark');
  const read = (name: string) => (pointer === undefined ? undefined : attributeValue(source, table, pointer, name));
  return { href: read('href'), id: read('id') };
}

/**
 * The component of `home` with the Benchmark that a Tailoring of `snapshot` means: by @id, by what stands behind the # of the href (the
 * id of a component, a component-ref or a Benchmark), by the profiles that it extends, by what its entries name. Undefined where
 * nothing tells several apart, and where there is none. Costs a look at each of its references once.
 */
export function meantBenchmark(snapshot: Snapshot, component: number, home: Snapshot): number | undefined {
  const known = rememberFor(snapshot, meantBenchmark, component, () => new WeakMap<Snapshot, { meant?: number }>());
  let answer = known.get(home);
  if (!answer) {
    const meant = findMeant(snapshot, component, home);
    answer = meant === undefined ? {} : { meant };
    known.set(home, answer);
  }
  return answer.meant;
}

function findMeant(snapshot: Snapshot, component: number, home: Snapshot): number | undefined {
  const all = benchmarkComponents(home);
  if (all.length <= 1) return all[0];
  const { href, id } = benchmarkPointer(snapshot, component);
  const fragment = href === undefined ? '' : fragmentOf(href);
  const byId = narrowed(all, (number) => id !== undefined && benchmarkId(home, number) === id);
  const named = narrowed(byId, (number) => fragment !== '' && isNamed(home, number, fragment));
  if (named.length === 1) return named[0];
  const best = mostNamed(snapshot, component, home, named);
  // Of those that are alike in all that can be told, the first, as a scanner has it.
  return best ?? (named.length < all.length ? named[0] : undefined);
}

/** The Benchmarks of a document by their component, in document order. */
export function benchmarkComponents({ index }: Snapshot): readonly number[] {
  return index.components.flatMap(({ kind }, number) => (kind === 'xccdf' ? [number] : []));
}

/** Those that fit; all of them where none does. */
function narrowed(numbers: readonly number[], fits: (number: number) => boolean): readonly number[] {
  const fitting = numbers.filter(fits);
  return fitting.length > 0 ? fitting : numbers;
}

function fragmentOf(href: string): string {
  const at = href.indexOf('#');
  if (at < 0) return '';
  const written = href.slice(at + 1);
  try {
    return decodeURIComponent(written);
  } catch {
    // A stray percent sign.
    return written;
  }
}

function isNamed(home: Snapshot, component: number, name: string): boolean {
  if (home.index.components[component]!.id === name || benchmarkId(home, component) === name) return true;
  const refs = listDataStreams(home).flatMap((stream) => stream.refs);
  return refs.some(({ id, target }) => id === name && target.kind === 'component' && target.component === component);
}

function benchmarkId({ index, source, table }: Snapshot, component: number): string | undefined {
  return attributeValue(source, table, index.components[component]!.element, 'id');
}

/** The one that declares most of what the profiles extend, then most of what their entries name; undefined where none has any. */
function mostNamed(
  snapshot: Snapshot,
  component: number,
  home: Snapshot,
  candidates: readonly number[],
): number | undefined {
  const { index, table } = snapshot;
  const root = index.components[component]!.element;
  const weights = new Map(candidates.map((number) => [number, 0]));
  // One base counts more than all entries.
  const end = table.subtreeEnd(root);
  for (const { row, id } of index.referencesBetween(root, end)) {
    const weight = row.kind === 'xccdf.Profile@extends' ? end : 1;
    const declared = home.index.declarationsOf(id).filter(({ kind }) => row.targets.includes(kind));
    for (const number of new Set(declared.map((declaration) => declaration.component))) {
      const sum = weights.get(number);
      if (sum !== undefined) weights.set(number, sum + weight);
    }
  }
  // A profile that shadows another names it too.
  for (const { id, component: own } of index.declarationsOfKind('xccdf.Profile')) {
    if (own !== component) continue;
    for (const { kind, component: number } of home.index.declarationsOf(id)) {
      const sum = weights.get(number);
      if (kind === 'xccdf.Profile' && sum !== undefined) weights.set(number, sum + end);
    }
  }
  const most = Math.max(...weights.values());
  return most === 0 ? undefined : candidates.find((number) => weights.get(number) === most);
}
