/**
 * The state that a scan really has of a rule or group, and the reason: what the box, the description and the tooltip of
 * its row say. Below Everywhere a rule counts as effective where at least one scan evaluates it.
 */
import * as l10n from '@vscode/l10n';
import type { OutlineNode } from '../../protocol/index.ts';
import { titleOf, type XccdfBenchmark, type XccdfItem, type XccdfProfile } from '../../scap/benchmark.ts';
import { explainRule, listScans, type Scan, scanId, selectionOfScan, type Why } from '../../scap/explain.ts';
import { countRules, type RuleCount } from '../../scap/groupRules.ts';
import { severityInProfile } from '../../scap/refinement.ts';
import { ancestorGroups, editableProfiles, type Selection } from '../../scap/selection.ts';
import { rememberFor } from '../../scap/snapshot.ts';
import { profilesText } from '../counts.ts';
import { countText, shortId } from './words.ts';

export interface RowState extends Pick<OutlineNode, 'checked' | 'held' | 'heldBy' | 'rules'> {
  readonly description: string;
  /** Sentences for the tooltip. */
  readonly reasons: readonly string[];
}

type HeldBy = NonNullable<OutlineNode['heldBy']>;

/** @param profile undefined below Everywhere. */
export function stateOf(benchmark: XccdfBenchmark, profile: XccdfProfile | undefined, item: XccdfItem): RowState {
  if (item.kind === 'group') {
    return profile ? groupInProfile(benchmark, profile, item) : groupEverywhere(benchmark, item);
  }
  return profile ? ruleInProfile(benchmark, profile, item) : ruleEverywhere(benchmark, item);
}

function ruleInProfile(benchmark: XccdfBenchmark, profile: XccdfProfile, rule: XccdfItem): RowState {
  const why = explainRule(benchmark, profile, rule);
  const reason = lineOfWhy(why);
  const heldBy = why.effective ? undefined : heldCodes.get(why.decided.code);
  return {
    checked: why.effective,
    ...(heldBy === undefined ? {} : { heldBy, held: why.decided.message }),
    description: severityInProfile(benchmark, profile, rule) ?? '',
    reasons: [
      why.effective ? l10n.t('Evaluated: {0}', reason) : l10n.t('Not evaluated: {0}', reason),
      refinedText(benchmark, profile, rule),
    ],
  };
}

function refinedText(benchmark: XccdfBenchmark, profile: XccdfProfile, rule: XccdfItem): string {
  const here = severityInProfile(benchmark, profile, rule);
  const own = severityInProfile(benchmark, undefined, rule);
  if (here === undefined || here === own) return '';
  return l10n.t('Severity {0} by a refine-rule; the rule itself says {1}', here, own ?? 'unknown');
}

const heldCodes: ReadonlyMap<string, HeldBy> = new Map([
  ['group-off', 'group'],
  ['requires', 'requires'],
  ['conflicts', 'conflicts'],
]);

function lineOfWhy({ decided }: Why): string {
  const line = decided.snapshot.source.lineAt(decided.snapshot.table.start(decided.element)) + 1;
  return l10n.t('{0} (line {1})', decided.message, line);
}

function ruleEverywhere(benchmark: XccdfBenchmark, rule: XccdfItem): RowState {
  const scans = scansOf(benchmark);
  const on = scans.filter((candidate) => selectionOfScan(benchmark, candidate).effective[rule.number] === 1);
  const isProfile = (scan: Scan): boolean => scan !== '(default)';
  const inProfiles = l10n.t('in {0} of {1}', on.filter(isProfile).length, profilesText(scans.filter(isProfile).length));
  const byDefault = on.includes('(default)') ? l10n.t('default scan: on') : l10n.t('default scan: off');
  const severity = severityInProfile(benchmark, undefined, rule);
  return {
    checked: on.length > 0,
    description: [...(severity === undefined ? [] : [severity]), inProfiles].join(', '),
    reasons: [`${inProfiles}; ${byDefault}`, on.map(scanId).map(shortId).join(', ')],
  };
}

/** The scans that a document's editable profiles make, and the one without a profile where it can be edited too. */
function scansOf(benchmark: XccdfBenchmark): readonly Scan[] {
  const scans = listScans(editableProfiles(benchmark));
  return benchmark.tailoring ? scans.filter((scan) => scan !== '(default)') : scans;
}

/** By item number: 1 where at least one scan evaluates the rule. Evaluates every scan, once per snapshot. */
export function effectiveSomewhere(benchmark: XccdfBenchmark): Uint8Array {
  return rememberFor(benchmark.snapshot, effectiveSomewhere, benchmark.tailoring ?? benchmark.items, () => {
    const somewhere = new Uint8Array(benchmark.items.length);
    for (const scan of scansOf(benchmark)) {
      const { effective } = selectionOfScan(benchmark, scan);
      for (let number = 0; number < somewhere.length; number++) somewhere[number]! |= effective[number]!;
    }
    return somewhere;
  });
}

function groupEverywhere(benchmark: XccdfBenchmark, group: XccdfItem): RowState {
  const rules = countRules(benchmark, effectiveSomewhere(benchmark), group);
  return { ...counted(rules), reasons: [countSentence(rules), l10n.t('Counted is what at least one scan evaluates.')] };
}

function groupInProfile(benchmark: XccdfBenchmark, profile: XccdfProfile, group: XccdfItem): RowState {
  const selection = selectionOfScan(benchmark, profile);
  const rules = countRules(benchmark, selection.effective, group);
  const held = rules.effective === 0 ? holderOf(benchmark, selection, group) : undefined;
  const off = selection.switched[group.number] === 0 ? l10n.t('The group itself is off, which holds every rule.') : '';
  return { ...counted(rules), ...held, reasons: [countSentence(rules), held?.held ?? off] };
}

/** A group is checked when all its rules are effective; a box has two states, so mixed is told beside it. */
function counted(rules: RuleCount): Omit<RowState, 'reasons'> {
  const box = rules.all === 0 ? {} : { checked: rules.effective === rules.all };
  return { ...box, rules, description: rules.all === 0 ? l10n.t('no rules') : countText(rules) };
}

function countSentence(rules: RuleCount): string {
  if (rules.all === 0) return l10n.t('There is no rule inside.');
  const isMixed = rules.effective > 0 && rules.effective < rules.all;
  return isMixed ? l10n.t('mixed, {0} effective', countText(rules)) : l10n.t('{0} effective', countText(rules));
}

/** Why a group that is on itself has no effective rule, where that is not its rules' own doing. */
function holderOf(
  benchmark: XccdfBenchmark,
  { switched, drops }: Selection,
  group: XccdfItem,
): Pick<RowState, 'held' | 'heldBy'> | undefined {
  if (switched[group.number] === 0) return undefined;
  const around = ancestorGroups(benchmark, group);
  const outer = around.find((candidate) => switched[candidate.number] === 0);
  if (outer) {
    const title = titleOf(benchmark.snapshot, outer.element, outer.id);
    return { heldBy: 'group', held: l10n.t('the group "{0}" around it is off', title) };
  }
  const dropped = [group, ...around].find((candidate) => drops.has(candidate.number));
  if (!dropped) return undefined;
  const { code, ids } = drops.get(dropped.number)!;
  const others = ids.join(l10n.t(' or '));
  return {
    heldBy: code,
    held:
      code === 'requires'
        ? l10n.t('it or a group around it requires {0}, which is not selected', others)
        : l10n.t('it or a group around it conflicts with {0}, which is selected', others),
  };
}
