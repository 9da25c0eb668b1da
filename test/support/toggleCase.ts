/** A document in which rules are switched, and one switch in it, as the tests of the toggle under the scanner have them. */
import { listBenchmarks, listTailorings, withTailoring, type XccdfBenchmark } from '../../server/src/scap/benchmark.ts';
import { profilesInForce } from '../../server/src/scap/selection.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import type { ToggleRequest, ToggleScope } from '../../server/src/scap/toggle.ts';
import { fixturePath, readDocument, type TestDocument } from './documents.ts';
import { tailorings } from './selectionFixtures.ts';

/** What is edited: a Benchmark's own document, or a Tailoring beside it. */
export interface ToggleSubject {
  readonly base: TestDocument;
  readonly tailoring?: TestDocument;
  readonly benchmark: XccdfBenchmark;
}

export interface ToggleCase {
  readonly rule: string;
  readonly enable: boolean;
  /** The id of a profile, 'everywhere', 'mentioned', or '(default)': the scan without a profile. */
  readonly scope: string;
}

/** By the name of a fixture, of a tailoring with its base; `path` is that of a whole stream. */
export function openSubject(name: string, path = fixturePath(`selection/${name}`)): ToggleSubject {
  const edited = readDocument(path);
  if (!tailorings.includes(name)) return { base: edited, benchmark: benchmarkOf(edited.text) };
  const base = readDocument(fixturePath('selection/tailoring-base.xml'));
  return { base, tailoring: edited, benchmark: benchmarkOf(base.text, edited.text) };
}

export function benchmarkOf(text: string, tailoring?: string, id?: string): XccdfBenchmark {
  const benchmarks = listBenchmarks(openSnapshot(text));
  const benchmark = benchmarks.find((candidate) => candidate.id === id) ?? benchmarks[0]!;
  return tailoring === undefined ? benchmark : withTailoring(benchmark, listTailorings(openSnapshot(tailoring))[0]!);
}

export function requestOf(benchmark: XccdfBenchmark, { rule, enable, scope }: ToggleCase): ToggleRequest {
  return { rules: [benchmark.itemsById.get(rule)!], enable, scope: scopeOf(benchmark, scope) };
}

function scopeOf(benchmark: XccdfBenchmark, scope: string): ToggleScope {
  if (scope === 'everywhere' || scope === 'mentioned') return { kind: scope };
  return { kind: 'profiles', profiles: [profilesInForce(benchmark).find(({ id }) => id === scope)] };
}
