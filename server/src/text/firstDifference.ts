/** Where two texts part. */

/** The offset of the first character that differs; the length of the shorter one where it begins the other; -1 where both are the same. */
export function firstDifference(left: string, right: string): number {
  if (left === right) return -1;
  const shorter = Math.min(left.length, right.length);
  let at = 0;
  while (at < shorter && left.charCodeAt(at) === right.charCodeAt(at)) at++;
  return at;
}
