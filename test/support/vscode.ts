/**
 * Stand-ins of VS Code that are the same in every test: spread into the factory of `vi.mock('vscode')`, which adds what its
 * own test watches. What is under test is imported behind that, with `await import`.
 */
import { URI } from 'vscode-uri';

type Listener<T> = (event: T) => void;

class EventEmitter<T> {
  readonly #listeners = new Set<Listener<T>>();
  readonly event = (listener: Listener<T>) => {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  };
  fire(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }
}

class Range {
  readonly start: unknown;
  readonly end: unknown;
  constructor(start: unknown, end: unknown) {
    this.start = start;
    this.end = end;
  }
}

/** In English, with the values filled in. */
function translated(text: string, ...values: readonly unknown[]): string {
  return text.replace(/\{(\d+)\}/g, (_, at) => `${values[Number(at)]}`);
}

export const vscode = { l10n: { t: translated }, Uri: URI, EventEmitter, Range };
