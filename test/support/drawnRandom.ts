/** fast-check's draws as the choices that our generators of documents, edits and actions make. */
import fc, { type GeneratorValue } from 'fast-check';
import type { SeededRandom } from './random.ts';

const steps = 2 ** 30;

/** Spread evenly: fast-check alone would draw small numbers more often, and every edit would be at the top of the text. */
export function drawnBy(draw: GeneratorValue): SeededRandom {
  const next = (): number => draw(() => fc.noBias(fc.nat(steps - 1))) / steps;
  return {
    next,
    pick(list) {
      if (list.length === 0) throw new Error('nothing to pick from');
      return list[Math.floor(next() * list.length)]!;
    },
  };
}
