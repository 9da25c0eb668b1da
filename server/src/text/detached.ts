/** Parts of a text that keep nothing of it: engines make a part of a string a window into the whole one. */

/**
 * The same string with characters of its own. What is merely cut out keeps the whole string alive as long as it lives
 * itself.
 */
export function detached(part: string): string {
  return ` ${part}`.slice(1);
}

/** As `detached`, with one string for all that are equal: for ids that stand in a text many times. */
export type Interner = (part: string) => string;

export function createInterner(): Interner {
  const known = new Map<string, string>();
  return (part) => {
    let own = known.get(part);
    if (own === undefined) {
      own = detached(part);
      known.set(own, own);
    }
    return own;
  };
}

/**
 * As `detached`. One wide character in a text makes all of its characters take two bytes; in a part without any they take
 * one again, for decoding is what makes a string by its characters and not by that of which it is a part.
 */
export function narrow(part: string): string {
  return decodeURIComponent(part.replaceAll('%', '%25'));
}
