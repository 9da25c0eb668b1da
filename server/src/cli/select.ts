/** From ids on the command line to the Benchmark, profiles and rules they mean; whatever is unclear ends the command. */
import { type BenchmarkChoice, chooseBenchmarks, chooseId, type IdChoice } from '../service/choose.ts';
import type { Scan } from '../service/rules.ts';
import {
  type Benchmark,
  type Item,
  listProfiles,
  listRules,
  listRulesOf,
  listSelectors,
  listValues,
  type Profile,
  tailored,
} from '../service/scopes.ts';
import { CommandFailure, failureWithList } from './failure.ts';
import { type ReadDocument, readScapDocument } from './files.ts';
import { note } from './output.ts';
import { commandAbout, commandLine, pathOf, unknownId } from './unknownId.ts';

/** The options of every command that acts on a Benchmark. */
export interface BenchmarkOptions extends BenchmarkChoice {
  readonly tailoringFile?: string;
}

export interface Opened {
  readonly document: ReadDocument;
  /** The document of --tailoring-file. */
  readonly tailoring: ReadDocument | undefined;
  /** With the tailoring in force, where there is one. */
  readonly benchmark: Benchmark;
}

/** Reads FILE and --tailoring-file. Of several Benchmarks reading takes the first and says so; editing wants a choice. */
export async function openBenchmark(path: string, options: BenchmarkOptions, use: 'read' | 'edit'): Promise<Opened> {
  const document = await readScapDocument(path, use);
  const benchmark = pickBenchmark(document, options, use);
  if (options.tailoringFile === undefined) return { document, tailoring: undefined, benchmark };
  const tailoring = await readScapDocument(options.tailoringFile, use, () => document.snapshot);
  const scope = tailored(benchmark, tailoring.snapshot);
  if (!scope) throw new CommandFailure(`${options.tailoringFile}: this file holds no Tailoring`);
  return { document, tailoring, benchmark: scope };
}

const optionNames = {
  datastreamId: ['--datastream-id', 'data stream'],
  xccdfId: ['--xccdf-id', 'checklist'],
  benchmarkId: ['--benchmark-id', 'Benchmark'],
} as const;

function pickBenchmark({ path, snapshot }: ReadDocument, options: BenchmarkOptions, use: 'read' | 'edit'): Benchmark {
  const chosen = chooseBenchmarks(snapshot, options);
  if (chosen.status === 'unknown') {
    const [option, noun] = optionNames[chosen.what];
    const wanted = options[chosen.what]!;
    const known = { plural: `${noun}s`, ids: chosen.known, command: commandLine('info', path) };
    throw unknownId(`${path}: no ${noun} has the id "${wanted}" (${option})`, wanted, known);
  }
  const [first] = chosen.benchmarks;
  if (!first) throw new CommandFailure(`${path}: this file holds no Benchmark${missingReason(snapshot)}`);
  if (chosen.benchmarks.length === 1) return first;
  const ids = chosen.benchmarks.map(({ id }) => id);
  const choose = 'choose one with --benchmark-id, --datastream-id or --xccdf-id';
  if (use === 'edit') throw failureWithList(`${path}: this file holds several Benchmarks; ${choose}:`, ids);
  note(`${path}: this file holds ${ids.length} Benchmarks; taking the first, ${first.id} (${choose})`);
  return first;
}

function missingReason(snapshot: ReadDocument['snapshot']): string {
  if (snapshot.index.components[0]?.kind !== 'tailoring') return '';
  return ', and that of its benchmark/@href is not beside it; give the Benchmark as FILE and this one with --tailoring-file';
}

/** A profile by its id or the end of it; `(default)` and `(all)` stand for themselves. */
export function pickProfile(benchmark: Benchmark, wanted: string): Scan {
  if (wanted === '(default)' || wanted === '(all)') return wanted;
  const profiles = listProfiles(benchmark);
  const ids = profiles.map(({ id }) => id);
  const choice = chooseId(wanted, ids);
  if (choice.status === 'unknown') {
    const command = commandLine('info', pathOf(benchmark));
    const known = { plural: 'profiles', ids, words: ['(default)', '(all)'], command };
    throw unknownId(`no profile "${wanted}"`, wanted, known);
  }
  const id = onlyOne('profile', wanted, choice);
  return profiles.find((profile) => profile.id === id)!;
}

