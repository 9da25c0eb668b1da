/** One key to a fresh snapshot that answers questions, by what the key does to the structure. */
import { listBenchmarks } from '../../server/src/scap/benchmark.ts';
import { openSnapshot, openSource, problemsOf, type Snapshot } from '../../server/src/scap/snapshot.ts';
import { SourceText } from '../../server/src/text/sourceText.ts';
import type { TextEdit } from '../../server/src/text/span.ts';
import { seeded } from '../support/random.ts';
import { mergedPath, readStream, streamPath, wellKnownRule } from './context.ts';
import { applyEdit } from './edit.ts';
import { inverseOf, type KeyClass, kindsOf, makeEdit } from './keyEdits.ts';
import { type Row, row } from './row.ts';
import { collectGarbage, inProcess, percentile, sayRuns, time } from './timing.ts';

const seed = 'keys';
/** Enough for a p99; fewer where the budget ends first, and the row says how many. */
const mostEdits = 400;
const budgetMs = 8_000;

interface Latencies {
  readonly times: readonly number[];
  /** The first key and the one that takes it back, which warm up and are not among the times. */
  readonly first: readonly number[];
  readonly p50: number;
  readonly p99: number;
  /** Processor time of the median key, all threads: what remains comparable on a busy machine. */
  readonly processorMs: number;
  /** The kind of edit whose slowest keys were the slowest. */
  readonly slowest: string;
}

export async function measure(): Promise<Row[]> {
  const small = readStream(streamPath('rhel8'));
  const [first, second, third] = ([1, 2, 3] as const).map((keyClass) => typeKeys(small, keyClass));
  const full = await time(inProcess(() => edited(small), openWhole));
  const held = typeKeys(small, 1, asHeld);
  const large = typeKeys(readStream(mergedPath(48)), 1);
  const largeHeld = typeKeys(readStream(mergedPath(48)), 1, asHeld);
  const what = (keyClass: KeyClass) => `key class ${keyClass} to fresh snapshot, 24 MB`;
  return [
    row({ what: `${what(1)}, p50`, value: first!.p50, unit: 'ms', target: 3, note: say(first!, 1) }),
    row({ what: `${what(1)}, p99`, value: first!.p99, unit: 'ms', target: 10 }),
    row({
      what: 'key class 1 to fresh snapshot, 48 MB, p50',
      value: large.p50,
      unit: 'ms',
      peer: { name: 'p50 at 24 MB', value: first!.p50 },
      target: 1.5,
      note: say(large, 1),
    }),
    row({
      what: 'key class 1 to fresh snapshot, 48 MB, p99',
      value: large.p99,
      unit: 'ms',
      peer: { name: 'p99 at 24 MB', value: first!.p99 },
      target: 1.5,
    }),
    row({ what: `${what(1)}, ${heldAs}, p50`, value: held.p50, unit: 'ms', target: 3, note: say(held, 1) }),
    row({ what: `${what(1)}, ${heldAs}, p99`, value: held.p99, unit: 'ms', target: 10 }),
    row({
      what: `key class 1 to fresh snapshot, 48 MB, ${heldAs}, p50`,
      value: largeHeld.p50,
      unit: 'ms',
      peer: { name: 'p50 at 24 MB', value: held.p50 },
      target: 1.5,
      note: say(largeHeld, 1),
    }),
    row({ what: `${what(2)}, p99`, value: second!.p99, unit: 'ms', target: 20, note: say(second!, 2) }),
    // A tenth for noise: the work is the same, or less.
    row({
      what: `${what(3)}, p50`,
      value: third!.p50,
      unit: 'ms',
      peer: { name: 'full build', value: full.medianMs },
      target: 1.1,
      note: `${say(third!, 3)}; full build: ${sayRuns(full)}`,
    }),
    row({
      what: `${what(3)}, p99`,
      value: third!.p99,
      unit: 'ms',
      peer: { name: 'slowest full build', value: full.slowestMs },
      target: 1.1,
    }),
  ];
}

function say({ times, first, p50, p99, processorMs, slowest }: Latencies, keyClass: KeyClass): string {
  const firstMs = first.map((ms) => ms.toFixed(1)).join(' and ');
  const of = `${times.length} keys of ${kindsOf(keyClass).length} kinds behind the first two (${firstMs} ms)`;
  const figures = `p50 ${p50.toFixed(1)}, p99 ${p99.toFixed(1)} ms, processor time p50 ${processorMs.toFixed(1)} ms`;
  return `${of}, ${figures}; slowest: ${slowest}`;
}

/** A text as it is held after an edit: in chunks, of which a whole string has to be joined first. */
function edited(text: string): SourceText {
  return SourceText.of(text).splice(0, 0, '');
}

function openWhole(source: SourceText): number {
  return touch(openSource(source), 0);
}

const heldAs = 'Benchmark read and text detached';

/** As a server holds a document that the view shows: what was read of the Benchmark is taken over from key to key. */
function asHeld(snapshot: Snapshot): void {
  snapshot.source.detach();
  listBenchmarks(snapshot);
}

/** Each edit and the one that takes it back, one after the other on the snapshot that the last one left. */
function typeKeys(text: string, keyClass: KeyClass, prepare: (snapshot: Snapshot) => void = () => {}): Latencies {
  const random = seeded(`${seed} ${keyClass}`).next;
  const kinds = kindsOf(keyClass);
  const times: number[] = [];
  const processor: number[] = [];
  const byKind = new Map<string, number[]>();
  let snapshot = openSnapshot(text, 'file:///bench/keys-ds.xml');
  prepare(snapshot);
  const type = (kind: string, edit: TextEdit): void => {
    const before = process.cpuUsage();
    const start = performance.now();
    snapshot = applyEdit(snapshot, edit);
    touch(snapshot, edit.from);
    const ms = performance.now() - start;
    const { user, system } = process.cpuUsage(before);
    times.push(ms);
    processor.push((user + system) / 1000);
    byKind.set(kind, [...(byKind.get(kind) ?? []), ms]);
    // What an edit did not let take over is read again before the next one, as a view would.
    prepare(snapshot);
  };
  collectGarbage();
  const end = performance.now() + budgetMs;
  for (let count = 0; times.length < mostEdits && (performance.now() < end || count < kinds.length); count++) {
    const { kind, edit } = makeEdit(snapshot, keyClass, kinds[count % kinds.length]!, random);
    const back = inverseOf(snapshot.source, edit);
    type(kind, edit);
    type(`${kind}, taken back`, back);
  }
  // The first pair warms up.
  const measured = times.slice(2);
  return {
    times: measured,
    first: times.slice(0, 2),
    p50: percentile(measured, 50),
    p99: percentile(measured, 99),
    processorMs: percentile(processor.slice(2), 50),
    slowest: slowestOf(byKind),
  };
}

function slowestOf(byKind: ReadonlyMap<string, readonly number[]>): string {
  const tails = [...byKind].map(([kind, times]) => ({ kind, p50: percentile(times, 50), p95: percentile(times, 95) }));
  const [worst] = tails.sort((a, b) => b.p95 - a.p95);
  return `${worst!.kind} (p50 ${worst!.p50.toFixed(1)}, p95 ${worst!.p95.toFixed(1)} ms)`;
}

/** Complete means: faults, lines, declarations and references are there without more work. While a comment is open there may be none. */
function touch(snapshot: Snapshot, from: number): number {
  const { source, index } = snapshot;
  const entries = index.declarationsOf(wellKnownRule).length + index.referencesTo(wellKnownRule).length;
  return problemsOf(snapshot).length + source.lineAt(from) + entries;
}
