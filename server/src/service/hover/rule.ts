/** The hover of a Rule: title, severity, idents, where it is effective and why elsewhere not, and what it reads. */
import * as l10n from '@vscode/l10n';
import { titleOf, type XccdfBenchmark, type XccdfItem, type XccdfProfile } from '../../scap/benchmark.ts';
import {
  explainInFull,
  explainRule,
  listScans,
  type Scan,
  scanId,
  selectionOfScan,
  type WhyLink,
} from '../../scap/explain.ts';
import { flipText, listFlips } from '../../scap/flips.ts';
import { openItem } from '../../scap/itemDom.ts';
import { severityInProfile } from '../../scap/refinement.ts';
import { readsOfRule } from '../../scap/ruleReads.ts';
import { extensionLine, profilesInForce, selectionOf } from '../../scap/selection.ts';
import type { Snapshot } from '../../scap/snapshot.ts';
import { profilesText } from '../counts.ts';
import { shortId } from '../outline/words.ts';
import { bounded, code, linePlace, list, paragraphs, plain, shortList } from './markdown.ts';
import { readLine } from './reads.ts';

const profileLimit = 8;
const reasonLimit = 4;
const flipLimit = 4;

/** `inside`: the profile around the cursor, whose values are filled in; else the first one that evaluates the rule. */
export function hoverOfRule(
  from: Snapshot,
  benchmark: XccdfBenchmark,
  rule: XccdfItem,
  inside: XccdfProfile | undefined,
): string {
  const scans = listScans(profilesInForce(benchmark));
  const on = scans.filter((scan) => selectionOfScan(benchmark, scan).effective[rule.number] === 1);
  const off = scans.filter((scan) => !on.includes(scan));
  return paragraphs([
    `**${plain(titleOf(benchmark.snapshot, rule.element, rule.id))}**`,
    code(rule.id),
    facts(benchmark, rule, inside),
    inside && sayHere(from, benchmark, rule, inside),
    inside && sayChain(from, benchmark, rule, inside),
    inside && sayFlips(from, benchmark, rule, inside),
    ...(rule.gone
      ? [l10n.t('Abstract, or in an abstract group: no scan evaluates it.')]
      : [sayOn(scans, on), sayOff(from, benchmark, rule, off)]),
    sayReads(benchmark, rule, inside ?? firstProfile(benchmark, rule)),
  ]);
}

/** The first profile in document order that evaluates the rule. */
export function firstProfile(benchmark: XccdfBenchmark, rule: XccdfItem): XccdfProfile | undefined {
  return profilesInForce(benchmark).find(
    (profile) => !profile.abstract && selectionOf(benchmark, profile).effective[rule.number] === 1,
  );
}

function facts(benchmark: XccdfBenchmark, rule: XccdfItem, inside: XccdfProfile | undefined): string {
  // Those of what it extends count as well, and come first (seen in OpenSCAP).
  const idents = extensionLine(benchmark, rule)
    .toReversed()
    .flatMap(({ element }) => openItem(benchmark.snapshot, element)?.texts('x:ident') ?? []);
  return [saySeverity(benchmark, rule, inside), ...bounded(idents.map(code), profileLimit)].join(' · ');
}

function saySeverity(benchmark: XccdfBenchmark, rule: XccdfItem, inside: XccdfProfile | undefined): string {
  // Without an attribute the severity is `unknown` (XCCDF 1.2, 6.4.4.1).
  const [own, here] = [undefined, inside].map((profile) =>
    plain(severityInProfile(benchmark, profile, rule) ?? 'unknown'),
  );
  return own === here
    ? l10n.t('Severity: {0}', own!)
    : l10n.t('Severity: {0} in this profile, {1} by itself', here!, own!);
}

function sayHere(from: Snapshot, benchmark: XccdfBenchmark, rule: XccdfItem, profile: XccdfProfile): string {
  const why = explainRule(benchmark, profile, rule);
  const reason = sayLink(from, why.decided);
  return why.effective
    ? l10n.t('Evaluated in this profile: {0}', reason)
    : l10n.t('Not evaluated in this profile: {0}', reason);
}

