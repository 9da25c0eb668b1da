/** `scapwright tailor FILE --base OLD`: what was edited in FILE since OLD, as a tailoring of OLD; the rest is listed. */
import { tailorChanges } from '../../service/tailorChanges.ts';
import { CommandFailure } from '../failure.ts';
import { note } from '../output.ts';
import { type BenchmarkOptions, openBenchmark, pickProfile } from '../select.ts';
import { headFor, writeTailoring } from '../tailoringFile.ts';

interface TailorSinceOptions extends BenchmarkOptions {
  readonly profile?: string;
  readonly output?: string;
}

const excluded = ['enable', 'disable', 'setValue', 'refineValue', 'newId', 'withRequired', 'force'] as const;

/** Always 0: what a tailoring cannot say is told on stderr, a line each. */
export async function tailorSince(file: string, base: string, options: TailorSinceOptions): Promise<0> {
  if (excluded.some((name) => name in options))
    throw new CommandFailure('--base takes the edits from FILE; it goes with --profile and --output only');
  const edited = await openBenchmark(file, options, 'edit');
  const old = await openBenchmark(base, options, 'edit');
  if (edited.benchmark.tailoring || old.benchmark.tailoring)
    throw new CommandFailure('--base compares Benchmarks; one of the files is a Tailoring');
  const only = options.profile === undefined ? undefined : [profileId(edited.benchmark, options.profile)];
  const made = tailorChanges(old.benchmark, edited.benchmark, headFor(old.document.path, options.output), only);
  for (const { snapshot, offset, message } of made.leftOut) {
    const path = snapshot === old.document.snapshot ? base : file;
    note(`${path}:${snapshot.source.lineAt(offset) + 1}: not in the tailoring: ${message}`);
  }
  if (made.text === undefined)
    note('no profile evaluates anything else than before, so there is no tailoring to write');
  else await writeTailoring(made.text, options.output);
  return 0;
}

function profileId(benchmark: Parameters<typeof pickProfile>[0], wanted: string): string {
  const scan = pickProfile(benchmark, wanted);
  if (typeof scan === 'string') throw new CommandFailure(`${scan} is no profile that a tailoring could change`);
  if (scan.abstract) throw new CommandFailure(`${scan.id} is abstract: no scan can name it, so it cannot be tailored`);
  return scan.id;
}
