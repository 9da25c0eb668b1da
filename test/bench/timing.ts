/** How figures are taken: in this process the median of 10 after one warm-up, of other programs the median of 5. */
import { spawn } from 'node:child_process';

export interface Timing {
  readonly medianMs: number;
  /** The first run: code that has never run, nothing in any cache of the program. */
  readonly firstMs: number;
}

/**
 * Times `run` on what `setUp` makes anew for each run, so that nothing is remembered from one to the next. Garbage is
 * collected before each run: a run pays for its own only.
 */
export function timeRuns<T>(setUp: () => T, run: (input: T) => unknown, runs = 10): Timing {
  const times: number[] = [];
  for (let count = 0; count <= runs; count++) {
    const input = setUp();
    collectGarbage();
    const start = performance.now();
    const answer = run(input);
    times.push(performance.now() - start);
    if (answer === undefined) throw new Error('a measured run has to answer something, or it may be optimized away');
  }
  return { medianMs: percentile(times.slice(1), 50), firstMs: times[0]! };
}

/** Whole processes, output thrown away; one start before to warm the page cache. */
export async function timeProcess(program: string, programArguments: readonly string[], exitCodes = [0]) {
  const times: number[] = [];
  for (let count = 0; count <= 5; count++) {
    const start = performance.now();
    const code = await exitCode(program, programArguments);
    times.push(performance.now() - start);
    if (!exitCodes.includes(code)) throw new Error(`'${program} ${programArguments.join(' ')}' ended with ${code}`);
  }
  return percentile(times.slice(1), 50);
}

function exitCode(program: string, programArguments: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, programArguments, { stdio: 'ignore' });
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/** The nearest value from below; of an even number the mean of the middle two for the median. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  if (percent === 50 && sorted.length % 2 === 0)
    return (sorted[sorted.length / 2 - 1]! + sorted[sorted.length / 2]!) / 2;
  return sorted[Math.min(sorted.length - 1, Math.ceil((percent / 100) * sorted.length) - 1)]!;
}

export function collectGarbage(): void {
  if (!globalThis.gc) throw new Error('start the bench with node --expose-gc');
  globalThis.gc();
}

/** "first 12.3 ms", for a row's note. */
export function sayFirst({ firstMs }: Timing): string {
  return `first run ${firstMs.toFixed(1)} ms`;
}
