/** Long work in turns of a few milliseconds, so that messages are heard between. */

/** How long work keeps others waiting at a time. */
const turnMs = 8;

interface Work<T, Progress> {
  readonly isWanted: () => boolean;
  readonly onProgress?: (progress: Progress) => void;
  /** In the turn in which the work ends. */
  readonly onDone: (result: T) => void;
  /** Nobody wants the end any more. */
  readonly onGivenUp?: () => void;
}

/** Runs steps, which may answer how far they are; the first turn is a later one. */
export function runInTurns<T, Progress>(
  steps: Generator<Progress, T>,
  { isWanted, onProgress, onDone, onGivenUp }: Work<T, Progress>,
): void {
  const turn = (): void => {
    if (!isWanted()) {
      onGivenUp?.();
      return;
    }
    const end = performance.now() + turnMs;
    for (;;) {
      const step = steps.next();
      if (step.done) {
        onDone(step.value);
        return;
      }
      if (performance.now() < end) continue;
      onProgress?.(step.value);
      setImmediate(turn);
      return;
    }
  };
  setImmediate(turn);
}
