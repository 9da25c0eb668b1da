/** Finds rules and groups of a document by what people know them by, for a list to pick from. Changes nothing. */
import type { XccdfBenchmark, XccdfProfile } from '../scap/benchmark.ts';
import { severityInProfile } from '../scap/refinement.ts';
import { listRuleFacts, type RuleFacts } from '../scap/ruleFacts.ts';
import type { RuleMark } from '../scap/ruleMark.ts';
import { listKeyedScopes } from '../scap/scopeKeys.ts';
import { profilesInForce } from '../scap/selection.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import { filterRules, marksOf } from './outline/filter.ts';
import { matchesText, parseQuery } from './ruleQuery.ts';

export interface FoundItem extends RuleFacts {
  /** Key of the Benchmark or Tailoring (see scopeKeys.ts). */
  readonly scope: string;
  /** The document it stands in: that of the Benchmark. */
  readonly snapshot: Snapshot;
  /** What is made of it in the profile, or Everywhere; undefined of a group. */
  readonly mark: RuleMark | undefined;
}

/** A profile by the key of its scope and its id. */
export interface FindWithin {
  readonly benchmark: string;
  readonly profile: string;
}

/**
 * In document order, at most `limit`; `total` counts all that match. An empty query matches everything. State and severity are those
 * of the profile `within`, of whose Benchmark alone rules are found; of one that is gone none are. Without a profile they are those below
 * Everywhere: on where at least one scan evaluates the rule, and as severe as the rule itself says.
 */
export function findRules(
  snapshot: Snapshot,
  text: string,
  limit: number,
  within?: FindWithin,
): { readonly total: number; readonly found: readonly FoundItem[] } {
  const query = parseQuery(text);
  const mayBeGroup = !query.asksState && !query.asksSeverity;
  const all = listKeyedScopes(snapshot).flatMap(({ key, benchmark }) => {
    if (within && key !== within.benchmark) return [];
    const profile = within && profilesInForce(benchmark).find(({ id }) => id === within.profile);
    if (within && !profile) return [];
    const rules = new Set(filterRules(snapshot, benchmark, profile, text).rules);
    return listRuleFacts(benchmark)
      .filter((facts) => (facts.item.kind === 'rule' ? rules.has(facts.item) : mayBeGroup && matchesText(query, facts)))
      .map((facts) => ({ facts, key, benchmark, profile }));
  });
  return { total: all.length, found: all.slice(0, limit).map(foundItem) };
}

interface Match {
  readonly facts: RuleFacts;
  readonly key: string;
  readonly benchmark: XccdfBenchmark;
  readonly profile: XccdfProfile | undefined;
}

function foundItem({ facts, key, benchmark, profile }: Match): FoundItem {
  const found = { ...facts, scope: key, snapshot: benchmark.snapshot };
  if (facts.item.kind !== 'rule') return { ...found, mark: undefined };
  const severity = severityInProfile(benchmark, profile, facts.item);
  return { ...found, severity, mark: marksOf(benchmark, profile)(facts.item) };
}
