// What an edit did to a file, line by line, for edits that are few and small in a text that is large.

export interface LineChange {
  /** The line in the text before, from 1; of an inserted line the one that it stands before. */
  readonly line: number;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** How far to look for the line at which two texts agree again. */
const reach = 50;

/** Changed, inserted and removed lines in order. Line ends count as part of a line. */
export function lineChanges(before: Uint8Array, after: Uint8Array): LineChange[] {
  const [old, now] = [before, after].map((bytes) =>
    Buffer.from(bytes)
      .toString('utf8')
      .split(/(?<=\n)/),
  ) as [string[], string[]];
  const changes: LineChange[] = [];
  for (let from = 0, to = 0; from < old.length || to < now.length; ) {
    if (old[from] === now[to]) {
      from++;
      to++;
      continue;
    }
    const inserted = now.slice(to, to + reach).indexOf(old[from]!);
    const removed = old.slice(from, from + reach).indexOf(now[to]!);
    if (inserted > 0) {
      for (const line of now.slice(to, to + inserted)) changes.push({ line: from + 1, before: undefined, after: line });
      to += inserted;
    } else if (removed > 0) {
      for (let gone = 0; gone < removed; gone++) {
        changes.push({ line: from + gone + 1, before: old[from + gone], after: undefined });
      }
      from += removed;
    } else {
      changes.push({ line: from + 1, before: old[from], after: now[to] });
      from++;
      to++;
    }
  }
  return changes;
}
