/** The Benchmark, with or without a Tailoring, as the outer ring sees it: what can be named in it. */
import {
  listBenchmarks,
  listScopes,
  listTailorings,
  withTailoring,
  type XccdfBenchmark,
  type XccdfItem,
  type XccdfProfile,
  type XccdfTailoring,
} from '../scap/benchmark.ts';
import { rulesInside } from '../scap/groupRules.ts';
import { benchmarkPointer, meantBenchmark } from '../scap/meantBenchmark.ts';
import { profilesInForce } from '../scap/selection.ts';
import { listChoices } from '../scap/xccdfValue.ts';
import type { Snapshot } from './open.ts';

export type Benchmark = XccdfBenchmark;
export type Item = XccdfItem;
export type Profile = XccdfProfile;

/** Profiles that can be named, a tailoring's first; abstract ones included, shadowed ones not. */
export function listProfiles(benchmark: Benchmark): readonly Profile[] {
  return profilesInForce(benchmark);
}

/** Rules that a scanner sees, in document order; abstract ones are left out. */
export function listRules(benchmark: Benchmark): readonly Item[] {
  return benchmark.items.filter((item) => item.kind === 'rule' && !item.gone);
}

/** The Benchmarks of the document in which this one stands, itself included. */
export function benchmarksBeside({ snapshot }: Benchmark): readonly Benchmark[] {
  return listBenchmarks(snapshot);
}

/** Values that a scanner sees, in document order; abstract ones are left out. */
export function listValues(benchmark: Benchmark): readonly Item[] {
  return benchmark.items.filter((item) => item.kind === 'value' && !item.gone);
}

/** The selectors of a Value, '' for the value without one, those of the Value that it extends included. */
export function listSelectors(benchmark: Benchmark, value: Item): readonly string[] {
  return listChoices(benchmark, value).map(({ selector }) => selector);
}

/** The rules of a group, in document order, those of the groups in it included. */
export function listRulesOf(benchmark: Benchmark, group: Item): readonly Item[] {
  return [...rulesInside(benchmark, group)];
}

/** The Benchmark as the first Tailoring of a document changes it; undefined where that document holds none. */
export function tailored(benchmark: Benchmark, tailoring: Snapshot): Benchmark | undefined {
  const [first] = listTailorings(tailoring);
  return first && withTailoring(benchmark, first);
}

/** The first Tailoring of a document, whether or not its Benchmark is to be had. */
export function tailoringOf(snapshot: Snapshot): XccdfTailoring | undefined {
  return listTailorings(snapshot)[0];
}

/** The Benchmark of a document that a Tailoring, made for another one, means there; undefined where the document holds none. */
export function benchmarkMeantIn({ snapshot, component }: XccdfTailoring, home: Snapshot): Benchmark | undefined {
  const benchmarks = listBenchmarks(home);
  const meant = meantBenchmark(snapshot, component, home);
  return benchmarks.find((benchmark) => benchmark.component === meant) ?? benchmarks[0];
}

/** The Benchmarks that the Tailorings of a document are about, with the tailoring in force, where they are to be had. */
export function tailoredScopes(snapshot: Snapshot): readonly Benchmark[] {
  return listScopes(snapshot).filter(({ tailoring }) => tailoring !== undefined);
}

/** benchmark/@href of a document's first Tailoring, as written; undefined where it has none. */
export function tailoringHref(snapshot: Snapshot): string | undefined {
  const tailoring = tailoringOf(snapshot);
  return tailoring && benchmarkPointer(snapshot, tailoring.component).href;
}
