/** The ids of rows: put together from what a row stands for, so that they hold across edits, and taken apart again. */
import type { Snapshot } from '../../scap/snapshot.ts';

/** One of several things with one id; a scanner means the first. */
export interface Named {
  readonly id: string;
  /** 1 for the first. */
  readonly nth: number;
}

/** A row's id taken apart. `profile` is there under a profile, `item` on groups, rules and Values. */
export interface RowPath {
  readonly scope: string;
  readonly branch: 'everywhere' | 'profile' | 'values' | 'none';
  readonly profile?: Named;
  readonly item?: Named;
}

const separator = '|';

export function pathId({ uri }: Snapshot, { scope, branch, profile, item }: RowPath): string {
  return [uri, escapePart(scope), branch, profile ? namedPart(profile) : '', ...(item ? [namedPart(item)] : [])].join(
    separator,
  );
}

/** Of a component that is no Benchmark. */
export function componentId({ uri }: Snapshot, number: number): string {
  return [uri, 'component', number].join(separator);
}

/** Undefined for an id of another document, or of nothing. */
export function parsePath({ uri }: Snapshot, rowId: string): RowPath | undefined {
  if (!rowId.startsWith(uri + separator)) return undefined;
  const [scope, branch, profile, item, ...more] = rowId.slice(uri.length + 1).split(separator);
  if (scope === undefined || profile === undefined || more.length > 0) return undefined;
  const path = { scope: unescapePart(scope), ...(item === undefined ? {} : { item: parseNamed(item) }) };
  if (branch === 'profile' || branch === 'values') return { ...path, branch, profile: parseNamed(profile) };
  return branch === 'everywhere' || branch === 'none' ? { ...path, branch } : undefined;
}

function namedPart({ id, nth }: Named): string {
  return nth === 1 ? escapePart(id) : `${escapePart(id)}#${nth}`;
}

function parseNamed(part: string): Named {
  const [id, nth] = part.split('#');
  return { id: unescapePart(id!), nth: nth === undefined ? 1 : Number(nth) };
}

/** Ids of XCCDF 1.1 may hold anything, halves of characters too, which encodeURIComponent does not take. */
function escapePart(part: string): string {
  return part.replaceAll('%', '%25').replaceAll(separator, '%7C').replaceAll('#', '%23');
}

function unescapePart(part: string): string {
  return part.replaceAll('%23', '#').replaceAll('%7C', separator).replaceAll('%25', '%');
}
