/** What is said of an id that a document does not have: the nearest ones, and all of them or the command that lists them. */
import { relative } from 'node:path';
import { similarIds } from '../service/choose.ts';
import { type Benchmark, benchmarksBeside } from '../service/scopes.ts';
import { CommandFailure } from './failure.ts';

/** So many ids are read at a glance; of more only the nearest are shown, and the command that lists them. */
const few = 25;

export interface KnownIds {
  /** Such as: rules. */
  readonly plural: string;
  readonly ids: readonly string[];
  /** What stands for something although nothing has it as its id. */
  readonly words?: readonly string[];
  /** Lists all ids; without one they are all shown here. */
  readonly command?: string;
}

/** `complaint` names the id, such as: no rule "x". */
export function unknownId(
  complaint: string,
  wanted: string,
  { plural, ids, words = [], command }: KnownIds,
): CommandFailure {
  const known = [...new Set(ids)];
  const near = similarIds(wanted, known);
  const nearest = near.length > 0 ? `; did you mean${lines(near)}` : '';
  if (command !== undefined && known.length > few) {
    const all = `${command} lists all ${known.length} ${plural}`;
    return new CommandFailure(nearest === '' ? `${complaint}; ${all}` : `${complaint}${nearest}\n${all}`);
  }
  const others = [...known.filter((id) => !near.includes(id)), ...words];
  if (known.length === 0 && words.length === 0) return new CommandFailure(`${complaint}; there are no ${plural}`);
  if (nearest === '') return new CommandFailure(`${complaint}; there are${lines(others)}`);
  return new CommandFailure(`${complaint}${nearest}${others.length > 0 ? `\nthere are also${lines(others)}` : ''}`);
}

function lines(ids: readonly string[]): string {
  return ids.map((id) => `\n  ${id}`).join('');
}

/** A command about this very Benchmark, as a shell takes it. `rest` stands behind the file. */
export function commandAbout(benchmark: Benchmark, command: string, ...rest: readonly string[]): string {
  const { snapshot, tailoring, id } = benchmark;
  const which = benchmarksBeside(benchmark).length > 1 ? ['--benchmark-id', id] : [];
  const tailored =
    tailoring && tailoring.snapshot !== snapshot ? ['--tailoring-file', asPath(tailoring.snapshot.uri)] : [];
  return commandLine(command, pathOf(benchmark), ...rest, ...which, ...tailored);
}

/** The path of the Benchmark's file, from the working directory where it is below that. */
export function pathOf({ snapshot }: Benchmark): string {
  return asPath(snapshot.uri);
}

/** A command of ours to be copied into a shell: what a shell might take apart stands in quotes. */
export function commandLine(...words: readonly string[]): string {
  const quoted = words.map((word) => (/^[\w./\\:@%+=-]+$/.test(word) ? word : `"${word}"`));
  return ['scapwright', ...quoted].join(' ');
}

function asPath(full: string): string {
  const path = relative('.', full);
  return path.startsWith('..') ? full : path;
}
