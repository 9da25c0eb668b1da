/**
 * Remembers which rows each client view was given and, after every new snapshot, tells only those that read differently.
 * Renders rows into the protocol's shape; what a row says is service/outline.ts's business.
 */
import type { OutlineChanged, OutlineLook, OutlineNode } from '../protocol/index.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import { listOutline, type OutlineRow } from '../service/outline.ts';
import { elementLocation } from './convert.ts';

export interface OutlineTracker {
  /** The rows below a row (none: the document's first), remembered as shown; null for one that is no more. */
  readonly children: (
    snapshot: Snapshot,
    node: string | undefined,
    look?: OutlineLook,
  ) => readonly OutlineNode[] | null;
  /**
   * What changed among the shown rows of a document; undefined where nothing did. `isAhead`: the text is not there yet, so a
   * list of other rows could not be asked for, and is left as it is.
   */
  readonly changes: (snapshot: Snapshot, isAhead?: boolean) => OutlineChanged | undefined;
  readonly forget: (uri: string) => void;
}

interface Shown {
  readonly look: OutlineLook;
  /** For each listed parent ('' is the document) its rows as they were sent. */
  readonly lists: Map<string, readonly OutlineNode[]>;
}

export function createOutlineTracker(): OutlineTracker {
  const shown = new Map<string, Shown>();

  const children: OutlineTracker['children'] = (snapshot, node, look = {}) => {
    const rows = listOutline(snapshot, node, look)?.map(toNode);
    if (!rows) return null;
    const before = shown.get(snapshot.uri);
    // Rows that were shown by another filter or in another order are asked for again when they are looked at.
    const ofDocument = before && isSameLook(before.look, look) ? before : { look, lists: new Map() };
    shown.set(snapshot.uri, ofDocument);
    ofDocument.lists.set(node ?? '', rows);
    return rows;
  };

  const changes: OutlineTracker['changes'] = (snapshot, isAhead = false) => {
    const changed: OutlineNode[] = [];
    const structure: string[] = [];
    const { look, lists } = shown.get(snapshot.uri) ?? { look: {}, lists: new Map<string, readonly OutlineNode[]>() };
    for (const [parent, before] of lists) {
      const now = listOutline(snapshot, parent === '' ? undefined : parent, look)?.map(toNode);
      const isOther = now?.length !== before.length || now.some((row, index) => row.id !== before[index]!.id);
      if (isAhead && isOther) continue;
      if (!now) {
        lists.delete(parent);
        continue;
      }
      lists.set(parent, now);
      if (isOther) structure.push(parent);
      else changed.push(...now.filter((row, index) => !readsSame(row, before[index]!)));
    }
    if (changed.length === 0 && structure.length === 0) return undefined;
    return { uri: snapshot.uri, changed, structure };
  };

  return { children, changes, forget: (uri) => shown.delete(uri) };
}

function isSameLook(a: OutlineLook, b: OutlineLook): boolean {
  return (a.filter ?? '') === (b.filter ?? '') && (a.sort ?? 'document') === (b.sort ?? 'document');
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
