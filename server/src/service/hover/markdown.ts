/** Content made fit for Markdown. Nothing of a document is ever passed through as Markdown: it would be a way to inject links. */
import * as l10n from '@vscode/l10n';
import type { Snapshot } from '../../scap/snapshot.ts';
import { fileName } from '../../text/fileName.ts';
import { longestLabel, shorten } from '../../text/shorten.ts';

const mostLines = 12;

/** Plain words of a document: what Markdown or HTML gives a meaning, bare addresses included, is escaped. */
export function plain(text: string): string {
  return shorten(fold(text), longestLabel)
    .replace(/[\\`*_{}[\]#|~$@]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/\b(www)\./gi, '$1\\.');
}

/** An id or a value in a code span, whatever back quotes it holds. */
export function code(text: string): string {
  const shown = shorten(fold(text), longestLabel);
  if (shown === '') return '`""`';
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  const gap = longest > 0 || /^ .* $/.test(shown) ? ' ' : '';
  return fence + gap + shown + gap + fence;
}

/** At most `limit` of a list's entries; the rest is counted. */
export function bounded(entries: readonly string[], limit: number): readonly string[] {
  if (entries.length <= limit) return entries;
  return [...entries.slice(0, limit), l10n.t('... and {0} more', entries.length - limit)];
}

/** Paragraphs, empty ones left out. */
export function paragraphs(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

export function list(entries: readonly string[]): string {
  return entries.map((entry) => `- ${entry}`).join('\n');
}

/** A list of at most twelve lines; where there are more entries the last line counts those that are left out. */
export function shortList(entries: readonly string[]): string {
  return list(entries.length > mostLines ? bounded(entries, mostLines - 1) : entries);
}

/** "line 12", or with its file where that is another than the one hovered in. */
export function linePlace(from: Snapshot, snapshot: Snapshot, element: number): string {
  const line = String(snapshot.source.lineAt(snapshot.table.start(element)) + 1);
  if (snapshot === from) return l10n.t('line {0}', line);
  return l10n.t('line {0} of {1}', line, plain(fileName(snapshot.uri)));
}

/** Line breaks would end a list entry; a control character is shown as what it is. */
function fold(text: string): string {
  return text.replace(/\r\n?|\n/g, '⏎').replace(/\t/g, '⇥');
}
