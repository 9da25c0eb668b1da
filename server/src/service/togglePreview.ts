/**
 * What a switch of many rules would change, told before it is made: a question, a line for each scan, and all of it as a
 * text to read. It makes no edit, and says the same as the edit that the same request makes.
 */
import * as l10n from '@vscode/l10n';
import type { TogglePreview } from '../protocol/index.ts';
import { titleOf, type XccdfBenchmark, type XccdfItem } from '../scap/benchmark.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import type { ToggleChange } from '../scap/toggle.ts';
import { rulesText } from './counts.ts';
import { answersInWords, obstacleSentence } from './toggleObstacles.ts';
import { besidesOf } from './toggleOthers.ts';
import { scanName, type ToggledRules, toggleRules } from './toggleRules.ts';
import { findTargets, type ItemsToggle, type ToggleTargets } from './toggleTargets.ts';

/** Costs what the edit costs: a few evaluations of every profile in scope. */
export function previewToggle(snapshot: Snapshot, toggle: ItemsToggle): TogglePreview | { readonly refused: string } {
  const targets = findTargets(snapshot, toggle);
  if ('refused' in targets) return targets;
  const toggled = toggleRules(targets.benchmark, targets.request);
  const question = questionOf(targets, toggle);
  const lines = toggled.changes.map((change) => `${scanName(change.profile)}: ${sizeOf(change)}`);
  return {
    question,
    summary: toggled.summary,
    // What is edited without effect on any scan is an edit all the same.
    lines: lines.length === 0 && toggled.edits.size > 0 ? [toggled.summary] : lines,
    obstacles: toggled.obstacles.map((obstacle) => obstacleSentence(targets.benchmark, obstacle)),
    linked: besidesOf(targets.benchmark, targets.request, toggled.changes).linked.map(({ message }) => message),
    answers: toggle.answer === undefined ? answersInWords(toggled.answers) : [],
    text: [question, '', toggled.summary, ...sectionsOf(targets, toggled)].join('\n'),
  };
}

function questionOf({ benchmark, request }: ToggleTargets, { items, scope }: ItemsToggle): string {
  const { rules, enable } = request;
  const [only] = items.length === 1 ? [benchmark.itemsById.get(items[0]!)!] : [];
  const what = only ? whatText(benchmark, only, rules.length) : rulesText(rules.length);
  if (scope.kind === 'everywhere') {
    return enable ? l10n.t('Switch {0} on everywhere?', what) : l10n.t('Switch {0} off everywhere?', what);
  }
  if (scope.kind === 'mentioned') {
    return enable ? l10n.t('Switch {0} on where named?', what) : l10n.t('Switch {0} off where named?', what);
  }
  const { scope: found } = request;
  const name = found.kind === 'profiles' ? scanName(found.profiles[0]) : scope.profile;
  return enable ? l10n.t('Switch {0} on in "{1}"?', what, name) : l10n.t('Switch {0} off in "{1}"?', what, name);
}

function whatText(benchmark: XccdfBenchmark, item: XccdfItem, rules: number): string {
  const title = titleOf(benchmark.snapshot, item.element, item.id);
  if (item.kind !== 'group') return `"${title}"`;
  return rules === 1
    ? l10n.t('the only rule of "{0}"', title)
    : l10n.t('all {0} rules of "{1}"', rules.toLocaleString('en-US'), title);
}

/** Such as: 12 rules on, 3 groups switched on, 4 rules kept off. */
function sizeOf({ enabled, disabled, alsoChanged, woken, slept }: ToggleChange): string {
  const parts = [
    enabled.length > 0 ? l10n.t('{0} on', rulesText(enabled.length)) : '',
    disabled.length > 0 ? l10n.t('{0} off', rulesText(disabled.length)) : '',
    alsoChanged.length > 0 ? l10n.t('{0} by a link', rulesText(alsoChanged.length)) : '',
    woken.length > 0 ? groupsText(woken.length) : '',
    slept.length > 0 ? l10n.t('{0} kept off', rulesText(slept.length)) : '',
  ];
  return parts.filter((part) => part !== '').join(l10n.t(', '));
}

function groupsText(count: number): string {
  return count === 1 ? l10n.t('1 group switched on') : l10n.t('{0} groups switched on', count);
}

/** A section for each kind of change, in it a line for each rule or group with the scans in which it changes. */
function sectionsOf({ benchmark }: ToggleTargets, { changes, obstacles, warnings }: ToggledRules): readonly string[] {
  const part = (title: string, pick: (change: ToggleChange) => readonly XccdfItem[]): readonly string[] =>
    section(title, itemLines(benchmark, changes, pick));
  const linked = (enabled: boolean) => (change: ToggleChange) =>
    change.alsoChanged.filter((also) => also.enabled === enabled).map(({ item }) => item);
  return [
    ...section(
      l10n.t('Where'),
      changes.map((change) => `${scanName(change.profile)}: ${sizeOf(change)}`),
    ),
    ...section(
      l10n.t('In the way'),
      obstacles.map((obstacle) => obstacleSentence(benchmark, obstacle)),
    ),
    ...section(
      l10n.t('To know'),
      warnings.map(({ message }) => message),
    ),
    ...part(l10n.t('Rules switched on'), (change) => change.enabled),
    ...part(l10n.t('Rules switched off'), (change) => change.disabled),
    ...part(l10n.t('On by a link to these'), linked(true)),
    ...part(l10n.t('Off by a link to these'), linked(false)),
    ...part(l10n.t('Groups switched on for them'), (change) => change.woken),
    ...part(l10n.t('Rules kept off that these groups would wake'), (change) => change.slept),
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `${title} (${lines.length})`, ...lines.map((line) => `  ${line}`)];
}

/** `Title (id): in A, in B`, in document order; where a rule changes in all of the scans that change, no scan is listed. */
function itemLines(
  benchmark: XccdfBenchmark,
  changes: readonly ToggleChange[],
  pick: (change: ToggleChange) => readonly XccdfItem[],
): readonly string[] {
  const places = new Map<XccdfItem, string[]>();
  for (const change of changes) {
    for (const item of pick(change)) {
      const names = places.get(item) ?? [];
      places.set(item, names);
      names.push(scanName(change.profile));
    }
  }
  return benchmark.items.flatMap((item) => {
    const names = places.get(item);
    if (!names) return [];
    const name = `${titleOf(benchmark.snapshot, item.element, item.id)} (${item.id})`;
    return names.length === changes.length ? name : `${name}: ${names.join('; ')}`;
  });
}
