/**
 * From what a person typed to what the document has: ids by their end, the Benchmark meant among several. It never guesses
 * between two; it says which ones there are.
 */
import { listBenchmarks, listScopes, type XccdfBenchmark } from '../scap/benchmark.ts';
import { listDataStreams, type StreamChoice } from '../scap/dataStream.ts';
import { documentTypeOf, type Snapshot } from './open.ts';

export type IdChoice =
  | { readonly status: 'found'; readonly id: string }
  /** Several ids end like that; in document order. */
  | { readonly status: 'ambiguous'; readonly ids: readonly string[] }
  /** None does; the most similar ones, best first, at most three. */
  | { readonly status: 'unknown'; readonly similar: readonly string[] };

/** The id that is written so, else the only one that ends so. */
export function chooseId(wanted: string, ids: readonly string[]): IdChoice {
  if (ids.includes(wanted)) return { status: 'found', id: wanted };
  const ending = wanted === '' ? [] : [...new Set(ids.filter((id) => id.endsWith(wanted)))];
  if (ending.length === 1) return { status: 'found', id: ending[0]! };
  if (ending.length > 1) return { status: 'ambiguous', ids: ending };
  return { status: 'unknown', similar: similarIds(wanted, ids) };
}

/**
 * At most three ids that are spelt alike, best first. Compared without the head that all ids share, so that a long common prefix
 * does not make everything look alike.
 */
export function similarIds(wanted: string, ids: readonly string[]): readonly string[] {
  const short = shortName(wanted);
  const limit = Math.max(2, Math.floor(short.length / 3));
  return [...new Set(ids)]
    .map((id) => {
      const candidate = shortName(id);
      const inside = short.length > 3 && (candidate.includes(short) || short.includes(candidate));
      return { id, distance: inside ? 1 : editDistance(short, candidate, limit) };
    })
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ id }) => id);
}

function shortName(id: string): string {
  return id.replace(/^(?:xccdf|scap)_[^_]+_[a-z]+_/, '').toLowerCase();
}

/** Levenshtein's distance, given up above `limit`. */
function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  let above = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1] ? 0 : 1;
      current.push(Math.min(above[column]! + 1, current[column - 1]! + 1, above[column - 1]! + same));
    }
    if (Math.min(...current) > limit) return limit + 1;
    above = current;
  }
  return above[right.length]!;
}

/** As `oscap` has them: a data stream, the component-ref of a checklist, a Benchmark's own id. */
export interface BenchmarkChoice extends StreamChoice {
  readonly benchmarkId?: string;
}

export type ChosenBenchmarks =
  /** Those that fit, in the order in which a scanner takes them; empty where the document has none at all. */
  | { readonly status: 'found'; readonly benchmarks: readonly XccdfBenchmark[] }
  | {
      readonly status: 'unknown';
      readonly what: 'datastreamId' | 'xccdfId' | 'benchmarkId';
      readonly known: readonly string[];
    };

/** The Benchmarks of a document that fit a choice; of a Tailoring the one that it is about, with the tailoring in force. */
export function chooseBenchmarks(snapshot: Snapshot, choice: BenchmarkChoice): ChosenBenchmarks {
  const all = documentTypeOf(snapshot) === 'xccdf-tailoring' ? listScopes(snapshot) : listBenchmarks(snapshot);
  const streams = listDataStreams(snapshot);
  const stream = streams.filter(({ id }) => choice.datastreamId === undefined || id === choice.datastreamId);
  if (choice.datastreamId !== undefined && stream.length === 0)
    return { status: 'unknown', what: 'datastreamId', known: streams.map(({ id }) => id) };
  const lists = stream.flatMap(({ refs }) => refs.filter((ref) => ref.list === 'checklists'));
  const refs = lists.filter(({ id }) => choice.xccdfId === undefined || id === choice.xccdfId);
  if (choice.xccdfId !== undefined && refs.length === 0)
    return { status: 'unknown', what: 'xccdfId', known: lists.map(({ id }) => id) };
  const named = [
    ...new Set(
      refs.flatMap(({ target }) =>
        target.kind === 'component' ? all.filter(({ component }) => component === target.component) : [],
      ),
    ),
  ];
  const narrowed = choice.datastreamId !== undefined || choice.xccdfId !== undefined;
  const candidates = narrowed ? named : [...named, ...all.filter((benchmark) => !named.includes(benchmark))];
  if (choice.benchmarkId === undefined) return { status: 'found', benchmarks: candidates };
  const benchmarks = candidates.filter(({ id }) => id === choice.benchmarkId);
  if (benchmarks.length > 0) return { status: 'found', benchmarks };
  return { status: 'unknown', what: 'benchmarkId', known: candidates.map(({ id }) => id) };
}
