/** Which rules a scan evaluates, and why: for one scan all rules, for one rule all scans. Plain results for any front end. */
import { titleOf } from '../scap/benchmark.ts';
import { circleFault } from '../scap/circles.ts';
import {
  explainInFull,
  explainRule,
  listScans,
  type Scan,
  scanId,
  type WhyCode,
  type WhyLink,
} from '../scap/explain.ts';
import { type Flip, listFlips } from '../scap/flips.ts';
import { lineOf, type Snapshot } from './open.ts';
import { type Benchmark, type Item, listProfiles, listRules } from './scopes.ts';

export { circleOf } from '../scap/circles.ts';
export { flipText } from '../scap/flips.ts';
export type { Scan };

export interface WhyLine<Code = WhyCode> {
  readonly code: Code;
  readonly message: string;
  /** The document and line (from 1) of the element that decided; a tailoring's stand in another document. */
  readonly snapshot: Snapshot;
  readonly line: number;
}

export interface RuleState {
  readonly id: string;
  readonly title: string;
  readonly effective: boolean;
  readonly why: WhyLine;
}

/** The state of every rule in one scan, in document order. */
export function listRuleStates(benchmark: Benchmark, scan: Scan): readonly RuleState[] {
  return listRules(benchmark).map((rule) => {
    const { effective, decided } = explainRule(benchmark, scan, rule);
    const title = titleOf(benchmark.snapshot, rule.element, rule.id);
    return { id: rule.id, title, effective, why: whyLine(decided) };
  });
}

/** One edit that would switch the rule the other way, or several that are needed together. */
export type FlipLines = Flip<WhyLine<string> & { readonly id: string }>;

/** A line of the chain, and whether it is the one that decided. */
export type ChainLine = WhyLine & { readonly id: string; readonly decided: boolean };

export interface ScanExplanation {
  readonly id: string;
  readonly effective: boolean;
  readonly chain: readonly ChainLine[];
  /** Of the one scan that was asked about: trying edits out takes its time. */
  readonly flips?: readonly FlipLines[];
}

/** One rule in one scan, or in every scan that can be run: the profiles in document order, then the one without. */
export function explainInScans(benchmark: Benchmark, rule: Item, scan?: Scan): readonly ScanExplanation[] {
  const scans = scan === undefined ? listScans(listProfiles(benchmark)) : [scan];
  return scans.map((each) => {
    const { effective, decided, chain } = explainInFull(benchmark, each, rule);
    const lines = chain.map((link) => ({ ...lineWithId(link), decided: link === decided }));
    const said = { id: scanId(each), effective, chain: lines };
    if (scan === undefined) return said;
    // In a circle of extends nothing is edited, for nobody could tell what comes of it.
    const isFree = circleFault(benchmark, typeof each === 'string' ? [] : [each], [rule]) === undefined;
    return { ...said, flips: isFree ? listFlips(benchmark, each, rule).map(flipLines) : [] };
  });
}

function flipLines({ edits, others }: Flip): FlipLines {
  return { edits: edits.map(lineWithId), others };
}

type Link<Code> = Omit<WhyLink, 'code'> & { readonly code: Code };

function lineWithId<Code>(link: Link<Code>): WhyLine<Code> & { readonly id: string } {
  return { ...whyLine(link), id: link.id };
}

function whyLine<Code>({ code, message, snapshot, element }: Link<Code>): WhyLine<Code> {
  return { code, message, snapshot, line: lineOf(snapshot, element) };
}
