/**
 * What a switch changes besides what it was asked for, in the words that a user reads before it is applied: other rules that
 * a link or a group takes along, profiles that inherit it, a signature that it breaks.
 */
import * as l10n from '@vscode/l10n';
import { titleOf, type XccdfBenchmark, type XccdfItem } from '../scap/benchmark.ts';
import type { AlsoChanged, ToggleChange, ToggleRequest } from '../scap/toggle.ts';
import { shorten } from '../text/shorten.ts';
import type { Besides, EditedDocument } from './edited.ts';
import { scanName } from './toggleRules.ts';
import { heirsOf } from './toggleSummary.ts';

/** What else changes, by rule and direction, in document order of the scans that were looked at. */
interface OtherRule extends AlsoChanged {
  readonly scans: readonly ToggleChange['profile'][];
}

const longestName = 80;
const mostNames = 3;
const mostScans = 2;

/** `told` are rules that the user knows of already: a choice has named them. */
export function besidesOf(
  benchmark: XccdfBenchmark,
  request: ToggleRequest,
  changes: readonly ToggleChange[],
  told: ReadonlySet<XccdfItem> = new Set(),
): Besides {
  const others = otherRules(changes);
  // What was asked for with it is no surprise, although the title of an action says which it is.
  const linked = others.filter(({ item, because }) => because !== 'required' && !told.has(item));
  const names = (enabled: boolean) =>
    listNames(others.filter((other) => other.enabled === enabled).map(({ item }) => nameOf(benchmark, item)));
  const [on, off] = [names(true), names(false)];
  const heirs = listNames(heirsOf(request, changes).map(({ profile }) => quoted(scanName(profile))));
  return {
    linked: linked.map((other) => ({
      item: other.item.id,
      enabled: other.enabled,
      profiles: other.scans.map((profile) => profile?.id),
      message: sentence(benchmark, other),
    })),
    inTitle: [
      off === '' ? '' : l10n.t('Also off: {0}.', off),
      on === '' ? '' : l10n.t('Also on: {0}.', on),
      heirs === '' ? '' : l10n.t('Also in {0}, by inheritance.', heirs),
    ].filter((part) => part !== ''),
    isAllInTitle: [true, false].every((to) => others.filter(({ enabled }) => enabled === to).length <= mostNames),
  };
}

/** The title of an action, with what else its edit does. */
export function titleWithOthers(title: string, { besides, signed }: EditedDocument): string {
  const parts = [...besides.inTitle, ...(signed.length > 0 ? [l10n.t('Breaks the signature.')] : [])];
  if (parts.length === 0) return title;
  return [/[.!?]$/.test(title) ? title : l10n.t('{0}.', title), ...parts].join(' ');
}

function otherRules(changes: readonly ToggleChange[]): readonly OtherRule[] {
  const byKey = new Map<string, OtherRule>();
  for (const { profile, alsoChanged } of changes) {
    for (const also of alsoChanged) {
      const key = `${also.item.number} ${also.enabled}`;
      byKey.set(key, { ...(byKey.get(key) ?? also), scans: [...(byKey.get(key)?.scans ?? []), profile] });
    }
  }
  return [...byKey.values()];
}

/** Such as: "Tea" goes off in Half: it requires "Kettle". */
function sentence(benchmark: XccdfBenchmark, { item, enabled, because, of, scans }: OtherRule): string {
  const [name, where] = [nameOf(benchmark, item), bounded(scans.map(scanName), mostScans)];
  const what = enabled ? l10n.t('{0} goes on in {1}', name, where) : l10n.t('{0} goes off in {1}', name, where);
  const link = benchmark.itemsById.get(of);
  if (!link) return l10n.t('{0}.', what);
  const named = nameOf(benchmark, link);
  if (because === 'requires') return l10n.t('{0}: it requires {1}.', what, named);
  return because === 'conflicts' ? l10n.t('{0}: it conflicts with {1}.', what, named) : l10n.t('{0}.', what);
}

function nameOf(benchmark: XccdfBenchmark, item: XccdfItem): string {
  return quoted(titleOf(benchmark.snapshot, item.element, item.id));
}

function quoted(name: string): string {
  return `"${shorten(name, longestName)}"`;
}

function listNames(names: readonly string[]): string {
  return bounded(names, mostNames);
}

function bounded(names: readonly string[], most: number): string {
  const shown = names.slice(0, most).join(l10n.t(', '));
  return names.length > most ? l10n.t('{0} and {1} more', shown, names.length - most) : shown;
}
