/** Finds rules and groups of a document by what people know them by, for a list to pick from. Changes nothing. */
import { listRuleFacts, type RuleFacts } from '../scap/ruleFacts.ts';
import { listKeyedScopes } from '../scap/scopeKeys.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import { filterRules } from './outline/filter.ts';
import { matchesText, parseQuery } from './ruleQuery.ts';

export interface FoundItem extends RuleFacts {
  /** Key of the Benchmark or Tailoring (see scopeKeys.ts). */
  readonly scope: string;
  /** The document it stands in: that of the Benchmark. */
  readonly snapshot: Snapshot;
}

/**
 * In document order, at most `limit`; `total` counts all that match. An empty query matches everything. State and
 * severity are those below Everywhere: on where at least one scan evaluates the rule, and as severe as the rule itself says.
 */
export function findRules(
  snapshot: Snapshot,
  text: string,
  limit: number,
): { readonly total: number; readonly found: readonly FoundItem[] } {
  const query = parseQuery(text);
  const mayBeGroup = !query.asksState && !query.asksSeverity;
  const all = listKeyedScopes(snapshot).flatMap(({ key, benchmark }) => {
    const rules = new Set(filterRules(snapshot, benchmark, undefined, text).rules);
    return listRuleFacts(benchmark)
      .filter((facts) => (facts.item.kind === 'rule' ? rules.has(facts.item) : mayBeGroup && matchesText(query, facts)))
      .map((facts) => ({ ...facts, scope: key, snapshot: benchmark.snapshot }));
  });
  return { total: all.length, found: all.slice(0, limit) };
}
