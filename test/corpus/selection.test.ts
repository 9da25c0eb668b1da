/**
 * The effective selection of every profile, ours against the real scanner's, and what a reader of the chains of explanations comes
 * to: six real streams and our own documents.
 */
import { describe, expect, it } from 'vitest';
import {
  listBenchmarks,
  listTailorings,
  withTailoring,
  type XccdfBenchmark,
  type XccdfItem,
} from '../../server/src/scap/benchmark.ts';
import { explainInFull, listScans, type Scan, scanId, selectionOfScan } from '../../server/src/scap/explain.ts';
import { profilesInForce } from '../../server/src/scap/selection.ts';
import { allEffective } from '../oracle/scanner.ts';
import { listBlocking } from '../support/blocking.ts';
import { fixturePath, openFile } from '../support/documents.ts';
import { benchmarkFixtures, tailorings } from '../support/selectionFixtures.ts';
import { streamPath } from './content.ts';

const streams = ['rhel8', 'ocp4', 'sle15', 'ubuntu2204', 'rhv4', 'firefox'];

describe('effective selection equals the scanner', () => {
  it.each(streams)('in every profile of %s', async (product) => {
    const path = streamPath(product);
    const benchmark = listBenchmarks(openFile(path))[0]!;
    const scanned = sorted(await allEffective(path));
    expect(oursOf(benchmark)).toEqual(scanned);
    expect(explained(benchmark), 'what the chains come to').toEqual(scanned);
  });

  it.each(benchmarkFixtures)('in every profile of %s', async (name) => {
    const path = fixturePath(`selection/${name}`);
    for (const benchmark of listBenchmarks(openFile(path))) {
      const scanned = sorted(await allEffective(path, { benchmark: benchmark.id }));
      expect(oursOf(benchmark), benchmark.id).toEqual(scanned);
      expect(explained(benchmark), `what the chains of ${benchmark.id} come to`).toEqual(scanned);
    }
  });

  it.each(tailorings)('in every profile of tailoring-base.xml with %s', async (name) => {
    const base = fixturePath('selection/tailoring-base.xml');
    const tailoring = fixturePath(`selection/${name}`);
    const benchmark = withTailoring(listBenchmarks(openFile(base))[0]!, listTailorings(openFile(tailoring))[0]!);
    const scanned = sorted(await allEffective(base, { tailoring }));
    expect(oursOf(benchmark)).toEqual(scanned);
    expect(explained(benchmark), 'what the chains come to').toEqual(scanned);
  });
});

const oursOf = (benchmark: XccdfBenchmark) =>
  rulesByScan(benchmark, (scan, { number }) => selectionOfScan(benchmark, scan).effective[number] === 1);

/** The rules in whose chain nothing holds them off. */
const explained = (benchmark: XccdfBenchmark) =>
  rulesByScan(
    benchmark,
    (scan, rule) => !rule.gone && listBlocking(explainInFull(benchmark, scan, rule).chain).length === 0,
  );

function rulesByScan(
  benchmark: XccdfBenchmark,
  isOn: (scan: Scan, rule: XccdfItem) => boolean,
): Record<string, string[]> {
  const rules = benchmark.items.filter(({ kind }) => kind === 'rule');
  const scans = listScans(profilesInForce(benchmark));
  return Object.fromEntries(
    scans.map((scan) => [
      scanId(scan),
      rules
        .filter((rule) => isOn(scan, rule))
        .map(({ id }) => id)
        .sort(),
    ]),
  );
}

function sorted(scanned: ReadonlyMap<string, ReadonlySet<string>>): Record<string, string[]> {
  return Object.fromEntries([...scanned].map(([profile, rules]) => [profile, [...rules].sort()]));
}
