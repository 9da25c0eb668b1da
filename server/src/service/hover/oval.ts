/** Hovers of OVAL definitions, tests, objects, states and variables. Where a rule is known, its profile's values are filled in. */
import * as l10n from '@vscode/l10n';
import { childText } from '../../scap/benchmark.ts';
import { referencesOf } from '../../scap/names.ts';
import { readState, readsFrom } from '../../scap/ovalReads.ts';
import { noExports, variableText } from '../../scap/ovalVariable.ts';
import type { Place } from '../../scap/resolve.ts';
import type { Snapshot } from '../../scap/snapshot.ts';
import { attributeValue } from '../../xml/attributes.ts';
import { bounded, code, list, paragraphs, plain, shortList } from './markdown.ts';
import { readLine, sayState } from './reads.ts';

const lineLimit = 12;
const userLimit = 5;

/** `reads`: what the definition reads, where a rule around the cursor has told its values. */
export function hoverOfOval(from: Snapshot, place: Place, reads?: string): string {
  const { snapshot, declaration } = place;
  const local = snapshot.table.local(declaration.element);
  const comment = attributeValue(snapshot.source, snapshot.table, declaration.element, 'comment') ?? '';
  const title = declaration.kind === 'oval.definition' ? definitionTitle(snapshot, declaration.element) : comment;
  return paragraphs([
    title === '' ? '' : `**${plain(title)}**`,
    `${plain(local)} ${code(declaration.id)}`,
    ...body(place, reads),
    usedBy(from, place),
  ]);
}

function body({ snapshot, declaration }: Place, known: string | undefined): readonly string[] {
  const { source, table } = snapshot;
  if (declaration.kind === 'oval.state') return [sayState(readState(snapshot, declaration))];
  if (declaration.kind === 'oval.variable') return [sayVariable({ snapshot, declaration })];
  const reads = known ?? sayReads({ snapshot, declaration });
  if (declaration.kind !== 'oval.definition') return [reads];
  const kind = attributeValue(source, table, declaration.element, 'class') ?? '';
  return [
    kind === 'vulnerability' || kind === 'patch'
      ? l10n.t('Class {0}: true means fail', plain(kind))
      : l10n.t('Class {0}', plain(kind)),
    reads,
  ];
}

function sayReads({ snapshot, declaration }: Place): string {
  const lines = readsFrom(snapshot, declaration).reads.map(readLine);
  if (lines.length === 0) return l10n.t('Reads nothing.');
  return `${l10n.t('**Reads**:')}\n${shortList(lines)}`;
}

function definitionTitle(snapshot: Snapshot, element: number): string {
  for (const child of snapshot.table.children(element)) {
    if (snapshot.table.local(child) === 'metadata') return childText(snapshot, child, 'title');
  }
  return '';
}

function sayVariable({ snapshot, declaration }: Place): string {
  const text = variableText(snapshot, declaration.component, declaration.id, noExports);
  if (!text.known) return code(text.text);
  return l10n.t('Holds {0}', bounded(text.values.map(code), lineLimit).join(', '));
}

/** Who names it: rules by id, the rest by kind of reference. */
function usedBy(from: Snapshot, place: Place): string {
  const users = referencesOf(place, from, { includeDeclaration: false });
  if (users.length === 0) return l10n.t('Nothing names it.');
  const lines = users
    .slice(0, userLimit)
    .map((user) => l10n.t('{0} in line {1}', code(user.kind), String(user.snapshot.source.lineAt(user.from) + 1)));
  const rest = users.length > userLimit ? [l10n.t('... and {0} more', users.length - userLimit)] : [];
  return `${l10n.t('Named by:')}\n${list([...lines, ...rest])}`;
}
