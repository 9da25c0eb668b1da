/** Whether the time for a megabyte stays the same as documents grow: real streams merged into collections. */
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { megabytesOf, mergedPath, readStream, streamPath } from './context.ts';
import { openAndQuery } from './queries.ts';
import { type Row, row } from './row.ts';
import { timeRuns } from './timing.ts';

export async function measure(): Promise<Row[]> {
  const paths = [streamPath('rhel8'), mergedPath(58), mergedPath(104)];
  const figures = paths.map((path) => figureOf(readStream(path)));
  const [smallest] = figures;
  return figures.map(({ size, perMegabyte, elements }, index) =>
    row({
      what: `time for a megabyte at ${size.toFixed(0)} MB`,
      value: perMegabyte,
      unit: 'ms',
      ...(index === 0 ? {} : { peer: { name: `at ${smallest!.size.toFixed(0)} MB`, value: smallest!.perMegabyte } }),
      ...(index === figures.length - 1 ? { target: 1.25 } : {}),
      note: `${(perMegabyte * size).toFixed(0)} ms for ${elements} elements`,
    }),
  );
}

function figureOf(text: string) {
  const size = megabytesOf(text);
  const { count } = openSnapshot(text).table;
  return { size, elements: count, perMegabyte: timeRuns(() => text, openAndQuery).medianMs / size };
}
