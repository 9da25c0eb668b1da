/**
 * Profiles side by side: what each evaluates, which values its checks get, what it refines. Plain data for a table, a file
 * or a script; nothing here knows how it is shown.
 */
import * as l10n from '@vscode/l10n';
import { titleOf } from '../scap/benchmark.ts';
import { type DecidingCode, type Scan, selectionOfScan, whyCode } from '../scap/explain.ts';
import { listRefineRules, type Refinement, refinementInProfile, severityInProfile } from '../scap/refinement.ts';
import { ancestorProfiles } from '../scap/selection.ts';
import { valueInProfile } from '../scap/xccdfValue.ts';
import { type Benchmark, type Item, listRules, listValues, type Profile } from './scopes.ts';

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

/** A scan as a column: of the Benchmark, or as a tailoring changes that. */
export interface ComparedScan {
  readonly benchmark: Benchmark;
  readonly scan: Scan;
  /** The file name of the tailoring, where a column is to say that it is one's. */
  readonly tailoring?: string;
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
    readonly code: DecidingCode;
  }> {
  /** By itself, or that of what it extends; `unknown` where none has one. What a profile refines is among the refinements. */
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
  return compareColumns(
    benchmark,
    scans.map((scan) => ({ benchmark, scan })),
  );
}

/** As `compareScans`; the columns may be of tailorings, which share the items of `benchmark`. */
export function compareColumns(benchmark: Benchmark, scans: readonly ComparedScan[]): Comparison {
  return {
    title: titleOf(benchmark.snapshot, benchmark.element, benchmark.id),
    columns: scans.map(columnOf),
    rules: compareRules(benchmark, scans),
    values: listValues(benchmark).map((value) => valueRow(benchmark, scans, value)),
    refinements: refinedItems(benchmark, scans).map((item) => ({
      ...head(benchmark, item),
      kind: item.kind === 'group' ? 'group' : 'rule',
      unrefined: refinementInProfile(benchmark, undefined, item),
      cells: scans.map(({ benchmark: own, scan }) => refinementInProfile(own, profileOf(scan), item)),
    })),
  };
}

function columnOf({ scan, tailoring }: ComparedScan): Comparison['columns'][number] {
  if (typeof scan === 'string') return { id: scan, title: scan, abstract: false };
  const { id, abstract } = scan;
  const title = titleOf(scan.snapshot, scan.element, id);
  if (tailoring === undefined) return { id, title, abstract };
  return { id: `${id} (${tailoring})`, title: l10n.t('{0} in {1}', title, tailoring), abstract };
}

function compareRules(benchmark: Benchmark, scans: readonly ComparedScan[]): ComparedRule[] {
  const selections = scans.map(({ benchmark: own, scan }) => selectionOfScan(own, scan));
  return listRules(benchmark).map((rule) => ({
    ...head(benchmark, rule),
    severity: severityInProfile(benchmark, undefined, rule) ?? 'unknown',
    cells: scans.map(({ benchmark: own, scan }, column) => {
      const selection = selections[column]!;
      return {
        effective: selection.effective[rule.number] === 1,
        code: whyCode(own, scan, selection, rule),
      };
    }),
  }));
}

function valueRow(benchmark: Benchmark, scans: readonly ComparedScan[], value: Item): ComparedValue {
  const cells = scans.map(({ benchmark: own, scan }) => {
    const { text, selector, by } = valueInProfile(own, profileOf(scan), value);
    return { text, selector, by };
  });
  return { ...head(benchmark, value), cells };
}

function refinedItems(benchmark: Benchmark, scans: readonly ComparedScan[]): readonly Item[] {
  const named = new Set<string>();
  for (const { benchmark: own, scan } of scans) {
    const profile = profileOf(scan);
    const line = profile ? [profile, ...ancestorProfiles(own, profile)] : [];
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
