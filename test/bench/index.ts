/** Text to a snapshot that answers questions, beside the parsers one might use instead. */
import { DOMParser } from '@xmldom/xmldom';
import { XMLParser } from 'fast-xml-parser';
import { readStream, streamPath } from './context.ts';
import { openAndQuery } from './queries.ts';
import { type Row, row } from './row.ts';
import { inProcess, sayRuns, timeInTurns, wholeProcess } from './timing.ts';

export async function measure(): Promise<Row[]> {
  const path = streamPath('rhel8');
  const text = readStream(path);
  const ours = inProcess(() => text, openAndQuery);
  // Plain trees with attributes and no positions: less than what we need.
  const parser = () => new XMLParser({ ignoreAttributes: false, processEntities: false });
  const peers = [
    { name: 'xmllint --noout', target: 0.5, task: wholeProcess('xmllint', ['--noout', path]) },
    {
      name: 'fast-xml-parser',
      target: 0.15,
      task: inProcess(
        () => text,
        (input) => parser().parse(input),
      ),
    },
    {
      name: '@xmldom/xmldom',
      target: 0.05,
      task: inProcess(
        () => text,
        (input) => new DOMParser().parseFromString(input, 'application/xml'),
      ),
    },
  ];
  const rows: Row[] = [];
  let firstMs: number | undefined;
  for (const { name, target, task } of peers) {
    // In turns with each of them: what one leaves in the heap strikes ours in its own row only.
    const [own, theirs] = await timeInTurns([ours, task]);
    // Only the very first text of the process meets code that has never run.
    firstMs ??= own!.firstMs;
    const note = `${sayRuns({ ...own!, firstMs })}; theirs: ${sayRuns(theirs!)}`;
    const facts = { what: 'text to queryable snapshot, rhel8', value: own!.medianMs, unit: 'ms' } as const;
    rows.push(row({ ...facts, peer: { name, value: theirs!.medianMs }, target, note }));
  }
  return rows;
}
