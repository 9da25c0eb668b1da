/**
 * Every walk over a whole document is linear: twice the document is at most twice the steps. Steps are counted where the
 * work is done (characters looked at, text cut out, rows of the table asked), so that no clock is needed.
 */
import { describe, expect, it } from 'vitest';
import { runLint } from '../../server/src/lint/runner.ts';
import { listBenchmarks } from '../../server/src/scap/benchmark.ts';
import { profilesInForce, selectionOf } from '../../server/src/scap/selection.ts';
import { openSnapshot, problemsOf, type Snapshot } from '../../server/src/scap/snapshot.ts';
import { listOutline } from '../../server/src/service/outline.ts';
import { listSymbols } from '../../server/src/service/symbols.ts';
import { toggleItem } from '../../server/src/service/toggleItem.ts';
import { ElementTable } from '../../server/src/xml/elementTable.ts';
import { seeded } from '../support/random.ts';
import { randomDocument } from '../support/randomEdits.ts';

const walks: Readonly<Record<string, (snapshot: Snapshot) => unknown>> = {
  'opening it': (snapshot) => openSnapshot(snapshot.source.whole()),
  'its faults as XML': (snapshot) => problemsOf(openSnapshot(snapshot.source.whole())),
  'its benchmarks': (snapshot) => listBenchmarks({ ...snapshot }),
  'the selection of every profile': (snapshot) => selectAll({ ...snapshot }),
  'a switch of one rule everywhere': (snapshot) => switchEverywhere({ ...snapshot }),
  'its findings': (snapshot) => runLint({ ...snapshot }),
  'its symbols': (snapshot) => listSymbols({ ...snapshot }),
  'the first rows of the view': (snapshot) => openRows({ ...snapshot }),
};

function selectAll(snapshot: Snapshot): void {
  for (const benchmark of listBenchmarks(snapshot)) {
    for (const profile of profilesInForce(benchmark)) selectionOf(benchmark, profile);
  }
}

function switchEverywhere(snapshot: Snapshot): void {
  const target = { benchmark: 'b', item: 'r2', scope: { kind: 'everywhere' } } as const;
  const outcomes = [true, false].map((enable) => toggleItem(snapshot, { ...target, enable }).kind);
  if (!outcomes.includes('edit')) throw new Error(`the switch answers ${outcomes}`);
}

function openRows(snapshot: Snapshot): void {
  for (const row of listOutline(snapshot) ?? []) listOutline(snapshot, row.id);
}

describe('twice the document is at most twice the steps:', () => {
  const [small, large] = [200, 400].map((rules) => openSnapshot(randomDocument(seeded('linear'), rules)));
  it.each(Object.entries(walks))('%s', (_, walk) => {
    const steps = stepsOf(() => walk(small!));
    expect(steps).toBeGreaterThan(100);
    expect(stepsOf(() => walk(large!))).toBeLessThan(steps * 2.2);
  });

  it('and the counter sees a walk that is not', () => {
    const quadratic = ({ table }: Snapshot): void => {
      for (let one = 0; one < table.count; one += 20)
        for (let other = 0; other < table.count; other++) table.start(other);
    };
    expect(stepsOf(() => quadratic(large!))).toBeGreaterThan(stepsOf(() => quadratic(small!)) * 3);
  });
});

/** Characters looked at or cut out of texts, and questions to the table, while `work` runs. */
function stepsOf(work: () => void): number {
  let steps = 0;
  const strings = String.prototype;
  const rows = ElementTable.prototype;
  const real = { charCodeAt: strings.charCodeAt, indexOf: strings.indexOf, slice: strings.slice };
  const questions = ['start', 'openEnd', 'end', 'name', 'parent', 'subtreeEnd'] as const;
  const asked = Object.fromEntries(questions.map((name) => [name, rows[name]]));
  strings.charCodeAt = function (this: string, index: number) {
    steps++;
    return real.charCodeAt.call(this, index);
  };
  strings.indexOf = function (this: string, wanted: string, from = 0) {
    const found = real.indexOf.call(this, wanted, from);
    steps += (found < 0 ? this.length : found) - from;
    return found;
  };
  strings.slice = function (this: string, from?: number, to?: number) {
    const part = real.slice.call(this, from, to);
    steps += part.length;
    return part;
  };
  for (const name of questions) {
    rows[name] = function (this: ElementTable, element: number) {
      steps++;
      return asked[name]!.call(this, element);
    };
  }
  try {
    work();
  } finally {
    Object.assign(strings, real);
    Object.assign(rows, asked);
  }
  return steps;
}
