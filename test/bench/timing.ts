/**
 * How figures are taken: in this process the median of 10 after one warm-up, of other programs the median of 5. What is
 * compared takes turns, so that a busy moment of the machine strikes all of it.
 */
import { spawn } from 'node:child_process';

export interface Timing {
  readonly medianMs: number;
  /** The first run: code that has never run, nothing in any cache of the program. */
  readonly firstMs: number;
  readonly bestMs: number;
}

/** Something to time: one call, one run. */
export interface Task {
  readonly runs: number;
  readonly timeOnce: () => Promise<number>;
}

/** The tasks in turns, one run more than each asks for: the first one warms up. */
export async function timeInTurns(tasks: readonly Task[]): Promise<readonly Timing[]> {
  const times = tasks.map((): number[] => []);
  const rounds = Math.max(...tasks.map(({ runs }) => runs));
  for (let round = 0; round <= rounds; round++) {
    for (const [index, { runs, timeOnce }] of tasks.entries()) {
      if (round <= runs) times[index]!.push(await timeOnce());
    }
  }
  return times.map(summarize);
}

/**
 * `run` on what `setUp` makes anew for each run, so that nothing is remembered from one to the next. Garbage is
 * collected before each run: a run pays for its own only.
 */
export function inProcess<T>(setUp: () => T, run: (input: T) => unknown, runs = 10): Task {
  const timeOnce = async (): Promise<number> => {
    const input = setUp();
    collectGarbage();
    const start = performance.now();
    const answer = run(input);
    const time = performance.now() - start;
    if (answer === undefined) throw new Error('a measured run has to answer something, or it may be optimized away');
    return time;
  };
  return { runs, timeOnce };
}

/** A whole process, output thrown away; the page cache is warm after the first. */
export function wholeProcess(program: string, programArguments: readonly string[]): Task {
  const timeOnce = async (): Promise<number> => {
    const start = performance.now();
    const code = await exitCode(program, programArguments);
    const time = performance.now() - start;
    if (code !== 0) throw new Error(`'${program} ${programArguments.join(' ')}' ended with exit code ${code}`);
    return time;
  };
  return { runs: 5, timeOnce };
}

export async function time(task: Task): Promise<Timing> {
  return (await timeInTurns([task]))[0]!;
}

function exitCode(program: string, programArguments: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, programArguments, { stdio: 'ignore' });
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

function summarize(times: readonly number[]): Timing {
  return { medianMs: percentile(times.slice(1), 50), firstMs: times[0]!, bestMs: Math.min(...times) };
}

/** The smallest value that so many percent of all are not above; of an even number the median is the mean of the middle two. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  if (percent === 50 && sorted.length % 2 === 0) return (sorted[half - 1]! + sorted[half]!) / 2;
  return sorted[Math.min(sorted.length, Math.ceil((percent / 100) * sorted.length)) - 1]!;
}

export function collectGarbage(): void {
  if (!globalThis.gc) throw new Error('start the bench with node --expose-gc');
  globalThis.gc();
}

/** The first run and the best one, for a row's note. */
export function sayRuns({ firstMs, bestMs }: Timing): string {
  return `first run ${firstMs.toFixed(1)} ms, best ${bestMs.toFixed(1)} ms`;
}
