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
  const [ours, xmllint] = await timeInTurns([
    inProcess(() => text, openAndQuery),
    wholeProcess('xmllint', ['--noout', path]),
  ]);
  // Plain trees with attributes and no positions: less than what we need.
  const parser = () => new XMLParser({ ignoreAttributes: false, processEntities: false });
  const [fast, dom] = await timeInTurns([
    inProcess(
      () => text,
      (input) => parser().parse(input),
    ),
    inProcess(
      () => text,
      (input) => new DOMParser().parseFromString(input, 'application/xml'),
      3,
    ),
  ]);
  const facts = { what: 'text to queryable snapshot, rhel8', value: ours!.medianMs, unit: 'ms' } as const;
  const peer = (name: string, value: number) => ({ name, value });
  return [
    row({
      ...facts,
      peer: peer('xmllint --noout', xmllint!.medianMs),
      target: 0.5,
      note: `${sayRuns(ours!)}; xmllint: ${sayRuns(xmllint!)}`,
    }),
    row({ ...facts, peer: peer('fast-xml-parser', fast!.medianMs), target: 0.15, note: `theirs: ${sayRuns(fast!)}` }),
    row({
      ...facts,
      peer: peer('@xmldom/xmldom', dom!.medianMs),
      target: 0.05,
      note: `theirs: ${sayRuns(dom!)}, median of 3`,
    }),
  ];
}
