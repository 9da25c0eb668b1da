/**
 * Which check of a Rule a scanner runs (XCCDF 1.2, 7.2.3.5.1, as OpenSCAP reads it). It runs nothing and follows no
 * reference.
 */
import { attributeValue } from '../xml/attributes.ts';
import type { XccdfBenchmark, XccdfItem, XccdfProfile } from './benchmark.ts';
import { refinementInProfile } from './refinement.ts';
import { extensionLine } from './selection.ts';
import type { Snapshot } from './snapshot.ts';
import { ovalSystem, scriptSystem } from './vocabulary.ts';

export interface CheckChoice {
  readonly kind: 'complex-check' | 'check';
  readonly element: number;
  /** The simple checks to run: the chosen one, or those inside the complex-check, in document order. */
  readonly checks: readonly number[];
  /** All their check-content-ref elements. Of one check they are alternatives: the first that can be had counts. */
  readonly contentRefs: readonly number[];
  /** The selector that a refine-rule asked for; '' or undefined where none did. */
  readonly selector: string | undefined;
}

/** The check that counts in a profile (undefined: a scan without one); undefined where the scanner runs none. */
export function chooseCheck(
  benchmark: XccdfBenchmark,
  profile: XccdfProfile | undefined,
  rule: XccdfItem,
): CheckChoice | undefined {
  const selector = profile && refinementInProfile(benchmark, profile, rule).selector;
  return chooseCheckIn(benchmark.snapshot, checkOwner(benchmark, rule).element, selector);
}

/** As `chooseCheck`, of one Rule element by itself: what is left to do where broken text hides its Benchmark. */
export function chooseCheckIn(snapshot: Snapshot, rule: number, selector: string | undefined): CheckChoice | undefined {
  const complex = childrenOf(snapshot, rule, 'complex-check')[0];
  const best = complex ?? bestOf(snapshot, childrenOf(snapshot, rule, 'check'), selector);
  if (best === undefined) return undefined;
  const checks = complex === undefined ? [best] : simpleChecks(snapshot, best);
  return {
    kind: complex === undefined ? 'check' : 'complex-check',
    element: best,
    checks,
    contentRefs: checks.flatMap((check) => childrenOf(snapshot, check, 'check-content-ref')),
    selector,
  };
}

/** A Rule without checks has those of the rule it extends (seen in OpenSCAP, resolve.c). */
function checkOwner(benchmark: XccdfBenchmark, rule: XccdfItem): XccdfItem {
  return extensionLine(benchmark, rule).find(({ element }) => hasCheck(benchmark.snapshot, element)) ?? rule;
}

function hasCheck(snapshot: Snapshot, element: number): boolean {
  for (const child of snapshot.table.children(element)) {
    if (['check', 'complex-check'].includes(snapshot.table.local(child))) return true;
  }
  return false;
}

/** Checks with the selector, else those without one; of these the last whose system the scanner runs. */
function bestOf(snapshot: Snapshot, checks: readonly number[], selector: string | undefined): number | undefined {
  const { source, table } = snapshot;
  const selectorOf = (check: number) => attributeValue(source, table, check, 'selector') ?? '';
  const runs = (check: number) => runnable.includes(attributeValue(source, table, check, 'system') ?? '');
  const asked = checks.filter((check) => selectorOf(check) === (selector ?? ''));
  const candidates = asked.length > 0 ? asked : checks.filter((check) => selectorOf(check) === '');
  return candidates.filter(runs).at(-1);
}

const runnable: readonly string[] = [ovalSystem, scriptSystem];

function simpleChecks(snapshot: Snapshot, complex: number): readonly number[] {
  const found: number[] = [];
  for (let at = complex + 1; at < snapshot.table.subtreeEnd(complex); at++) {
    if (snapshot.table.local(at) === 'check') found.push(at);
  }
  return found;
}

function childrenOf(snapshot: Snapshot, element: number, local: string): readonly number[] {
  return [...snapshot.table.children(element)].filter((child) => snapshot.table.local(child) === local);
}

/** The selectors of a rule's checks, in document order, each once; '' stands for the check without one. */
export function listCheckSelectors(benchmark: XccdfBenchmark, rule: XccdfItem): readonly string[] {
  const { source, table } = benchmark.snapshot;
  const checks = childrenOf(benchmark.snapshot, checkOwner(benchmark, rule).element, 'check');
  return [...new Set(checks.map((check) => attributeValue(source, table, check, 'selector') ?? ''))];
}
