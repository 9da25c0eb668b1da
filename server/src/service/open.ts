/**
 * How the outer ring opens a document, and what it is told about one that is no SCAP content. It reads no files: texts come
 * in, and siblings through a port.
 */
import * as l10n from '@vscode/l10n';
import { openSnapshot, type Siblings, type Snapshot } from '../scap/snapshot.ts';
import type { ComponentKind } from '../scap/vocabulary.ts';

export { openSnapshot, type Siblings, type Snapshot };

export type DocumentType =
  | 'source-data-stream'
  | 'xccdf-benchmark'
  | 'xccdf-tailoring'
  | 'oval-definitions'
  | 'ocil'
  | 'cpe-list';

const typesByKind: Readonly<Partial<Record<ComponentKind, DocumentType>>> = {
  collection: 'source-data-stream',
  xccdf: 'xccdf-benchmark',
  tailoring: 'xccdf-tailoring',
  oval: 'oval-definitions',
  ocil: 'ocil',
  cpe: 'cpe-list',
};

/** What a document is, told by its root; undefined where the root is none of SCAP's, or where there is no root. */
export function documentTypeOf(snapshot: Snapshot): DocumentType | undefined {
  const root = snapshot.index.components[0];
  return root && typesByKind[root.kind];
}

/** One sentence on why a document is no SCAP content; undefined where it is some. Never quotes more than the root's name. */
export function notScapReason(snapshot: Snapshot): string | undefined {
  const { source, table } = snapshot;
  if (documentTypeOf(snapshot)) return undefined;
  if (/^\s*$/.test(source.slice(0, 4096)) && source.length < 4096) return l10n.t('the file is empty');
  if (table.count === 0) return l10n.t('this is not XML: it has no element');
  const local = cut(table.local(0));
  const uri = table.uri(0);
  if (uri === '') return l10n.t('no SCAP content: the root element is "{0}" in no namespace', local);
  return l10n.t('no SCAP content: the root element is "{0}" of {1}', local, cut(uri));
}

/** The line (from 1) at which an element starts. */
export function lineOf(snapshot: Snapshot, element: number): number {
  return snapshot.source.lineAt(snapshot.table.start(element)) + 1;
}

function cut(name: string): string {
  return name.length > 120 ? `${name.slice(0, 117)}...` : name;
}
