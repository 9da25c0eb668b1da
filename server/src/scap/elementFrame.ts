/**
 * Two texts of one element, compared down to attributes, text and comments, without what a caller looks at itself. It says
 * what differs and where, never what that means. White space between elements counts for nothing.
 */
import { firstDifference } from '../text/firstDifference.ts';
import type { Span } from '../text/span.ts';
import { listAttributes } from '../xml/attributes.ts';
import { contentSpan } from '../xml/content.ts';
import { type Framed, firstMoved, pairElements } from './pairElements.ts';

export interface FrameDifference extends Framed {
  /** `new` and `removed` are about the element itself; the latter, and it alone, stands in the old text. */
  readonly kind: 'attribute' | 'text' | 'comment' | 'order' | 'new' | 'removed';
  /** Of the attribute, as written. */
  readonly name?: string;
  /** Of the first character that differs, where there is such a place. */
  readonly offset: number;
}

/** What is removed stands behind the rest of its neighbours. Costs the length of what differs, once for each level. */
export function compareFrames(
  old: Framed,
  now: Framed,
  isLeftOut: (of: Framed) => boolean = () => false,
): FrameDifference[] {
  if (textOf(old) === textOf(now)) return [];
  const { pairs, added, removed } = pairElements(childrenOf(old, isLeftOut), childrenOf(now, isLeftOut));
  const moved = firstMoved(pairs);
  const [before, after] = [ownParts(old), ownParts(now)];
  return [
    ...attributeDifferences(old, now),
    ...partDifferences(before.text, after.text, now, 'text'),
    ...partDifferences(before.comment, after.comment, now, 'comment'),
    ...(moved ? [{ ...now, kind: 'order', offset: startOf(moved) } as const] : []),
    ...pairs.flatMap(([one, other]) => compareFrames(one, other, isLeftOut)),
    ...added.map((of) => ({ ...of, kind: 'new', offset: startOf(of) }) as const),
    ...removed.map((of) => ({ ...of, kind: 'removed', offset: startOf(of) }) as const),
  ];
}

function childrenOf({ snapshot, element }: Framed, isLeftOut: (of: Framed) => boolean): Framed[] {
  return [...snapshot.table.children(element)]
    .map((child) => ({ snapshot, element: child }))
    .filter((of) => !isLeftOut(of));
}

function attributeDifferences(old: Framed, now: Framed): FrameDifference[] {
  const [before, after] = [attributesOf(old), attributesOf(now)];
  const values = new Map(before.map(({ name, value }) => [name, value]));
  const written = after.filter(({ name, value }) => values.get(name) !== value);
  const gone = before.filter(({ name }) => !after.some((attribute) => attribute.name === name));
  return [
    ...written.map(({ name, nameFrom: offset }) => ({ ...now, kind: 'attribute', name, offset }) as const),
    ...gone.map(({ name }) => ({ ...now, kind: 'attribute', name, offset: startOf(now) }) as const),
  ];
}

function attributesOf({ snapshot: { source, table }, element }: Framed) {
  return listAttributes(source, table, element);
}

/** The first difference in an element's own text, or in the comments between its children. */
function partDifferences(
  before: readonly Part[],
  after: readonly Part[],
  now: Framed,
  kind: 'text' | 'comment',
): FrameDifference[] {
  const joined = (parts: readonly Part[]) => parts.map(({ text }) => text).join('');
  if (joined(before) === joined(after)) return [];
  const number = after.findIndex(({ text }, index) => before[index]?.text !== text);
  if (number < 0) return [{ ...now, kind, offset: startOf(now) }];
  const { from, text } = after[number]!;
  return [{ ...now, kind, offset: from + firstDifference(before[number]?.text ?? '', text) }];
}

interface Part {
  readonly from: number;
  readonly text: string;
}

/** What stands in an element and in none of its children: text, of which white space alone is none, and comments. */
function ownParts({ snapshot, element }: Framed): {
  readonly text: readonly Part[];
  readonly comment: readonly Part[];
} {
  const { source, table } = snapshot;
  const content = contentSpan(source, table, element);
  const children = [...table.children(element)].map((child) => ({ from: table.start(child), to: table.end(child) }));
  // Of a CDATA section the content is text; an instruction is taken for a comment.
  const comments = [...spansIn(table.opaque, content)].filter(
    ({ kind, from }) => kind !== 'cdata' && table.elementAt(from) === element,
  );
  const text: Part[] = [];
  let from = content.from;
  const end = { from: content.to, to: content.to };
  for (const hole of [...children, ...comments].sort((a, b) => a.from - b.from).concat(end)) {
    const piece = source.slice(from, hole.from);
    if (piece.trim() !== '') text.push({ from, text: piece });
    from = hole.to;
  }
  return { text, comment: comments.map((span) => ({ from: span.from, text: source.slice(span.from, span.to) })) };
}

/** Of spans in document order those that start in a stretch. Logarithmic, and what it answers. */
function* spansIn<T extends Span>(spans: readonly T[], { from, to }: Span): Generator<T> {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.from < from) low = middle + 1;
    else high = middle;
  }
  for (; low < spans.length && spans[low]!.from < to; low++) yield spans[low]!;
}

function startOf({ snapshot: { table }, element }: Framed): number {
  return table.start(element);
}

function textOf({ snapshot: { source, table }, element }: Framed): string {
  return source.slice(table.start(element), table.end(element));
}
