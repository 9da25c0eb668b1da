/** Hovers of what packs the content: streams, component-refs, components, platforms, OCIL. */
import * as l10n from '@vscode/l10n';
import { childText } from '../../scap/benchmark.ts';
import { listDataStreams } from '../../scap/dataStream.ts';
import type { Place } from '../../scap/resolve.ts';
import type { Snapshot } from '../../scap/snapshot.ts';
import { attributeValue } from '../../xml/attributes.ts';
import { code, paragraphs, plain, shortList } from './markdown.ts';

/** A title, the id, and what little else there is to say. */
export function hoverOfOther({ snapshot, declaration }: Place): string {
  const { table } = snapshot;
  const title = childText(snapshot, declaration.element, 'title');
  return paragraphs([
    title === '' ? '' : `**${plain(title)}**`,
    `${plain(table.local(declaration.element))} ${code(declaration.id)}`,
    detail({ snapshot, declaration }),
  ]);
}

function detail({ snapshot, declaration }: Place): string {
  switch (declaration.kind) {
    case 'ds.data-stream':
      return sayStream(snapshot, declaration.element);
    case 'ds.component-ref':
      return sayRef(snapshot, declaration.element);
    case 'ds.component':
    case 'ds.extended-component':
      return sayComponent(snapshot, declaration.element);
    case 'cpe.platform':
    case 'cpe.cpe-item':
      return sayPlatform(snapshot, declaration.element);
    default:
      return '';
  }
}

function sayStream(snapshot: Snapshot, element: number): string {
  const stream = listDataStreams(snapshot).find((candidate) => candidate.element === element);
  if (!stream) return '';
  const refs = stream.refs.map((ref) => `${plain(ref.list)}: ${code(ref.id)}`);
  return paragraphs([l10n.t('SCAP {0}, use case {1}', plain(stream.version), plain(stream.useCase)), shortList(refs)]);
}

function sayRef(snapshot: Snapshot, element: number): string {
  const refs = listDataStreams(snapshot).flatMap((stream) => stream.refs);
  const ref = refs.find((candidate) => candidate.element === element);
  if (!ref) return '';
  const { target } = ref;
  if (target.kind === 'external') return l10n.t('{0} is outside this file. It is never fetched.', code(target.href));
  if (target.kind === 'missing') return l10n.t('"{0}" names no component of this file.', code(target.id));
  const component = snapshot.index.components[target.component]!;
  return l10n.t('Leads to {0} ({1})', code(component.id), plain(snapshot.table.local(component.element)));
}

function sayComponent(snapshot: Snapshot, element: number): string {
  const { index, table, source } = snapshot;
  const component = index.components.find((candidate) => candidate.wrapper === element);
  const changed = attributeValue(source, table, element, 'timestamp');
  const root = component ? l10n.t('Holds {0}', plain(table.local(component.element))) : '';
  return [root, changed === undefined ? '' : l10n.t('changed {0}', plain(changed))].filter(Boolean).join(', ');
}

/** The facts and checks that decide whether the platform applies. */
function sayPlatform(snapshot: Snapshot, element: number): string {
  const { index, table, source } = snapshot;
  const lines: string[] = [];
  for (let at = element + 1; at < table.subtreeEnd(element); at++) {
    const operator = attributeValue(source, table, at, 'operator');
    if (table.local(at) === 'logical-test' && operator !== undefined) {
      const negated = attributeValue(source, table, at, 'negate') === 'true';
      lines.push(negated ? l10n.t('not ({0} of:)', plain(operator)) : l10n.t('{0} of:', plain(operator)));
    }
    for (const reference of index.referencesAt(at)) lines.push(code(reference.id));
  }
  return shortList(lines);
}
