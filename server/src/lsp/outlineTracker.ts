/**
 * Remembers which rows each client view was given and, after every new snapshot, tells only those that read differently.
 * Renders rows into the protocol's shape; what a row says is service/outline.ts's business.
 */
import type { OutlineChanged, OutlineNode } from '../protocol.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import { listOutline, type OutlineRow } from '../service/outline.ts';
import { elementLocation } from './convert.ts';

export interface OutlineTracker {
  /** The rows below a row (none: the document's first), remembered as shown; null for one that is no more. */
  readonly children: (snapshot: Snapshot, node: string | undefined) => readonly OutlineNode[] | null;
  /** What changed among the shown rows of a document; undefined where nothing did. */
  readonly changes: (snapshot: Snapshot) => OutlineChanged | undefined;
  readonly forget: (uri: string) => void;
}

/** For each listed parent ('' is the document) its rows as they were sent. */
type Shown = Map<string, readonly OutlineNode[]>;

export function createOutlineTracker(): OutlineTracker {
  const shown = new Map<string, Shown>();

  const children = (snapshot: Snapshot, node: string | undefined): readonly OutlineNode[] | null => {
    const rows = listOutline(snapshot, node)?.map(toNode);
    if (!rows) return null;
    const ofDocument: Shown = shown.get(snapshot.uri) ?? new Map();
    shown.set(snapshot.uri, ofDocument);
    ofDocument.set(node ?? '', rows);
    return rows;
  };

  const changes = (snapshot: Snapshot): OutlineChanged | undefined => {
    const changed: OutlineNode[] = [];
    const structure: string[] = [];
    for (const [parent, before] of shown.get(snapshot.uri) ?? []) {
      const now = listOutline(snapshot, parent === '' ? undefined : parent)?.map(toNode);
      if (!now) {
        shown.get(snapshot.uri)?.delete(parent);
        continue;
      }
      shown.get(snapshot.uri)?.set(parent, now);
      if (now.length !== before.length || now.some((row, index) => row.id !== before[index]!.id))
        structure.push(parent);
      else changed.push(...now.filter((row, index) => !readsSame(row, before[index]!)));
    }
    if (changed.length === 0 && structure.length === 0) return undefined;
    return { uri: snapshot.uri, changed, structure };
  };

  return { children, changes, forget: (uri) => shown.delete(uri) };
}

/** Moved rows are sent too: their place is where a click goes. */
function readsSame(a: OutlineNode, b: OutlineNode): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function toNode(row: OutlineRow): OutlineNode {
  const { snapshot, element, toggle, ...said } = row;
  if (!toggle) return { ...said, place: elementLocation(snapshot, element) };
  const scope =
    toggle.profile === undefined
      ? ({ kind: 'everywhere' } as const)
      : ({ kind: 'profile', profile: toggle.profile } as const);
  const target = { benchmark: toggle.benchmark, item: toggle.item, scope };
  return { ...said, place: elementLocation(snapshot, element), toggle: target };
}
