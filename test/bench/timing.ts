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
  /** Of the runs behind the first one. */
  readonly slowestMs: number;
  /** Processor time of the median run, all threads: what remains comparable on a busy machine. 0 where it is not known. */
  readonly processorMs: number;
}

export interface Run {
  readonly ms: number;
  readonly processorMs: number;
}

/** Something to time: one call, one run. */
export interface Task {
  readonly runs: number;
  readonly timeOnce: () => Promise<Run>;
}

/** The tasks in turns, one run more than each asks for: the first one warms up. */
export async function timeInTurns(tasks: readonly Task[]): Promise<readonly Timing[]> {
  const times = tasks.map((): Run[] => []);
  const rounds = Math.max(...tasks.map(({ runs }) => runs));
  for (let round = 0; round <= rounds; round++) {
    for (const [index, { runs, timeOnce }] of tasks.entries()) {
      if (round <= runs) times[index]!.push(await timeOnce());
    }
  }
  return times.map(summarize);
}

/**
 * `run` on what `setUp` makes anew for each run, so that nothing is remembered from one to the next. Garbage is left to the
 * engine, as in a program that goes on: a collection forced before each run shrinks the heap, and growing it again costs
 * twice what is measured.
 */
export function inProcess<T>(setUp: () => T, run: (input: T) => unknown): Task {
  const timeOnce = async (): Promise<Run> => {
    const input = setUp();
    const before = process.cpuUsage();
    const start = performance.now();
    const answer = run(input);
    const ms = performance.now() - start;
    const { user, system } = process.cpuUsage(before);
    if (answer === undefined) throw new Error('a measured run has to answer something, or it may be optimized away');
    return { ms, processorMs: (user + system) / 1000 };
  };
  return { runs: 10, timeOnce };
}

/** A whole process, output thrown away; the page cache is warm after the first. */
export function wholeProcess(program: string, programArguments: readonly string[]): Task {
  const timeOnce = async (): Promise<Run> => {
    const start = performance.now();
    const { code } = await runProcess(program, programArguments);
    const ms = performance.now() - start;
    if (code !== 0) throw new Error(`'${program} ${programArguments.join(' ')}' ended with exit code ${code}`);
    return { ms, processorMs: await processorTime(program, programArguments) };
  };
  return { runs: 5, timeOnce };
}

export async function time(task: Task): Promise<Timing> {
  return (await timeInTurns([task]))[0]!;
}

/** In a run of its own, which a shell accounts for: Node cannot ask what a child used. */
async function processorTime(program: string, programArguments: readonly string[]): Promise<number> {
  if (process.platform === 'win32') return 0;
  const script = '"$@" >/dev/null 2>&1; times';
  const { output } = await runProcess('sh', ['-c', script, 'sh', program, ...programArguments]);
  // The second line is about the children: user and system, as 0m0.12s.
  const [, children] = output.trim().split('\n');
  const times = [...(children ?? '').matchAll(/(\d+)m([\d.]+)s/g)];
  return times.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60_000 + Number(seconds) * 1000, 0);
}

function runProcess(program: string, programArguments: readonly string[]) {
  const isShell = program === 'sh';
  return new Promise<{ readonly code: number; readonly output: string }>((resolve, reject) => {
    const child = spawn(program, programArguments, { stdio: ['ignore', isShell ? 'pipe' : 'ignore', 'ignore'] });
    let output = '';
    child.stdout?.on('data', (data) => (output += data));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

function summarize(runs: readonly Run[]): Timing {
  const times = runs.map(({ ms }) => ms);
  const processorMs = percentile(
    runs.slice(1).map((run) => run.processorMs),
    50,
  );
  const warm = times.slice(1);
  return {
    medianMs: percentile(warm, 50),
    firstMs: times[0]!,
    bestMs: Math.min(...times),
    slowestMs: Math.max(...warm),
    processorMs,
  };
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

/** The first run, the best one and the processor's own time, for a row's note. */
export function sayRuns({ firstMs, bestMs, processorMs }: Timing): string {
  return `first run ${firstMs.toFixed(1)} ms, best ${bestMs.toFixed(1)} ms, processor time ${processorMs.toFixed(0)} ms`;
}
