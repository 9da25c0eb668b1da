/** What makes a snapshot count as queryable: a line, a declaration and the references to it, all found. */
import { openSnapshot, type Snapshot } from '../../server/src/scap/snapshot.ts';
import { wellKnownRule } from './context.ts';

export function query(snapshot: Snapshot): number {
  const { source, table, index } = snapshot;
  const [declaration] = index.declarationsOf(wellKnownRule);
  const references = index.referencesTo(wellKnownRule);
  if (!declaration || references.length === 0) throw new Error(`${wellKnownRule} is not in this stream`);
  return source.lineAt(table.start(declaration.element)) + references.length;
}

export function openAndQuery(text: string): number {
  return query(openSnapshot(text));
}

/** As after a key: the index is there, nothing about profiles has been asked. */
export function freshSnapshot(text: string): Snapshot {
  const snapshot = openSnapshot(text, 'file:///bench/ssg-rhel8-ds.xml');
  query(snapshot);
  return snapshot;
}
