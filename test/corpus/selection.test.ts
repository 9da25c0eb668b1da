/** The effective selection of every profile, ours against the real scanner's: six real streams and our own documents. */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { listBenchmarks, listTailorings, withTailoring, type XccdfBenchmark } from '../../server/src/scap/benchmark.ts';
import { listScans, scanId, selectionOfScan } from '../../server/src/scap/explain.ts';
import { profilesInForce } from '../../server/src/scap/selection.ts';
import { allEffective } from '../oracle/scanner.ts';
import { fixturePath, openFile } from '../support/documents.ts';
import { streamPath } from './content.ts';

const streams = ['rhel8', 'ocp4', 'sle15', 'ubuntu2204', 'rhv4', 'firefox'];
const fixtures = readdirSync(fixturePath('selection')).filter((name) => name.endsWith('.xml'));
const tailorings = fixtures.filter((name) => /^tailoring-(?!base)/.test(name));

describe('effective selection equals the scanner', () => {
  it.each(streams)('in every profile of %s', async (product) => {
    const path = streamPath(product);
    expect(oursOf(listBenchmarks(openFile(path))[0]!)).toEqual(sorted(await allEffective(path)));
  });

  it.each(fixtures.filter((name) => !tailorings.includes(name)))('in every profile of %s', async (name) => {
    const path = fixturePath(`selection/${name}`);
    for (const benchmark of listBenchmarks(openFile(path))) {
      const scanned = sorted(await allEffective(path, { benchmark: benchmark.id }));
      expect(oursOf(benchmark), benchmark.id).toEqual(scanned);
    }
  });

  it.each(tailorings)('in every profile of tailoring-base.xml with %s', async (name) => {
    const base = fixturePath('selection/tailoring-base.xml');
    const tailoring = fixturePath(`selection/${name}`);
    const benchmark = withTailoring(listBenchmarks(openFile(base))[0]!, listTailorings(openFile(tailoring))[0]!);
    expect(oursOf(benchmark)).toEqual(sorted(await allEffective(base, { tailoring })));
  });
});

function oursOf(benchmark: XccdfBenchmark): Record<string, string[]> {
  const answer: Record<string, string[]> = {};
  for (const scan of listScans(profilesInForce(benchmark))) {
    const { effective } = selectionOfScan(benchmark, scan);
    answer[scanId(scan)] = benchmark.items.filter((item) => effective[item.number] === 1).map((item) => item.id);
    answer[scanId(scan)]!.sort();
  }
  return answer;
}

function sorted(scanned: ReadonlyMap<string, ReadonlySet<string>>): Record<string, string[]> {
  return Object.fromEntries([...scanned].map(([profile, rules]) => [profile, [...rules].sort()]));
}
