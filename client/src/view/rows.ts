/**
 * The rows that the view has shown so far, by id: fetched once, kept until the server says that they read differently.
 * Knows no editor API, so that order and laziness are tested without one; it never asks for children nobody opened.
 */
import type { OutlineChanged, OutlineNode } from '../../../server/src/protocol/index.ts';

export interface DocumentRow {
  readonly kind: 'document';
  readonly uri: string;
  children: Promise<readonly NodeRow[]> | undefined;
}

export interface NodeRow {
  readonly kind: 'node';
  readonly uri: string;
  parent: DocumentRow | NodeRow;
  /** What the server rendered last. The row object stays the same, since the view is asked to redraw it by identity. */
  node: OutlineNode;
  children: Promise<readonly NodeRow[]> | undefined;
}

export type Row = DocumentRow | NodeRow;

/** Answers null where the document is not open in the server. */
export type AskChildren = (uri: string, node: string | undefined) => Promise<readonly OutlineNode[] | null>;

export interface Rows {
  readonly document: (uri: string) => DocumentRow;
  readonly children: (row: Row) => Promise<readonly NodeRow[]>;
  /** The rows to draw anew; ids that were never shown are passed over. */
  readonly apply: (change: OutlineChanged) => readonly Row[];
  /** Drops the fetched children of a document, so that the next look asks again. */
  readonly invalidate: (uri: string) => void;
  /** Of all documents: what is shown from now on is another selection of the rows, or in another order. */
  readonly invalidateAll: () => void;
  readonly keepOnly: (uris: ReadonlySet<string>) => void;
  readonly count: () => number;
}

export function createRows(askChildren: AskChildren): Rows {
  const documents = new Map<string, DocumentRow>();
  const nodes = new Map<string, NodeRow>();

  const document = (uri: string): DocumentRow => {
    const found = documents.get(uri) ?? { kind: 'document', uri, children: undefined };
    documents.set(uri, found);
    return found;
  };

  const adopt = (parent: Row, node: OutlineNode): NodeRow => {
    const found = nodes.get(node.id);
    if (found !== undefined) {
      found.node = node;
      found.parent = parent;
      return found;
    }
    const created: NodeRow = { kind: 'node', uri: parent.uri, parent, node, children: undefined };
    nodes.set(node.id, created);
    return created;
  };

  const load = (row: Row): Promise<readonly NodeRow[]> => {
    const loading: Promise<readonly NodeRow[]> = askChildren(
      row.uri,
      row.kind === 'node' ? row.node.id : undefined,
    ).then((answer) => {
      if (answer === null) {
        // Nothing to keep: the document may be open in the server a moment later.
        if (row.children === loading) row.children = undefined;
        return [];
      }
      return answer.map((node) => adopt(row, node));
    });
    row.children = loading;
    return loading;
  };

  /** Forgets rows below `row` that the server no longer lists, so that the table does not grow with every edit. */
  const drop = async (row: Row) => {
    const before = row.children;
    row.children = undefined;
    if (before === undefined) return;
    const now = new Set(await load(row));
    for (const old of await before) {
      if (!now.has(old) && old.parent === row) await forget(old);
    }
  };

  const forget = async (row: NodeRow): Promise<void> => {
    nodes.delete(row.node.id);
    for (const child of (await row.children) ?? []) await forget(child);
  };

  return {
    document,
    children: (row) => row.children ?? load(row),
    count: () => nodes.size,
    apply({ uri, changed, structure }) {
      const redraw = new Set<Row>();
      for (const node of changed) {
        const row = nodes.get(node.id);
        if (row === undefined) continue;
        const isSame = looksSame(row.node, node);
        row.node = node;
        if (!isSame) redraw.add(row);
      }
      for (const id of structure) {
        const row = id === '' ? documents.get(uri) : nodes.get(id);
        if (row === undefined) continue;
        void drop(row);
        redraw.add(row);
      }
      return [...redraw];
    },
    invalidate(uri) {
      const row = documents.get(uri);
      if (row !== undefined) row.children = undefined;
    },
    invalidateAll() {
      for (const row of [...documents.values(), ...nodes.values()]) row.children = undefined;
    },
    keepOnly(uris) {
      for (const uri of documents.keys()) if (!uris.has(uri)) documents.delete(uri);
      for (const [id, row] of nodes) if (!uris.has(row.uri)) nodes.delete(id);
    },
  };
}

/** Where the element of a row stands is in none of what the row shows. */
function looksSame(before: OutlineNode, now: OutlineNode): boolean {
  return JSON.stringify({ ...before, place: now.place }) === JSON.stringify(now);
}
