/**
 * Edits put together one step after the other, each of the text that those before it make. As many steps are put together with
 * as many: one by one, each would go over all before it.
 */
import { composeEdits } from './edits.ts';
import type { TextEdit } from './span.ts';

export interface Composed {
  readonly add: (edits: readonly TextEdit[]) => void;
  /** One list for the first text that does what all steps do. */
  readonly all: () => readonly TextEdit[];
}

export function createComposed(): Composed {
  const parts: { readonly edits: readonly TextEdit[]; readonly steps: number }[] = [];
  const join = (): void => {
    const [second, first] = [parts.pop()!, parts.pop()!];
    parts.push({ edits: composeEdits(first.edits, second.edits), steps: first.steps + second.steps });
  };
  return {
    add: (edits) => {
      parts.push({ edits, steps: 1 });
      while (parts.length > 1 && parts.at(-1)!.steps >= parts.at(-2)!.steps) join();
    },
    all: () => {
      while (parts.length > 1) join();
      return parts[0]?.edits ?? [];
    },
  };
}
