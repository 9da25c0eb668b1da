/** Hovers of profiles, groups, values, clusters and whole benchmarks. Counts and states come from the selection. */
import * as l10n from '@vscode/l10n';
import { childText, titleOf, type XccdfBenchmark, type XccdfItem, type XccdfProfile } from '../../scap/benchmark.ts';
import { explainRule, listScans, selectionOfScan } from '../../scap/explain.ts';
import { profilesInForce, type Selection, selectionOf } from '../../scap/selection.ts';
import type { Snapshot } from '../../scap/snapshot.ts';
import { listChoices, valueInProfile } from '../../scap/xccdfValue.ts';
import { attributeValue } from '../../xml/attributes.ts';
import { profilesText, rulesText } from '../counts.ts';
import { shortId } from '../outline/words.ts';
import { bounded, code, linePlace, paragraphs, plain, shortList } from './markdown.ts';

const lineLimit = 12;

export function hoverOfProfile(from: Snapshot, benchmark: XccdfBenchmark, profile: XccdfProfile): string {
  const rules = benchmark.items.filter((item) => item.kind === 'rule' && !item.gone).length;
  const effective = selectionOf(benchmark, profile).effective.reduce((sum, one) => sum + one, 0);
  const on = profile.selects.filter((select) => select.selected).length;
  return paragraphs([
    `**${plain(titleOf(profile.snapshot, profile.element, profile.id))}**`,
    code(profile.id),
    profile.abstract ? l10n.t('Abstract: no scan can name it.') : '',
    l10n.t('Evaluates {0} of {1}.', effective.toLocaleString('en-US'), rulesText(rules)),
    l10n.t(
      'Its own entries: {0} select (true), {1} select (false), {2} refine-value, {3} set-value.',
      on,
      profile.selects.length - on,
      profile.refineValues.length,
      profile.setValues.length,
    ),
    profile.extends === undefined ? '' : l10n.t('Extends {0}.', code(profile.extends)),
    profile.snapshot === from ? '' : linePlace(from, profile.snapshot, profile.element),
  ]);
}

/** How many rules of a group are effective, by profile. */
export function hoverOfGroup(benchmark: XccdfBenchmark, group: XccdfItem): string {
  const rules = rulesInside(benchmark, group);
  const scans = listScans(profilesInForce(benchmark));
  const counts = scans.map((scan) => {
    const selection = selectionOfScan(benchmark, scan);
    const name = typeof scan === 'string' ? l10n.t('without a profile') : code(shortId(scan.id));
    return { name, count: countOf(selection, rules), off: selection.switched[group.number] === 0 };
  });
  counts.sort((a, b) => b.count - a.count);
  const lines = counts.map(({ name, count, off }) =>
    off
      ? l10n.t('{0}: the group is off', name)
      : l10n.t('{0}: {1} of {2}', name, count.toLocaleString('en-US'), rulesText(rules.length)),
  );
  return paragraphs([
    `**${plain(titleOf(benchmark.snapshot, group.element, group.id))}**`,
    code(group.id),
    l10n.t('Group of {0}. Evaluated:', rulesText(rules.length)),
    shortList(lines),
  ]);
}

/** Items follow in document order, so a group's are one run. */
function rulesInside(benchmark: XccdfBenchmark, group: XccdfItem): readonly XccdfItem[] {
  const end = benchmark.snapshot.table.subtreeEnd(group.element);
  return benchmark.items.filter((item) => item.kind === 'rule' && item.element > group.element && item.element < end);
}

function countOf(selection: Selection, rules: readonly XccdfItem[]): number {
  return rules.reduce((sum, rule) => sum + selection.effective[rule.number]!, 0);
}

/** Which value holds in which profile, and what may be chosen. */
export function hoverOfValue(
  from: Snapshot,
  benchmark: XccdfBenchmark,
  value: XccdfItem,
  inside: XccdfProfile | undefined,
): string {
  const { snapshot } = benchmark;
  const read = (name: string) => attributeValue(snapshot.source, snapshot.table, value.element, name);
  const choices = listChoices(benchmark, value).map(({ selector, text }) =>
    selector === '' ? l10n.t('{0} (without selector)', code(text)) : `${code(text)} (${code(selector)})`,
  );
  return paragraphs([
    `**${plain(titleOf(snapshot, value.element, value.id))}**`,
    code(value.id),
    l10n.t('Value of type {0}, compared by {1}', plain(read('type') ?? 'string'), plain(read('operator') ?? 'equals')),
    inside && l10n.t('In this profile: {0}', sayBound(from, benchmark, value, inside)),
    shortList(valueLines(benchmark, value)),
    l10n.t('Choices: {0}', bounded(choices, lineLimit).join(', ')),
  ]);
}

function sayBound(from: Snapshot, benchmark: XccdfBenchmark, value: XccdfItem, profile: XccdfProfile): string {
  const bound = valueInProfile(benchmark, profile, value);
  const text =
    bound.text === null ? l10n.t('null (the selector {0} is unknown)', code(bound.selector)) : code(bound.text);
  return `${text} (${linePlace(from, bound.snapshot, bound.element)})`;
}

/** One line a value, with the profiles where it holds. */
function valueLines(benchmark: XccdfBenchmark, value: XccdfItem): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const scan of listScans(profilesInForce(benchmark))) {
    const profile = typeof scan === 'string' ? undefined : scan;
    const { text } = valueInProfile(benchmark, profile, value);
    const shown = text === null ? l10n.t('null') : code(text);
    const name = profile ? code(shortId(profile.id)) : l10n.t('without a profile');
    groups.set(shown, [...(groups.get(shown) ?? []), name]);
  }
  return [...groups].map(([shown, names]) => `${shown}: ${bounded(names, 8).join(', ')}`);
}

export function hoverOfCluster(benchmark: XccdfBenchmark, id: string, inside: XccdfProfile | undefined): string {
  const members = benchmark.clusters.get(id) ?? [];
  const lines = members.map((member) => {
    const title = plain(titleOf(benchmark.snapshot, member.element, member.id));
    if (!inside || member.kind !== 'rule') return title;
    const on = explainRule(benchmark, inside, member).effective;
    return on ? l10n.t('{0}: evaluated in this profile', title) : l10n.t('{0}: not evaluated in this profile', title);
  });
  const size =
    members.length === 1
      ? l10n.t('Cluster {0} of 1 item', code(id))
      : l10n.t('Cluster {0} of {1} items', code(id), members.length);
  return paragraphs([size, shortList(lines)]);
}

export function hoverOfBenchmark(benchmark: XccdfBenchmark): string {
  const rules = benchmark.items.filter((item) => item.kind === 'rule').length;
  return paragraphs([
    `**${plain(titleOf(benchmark.snapshot, benchmark.element, benchmark.id))}**`,
    code(benchmark.id),
    [profilesText(benchmark.profiles.length), rulesText(rules)].join(l10n.t(', ')),
    plain(childText(benchmark.snapshot, benchmark.element, 'version')),
  ]);
}
