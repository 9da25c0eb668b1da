/** Reproducible choices for tests: the same seed, the same cases, on every machine. */

export interface SeededRandom {
  /** A number from 0 up to, not including, 1. */
  next(): number;
  pick<T>(list: readonly T[]): T;
}

/** mulberry32 over a hash of the seed: small, well spread, the same everywhere. */
export function seeded(seed: string): SeededRandom {
  let state = 2_166_136_261;
  for (let index = 0; index < seed.length; index++) state = Math.imul(state ^ seed.charCodeAt(index), 16_777_619);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    pick(list) {
      if (list.length === 0) throw new Error('nothing to pick from');
      return list[Math.floor(next() * list.length)]!;
    },
  };
}
