/** Whether the time for a megabyte stays the same as documents grow: real streams merged into collections. */
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { stepsOf } from '../support/steps.ts';
import { megabytesOf, mergedPath, readStream, streamPath } from './context.ts';
import { openAndQuery } from './queries.ts';
import { type Row, row } from './row.ts';
import { inProcess, sayRuns, timeInTurns } from './timing.ts';

export async function measure(): Promise<Row[]> {
  const texts = [streamPath('rhel8'), mergedPath(58), mergedPath(104)].map(readStream);
  const timings = await timeInTurns(texts.map((text) => inProcess(() => text, openAndQuery)));
  const figures = texts.map((text, index) => {
    const size = megabytesOf(text);
    return {
      size,
      ms: timings[index]!.medianMs,
      perMegabyte: timings[index]!.medianMs / size,
      elements: elementsOf(text),
      runs: sayRuns(timings[index]!),
    };
  });
  const [smallest] = figures;
  // Last, for the engine does not take its optimized code back afterwards.
  const steps = texts.map((text) => stepsOf(() => openAndQuery(text)));
  return figures.map(({ size, ms, perMegabyte, elements, runs }, index) =>
    row({
      what: `time for a megabyte at ${size.toFixed(0)} MB`,
      value: perMegabyte,
      unit: 'ms',
      ...(index === 0 ? {} : { peer: { name: `at ${smallest!.size.toFixed(0)} MB`, value: smallest!.perMegabyte } }),
      ...(index === figures.length - 1 ? { target: 1.25 } : {}),
      note: `${ms.toFixed(0)} ms for ${elements} elements, ${(steps[index]! / size / 1e6).toFixed(4)} million steps for a megabyte; ${runs}`,
    }),
  );
}

function elementsOf(text: string): number {
  return openSnapshot(text).table.count;
}
