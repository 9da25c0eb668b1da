/** The id that somebody probably meant: near in spelling, or the same without the prefix that SCAP 1.3 demands. */

/** Farther than this is another name, not a slip. */
const limit = 3;

/**
 * The candidate nearest to an id, undefined where none is near or two are equally so. Ids that differ in digits only are
 * never near: `oval:org.example:def:1` is no slip for `:def:2`.
 */
export function nearestId(id: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = limit + 1;
  let tied = false;
  for (const candidate of candidates) {
    const distance = distanceBetween(id, candidate, bestDistance);
    if (distance > bestDistance || distance > limit || candidate === best) continue;
    tied = distance === bestDistance;
    best = candidate;
    bestDistance = distance;
  }
  return tied ? undefined : best;
}

function distanceBetween(id: string, candidate: string, bound: number): number {
  if (id === candidate) return 0;
  if (id.length >= 4 && candidate.endsWith(`_${id}`)) return 0;
  if (id.toLowerCase() === candidate.toLowerCase() || id.trim() === candidate) return 0;
  // A short name has few letters to spare: one slip in four is near.
  const most = Math.min(bound, limit, Math.floor(id.length / 4));
  if (Math.abs(id.length - candidate.length) > most) return limit + 1;
  if (onlyDigitsDiffer(id, candidate)) return limit + 1;
  const distance = editDistance(id, candidate, most);
  return distance > most ? limit + 1 : distance;
}

function onlyDigitsDiffer(left: string, right: string): boolean {
  return left.replace(/\d+/g, '0') === right.replace(/\d+/g, '0');
}

/** Levenshtein's distance, given up at `most`; what both ends share is cut off first, which leaves little. */
function editDistance(left: string, right: string, most: number): number {
  let from = 0;
  while (from < left.length && left[from] === right[from]) from++;
  let tail = 0;
  const spare = Math.min(left.length, right.length) - from;
  while (tail < spare && left[left.length - 1 - tail] === right[right.length - 1 - tail]) tail++;
  const a = left.slice(from, left.length - tail);
  const b = right.slice(from, right.length - tail);
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1));
    }
    if (Math.min(...next) > most) return most + 1;
    row = next;
  }
  return row[b.length]!;
}
