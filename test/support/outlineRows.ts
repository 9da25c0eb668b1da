/** Rows of the view for its tests: opened by text, found by the labels that lead to them. */

import type { Snapshot } from '../../server/src/scap/snapshot.ts';
import { listOutline, type OutlineRow } from '../../server/src/service/outline.ts';
import { fixturePath, readDocument } from './documents.ts';
import { openFixture } from './fixture.ts';

/** The sample stream, which all tests of rows share. */
export const host = readDocument(fixturePath('host-ownership-ds.xml')).text;

export function open(text: string, siblings?: Readonly<Record<string, string>>): Snapshot {
  return openFixture(text, (href) =>
    siblings?.[href] === undefined ? undefined : openFixture(siblings[href]).snapshot,
  ).snapshot;
}

/** The row that a path of labels leads to; each label may be cut at its end. */
export function rowAt(snapshot: Snapshot, ...labels: readonly string[]): OutlineRow {
  let row: OutlineRow | undefined;
  for (const label of labels) {
    const rows: readonly OutlineRow[] = listOutline(snapshot, row?.id) ?? [];
    row = rows.find((candidate) => candidate.label.startsWith(label));
    if (!row) throw new Error(`no row ${label} among ${rows.map((candidate) => candidate.label).join('; ')}`);
  }
  return row!;
}

export function childrenOf(snapshot: Snapshot, ...labels: readonly string[]): readonly OutlineRow[] {
  return listOutline(snapshot, labels.length === 0 ? undefined : rowAt(snapshot, ...labels).id)!;
}

export function labels(rows: readonly OutlineRow[]): readonly string[] {
  return rows.map((row) => row.label);
}

/** Every row of a document, walked as somebody does who opens all of it. */
export function everyRow(snapshot: Snapshot): readonly OutlineRow[] {
  const all: OutlineRow[] = [];
  const walk = (rows: readonly OutlineRow[]): void => {
    for (const row of rows) {
      all.push(row);
      if (row.hasChildren) walk(listOutline(snapshot, row.id)!);
    }
  };
  walk(listOutline(snapshot)!);
  return all;
}

/** The line, counted from 1, of a text's first occurrence. */
export function lineOf(text: string, wanted: string): number {
  const at = text.indexOf(wanted);
  if (at < 0) throw new Error(`not in the text: ${wanted}`);
  return text.slice(0, at).split('\n').length;
}
