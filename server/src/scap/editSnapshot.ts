/**
 * A snapshot after an edit, made from the one before: only the stretch of content or the element around the edit is read
 * anew. What cannot be told from there (a comment opened, a prefix, a document type) is read anew as a whole.
 */
import type { SourceText } from '../text/sourceText.ts';
import type { TextEdit } from '../text/span.ts';
import { contentSpan } from '../xml/content.ts';
import type { ElementColumns, RowRun } from '../xml/elementColumns.ts';
import { ElementTable, noElement, type OpaqueSpan } from '../xml/elementTable.ts';
import { inDocumentOrder, type XmlProblem } from '../xml/problem.ts';
import { type FragmentScan, problemLimit, scanFragment } from '../xml/scanner.ts';
import { listXmlProblems } from '../xml/wellFormed.ts';
import { carryBenchmarks } from './carryBenchmarks.ts';
import { canReplaceInIndex, replaceInIndex } from './scapIndex.ts';
import { openSource, problemsOf, remember, type Snapshot } from './snapshot.ts';
import { sourceDataStream } from './vocabulary.ts';

/** A stretch larger than this is not worth reading twice: the whole is read at once. */
const largestStretch = 4 * 1024 * 1024;

/**
 * The snapshot of the edited text. The old one must not be asked any more, and throws if it is. Who needs an older text
 * keeps its source, which costs nothing, and opens that.
 */
export function editSnapshot(snapshot: Snapshot, edit: TextEdit): Snapshot {
  const source = snapshot.source.splice(edit.from, edit.to, edit.newText);
  return editLocally(snapshot, edit, source) ?? openSource(source, snapshot.uri, snapshot.siblings);
}

/**
 * As `editSnapshot`, for one whose text has been spliced already. Undefined where the whole text has to be read anew: the
 * old snapshot then answers as before.
 */
export function editLocally(snapshot: Snapshot, edit: TextEdit, source: SourceText): Snapshot | undefined {
  const { table } = snapshot;
  const hasDoctype = table.opaque.some(({ kind }) => kind === 'doctype');
  if (hasDoctype || table.dictionary.hasBrokenNames || table.count === 0) return undefined;
  if (problemsOf(snapshot).length >= problemLimit) return undefined;
  const content = contentStretch(snapshot, edit);
  const done = content && replaceStretch(snapshot, source, content);
  if (done) return done;
  if (table.dictionary.hasBrokenNames) return undefined;
  let element = elementAround(table, edit);
  while (element !== noElement && table.parent(element) !== noElement) {
    const stretch = elementStretch(table, element, edit);
    if (stretch.to - stretch.from > largestStretch) return undefined;
    const next = isClosed(table, element) ? replaceStretch(snapshot, source, stretch) : undefined;
    if (next) return next;
    // A name without its prefix was met on the way: which of them is reported depends on the whole text.
    if (table.dictionary.hasBrokenNames) return undefined;
    element = table.parent(element);
  }
  return undefined;
}

/** What is read anew: offsets of the old text, and the rows that stand there. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly parent: number;
  readonly first: number;
  readonly count: number;
  readonly lengthDelta: number;
  readonly isContent: boolean;
}

/** The innermost element that the edit is strictly inside of. */
function elementAround(table: ElementTable, edit: TextEdit): number {
  let element = table.elementAt(edit.from);
  while (element !== noElement && !(table.start(element) < edit.from && edit.to < table.end(element))) {
    element = table.parent(element);
  }
  return element;
}

/** An element without a close tag of its own ends where another one's stands: that one would have to be read anew too. */
function isClosed(table: ElementTable, element: number): boolean {
  const end = table.end(element);
  const isCut = (problem: XmlProblem): boolean => problem.kind === 'mismatched-close' && problem.from === end;
  return end < table.end(0) && !table.problems.some(isCut);
}

function elementStretch(table: ElementTable, element: number, edit: TextEdit): Stretch {
  return {
    from: table.start(element),
    to: table.end(element),
    parent: table.parent(element),
    first: element,
    count: table.subtreeEnd(element) - element,
    lengthDelta: edit.newText.length - (edit.to - edit.from),
    isContent: false,
  };
}

/**
 * The content around an edit that neither starts nor ends inside a tag, comment or the like: from the markup before it to
 * the markup behind it, so that a reference that the edit cuts or joins is seen whole.
 */
function contentStretch(snapshot: Snapshot, edit: TextEdit): Stretch | undefined {
  const { table, source } = snapshot;
  const parent = contentHolder(table, edit.from);
  if (parent === noElement || parent !== contentHolder(table, edit.to)) return undefined;
  if (isFaulty(table, parent)) return undefined;
  const content = contentSpan(source, table, parent);
  if (edit.from < content.from || edit.to > content.to || table.openEnd(parent) > content.to) return undefined;
  const first = table.lastStartedAt(edit.from - 1) + 1;
  const tail = table.lastStartedAt(edit.to - 1) + 1;
  let from = Math.max(content.from, previousEnd(table, parent, first));
  let to = tail < table.subtreeEnd(parent) ? table.start(tail) : content.to;
  for (const span of table.opaque) {
    if (span.from >= to) break;
    if (span.from < edit.from && edit.from < span.to) return undefined;
    if (span.from < edit.to && edit.to < span.to) return undefined;
    if (span.to <= edit.from) from = Math.max(from, span.to);
    else if (span.from >= edit.to) to = Math.min(to, span.from);
  }
  if (to - from > largestStretch) return undefined;
  const lengthDelta = edit.newText.length - (edit.to - edit.from);
  return { from, to, parent, first, count: tail - first, lengthDelta, isContent: true };
}

