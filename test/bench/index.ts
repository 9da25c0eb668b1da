/** Text to a snapshot that answers questions, beside the parsers one might use instead. */
import { DOMParser } from '@xmldom/xmldom';
import { XMLParser } from 'fast-xml-parser';
import { readStream, streamPath } from './context.ts';
import { openAndQuery } from './queries.ts';
import { type Row, row } from './row.ts';
import { sayFirst, timeProcess, timeRuns } from './timing.ts';

export async function measure(): Promise<Row[]> {
  const path = streamPath('rhel8');
  const text = readStream(path);
  const ours = timeRuns(() => text, openAndQuery);
  const xmllint = await timeProcess('xmllint', ['--noout', path]);
  // Plain trees with attributes; no positions, so less than what we need.
  const fast = timeRuns(
    () => text,
    (input) => new XMLParser({ ignoreAttributes: false, processEntities: false }).parse(input),
  );
  const dom = timeRuns(
    () => text,
    (input) => new DOMParser().parseFromString(input, 'application/xml'),
    3,
  );
  const what = 'text to queryable snapshot, rhel8';
  const value = ours.medianMs;
  return [
    row({
      what,
      value,
      unit: 'ms',
      peer: { name: 'xmllint --noout', value: xmllint },
      target: 0.5,
      note: sayFirst(ours),
    }),
    row({
      what,
      value,
      unit: 'ms',
      peer: { name: 'fast-xml-parser', value: fast.medianMs },
      target: 0.15,
      note: `theirs: ${sayFirst(fast)}`,
    }),
    row({
      what,
      value,
      unit: 'ms',
      peer: { name: '@xmldom/xmldom', value: dom.medianMs },
      target: 0.05,
      note: `theirs: ${sayFirst(dom)}, median of 3`,
    }),
  ];
}