/** Everything else that has a say in this profile, or would have; undefined where nothing has. */
function sayChain(
  from: Snapshot,
  benchmark: XccdfBenchmark,
  rule: XccdfItem,
  profile: XccdfProfile,
): string | undefined {
  const { decided, chain } = explainInFull(benchmark, profile, rule);
  const others = chain.filter((link) => link !== decided);
  if (others.length === 0) return undefined;
  const lines = others.map((link) => sayLink(from, link));
  return `${l10n.t('What else has a say:')}\n${shortList(lines)}`;
}

function sayFlips(
  from: Snapshot,
  benchmark: XccdfBenchmark,
  rule: XccdfItem,
  profile: XccdfProfile,
): string | undefined {
  const flips = listFlips(benchmark, profile, rule);
  if (flips.length === 0) return undefined;
  const isOn = selectionOf(benchmark, profile).effective[rule.number] === 1;
  const title = isOn ? l10n.t('What would switch it off here:') : l10n.t('What would switch it on here:');
  const lines = flips.map((flip) => flipText(flip, (edit) => sayLink(from, edit)));
  return `${title}\n${list(bounded(lines, flipLimit))}`;
}

function sayLink(from: Snapshot, { message, snapshot, element }: Omit<WhyLink, 'code'>): string {
  return `${plain(message)} (${linePlace(from, snapshot, element)})`;
}

function sayOn(scans: readonly Scan[], on: readonly Scan[]): string {
  const profiles = scans.filter((scan) => typeof scan !== 'string').length;
  const named = on.filter((scan) => typeof scan !== 'string');
  const names = bounded(
    named.map((scan) => code(shortId(scanId(scan)))),
    profileLimit,
  ).join(', ');
  const byDefault = on.includes('(default)') ? l10n.t('also in a scan without a profile') : '';
  const count =
    named.length === 0
      ? l10n.t('Evaluated in none of {0}', profilesText(profiles))
      : l10n.t('Evaluated in {0} of {1}: {2}', named.length, profilesText(profiles), names);
  return [count, byDefault].filter((part) => part !== '').join('; ');
}

/** One line for each reason, with the scans that it holds in. */
function sayOff(from: Snapshot, benchmark: XccdfBenchmark, rule: XccdfItem, off: readonly Scan[]): string | undefined {
  if (off.length === 0) return undefined;
  const byReason = new Map<string, string[]>();
  for (const scan of off) {
    const { decided } = explainRule(benchmark, scan, rule);
    const reason = `${plain(decided.message)} (${linePlace(from, decided.snapshot, decided.element)})`;
    const name = scan === '(default)' ? l10n.t('without a profile') : code(shortId(scanId(scan)));
    byReason.set(reason, [...(byReason.get(reason) ?? []), name]);
  }
  const lines = [...byReason].map(([reason, names]) => `${bounded(names, reasonLimit).join(', ')}: ${reason}`);
  return `${l10n.t('Not evaluated:')}\n${list(bounded(lines, reasonLimit))}`;
}

/** The lines on what the check reads, with the values of a profile. */
export function sayReads(benchmark: XccdfBenchmark, rule: XccdfItem, profile: XccdfProfile | undefined): string {
  const check = readsOfRule(benchmark, profile, rule);
  if (!check) return l10n.t('No check that a scanner runs.');
  const lines = check.definitions.flatMap((definition) => definition.reads.map(readLine));
  const missing = check.definitions.flatMap((definition) => definition.reach.missing.map((reference) => reference.id));
  if (missing.length > 0) lines.push(l10n.t('leads nowhere: {0}', bounded(missing.map(code), 3).join(', ')));
  lines.push(...check.reasons.map(plain));
  if (lines.length === 0) return l10n.t('Reads nothing.');
  const title = profile
    ? l10n.t('**Reads** (with the values of {0}):', code(shortId(profile.id)))
    : l10n.t('**Reads** (with the default values):');
  return `${title}\n${shortList(lines)}`;
}