/** Where something is wrong with an element's markup, its tags may end where the text behind them says. */
function isFaulty(table: ElementTable, element: number): boolean {
  const [from, to] = [table.start(element), table.end(element)];
  return table.problems.some((problem) => problem.from <= to && problem.to >= from);
}

/** The element whose content an offset lies in; an offset right before a child counts as its parent's. */
function contentHolder(table: ElementTable, offset: number): number {
  const element = table.elementAt(offset);
  return element !== noElement && table.start(element) === offset ? table.parent(element) : element;
}

/** Where the child before row `first` ends, or 0 where there is none. */
function previousEnd(table: ElementTable, parent: number, first: number): number {
  let child = first - 1;
  if (child <= parent) return 0;
  while (table.parent(child) !== parent) child = table.parent(child);
  return table.end(child);
}

function replaceStretch(snapshot: Snapshot, source: SourceText, stretch: Stretch): Snapshot | undefined {
  const { table } = snapshot;
  const { parent, first, count, lengthDelta } = stretch;
  if (!canReplaceInIndex(snapshot.index, { parent, first, oldCount: count })) return undefined;
  const text = source.slice(stretch.from, stretch.to + lengthDelta);
  const fragment = scanFragment(text, {
    dictionary: table.dictionary,
    scope: table.scopeNumber(parent),
    ancestors: namesAround(snapshot, parent),
    isContent: stretch.isContent,
  });
  if (!fragment || holdsComponents(table, fragment.columns)) return undefined;
  const before = problemsOf(snapshot);
  const faults = fragmentFaults(table, text, fragment, stretch.from);
  const problems = inDocumentOrder(replaceSpans(before, stretch, faults));
  if (problems.length >= problemLimit) return undefined;
  const run: RowRun = { parent, first, count, base: stretch.from, lengthDelta };
  const carry = carryBenchmarks(snapshot, run, fragment.columns);
  const opaque = replaceSpans(table.opaque, stretch, fragment.opaque.map(shifted(stretch.from, 0)));
  const own = inDocumentOrder(replaceSpans(table.problems, stretch, fragment.problems.map(shifted(stretch.from, 0))));
  const newTable = table.replaceRun(run, fragment.columns, { problems: own, opaque });
  const rows = { parent, first, oldCount: count, newCount: fragment.columns.count };
  const index = replaceInIndex(snapshot.index, source, newTable, rows);
  const next: Snapshot = { uri: snapshot.uri, source, table: newTable, index, siblings: snapshot.siblings };
  remember(next, problemsOf, () => problems);
  carry(next);
  return next;
}

/** Elements of a data stream decide which components there are: those are read as a whole. */
function holdsComponents({ names }: ElementTable, columns: ElementColumns): boolean {
  for (let row = 0; row < columns.count; row++) {
    if (names.uri(columns.name[row]!) === sourceDataStream) return true;
  }
  return false;
}

/** Everything that is wrong in the fragment, at offsets of the document. */
function fragmentFaults(table: ElementTable, text: string, fragment: FragmentScan, base: number): XmlProblem[] {
  const { names, scopes, entities, dictionary } = table;
  const { columns, problems, opaque } = fragment;
  const own = new ElementTable(columns, { names, scopes, entities, dictionary, problems, opaque });
  return listXmlProblems(text, own).map(shifted(base, 0));
}

/** `other` of a problem may stand before the edit although the problem stands behind it. */
function shifted<T extends XmlProblem | OpaqueSpan>(delta: number, from: number): (span: T) => T {
  return (span) => {
    const moved = { ...span, from: span.from + delta, to: span.to + delta };
    if (!('other' in span) || span.other === undefined || span.other < from) return moved;
    return { ...moved, other: span.other + delta };
  };
}

/** Spans of the old text with those of the stretch replaced and those behind it moved. */
function replaceSpans<T extends XmlProblem | OpaqueSpan>(
  spans: readonly T[],
  { from, to, lengthDelta }: Stretch,
  fresh: readonly T[],
): readonly T[] {
  if (spans.length === 0) return fresh;
  // A '<' that cuts an attribute off is the fault of the tag before it.
  const isOfTagBefore = (span: T): boolean => span.from === from && span.kind === 'less-than-in-attribute';
  const before = spans.filter((span) => span.from < from || isOfTagBefore(span));
  const behind = spans.filter((span) => span.from >= to).map(shifted<T>(lengthDelta, to));
  return [...before, ...fresh, ...behind];
}

/** Qualified names of an element and all around it, as their tags are written. */
function namesAround({ source, table }: Snapshot, element: number): ReadonlySet<string> {
  const names = new Set<string>();
  for (let at = element; at !== noElement; at = table.parent(at)) {
    const tag = source.slice(table.start(at), Math.min(table.openEnd(at), table.start(at) + 256));
    names.add(/^<([^\s/>]*)/.exec(tag)?.[1] ?? '');
  }
  return names;
}
