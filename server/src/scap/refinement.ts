/**
 * The severity, role, weight and check selector that an item has in a profile (XCCDF 1.2, 6.5.4, as OpenSCAP reads
 * refine-rule). It only reads; which check a selector leads to is checkChoice.ts's.
 */
import { attributeValue } from '../xml/attributes.ts';
import type { XccdfBenchmark, XccdfItem, XccdfProfile } from './benchmark.ts';
import { ancestorProfiles, extensionLine } from './selection.ts';
import { rememberFor, type Snapshot } from './snapshot.ts';

export interface Refinement {
  readonly severity: string;
  readonly role: string;
  readonly weight: string;
  /** Of the check to run; '' where none is asked for. */
  readonly selector: string;
  /** The refine-rules that have a say, the last of them first; empty where the item is as the Benchmark has it. */
  readonly by: readonly RefineRule[];
}

export interface RefineRule {
  readonly snapshot: Snapshot;
  readonly element: number;
  readonly idref: string;
  /** Of one that is yet to be written: what it is to say. */
  readonly attributes?: Readonly<Record<string, string | undefined>>;
}

/** The refine-rules of a profile itself: as they are, or as somebody asks "what if". */
export type RefineRulesOf = (profile: XccdfProfile) => readonly RefineRule[];

/** What holds for an item in a profile; undefined profile: a scan without one, which refines nothing. */
export function refinementInProfile(
  benchmark: XccdfBenchmark,
  profile: XccdfProfile | undefined,
  item: XccdfItem,
  rulesOf: RefineRulesOf = listRefineRules,
): Refinement {
  const by = profile ? countingFor(benchmark, profile, item, rulesOf).toReversed() : [];
  // Each attribute is that of the last refine-rule that has it (seen in OpenSCAP, also where one names a cluster).
  const refined = (name: string) => firstOf(by, name);
  const own = (name: string) => writtenFor(benchmark, item, name);
  return {
    severity: refined('severity') ?? own('severity') ?? 'unknown',
    // The last one without a role sets it back, whatever those before it or the rule itself say (seen in OpenSCAP).
    role: by.length > 0 ? (firstOf(by.slice(0, 1), 'role') ?? 'full') : (own('role') ?? 'full'),
    weight: refined('weight') ?? own('weight') ?? '1.0',
    selector: refined('selector') ?? '',
    by,
  };
}

/** The refine-rule that says which check of a rule is run in a profile; undefined where none does. */
export function selectorIn(benchmark: XccdfBenchmark, profile: XccdfProfile, rule: XccdfItem): RefineRule | undefined {
  return countingFor(benchmark, profile, rule).findLast((one) => firstOf([one], 'selector') !== undefined);
}

/** What holds in a profile (undefined: without one) for a rule; undefined where neither it nor a refinement says. Cheap: for rows. */
export function severityInProfile(
  benchmark: XccdfBenchmark,
  profile: XccdfProfile | undefined,
  rule: XccdfItem,
): string | undefined {
  const refined = profile && refinedSeverities(benchmark, profile).get(rule.number);
  return refined ?? writtenFor(benchmark, rule, 'severity');
}

/** An item's own attribute, else that of the item it extends, and so on (seen in OpenSCAP). */
function writtenFor(benchmark: XccdfBenchmark, item: XccdfItem, name: string): string | undefined {
  const { source, table } = benchmark.snapshot;
  const own = attributeValue(source, table, item.element, name);
  if (own !== undefined || item.extends === undefined) return own;
  const [, ...bases] = extensionLine(benchmark, item);
  for (const { element } of bases) {
    const inherited = attributeValue(source, table, element, name);
    if (inherited !== undefined) return inherited;
  }
  return undefined;
}

/** By item number, of the items whose severity the profile refines. Costs its refine-rules, once per snapshot. */
function refinedSeverities(benchmark: XccdfBenchmark, profile: XccdfProfile): ReadonlyMap<number, string> {
  const ofView = rememberFor(
    benchmark.snapshot,
    refinedSeverities,
    benchmark.tailoring ?? benchmark.items,
    () => new Map<XccdfProfile, ReadonlyMap<number, string>>(),
  );
  let severities = ofView.get(profile);
  if (!severities) {
    severities = readSeverities(benchmark, profile);
    ofView.set(profile, severities);
  }
  return severities;
}

function readSeverities(benchmark: XccdfBenchmark, profile: XccdfProfile): ReadonlyMap<number, string> {
  const severities = new Map<number, string>();
  for (const rule of countingRefineRules(benchmark, profile)) {
    const severity = firstOf([rule], 'severity');
    if (severity === undefined) continue;
    const named = benchmark.itemsById.get(rule.idref);
    for (const { number } of named ? [named] : (benchmark.clusters.get(rule.idref) ?? [])) {
      severities.set(number, severity);
    }
  }
  return severities;
}

function firstOf(rules: readonly RefineRule[], name: string): string | undefined {
  for (const { snapshot, element, attributes } of rules) {
    const value = attributes ? attributes[name] : attributeValue(snapshot.source, snapshot.table, element, name);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Those that name the item, or a cluster it is in, in the order in which the last one wins. */
function countingFor(
  benchmark: XccdfBenchmark,
  profile: XccdfProfile,
  item: XccdfItem,
  rulesOf: RefineRulesOf = listRefineRules,
): readonly RefineRule[] {
  return countingRefineRules(benchmark, profile, rulesOf).filter(
    ({ idref }) => idref === item.id || (idref === item.clusterId && !benchmark.itemsById.has(idref)),
  );
}

/**
 * All that count for a profile, in the order in which the last one wins. A parent's counts only while no profile nearer has one
 * with the same idref; it then comes before those of the child.
 */
function countingRefineRules(
  benchmark: XccdfBenchmark,
  profile: XccdfProfile,
  rulesOf: RefineRulesOf = listRefineRules,
): readonly RefineRule[] {
  const nearer = new Set<string>();
  const layers: RefineRule[][] = [];
  for (const owner of [profile, ...ancestorProfiles(benchmark, profile)]) {
    const own = rulesOf(owner);
    layers.unshift(own.filter(({ idref }) => !nearer.has(idref)));
    for (const { idref } of own) nearer.add(idref);
  }
  return layers.flat();
}

/** The refine-rules that stand in a profile itself, in document order. */
export function listRefineRules(profile: XccdfProfile): readonly RefineRule[] {
  const { snapshot } = profile;
  return rememberFor(snapshot, listRefineRules, profile, () => {
    const { source, table } = snapshot;
    return [...table.children(profile.element)]
      .filter((child) => table.local(child) === 'refine-rule')
      .map((element) => ({ snapshot, element, idref: attributeValue(source, table, element, 'idref') ?? '' }));
  });
}
