/** `scapwright fit T.xml NEW`: whether a tailoring still fits a newer stream, entry by entry. */
import { type FitEntry, fitTailoring } from '../../service/fitTailoring.ts';
import { lineOf } from '../../service/open.ts';
import { type Benchmark, tailoredScopes, tailoringOf } from '../../service/scopes.ts';
import { CommandFailure } from '../failure.ts';
import { type ReadDocument, readScapDocument } from '../files.ts';
import { answer, answerJson, note } from '../output.ts';
import { type BenchmarkOptions, openBenchmark } from '../select.ts';

interface FitOptions extends BenchmarkOptions {
  readonly old?: string;
  readonly json?: boolean;
}

/** 1 where the report has an entry. */
export async function fit(file: string, newer: string, options: FitOptions): Promise<0 | 1> {
  const document = await readScapDocument(file, 'read');
  const tailoring = tailoringOf(document.snapshot);
  if (!tailoring) throw new CommandFailure(`${file}: this file holds no Tailoring`);
  const next = await openBenchmark(newer, options, 'read');
  if (next.benchmark.tailoring) throw new CommandFailure(`${newer}: this is a Tailoring; give the newer stream`);
  const old = await olderBenchmark(document, next.document, options);
  if (!old) {
    note(
      'the stream that it was made for is not known (--old names it): what changed in rules that are still there is not told',
    );
  }
  const entries = fitTailoring(tailoring, next.benchmark, old);
  const pathOf = ({ snapshot }: FitEntry) => (snapshot === document.snapshot ? file : newer);
  if (options.json) {
    const told = entries.map((entry) => {
      const { kind, profile, id, message, fix, snapshot, element } = entry;
      return { kind, profile, id, file: pathOf(entry), line: lineOf(snapshot, element), message, fix };
    });
    await answerJson({ compared: old !== undefined, entries: told });
  } else {
    const told = entries.map((entry) => {
      const place = `${pathOf(entry)}:${lineOf(entry.snapshot, entry.element)}`;
      return `${place}: ${entry.kind}: ${entry.message} [${entry.profile}]\n    ${entry.fix}\n`;
    });
    await answer(told.join(''));
    if (entries.length === 0) note('it fits');
  }
  return entries.length > 0 ? 1 : 0;
}

/** The one of --old, else the one that benchmark/@href leads to, unless that is the newer one itself. */
async function olderBenchmark(
  tailoring: ReadDocument,
  newer: ReadDocument,
  { old }: FitOptions,
): Promise<Benchmark | undefined> {
  if (old !== undefined) return (await openBenchmark(old, {}, 'read')).benchmark;
  const [scope] = tailoredScopes(tailoring.snapshot);
  return scope && scope.snapshot.uri !== newer.snapshot.uri ? scope : undefined;
}
