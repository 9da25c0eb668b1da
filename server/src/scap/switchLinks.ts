/** The links on an item's own switch: its default, every select that names it, and what they make of a group around a rule. */
import * as l10n from '@vscode/l10n';
import { titleOf, type XccdfBenchmark, type XccdfItem, type XccdfProfile } from './benchmark.ts';
import { type Decision, defaultSource } from './selection.ts';
import { selectsNaming } from './selectsNaming.ts';
import type { AskedScan, DecidingCode, WhyLink } from './whyLink.ts';

/** The default, then every select about the rule, in the order in which the last one wins. */
export function switchLinks(asked: AskedScan, rule: XccdfItem): readonly WhyLink[] {
  const { benchmark, scan } = asked;
  return [defaultLink(asked, rule), ...(typeof scan === 'string' ? [] : selectLinks(benchmark, scan, rule))];
}

/** The last of `switchLinks`, which is the one that counts. Constant cost: for rows. */
export function countingSwitch(asked: AskedScan, rule: XccdfItem): WhyLink {
  const { scan, selection } = asked;
  const decision = selection.decisions[rule.number];
  return decision && typeof scan !== 'string' ? decisionLink(scan, decision) : defaultLink(asked, rule);
}

function defaultLink({ benchmark, scan }: AskedScan, rule: XccdfItem): WhyLink {
  const isAll = scan === '(all)';
  const source = defaultSource(benchmark, rule);
  return {
    code: isAll || source.selected ? 'default' : 'default-off',
    id: rule.id,
    message: isAll ? l10n.t('every rule is selected in (all)') : defaultMessage(rule, source),
    snapshot: benchmark.snapshot,
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

function selectLinks(benchmark: XccdfBenchmark, profile: XccdfProfile, item: XccdfItem): WhyLink[] {
  const names = item.clusterId === undefined ? [item.id] : [item.id, item.clusterId];
  return selectsNaming(benchmark, profile, names).flatMap(({ select, owner, replacedIn }) => {
    const byId = select.idref === item.id;
    const cluster = !byId && !benchmark.itemsById.has(select.idref) && select.idref === item.clusterId;
    if (!byId && !cluster) return [];
    const decision: Decision = { select, profile: owner, by: byId ? 'id' : 'cluster' };
    if (!replacedIn) return [decisionLink(profile, decision)];
    const message = l10n.t('{0} in {1}, but {2} has a select in its place', sayHere(decision), owner.id, replacedIn.id);
    return [{ ...decisionLink(profile, decision), code: 'overruled', message }];
  });
}

/** What a select that decides is called. */
export function decisionCode(profile: XccdfProfile, { select, profile: owner, by }: Decision): DecidingCode {
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

/** A group around a rule: on or off by its own switch, and by what. */
export function groupLink(asked: AskedScan, group: XccdfItem): WhyLink {
  const title = titleOf(asked.benchmark.snapshot, group.element, group.id);
  const { message, ...place } = switchReason(asked, group);
  const isOff = asked.selection.switched[group.number] === 0;
  return {
    code: isOff ? 'group-off' : 'group',
    id: group.id,
    message: isOff
      ? l10n.t('the group "{0}" is off: {1}', title, message)
      : l10n.t('the group "{0}" is on: {1}', title, message),
    ...place,
  };
}

/** What sets the switch of any item, and where that stands. */
export function switchReason(
  { benchmark, scan, selection }: AskedScan,
  item: XccdfItem,
): Pick<WhyLink, 'message' | 'snapshot' | 'element'> {
  const decision = selection.decisions[item.number];
  if (decision && typeof scan !== 'string') {
    const { message, snapshot, element } = decisionLink(scan, decision);
    return { message, snapshot, element };
  }
  const source = defaultSource(benchmark, item);
  const place = { snapshot: benchmark.snapshot, element: source.item?.element ?? item.element };
  return { message: scan === '(all)' ? l10n.t('everything is selected in (all)') : ownReason(item, source), ...place };
}

function ownReason(item: XccdfItem, source: ReturnType<typeof defaultSource>): string {
  if (!source.item) return l10n.t('nothing says otherwise');
  const written = `selected="${source.selected}"`;
  if (source.item !== item) return l10n.t('{0} on {1}, which it extends', written, source.item.id);
  return item.kind === 'group' ? l10n.t('{0} on the group itself', written) : l10n.t('{0} on itself', written);
}
