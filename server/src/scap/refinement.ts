/**
 * The severity, role, weight and check selector that an item has in a profile (XCCDF 1.2, 6.5.4, as OpenSCAP reads
 * refine-rule). It only reads; which check a selector leads to is checkChoice.ts's.
 */
import { attributeValue } from '../xml/attributes.ts';
import type { XccdfBenchmark, XccdfItem, XccdfProfile } from './benchmark.ts';
import { ancestorProfiles } from './selection.ts';
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
}

/** What holds for an item in a profile; undefined profile: a scan without one, which refines nothing. */
export function refinementInProfile(
  benchmark: XccdfBenchmark,
  profile: XccdfProfile | undefined,
  item: XccdfItem,
): Refinement {
  const by = profile ? refineRulesOf(benchmark, profile, item).toReversed() : [];
  // Each attribute is that of the last refine-rule that has it (seen in OpenSCAP, also where one names a cluster).
  const refined = (name: string) => firstOf(by, name);
  const { source, table } = benchmark.snapshot;
  const own = (name: string) => attributeValue(source, table, item.element, name);
  return {
    severity: refined('severity') ?? own('severity') ?? 'unknown',
    // The last one without a role sets it back, whatever those before it or the rule itself say (seen in OpenSCAP).
    role: by.length > 0 ? (firstOf(by.slice(0, 1), 'role') ?? 'full') : (own('role') ?? 'full'),
    weight: refined('weight') ?? own('weight') ?? '1.0',
    selector: refined('selector') ?? '',
    by,
  };
}

function firstOf(rules: readonly RefineRule[], name: string): string | undefined {
  for (const { snapshot, element } of rules) {
    const value = attributeValue(snapshot.source, snapshot.table, element, name);
    if (value !== undefined) return value;
  }
  return undefined;
}

/**
 * Those that name the item, or a cluster it is in, in the order in which the last one wins. A parent's counts only while no
 * profile nearer has one with the same idref; it then comes before those of the child.
 */
function refineRulesOf(benchmark: XccdfBenchmark, profile: XccdfProfile, item: XccdfItem): readonly RefineRule[] {
  const names = ({ idref }: RefineRule) =>
    idref === item.id || (idref === item.clusterId && !benchmark.itemsById.has(idref));
  const nearer = new Set<string>();
  const found: RefineRule[] = [];
  for (const owner of [profile, ...ancestorProfiles(benchmark, profile)]) {
    const own = listRefineRules(owner);
    found.unshift(...own.filter((rule) => names(rule) && !nearer.has(rule.idref)));
    for (const { idref } of own) nearer.add(idref);
  }
  return found;
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
