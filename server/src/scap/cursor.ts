/**
 * What a cursor stands on: a name that is declared, a name that is referred to, or the tag of the element that does
 * either. It only reads where things are written; where a reference leads is resolve.ts's business.
 */
import type { Span } from '../text/span.ts';
import { contentSpan } from '../xml/content.ts';
import { noElement } from '../xml/elementTable.ts';
import { type Declaration, declarationSpan, type Reference, referenceSpan } from './scapIndex.ts';
import type { Snapshot } from './snapshot.ts';
import { type WholeContent, wholeContentOf } from './wholeContent.ts';

export type CursorTarget =
  | {
      readonly kind: 'declaration';
      readonly declaration: Declaration;
      /** The name's span where the cursor is on the name, else the tag's. */
      readonly span: Span;
      /** The cursor is in the value of the id itself, not elsewhere in the tag. */
      readonly onName: boolean;
    }
  | { readonly kind: 'reference'; readonly reference: Reference; readonly span: Span; readonly onName: boolean };

/**
 * The name at an offset; elsewhere in a tag, the one that the tag is about. Undefined in plain text, in tags that name
 * nothing and outside the root. Costs the length of one tag.
 */
export function cursorTarget(snapshot: Snapshot, offset: number): CursorTarget | undefined {
  const { table } = snapshot;
  const element = table.elementAt(offset);
  if (element === noElement) return undefined;
  const named = nameAt(snapshot, element, offset);
  if (named) return named;
  if (isInTags(snapshot, element, offset)) return tagTarget(snapshot, element);
  // A title speaks for what it titles: it is where a reader's eye is.
  const parent = table.parent(element);
  return parent !== noElement && table.local(element) === 'title' ? declarationTarget(snapshot, parent) : undefined;
}

/** The check-content-ref without a name in whose tags an offset is, and what it is about. */
export function wholeContentAt(
  snapshot: Snapshot,
  offset: number,
): { readonly content: WholeContent; readonly span: Span } | undefined {
  const element = snapshot.table.elementAt(offset);
  const rule = element === noElement ? undefined : enclosingDeclaration(snapshot, element, ['xccdf.Rule']);
  const content = rule && wholeContentOf(snapshot, rule.component, element);
  return content && { content, span: tagSpan(snapshot, element) };
}

/** The innermost element around an offset (itself included) that declares one of these kinds. */
export function enclosingDeclaration(
  snapshot: Snapshot,
  element: number,
  kinds: readonly Declaration['kind'][],
): Declaration | undefined {
  for (let at = element; at !== noElement; at = snapshot.table.parent(at)) {
    const found = snapshot.index.declarationsAt(at).find((declaration) => kinds.includes(declaration.kind));
    if (found) return found;
  }
  return undefined;
}

function nameAt(snapshot: Snapshot, element: number, offset: number): CursorTarget | undefined {
  const { source, table, index } = snapshot;
  for (const reference of index.referencesAt(element)) {
    const span = referenceSpan(source, table, reference);
    if (holds(span, offset)) return { kind: 'reference', reference, span, onName: true };
  }
  for (const declaration of index.declarationsAt(element)) {
    const span = declarationSpan(source, table, declaration);
    if (holds(span, offset) && !isWholeTag(snapshot, element, span)) {
      return { kind: 'declaration', declaration, span, onName: true };
    }
  }
  return undefined;
}

/** A cursor right behind the last character is still on the name, as editors have it. */
function holds(span: Span, offset: number): boolean {
  return span.from <= offset && offset <= span.to;
}

function isWholeTag(snapshot: Snapshot, element: number, span: Span): boolean {
  return span.from === snapshot.table.start(element);
}

function isInTags(snapshot: Snapshot, element: number, offset: number): boolean {
  if (offset < snapshot.table.openEnd(element)) return true;
  return offset >= contentSpan(snapshot.source, snapshot.table, element).to;
}

function tagTarget(snapshot: Snapshot, element: number): CursorTarget | undefined {
  const declared = declarationTarget(snapshot, element);
  if (declared) return declared;
  const reference = snapshot.index.referencesAt(element)[0];
  return reference && { kind: 'reference', reference, span: tagSpan(snapshot, element), onName: false };
}

function declarationTarget(snapshot: Snapshot, element: number): CursorTarget | undefined {
  const declared = snapshot.index.declarationsAt(element);
  const declaration = declared.find((candidate) => candidate.kind !== 'xccdf.cluster') ?? declared[0];
  return declaration && { kind: 'declaration', declaration, span: tagSpan(snapshot, element), onName: false };
}

function tagSpan(snapshot: Snapshot, element: number): Span {
  return { from: snapshot.table.start(element), to: snapshot.table.openEnd(element) };
}
