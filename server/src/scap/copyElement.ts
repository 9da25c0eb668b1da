/** Content taken from one document to be written into another, where the same namespace may have another prefix. */
import { contentSpan } from '../xml/content.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * What stands between the tags of an element, its descendants under `prefix` (which ends with its colon, or is empty).
 * Undefined where a descendant is of another namespace than the element: its prefix may mean nothing elsewhere.
 */
export function copyContent(snapshot: Snapshot, element: number, prefix: string): string | undefined {
  const { from, to } = contentSpan(snapshot.source, snapshot.table, element);
  return copyStretch(snapshot, element, element + 1, from, to, prefix);
}

/** As `copyContent`, the element itself included. */
export function copyElement(snapshot: Snapshot, element: number, prefix: string): string | undefined {
  const { table } = snapshot;
  return copyStretch(snapshot, element, element, table.start(element), table.end(element), prefix);
}

function copyStretch(
  { source, table }: Snapshot,
  root: number,
  first: number,
  from: number,
  to: number,
  prefix: string,
): string | undefined {
  const marks: { readonly at: number; readonly length: number }[] = [];
  for (let element = first; element < table.subtreeEnd(root); element++) {
    if (table.uri(element) !== table.uri(root)) return undefined;
    const { length } = writtenPrefix(source.slice(table.start(element) + 1, table.openEnd(element)));
    marks.push({ at: table.start(element) + 1, length });
    const isOpen = table.end(element) > table.openEnd(element);
    if (isOpen) marks.push({ at: contentSpan(source, table, element).to + 2, length });
  }
  let answer = '';
  let done = from;
  for (const { at, length } of marks.sort((a, b) => a.at - b.at)) {
    answer += source.slice(done, at) + prefix;
    done = at + length;
  }
  return answer + source.slice(done, to);
}

/** The prefix of a tag with its colon, '' where it has none. */
function writtenPrefix(tag: string): string {
  return /^[^\s/>:]+:/.exec(tag)?.[0] ?? '';
}
