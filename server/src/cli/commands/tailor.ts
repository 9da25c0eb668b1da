/** `scapwright tailor FILE --profile P`: a Tailoring whose one profile says how it differs from P. */
import { profileIdFault, tailoredIdFault } from '../../service/profileIds.ts';
import type { Benchmark, Item, Profile } from '../../service/scopes.ts';
import { customizedId, type TailorRequest, tailorProfile } from '../../service/tailor.ts';
import type { TailoringHead } from '../../service/tailoringText.ts';
import type { ValueSetting } from '../../service/tailorValues.ts';
import { switchFault } from '../../service/toggleTargets.ts';
import { CommandFailure } from '../failure.ts';
import { note } from '../output.ts';
import { type BenchmarkOptions, openBenchmark, pickProfile, pickRule, pickSelector, pickValue } from '../select.ts';
import { headFor, writeTailoring } from '../tailoringFile.ts';
import { tailorSince } from './tailorSince.ts';

interface TailorOptions extends BenchmarkOptions {
  /** Optional with --base. */
  readonly profile?: string;
  /** The older text of FILE whose tailoring is wanted. */
  readonly base?: string;
  readonly enable?: readonly string[];
  readonly disable?: readonly string[];
  readonly setValue?: readonly string[];
  readonly refineValue?: readonly string[];
  readonly withRequired?: boolean;
  readonly force?: boolean;
  readonly newId?: string;
  readonly output?: string;
}

export async function tailor(file: string, options: TailorOptions): Promise<0 | 1> {
  if (options.base !== undefined) return tailorSince(file, options.base, options);
  if (options.profile === undefined) throw new CommandFailure('give --profile ID, or --base FILE');
  const { document, benchmark } = await openBenchmark(file, options, 'edit');
  if (benchmark.tailoring) throw new CommandFailure(`${file}: this is a Tailoring itself; give its Benchmark as FILE`);
  const base = pickBase(benchmark, options.profile);
  const request = requestOf(file, benchmark, base, options, headFor(document.path, options.output));
  const rules = [...request.enable, ...request.disable];
  const fault = switchFault(benchmark, { rules, scope: { kind: 'profiles', profiles: [base] } });
  if (fault !== undefined) {
    note(fault);
    note('nothing was written');
    return 1;
  }
  const { text, refusals, obstacles, warnings } = tailorProfile(benchmark, request);
  for (const message of [...refusals, ...obstacles, ...warnings]) note(message);
  if (refusals.length > 0 || (obstacles.length > 0 && !options.force)) {
    note(refusals.length > 0 ? 'nothing was written' : 'nothing was written; --with-required or --force may go on');
    return 1;
  }
  await writeTailoring(text, options.output);
  return 0;
}

function pickBase(benchmark: Benchmark, wanted: string): Profile | undefined {
  const scan = pickProfile(benchmark, wanted);
  if (scan === '(default)') return undefined;
  if (scan === '(all)') throw new CommandFailure('(all) cannot be extended: it is no profile of the Benchmark');
  return scan;
}

function requestOf(
  file: string,
  benchmark: Benchmark,
  base: Profile | undefined,
  options: TailorOptions,
  head: TailoringHead,
): TailorRequest {
  const id = options.newId ?? customizedId(benchmark, base);
  // Standing in for the profile that it starts from can be meant; hiding another one cannot.
  const standsIn = id === base?.id;
  const fault = standsIn ? profileIdFault(benchmark, id) : tailoredIdFault(benchmark, id);
  if (fault !== undefined) throw new CommandFailure(fault);
  if (standsIn) note(`with the tailoring, ${id} is the tailored profile: it hides the one of the same id in ${file}`);
  const pick = (wanted: readonly string[] | undefined) => [
    ...new Set((wanted ?? []).map((rule) => pickRule(benchmark, rule))),
  ];
  const [enable, disable] = [pick(options.enable), pick(options.disable)];
  const both = enable.find((rule) => disable.includes(rule));
  if (both) throw new CommandFailure(`${both.id} is named by --enable and by --disable`);
  const values = valuesOf(benchmark, options);
  const { withRequired = false, force = false } = options;
  return { base, id, enable, disable, values, withRequired, force, ...head };
}

function valuesOf(benchmark: Benchmark, options: TailorOptions): readonly ValueSetting[] {
  const set = assignments(benchmark, '--set-value', options.setValue).map(
    ([item, text]): ValueSetting => ({ item, change: { kind: 'set', text } }),
  );
  const refined = assignments(benchmark, '--refine-value', options.refineValue).map(
    ([item, selector]): ValueSetting => ({
      item,
      change: { kind: 'select', selector: pickSelector(benchmark, item, selector) },
    }),
  );
  const twice = set.find(({ item }) => refined.some((other) => other.item === item));
  if (twice) throw new CommandFailure(`${twice.item.id} is named by --set-value and by --refine-value`);
  return [...set, ...refined];
}

/** VALUE=x: the id has no '=', the rest is taken as it is. */
function assignments(
  benchmark: Benchmark,
  option: string,
  given: readonly string[] | undefined,
): readonly (readonly [Item, string])[] {
  const pairs = (given ?? []).map((text): readonly [Item, string] => {
    const at = text.indexOf('=');
    if (at < 1) throw new CommandFailure(`${option} wants VALUE=..., not "${text}"`);
    return [pickValue(benchmark, text.slice(0, at)), text.slice(at + 1)];
  });
  const twice = pairs.find(([item], index) => pairs.findIndex(([other]) => other === item) !== index);
  if (twice) throw new CommandFailure(`${option} names ${twice[0].id} twice`);
  return pairs;
}
