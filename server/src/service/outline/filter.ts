/** Which rows a filter leaves below a profile or Everywhere: the rules that match, and the groups around them. */
import type { XccdfBenchmark, XccdfItem, XccdfProfile } from '../../scap/benchmark.ts';
import { selectionOfScan } from '../../scap/explain.ts';
import { severityInProfile } from '../../scap/refinement.ts';
import { listRuleFacts } from '../../scap/ruleFacts.ts';
import { type RuleMark, ruleMark } from '../../scap/ruleMark.ts';
import { ancestorGroups, editableProfiles } from '../../scap/selection.ts';
import { remember, rememberFor, type Snapshot } from '../../scap/snapshot.ts';
import { matchesSeverity, matchesState, matchesText, parseQuery, type RuleQuery } from '../ruleQuery.ts';
import { effectiveSomewhere } from './state.ts';

export interface Filtered {
  /** In document order. */
  readonly rules: readonly XccdfItem[];
  /** By item number: 1 for such a rule, for a group around some how many, however deep; -1 for all of them. */
  readonly left: ReadonlyMap<number, number>;
}

/** @param profile undefined below Everywhere. Worked out once per snapshot, filter and profile that is looked at. */
export function filterRules(
  snapshot: Snapshot,
  benchmark: XccdfBenchmark,
  profile: XccdfProfile | undefined,
  filter: string,
): Filtered {
  const query = parseQuery(filter);
  // Without a word on states or severities every branch has the same rows.
  const branch = isOfBranch(query) ? profile : undefined;
  const ofBranch = rememberFor(snapshot, filterRules, benchmark.tailoring ?? benchmark.items, () => new Map());
  const ofFilter: Map<XccdfProfile | undefined, Filtered> = ofBranch.get(filter) ?? new Map();
  ofBranch.set(filter, ofFilter);
  let filtered = ofFilter.get(branch);
  if (!filtered) {
    const matching = rulesWithText(snapshot, benchmark, filter);
    const markOf = query.asksState ? marksOf(benchmark, branch) : undefined;
    const rules = matching.filter(
      (rule) =>
        (!query.asksSeverity || matchesSeverity(query, severityInProfile(benchmark, branch, rule))) &&
        (!markOf || matchesState(query, markOf(rule))),
    );
    filtered = withGroups(benchmark, rules);
    ofFilter.set(branch, filtered);
  }
  return filtered;
}

function isOfBranch({ asksState, asksSeverity }: RuleQuery): boolean {
  return asksState || asksSeverity;
}

/** The rules that match but for words on states and severities, which are the same in every branch. */
function rulesWithText(snapshot: Snapshot, benchmark: XccdfBenchmark, filter: string): readonly XccdfItem[] {
  const ofFilter = rememberFor(
    snapshot,
    rulesWithText,
    benchmark.tailoring ?? benchmark.items,
    () => new Map<string, readonly XccdfItem[]>(),
  );
  let rules = ofFilter.get(filter);
  if (!rules) {
    const query = parseQuery(filter);
    const facts = listRuleFacts(benchmark).filter(({ item }) => item.kind === 'rule');
    rules = facts.filter((each) => matchesText(query, each)).map(({ item }) => item);
    ofFilter.set(filter, rules);
  }
  return rules;
}

/** How many rules a filter leaves in a document: those that match in at least one branch. */
export function countFiltered(snapshot: Snapshot, benchmarks: readonly XccdfBenchmark[], filter: string): number {
  return remember(snapshot, `filtered ${filter}`, () => {
    const ofBranch = isOfBranch(parseQuery(filter));
    return benchmarks.reduce((sum, benchmark) => {
      const profiles = ofBranch ? editableProfiles(benchmark).filter(({ abstract }) => !abstract) : [];
      const found = [undefined, ...profiles].flatMap(
        (profile) => filterRules(snapshot, benchmark, profile, filter).rules,
      );
      return sum + new Set(found).size;
    }, 0);
  });
}

/** What a scan makes of a rule in a profile; Everywhere it is on where at least one scan evaluates it. */
export function marksOf(benchmark: XccdfBenchmark, profile: XccdfProfile | undefined): (rule: XccdfItem) => RuleMark {
  if (profile) {
    const selection = selectionOfScan(benchmark, profile);
    return (rule) => ruleMark(benchmark, selection, rule);
  }
  const somewhere = effectiveSomewhere(benchmark);
  return ({ number }) => (somewhere[number] === 1 ? 'on' : 'off');
}

function withGroups(benchmark: XccdfBenchmark, rules: readonly XccdfItem[]): Filtered {
  const left = new Map([[-1, rules.length]]);
  for (const rule of rules) {
    left.set(rule.number, 1);
    for (const { number } of ancestorGroups(benchmark, rule)) left.set(number, (left.get(number) ?? 0) + 1);
  }
  return { rules, left };
}
