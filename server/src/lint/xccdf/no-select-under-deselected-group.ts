/**
 * A select that switches a rule on in a profile in which a group around the rule is off: the rule never runs. Looks at
 * each profile's own selects of rules by id; what a parent or a cluster selects may be off on purpose.
 */
import * as l10n from '@vscode/l10n';
import { listScopes, titleOf, type XccdfBenchmark, type XccdfItem, type XccdfProfile } from '../../scap/benchmark.ts';
import { profilesInForce, type Selection, selectionOf } from '../../scap/selection.ts';
import type { Snapshot } from '../../scap/snapshot.ts';
import { findAttribute } from '../../xml/attributes.ts';
import type { Finding, LintRule } from '../finding.ts';
import { report } from '../report.ts';

const facts = { code: 'xccdf/no-select-under-deselected-group', severity: 'warning', requirements: [] } as const;

export const noSelectUnderDeselectedGroup: LintRule = {
  ...facts,
  check: (snapshot) => {
    const found = new Map<number, Finding>();
    for (const benchmark of listScopes(snapshot)) {
      for (const profile of profilesInForce(benchmark)) {
        // What an abstract profile selects is settled in those that extend it.
        if (profile.snapshot !== snapshot || profile.abstract) continue;
        for (const finding of checkProfile(benchmark, profile))
          if (!found.has(finding.from)) found.set(finding.from, finding);
      }
    }
    return [...found.values()].sort((a, b) => a.from - b.from);
  },
};

function checkProfile(benchmark: XccdfBenchmark, profile: XccdfProfile): Finding[] {
  const selection = selectionOf(benchmark, profile);
  return profile.selects.flatMap((select) => {
    const rule = benchmark.itemsById.get(select.idref);
    if (!select.selected || rule?.kind !== 'rule') return [];
    if (selection.decisions[rule.number]?.select.element !== select.element) return [];
    const off = groupOff(benchmark, selection, rule);
    return off ? [findingOf(benchmark, profile, selection, select.element, rule, off)] : [];
  });
}

/** The innermost group around a rule that is off. */
function groupOff({ items }: XccdfBenchmark, { switched }: Selection, rule: XccdfItem): XccdfItem | undefined {
  for (let at = rule.parent; at >= 0; at = items[at]!.parent) if (switched[at] === 0) return items[at];
  return undefined;
}

function findingOf(
  benchmark: XccdfBenchmark,
  profile: XccdfProfile,
  selection: Selection,
  select: number,
  rule: XccdfItem,
  group: XccdfItem,
): Finding {
  const { snapshot } = profile;
  const own = { from: snapshot.table.start(select), to: snapshot.table.openEnd(select) };
  const span = findAttribute(snapshot.source, snapshot.table, select, 'idref') ?? own;
  const decision = selection.decisions[group.number];
  const home = decision ? decision.profile.snapshot : benchmark.snapshot;
  const decider = decision?.select.element ?? group.element;
  const place = placeOf(home, decider);
  const title = titleOf(benchmark.snapshot, group.element, group.id);
  const message = l10n.t(
    '{0} is selected here but never runs in {1}: the group "{2}" ({3}) around it is off, by line {4}. Select the group too, or remove this select.',
    rule.id,
    profile.id,
    title,
    group.id,
    place.line,
  );
  const related = [{ from: place.from, to: place.to, message: l10n.t('This switches the group "{0}" off', title) }];
  return report(facts, span, message, home === snapshot ? { related } : {});
}

function placeOf({ source, table }: Snapshot, element: number): { from: number; to: number; line: number } {
  const from = table.start(element);
  return { from, to: table.openEnd(element), line: source.lineAt(from) + 1 };
}
