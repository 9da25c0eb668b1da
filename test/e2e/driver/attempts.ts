// How the driver waits, and does again what VS Code loses: it drops keys and clicks that come while it draws, and a person does
// them again. Each repetition is printed and there are few of them, so that a run shows what else they could hide.
import { patienceMs } from './host.ts';

/** After that long a key or click was lost. */
export const shortMs = 15_000;

/** After that long the effect of something that may be done twice is not waited for any more. */
export const tryMs = 5000;

/** How often one step is done at most. */
const mostTries = 4;

function tellRepetition(what: string, tries: number, reason: string): void {
  console.log(`again (${tries + 1} of ${mostTries}): ${what}: ${reason.split('\n')[0]}`);
}

/**
 * Does something that fails where its effect is not seen in time, a few times over; what is left open in between is closed. An
 * error that may not be repeated is a failure at once.
 */
export async function withAttempts(
  what: string,
  attempt: () => Promise<void>,
  between?: () => Promise<void>,
  mayRepeat: (error: unknown) => boolean = () => true,
): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (!mayRepeat(error)) throw error;
      if (tries === mostTries) throw new Error(`${what}: not seen after ${mostTries} attempts`, { cause: error });
      tellRepetition(what, tries, String(error));
      await between?.();
    }
  }
}

/** Does something again until its effect is seen, which is waited for longest after the last time. Not for what a second time takes back. */
export async function untilSeen(
  what: string,
  act: () => Promise<unknown>,
  isSeen: () => Promise<boolean>,
): Promise<void> {
  for (let tries = 1; ; tries++) {
    if (await isSeen()) return;
    await act();
    if (await comesTrue(isSeen, tries === mostTries ? patienceMs : tryMs)) return;
    if (tries === mostTries) throw new Error(`${what}: not seen after ${mostTries} attempts`);
    tellRepetition(what, tries, `not seen in ${tryMs / 1000} s`);
  }
}

async function comesTrue(isTrue: () => Promise<boolean>, budgetMs: number): Promise<boolean> {
  for (const end = performance.now() + budgetMs; performance.now() < end; ) {
    if (await isTrue()) return true;
    await new Promise((done) => setTimeout(done, 50));
  }
  return false;
}

/** Polls until `read` gives a value that `accept` takes; the error shows the last value. For states without a selector. */
export async function eventually<Value>(
  what: string,
  read: () => Promise<Value>,
  accept: (value: Value) => boolean,
  budgetMs = patienceMs,
): Promise<Value> {
  const end = performance.now() + budgetMs;
  for (;;) {
    const value = await read();
    if (accept(value)) return value;
    if (performance.now() > end) throw new Error(`waited for ${what}; last seen: ${JSON.stringify(value)}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
