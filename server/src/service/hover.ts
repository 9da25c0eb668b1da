/** What a hover says: Markdown about the thing under the cursor. Content is quoted, never trusted as Markdown. */
import type { Snapshot } from '../scap/snapshot.ts';
import type { Span } from '../text/span.ts';

export interface Hover {
  readonly markdown: string;
  /** The name or tag that the hover is about. */
  readonly span: Span;
}

/** Undefined where the cursor is on nothing that has a name. */
export function hoverAt(_snapshot: Snapshot, _offset: number): Hover | undefined {
  return undefined;
}
