/** Things that extend each other in a circle, whatever they are. */

/** The circle that the line of descent of `start` runs into, in the order of the line; undefined where the line ends. */
export function circleFrom<T>(start: T, next: (member: T) => T | undefined): readonly T[] | undefined {
  const line = new Set<T>();
  for (let at: T | undefined = start; at !== undefined; at = next(at)) {
    if (line.has(at)) return [...line].slice([...line].indexOf(at));
    line.add(at);
  }
  return undefined;
}

/** Each circle among some things once, its members from the first in the list on. Linear. */
export function circlesAmong<T>(nodes: readonly T[], next: (node: T) => T | undefined): readonly (readonly T[])[] {
  const found: T[][] = [];
  const visited = new Map<T, number>();
  for (const [turn, start] of nodes.entries()) {
    let at: T | undefined = start;
    while (at !== undefined && !visited.has(at)) {
      visited.set(at, turn);
      at = next(at);
    }
    if (at === undefined || visited.get(at) !== turn) continue;
    const circle = [at];
    for (let member = next(at); member !== undefined && member !== at; member = next(member)) circle.push(member);
    found.push(circle);
  }
  return found;
}

/** Such as: a -> b -> a. */
export function cycleText(ids: readonly string[]): string {
  return [...ids, ...ids.slice(0, 1)].join(' -> ');
}
