/** Why a rule is or is not evaluated: the deciding element, and the whole chain that leads to it. */
import * as l10n from '@vscode/l10n';

import { titleOf, type XccdfBenchmark, type XccdfItem, type XccdfProfile } from './benchmark.ts';
import { type ContextCode, itemCircleLinks, permitLinks, profileLinks } from './contextLinks.ts';
import {
  ancestorGroups,
  type Decision,
  type Drop,
  defaultSource,
  flattenSelects,
  type Selection,
  selectionOf,
  selectionOfAll,
} from './selection.ts';
import type { Snapshot } from './snapshot.ts';

/** The scans one can ask about: a profile, the scan without one, or OpenSCAP's "(all)". */
export type Scan = XccdfProfile | '(default)' | '(all)';

export type WhyCode =
  | 'select'
  | 'default'
  | 'cluster'
  | 'inherited'
  | 'deselected'
  | 'default-off'
  | 'group-off'
  | 'requires'
  | 'conflicts'
  /** What had a say beside the decision: see contextLinks.ts. */
  | ContextCode;

/** One element that had a say. */
export interface WhyLink {
  readonly code: WhyCode;
  /** The id of the item, profile entry or required rule that the link is about. */
  readonly id: string;
  readonly message: string;
  readonly snapshot: Snapshot;
  readonly element: number;
}

export interface Why {
  readonly effective: boolean;
  readonly decided: WhyLink;
  /** In the order in which a scanner comes to it; what was overruled is listed too. */
  readonly chain: readonly WhyLink[];
}

/** The selection behind a scan. */
export function selectionOfScan(benchmark: XccdfBenchmark, scan: Scan): Selection {
  if (scan === '(all)') return selectionOfAll(benchmark);
  return selectionOf(benchmark, scan === '(default)' ? undefined : scan);
}

/** The scans of a benchmark: every profile that can be run, in document order, then the scan without a profile. */
export function listScans(profiles: readonly XccdfProfile[]): readonly Scan[] {
  return [...profiles.filter((profile) => !profile.abstract), '(default)'];
}

export function scanId(scan: Scan): string {
  return typeof scan === 'string' ? scan : scan.id;
}

/** Explains one rule in one scan. The chain's last link is the one that decided. */
export function explainRule(benchmark: XccdfBenchmark, scan: Scan, rule: XccdfItem): Why {
  const selection = selectionOfScan(benchmark, scan);
  const profile = typeof scan === 'string' ? undefined : scan;
  const effective = selection.effective[rule.number] === 1;
  const chain: WhyLink[] = [defaultLink(benchmark, rule, scan === '(all)')];
  if (profile) chain.push(...selectLinks(benchmark, profile, rule));
  if (selection.switched[rule.number] === 0) return { effective, decided: chain.at(-1)!, chain };
  const held = heldLink(benchmark, selection, profile, rule);
  if (held) chain.push(held);
  return { effective, decided: chain.at(-1)!, chain };
}

/**
 * As `explainRule`, with what has a say beside the decision: first the tailoring, lost bases and circles of extends; behind the
 * decision, of an evaluated rule, the groups that are switched on, the links that are met and the platforms.
 */
export function explainInFull(benchmark: XccdfBenchmark, scan: Scan, rule: XccdfItem): Why {
  const why = explainRule(benchmark, scan, rule);
  const profile = typeof scan === 'string' ? undefined : scan;
  const before = [...(profile ? profileLinks(benchmark, profile) : []), ...itemCircleLinks(benchmark, rule)];
  if (!why.effective) return { ...why, chain: [...before, ...why.chain] };
  const groups = groupLinks(benchmark, selectionOfScan(benchmark, scan), profile, rule);
  return { ...why, chain: [...before, ...why.chain, ...groups, ...permitLinks(benchmark, rule)] };
}

/** The groups around an evaluated rule that something switches on. */
function groupLinks(
  benchmark: XccdfBenchmark,
  selection: Selection,
  profile: XccdfProfile | undefined,
  rule: XccdfItem,
): WhyLink[] {
  return ancestorGroups(benchmark, rule).flatMap((group) => {
    const decision = selection.decisions[group.number];
    if (!decision || !profile) return [];
    const { message, snapshot, element } = decisionLink(profile, decision);
    const title = titleOf(benchmark.snapshot, group.element, group.id);
    return [
      { code: 'group', id: group.id, message: l10n.t('the group "{0}" is on: {1}', title, message), snapshot, element },
    ];
  });
}

/**
 * What decided, as `explainRule` has it, without the words: cheap enough for every rule in every profile. `selection` is
 * that of the scan.
 */
export function whyCode(benchmark: XccdfBenchmark, scan: Scan, selection: Selection, rule: XccdfItem): WhyCode {
  const own = switchCode(scan, selection, rule);
  if (selection.switched[rule.number] === 0 || selection.effective[rule.number] === 1) return own;
  const groups = ancestorGroups(benchmark, rule);
  if (groups.some((group) => selection.switched[group.number] === 0)) return 'group-off';
  const holder = [rule, ...groups].find((item) => selection.drops.has(item.number));
  return holder ? selection.drops.get(holder.number)!.code : own;
}

