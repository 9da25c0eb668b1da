/**
 * Profiles side by side: what each evaluates, which values its checks get, what it refines. Plain data for a table, a file
 * or a script; nothing here knows how it is shown.
 */
import { titleOf } from '../scap/benchmark.ts';
import { type Scan, selectionOfScan, type WhyCode, whyCode } from '../scap/explain.ts';
import { listRefineRules, type Refinement, refinementInProfile } from '../scap/refinement.ts';
import { ancestorProfiles } from '../scap/selection.ts';
import { valueInProfile } from '../scap/xccdfValue.ts';
import { attributeValue } from '../xml/attributes.ts';
import { type Benchmark, type Item, listRules, type Profile } from './scopes.ts';

export interface Comparison {
  readonly title: string;
  /** One for each scan, in the order asked for. The cells of every row are in this order. */
  readonly columns: readonly { readonly id: string; readonly title: string; readonly abstract: boolean }[];
  /** Every rule that a scanner sees, in document order. */
  readonly rules: readonly ComparedRule[];
  /** Every Value, in document order. */
  readonly values: readonly ComparedValue[];
  /** The rules and groups that one of the profiles, or one that it extends, refines; in document order. */
  readonly refinements: readonly ComparedRefinement[];
}

interface Compared<Cell> {
  readonly id: string;
  readonly title: string;
  readonly element: number;
  readonly cells: readonly Cell[];
}

export interface ComparedRule
  extends Compared<{
    readonly effective: boolean;
    readonly code: WhyCode;
  }> {
  /** As the rule has it; `unknown` where it says nothing. */
  readonly severity: string;
}

export type ComparedValue = Compared<{
  /** Null: the selector is unknown or the Value is empty, and a scanner answers `unknown`. */
  readonly text: string | null;
  /** The selector that counted, '' where none did. */
  readonly selector: string;
  readonly by: 'set' | 'refined' | 'default';
}>;

export interface ComparedRefinement extends Compared<Refinement> {
  /** Of a group only the weight means something. */
  readonly kind: 'rule' | 'group';
  /** What holds without a profile. */
  readonly unrefined: Refinement;
}

/** Costs an evaluation of each scan, which is remembered, and a look at each rule in each of them. */
export function compareScans(benchmark: Benchmark, scans: readonly Scan[]): Comparison {
  const { items } = benchmark;
  return {
    title: titleOf(benchmark.snapshot, benchmark.element, benchmark.id),
    columns: scans.map(columnOf),
    rules: compareRules(benchmark, scans),
    values: items
      .filter((item) => item.kind === 'value' && !item.gone)
      .map((value) => valueRow(benchmark, scans, value)),
    refinements: refinedItems(benchmark, scans).map((item) => ({
      ...head(benchmark, item),
      kind: item.kind === 'group' ? 'group' : 'rule',
      unrefined: refinementInProfile(benchmark, undefined, item),
      cells: scans.map((scan) => refinementInProfile(benchmark, profileOf(scan), item)),
    })),
  };
}

function columnOf(scan: Scan): Comparison['columns'][number] {
  if (typeof scan === 'string') return { id: scan, title: scan, abstract: false };
  return { id: scan.id, title: titleOf(scan.snapshot, scan.element, scan.id), abstract: scan.abstract };
}

function compareRules(benchmark: Benchmark, scans: readonly Scan[]): ComparedRule[] {
  const { source, table } = benchmark.snapshot;
  const selections = scans.map((scan) => selectionOfScan(benchmark, scan));
  return listRules(benchmark).map((rule) => ({
    ...head(benchmark, rule),
    severity: attributeValue(source, table, rule.element, 'severity') ?? 'unknown',
    cells: scans.map((scan, column) => {
      const selection = selections[column]!;
      return {
        effective: selection.effective[rule.number] === 1,
        code: whyCode(benchmark, scan, selection, rule),
      };
    }),
  }));
}

function valueRow(benchmark: Benchmark, scans: readonly Scan[], value: Item): ComparedValue {
  const cells = scans.map((scan) => {
    const { text, selector, by } = valueInProfile(benchmark, profileOf(scan), value);
    return { text, selector, by };
  });
  return { ...head(benchmark, value), cells };
}

function refinedItems(benchmark: Benchmark, scans: readonly Scan[]): readonly Item[] {
  const named = new Set<string>();
  for (const scan of scans) {
    const profile = profileOf(scan);
    const line = profile ? [profile, ...ancestorProfiles(benchmark, profile)] : [];
    for (const { idref } of line.flatMap(listRefineRules)) named.add(idref);
  }
  return benchmark.items.filter(
    ({ kind, gone, id, clusterId }) =>
      kind !== 'value' && !gone && (named.has(id) || (clusterId !== undefined && named.has(clusterId))),
  );
}

function profileOf(scan: Scan): Profile | undefined {
  return typeof scan === 'string' ? undefined : scan;
}

function head({ snapshot }: Benchmark, { id, element }: Item) {
  return { id, element, title: titleOf(snapshot, element, id) };
}
