/**
 * What is listed as flipping a rule does flip it, written into the text and read anew; of everything else that could be
 * edited at one place nothing does. The edits of the text are made here, by letters, and not by the product.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listBenchmarks, type XccdfBenchmark } from '../../server/src/scap/benchmark.ts';
import { listScans, scanId, selectionOfScan } from '../../server/src/scap/explain.ts';
import { listFlips } from '../../server/src/scap/flips.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { listTextEdits, nameOf } from '../support/selectionTextEdits.ts';
import { smallBenchmark } from '../support/smallBenchmark.ts';

const open = (text: string): XccdfBenchmark => listBenchmarks(openSnapshot(text))[0]!;

/** By scan, the ids of the rules that it evaluates. */
function effective(text: string): ReadonlyMap<string, ReadonlySet<string>> {
  const benchmark = open(text);
  return new Map(
    listScans(benchmark.profiles).map((scan) => {
      const selection = selectionOfScan(benchmark, scan);
      const on = benchmark.items.filter(({ number }) => selection.effective[number] === 1);
      return [scanId(scan), new Set(on.map(({ id }) => id))];
    }),
  );
}

function check(text: string): void {
  const [benchmark, before] = [open(text), effective(text)];
  const edits = listTextEdits(text).map((edit) => ({ ...edit, after: effective(edit.apply(text)) }));
  for (const scan of listScans(benchmark.profiles)) {
    const name = scanId(scan);
    const isOn = (scans: typeof before, id: string) => scans.get(name)!.has(id);
    for (const rule of benchmark.items.filter(({ kind }) => kind === 'rule')) {
      const flipping = edits
        .filter(({ isNew, profile }) => !isNew || profile === name)
        .filter(({ after }) => isOn(after, rule.id) !== isOn(before, rule.id));
      const flips = listFlips(benchmark, scan, rule);
      const listed = flips.map(({ edits: together }) => together.map((edit) => nameOf(benchmark, edit)));
      if (flipping.length > 0 || listed.length === 0) {
        expect(listed.flat().toSorted(), `${rule.id} in ${name}`).toEqual(flipping.map((edit) => edit.name).toSorted());
        continue;
      }
      // No single one is enough: all of the listed ones are.
      expect(listed).toHaveLength(1);
      const together = listed[0]!.reduce((now, wanted) => {
        return listTextEdits(now)
          .find((edit) => edit.name === wanted)!
          .apply(now);
      }, text);
      expect(isOn(effective(together), rule.id), `${rule.id} in ${name} by ${listed[0]!.join(', ')}`).toBe(true);
    }
  }
}

describe('what flips a rule', () => {
  it('is listed, and nothing else is', () => {
    fc.assert(fc.property(smallBenchmark, check), { seed: 20_221_220, numRuns: 30 });
  });
});
