/** Why a rule is or is not evaluated: the deciding element, and the whole chain that leads to it. */

import type { XccdfBenchmark, XccdfItem, XccdfProfile } from './benchmark.ts';
import { itemCircleLinks, platformLinks, profileLinks, ruleBaseLinks } from './contextLinks.ts';
import { ancestorGroups, type Selection, selectionOf, selectionOfAll } from './selection.ts';
import { countingSwitch, decisionCode, groupLink, switchLinks } from './switchLinks.ts';
import { holdingTie, tieLinks } from './tieLinks.ts';
import type { AskedScan, DecidingCode, Scan, WhyLink } from './whyLink.ts';

export type { DecidingCode, Scan, WhyCode, WhyLink } from './whyLink.ts';

export interface Why {
  readonly effective: boolean;
  readonly decided: WhyLink;
}

export interface FullWhy extends Why {
  /** `decided` is one of these. */
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

/**
 * Whether a scan evaluates a rule, and the element that decided. Of a rule that several things hold off it is its own switch;
 * else the innermost group that is off; else the tie by which it fell out.
 */
export function explainRule(benchmark: XccdfBenchmark, scan: Scan, rule: XccdfItem): Why {
  return whyOf({ benchmark, scan, selection: selectionOfScan(benchmark, scan) }, rule);
}

function whyOf(asked: AskedScan, rule: XccdfItem): Why {
  const { switched, effective } = asked.selection;
  const own = countingSwitch(asked, rule);
  if (effective[rule.number] === 1) return { effective: true, decided: own };
  if (switched[rule.number] === 0) return { effective: false, decided: own };
  const off = ancestorGroups(asked.benchmark, rule).find((group) => switched[group.number] === 0);
  return { effective: false, decided: (off ? groupLink(asked, off) : holdingTie(asked, rule)) ?? own };
}

/**
 * As `explainRule`, with everything that has a say, or would have one if what decides were otherwise: the tailoring and bases
 * of the profile, the rule that this one extends, circles of extends, its default and all selects about it, overruled ones too;
 * the groups around it, innermost first; requires and conflicts, each with what it names; platforms.
 */
export function explainInFull(benchmark: XccdfBenchmark, scan: Scan, rule: XccdfItem): FullWhy {
  const asked = { benchmark, scan, selection: selectionOfScan(benchmark, scan) };
  const { effective, decided } = whyOf(asked, rule);
  const chain = [
    ...(typeof scan === 'string' ? [] : profileLinks(benchmark, scan)),
    ...ruleBaseLinks(benchmark, rule),
    ...itemCircleLinks(benchmark, rule),
    ...switchLinks(asked, rule),
    ...ancestorGroups(benchmark, rule).map((group) => groupLink(asked, group)),
    ...tieLinks(asked, rule),
    ...platformLinks(benchmark, rule),
  ];
  // One select can switch several groups off, by their cluster.
  const isDeciding = ({ code, id, snapshot, element }: WhyLink) =>
    code === decided.code && id === decided.id && snapshot === decided.snapshot && element === decided.element;
  return { effective, decided: chain.find(isDeciding)!, chain };
}

/**
 * What decided, as `explainRule` has it, without the words: cheap enough for every rule in every profile. `selection` is
 * that of the scan.
 */
export function whyCode(benchmark: XccdfBenchmark, scan: Scan, selection: Selection, rule: XccdfItem): DecidingCode {
  const own = switchCode(scan, selection, rule);
  if (selection.switched[rule.number] === 0 || selection.effective[rule.number] === 1) return own;
  const groups = ancestorGroups(benchmark, rule);
  if (groups.some((group) => selection.switched[group.number] === 0)) return 'group-off';
  const holder = [rule, ...groups].find((item) => selection.drops.has(item.number));
  return holder ? selection.drops.get(holder.number)!.code : own;
}

function switchCode(scan: Scan, selection: Selection, rule: XccdfItem): DecidingCode {
  const decision = selection.decisions[rule.number];
  if (decision && typeof scan !== 'string') return decisionCode(scan, decision);
  return selection.switched[rule.number] === 1 ? 'default' : 'default-off';
}