/** The profiles of a list with commas, each once; without a list every one that a scan can name. */
export function pickProfiles(benchmark: Benchmark, list: string | undefined): readonly Scan[] {
  if (list === undefined) return listProfiles(benchmark).filter((profile) => !profile.abstract);
  const wanted = list.split(',').map((name) => name.trim());
  return [...new Set(wanted.map((name) => pickProfile(benchmark, name)))];
}

/** A profile that stands in the document that is edited: the Tailoring, where one is given. */
export function pickEditableProfile({ benchmark, document, tailoring }: Opened, wanted: string): Profile {
  const edited = tailoring ?? document;
  const scan = pickProfile(benchmark, wanted);
  if (scan === '(all)') throw new CommandFailure('(all) cannot be edited: there every rule is selected');
  if (scan !== '(default)' && scan.snapshot === edited.snapshot) return scan;
  if (scan === '(default)' && !benchmark.tailoring)
    throw new CommandFailure('(default) is the scan without a profile: it has no entries of its own');
  const id = scan === '(default)' ? scan : scan.id;
  throw new CommandFailure(
    `${id} stands in the Benchmark, and edits go to ${edited.path} only; scapwright tailor makes a profile that extends it`,
  );
}

/** A rule by its id or the end of it. */
export function pickRule(benchmark: Benchmark, wanted: string): Item {
  const rules = listRules(benchmark);
  const gone = benchmark.items.find((item) => item.kind === 'rule' && item.gone && item.id === wanted);
  if (gone && !rules.some(({ id }) => id === wanted))
    throw new CommandFailure(`the rule "${wanted}" is abstract: no scanner evaluates it`);
  return pickItem(benchmark, 'rule', wanted, rules);
}

/** A Value by its id or the end of it. */
export function pickValue(benchmark: Benchmark, wanted: string): Item {
  return pickItem(benchmark, 'value', wanted, listValues(benchmark));
}

const nouns = { rule: 'rule', group: 'group', value: 'Value' } as const;
const listings = { rule: ['rules', '--profile', '(all)'], value: ['compare', '--profiles', '(default)'] } as const;

function pickItem(benchmark: Benchmark, kind: 'rule' | 'value', wanted: string, items: readonly Item[]): Item {
  const ids = items.map(({ id }) => id);
  const choice = chooseId(wanted, ids);
  if (choice.status === 'unknown') {
    const noun = nouns[kind];
    const [command, ...rest] = listings[kind];
    const known = { plural: `${noun}s`, ids, command: commandAbout(benchmark, command, ...rest) };
    const other = benchmark.items.find((item) => item.id === wanted && item.kind !== kind);
    if (!other) throw unknownId(`no ${noun} "${wanted}"`, wanted, known);
    const inside = kind === 'rule' ? listRulesOf(benchmark, other).map(({ id }) => id) : [];
    const complaint = `"${wanted}" is a ${nouns[other.kind]}, and a ${noun} is wanted`;
    throw inside.length > 0 ? failureWithList(`${complaint}; in it are`, inside) : new CommandFailure(complaint);
  }
  const id = onlyOne(nouns[kind], wanted, choice);
  return items.find((item) => item.id === id)!;
}

/** One of the selectors of a Value, as it is written. */
export function pickSelector(benchmark: Benchmark, value: Item, wanted: string): string {
  const selectors = listSelectors(benchmark, value);
  if (selectors.includes(wanted)) return wanted;
  const ids = selectors.filter((known) => known !== '');
  throw unknownId(`the Value ${value.id} has no selector "${wanted}"`, wanted, { plural: 'selectors', ids });
}

function onlyOne(noun: string, wanted: string, choice: Exclude<IdChoice, { status: 'unknown' }>): string {
  if (choice.status === 'found') return choice.id;
  throw failureWithList(`"${wanted}" is the end of several ids; which ${noun} do you mean?`, choice.ids);
}
