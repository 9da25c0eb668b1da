/** The one place where offsets become LSP positions and back. Knows texts and shapes, no requests. */
import type { Location, LocationLink, TextEdit as LspTextEdit, Position, Range } from 'vscode-languageserver-types';
import type { Snapshot } from '../scap/snapshot.ts';
import type { SourceText } from '../text/sourceText.ts';
import type { Span, TextEdit } from '../text/span.ts';

export function toRange(source: SourceText, span: Span): Range {
  return { start: source.positionAt(span.from), end: source.positionAt(span.to) };
}

export function toOffset(source: SourceText, position: Position): number {
  return source.offsetAt(position);
}

export function toLspEdits(source: SourceText, edits: readonly TextEdit[]): LspTextEdit[] {
  return edits.map((edit) => ({ range: toRange(source, edit), newText: edit.newText }));
}

export function toLocation(snapshot: Snapshot, span: Span): Location {
  return { uri: snapshot.uri, range: toRange(snapshot.source, span) };
}

/** The open tag of an element: what a client should show and select when it goes there. */
export function elementSpan(snapshot: Snapshot, element: number): Span {
  return { from: snapshot.table.start(element), to: snapshot.table.openEnd(element) };
}

export function elementLocation(snapshot: Snapshot, element: number): Location {
  return toLocation(snapshot, elementSpan(snapshot, element));
}

/** With the origin in the asking document, so that the editor underlines exactly the name. */
export function toLink(origin: Range | undefined, target: Snapshot, whole: Span, selection: Span): LocationLink {
  return {
    ...(origin ? { originSelectionRange: origin } : {}),
    targetUri: target.uri,
    targetRange: toRange(target.source, whole),
    targetSelectionRange: toRange(target.source, selection),
  };
}