function switchCode(scan: Scan, selection: Selection, rule: XccdfItem): WhyCode {
  const decision = selection.decisions[rule.number];
  if (decision && typeof scan !== 'string') return decisionCode(scan, decision);
  return selection.switched[rule.number] === 1 ? 'default' : 'default-off';
}

function defaultLink(benchmark: XccdfBenchmark, rule: XccdfItem, all: boolean): WhyLink {
  const { snapshot } = benchmark;
  const source = defaultSource(benchmark, rule);
  const on = all || source.selected;
  return {
    code: on ? 'default' : 'default-off',
    id: rule.id,
    message: all ? l10n.t('every rule is selected in (all)') : defaultMessage(rule, source),
    snapshot,
    element: source.item?.element ?? rule.element,
  };
}

function defaultMessage(rule: XccdfItem, source: ReturnType<typeof defaultSource>): string {
  if (!source.item) return l10n.t('on by default: the rule has no selected attribute');
  const written = `selected="${source.selected}"`;
  if (source.item === rule) {
    return source.selected
      ? l10n.t('on by default: {0} on the rule itself', written)
      : l10n.t('off by default: {0} on the rule itself', written);
  }
  return source.selected
    ? l10n.t('on by default: {0} on {1}, which the rule extends', written, source.item.id)
    : l10n.t('off by default: {0} on {1}, which the rule extends', written, source.item.id);
}

/** Every select that counts for the item, in the order in which the last one wins. */
function selectLinks(benchmark: XccdfBenchmark, profile: XccdfProfile, item: XccdfItem): WhyLink[] {
  return flattenSelects(benchmark, profile).flatMap(({ select, owner }) => {
    const byId = select.idref === item.id;
    const cluster = !byId && !benchmark.itemsById.has(select.idref) && select.idref === item.clusterId;
    if (!byId && !cluster) return [];
    return [decisionLink(profile, { select, profile: owner, by: byId ? 'id' : 'cluster' })];
  });
}

function decisionCode(profile: XccdfProfile, { select, profile: owner, by }: Decision): WhyCode {
  if (!select.selected) return 'deselected';
  if (owner !== profile) return 'inherited';
  return by === 'cluster' ? 'cluster' : 'select';
}

function decisionLink(profile: XccdfProfile, decision: Decision): WhyLink {
  const { select, profile: owner } = decision;
  return {
    code: decisionCode(profile, decision),
    id: select.idref,
    message:
      owner === profile
        ? sayHere(decision)
        : l10n.t('{0} in {1}, which this profile extends', sayHere(decision), owner.id),
    snapshot: owner.snapshot,
    element: select.element!,
  };
}

function sayHere({ select, by }: Decision): string {
  if (by === 'id')
    return select.selected ? l10n.t('selected by its own select') : l10n.t('deselected by its own select');
  return select.selected
    ? l10n.t('selected through the cluster {0}', select.idref)
    : l10n.t('deselected through the cluster {0}', select.idref);
}

/** What holds a rule that is switched on itself: a group around it, or requires and conflicts. */
function heldLink(
  benchmark: XccdfBenchmark,
  selection: Selection,
  profile: XccdfProfile | undefined,
  rule: XccdfItem,
): WhyLink | undefined {
  const groups = ancestorGroups(benchmark, rule);
  const off = groups.find((group) => selection.switched[group.number] === 0);
  if (off) return groupLink(benchmark, selection, profile, off);
  if (selection.effective[rule.number] === 1) return undefined;
  const holder = [rule, ...groups].find((item) => selection.drops.has(item.number));
  return holder && dropLink(benchmark, selection.drops.get(holder.number)!, rule);
}

function groupLink(
  benchmark: XccdfBenchmark,
  selection: Selection,
  profile: XccdfProfile | undefined,
  group: XccdfItem,
): WhyLink {
  const decision = selection.decisions[group.number];
  const title = titleOf(benchmark.snapshot, group.element, group.id);
  const by = decision && profile ? decisionLink(profile, decision) : undefined;
  const source = defaultSource(benchmark, group).item;
  return {
    code: 'group-off',
    id: group.id,
    message: l10n.t(
      'the group "{0}" is off: {1}',
      title,
      by ? by.message : l10n.t('selected="false" on the group itself'),
    ),
    snapshot: by?.snapshot ?? benchmark.snapshot,
    element: by?.element ?? source?.element ?? group.element,
  };
}

function dropLink(benchmark: XccdfBenchmark, drop: Drop, rule: XccdfItem): WhyLink {
  const { table, index } = benchmark.snapshot;
  const who = drop.item === rule ? l10n.t('the rule') : l10n.t('its group {0}', drop.item.id);
  const message =
    drop.code === 'requires'
      ? l10n.t('{0} requires {1}, which is not selected', who, drop.ids.join(l10n.t(' or ')))
      : l10n.t('{0} conflicts with {1}, which is selected', who, drop.ids[0]!);
  const element = [...table.children(drop.item.element)].find(
    (child) =>
      table.local(child) === drop.code &&
      drop.ids.every((id) => index.referencesAt(child).some((reference) => reference.id === id)),
  );
  return {
    code: drop.code,
    id: drop.ids[0] ?? '',
    message,
    snapshot: benchmark.snapshot,
    element: element ?? drop.item.element,
  };
}
