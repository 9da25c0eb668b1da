/** What several kinds of rows say alike: counts, short ids, tooltips. */
import * as l10n from '@vscode/l10n';
import type { RuleCount } from '../../scap/groupRules.ts';

/** Such as: 187 of 1,520. */
export function countText({ effective, all }: RuleCount): string {
  return l10n.t('{0} of {1}', effective.toLocaleString('en-US'), all.toLocaleString('en-US'));
}

/** Of rows that a filter thins out. */
export function shownText(count: number): string {
  return l10n.t('{0} shown', count.toLocaleString('en-US'));
}

/**
 * `xccdf_org.ssgproject.content_profile_cis` reads as `cis`: the part of an XCCDF 1.2 id that a person chose, for ids have the
 * form xccdf_NAMESPACE_KIND_NAME (XCCDF 1.2, 6.2.3).
 */
export function shortId(id: string): string {
  return /^xccdf_[^_]+_(?:profile|rule|group|value|benchmark|tailoring)_(.+)$/.exec(id)?.[1] ?? id;
}

/** A tooltip in Markdown: the title, the id, then a sentence a paragraph; empty ones are left out. */
export function tooltip(title: string, id: string, ...sentences: readonly string[]): string {
  return [`**${escapeMarkdown(title)}**`, `\`${id}\``, ...sentences.map(escapeMarkdown)]
    .filter((part) => part !== '')
    .join('\n\n');
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>]/g, '\\$&');
}
