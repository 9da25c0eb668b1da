/**
 * Two snapshots of one text compared column by column and reference by reference. Numbers of names and scopes may differ
 * (they depend on the order of meeting), what they stand for may not.
 */

import { listBenchmarks, type XccdfBenchmark } from '../../server/src/scap/benchmark.ts';
import type { Declaration, Reference } from '../../server/src/scap/scapIndex.ts';
import { problemsOf, type Snapshot } from '../../server/src/scap/snapshot.ts';

/** The first difference in words, or undefined where there is none. */
export function difference(actual: Snapshot, expected: Snapshot, prefixes: readonly string[]): string | undefined {
  const rows = differentRow(actual, expected, prefixes);
  if (rows) return rows;
  const lists: readonly (readonly [string, readonly unknown[], readonly unknown[]])[] = [
    ['opaque span', actual.table.opaque, expected.table.opaque],
    ['problem of the scanner', actual.table.problems, expected.table.problems],
    ['problem', problemsOf(actual), problemsOf(expected)],
    ['component', actual.index.components, expected.index.components],
    ['declaration', actual.index.declarations.map(declarationText), expected.index.declarations.map(declarationText)],
    ['reference', actual.index.references.map(referenceText), expected.index.references.map(referenceText)],
  ];
  for (const [what, left, right] of lists) {
    const found = differentEntry(what, left, right);
    if (found) return found;
  }
  return differentLookup(actual, expected) ?? differentLine(actual, expected) ?? differentBenchmarks(actual, expected);
}

/** The models that a server keeps beside the snapshot and takes over from edit to edit. */
export function differentBenchmarks(actual: Snapshot, expected: Snapshot): string | undefined {
  const [a, b] = [actual, expected].map((snapshot) => JSON.stringify(listBenchmarks(snapshot).map(plainBenchmark)));
  if (a === b) return undefined;
  let at = 0;
  while (a![at] === b![at]) at++;
  return `benchmarks: ${a!.slice(Math.max(0, at - 60), at + 60)} instead of ${b!.slice(Math.max(0, at - 60), at + 60)}`;
}

function plainBenchmark({ element, id, component, items, profiles, clusters, itemsById }: XccdfBenchmark): object {
  const byId = [...itemsById].map(([key, item]) => [key, item.number]);
  const members = [...clusters].map(([key, list]) => [key, list.map(({ number }) => number)]);
  return { element, id, component, items, byId, members, profiles: profiles.map(({ snapshot, ...rest }) => rest) };
}

const columns = ['start', 'openEnd', 'end', 'parent', 'subtreeEnd', 'local', 'uri'] as const;

function differentRow(actual: Snapshot, expected: Snapshot, prefixes: readonly string[]): string | undefined {
  const [a, b] = [actual.table, expected.table];
  if (a.count !== b.count) return `${a.count} elements instead of ${b.count}`;
  let scopes: readonly unknown[] = [];
  for (let row = 0; row < a.count; row++) {
    for (const column of columns) {
      // No list a row: this is asked some hundred million times.
      if (a[column](row) !== b[column](row))
        return `row ${row}, ${column}: ${a[column](row)} instead of ${b[column](row)}`;
    }
    const [one, other] = [a.scope(row), b.scope(row)];
    if (one === scopes[0] && other === scopes[1]) continue;
    scopes = [one, other];
    for (const prefix of prefixes) {
      const [left, right] = [one.uriOf(prefix), other.uriOf(prefix)];
      if (left !== right) return `row ${row}, prefix ${prefix}: ${left} instead of ${right}`;
    }
  }
  return undefined;
}

function differentEntry(what: string, left: readonly unknown[], right: readonly unknown[]): string | undefined {
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    if (sameEntry(left[at], right[at])) continue;
    return `${what} ${at}: ${JSON.stringify(left[at])} instead of ${JSON.stringify(right[at])}`;
  }
  return undefined;
}

function sameEntry(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  const [a, b] = [Object.entries(one), new Map(Object.entries(other))];
  return a.length === b.size && a.every(([key, value]) => b.get(key) === value);
}

function differentLookup(actual: Snapshot, expected: Snapshot): string | undefined {
  const sample = <T extends { readonly id: string }>(list: readonly T[]): T[] =>
    list.filter((_, at) => at % Math.max(1, Math.floor(list.length / 20)) === 0);
  for (const { id } of sample(expected.index.declarations)) {
    const [a, b] = [actual, expected].map((one) => one.index.declarationsOf(id).map(declarationText).join());
    if (a !== b) return `declarations of ${id}: ${a} instead of ${b}`;
  }
  for (const { id } of sample(expected.index.references)) {
    const target = id.replace(/^#/, '');
    const [a, b] = [actual, expected].map((one) => one.index.referencesTo(target).map(referenceText).join());
    if (a !== b) return `references to ${target}: ${a} instead of ${b}`;
  }
  return undefined;
}

function differentLine(actual: Snapshot, expected: Snapshot): string | undefined {
  const [a, b] = [actual.source, expected.source];
  if (a.lineCount !== b.lineCount) return `${a.lineCount} lines instead of ${b.lineCount}`;
  for (let part = 0; part <= 16; part++) {
    const offset = Math.floor((b.length * part) / 16);
    const [one, other] = [a.positionAt(offset), b.positionAt(offset)];
    if (one.line !== other.line || one.character !== other.character) return `position of offset ${offset}`;
    if (a.offsetAt(one) !== b.offsetAt(other)) return `offset of ${JSON.stringify(one)}`;
  }
  return undefined;
}

function declarationText({ kind, id, element, component }: Declaration): string {
  return `${kind} ${id} at ${element} in ${component}`;
}

function referenceText({ row, id, element, component, ordinal }: Reference): string {
  return `${row.kind} ${id} at ${element} in ${component}, ${ordinal}`;
}
