/** Two selects for one idref in a profile: the schema forbids it, and the scanner refuses the document. */
import * as l10n from '@vscode/l10n';
import { listBenchmarks, listTailorings, type XccdfProfile, type XccdfSelect } from '../../scap/benchmark.ts';
import type { Snapshot } from '../../scap/snapshot.ts';
import { findAttribute } from '../../xml/attributes.ts';
import type { Finding, LintRule } from '../finding.ts';
import { removeElement } from '../fixes.ts';
import { report } from '../report.ts';

const facts = { code: 'xccdf/no-duplicate-select', severity: 'error', requirements: [] } as const;

export const noDuplicateSelect: LintRule = {
  ...facts,
  check: (snapshot) =>
    [...listBenchmarks(snapshot), ...listTailorings(snapshot)].flatMap(({ profiles }) =>
      profiles.flatMap((profile) => checkProfile(snapshot, profile)),
    ),
};

function checkProfile(snapshot: Snapshot, profile: XccdfProfile): Finding[] {
  const findings: Finding[] = [];
  const earlier = new Map<string, XccdfSelect>();
  for (const select of profile.selects) {
    const first = earlier.get(select.idref);
    earlier.set(select.idref, select);
    if (first) findings.push(findingOf(snapshot, profile, first, select));
  }
  return findings;
}

/** The last one wins, so taking the one before it out changes no scan (selection semantics of OpenSCAP). */
function findingOf(snapshot: Snapshot, profile: XccdfProfile, first: XccdfSelect, second: XccdfSelect): Finding {
  const { source, table } = snapshot;
  const place = { from: table.start(first.element), to: table.openEnd(first.element) };
  const span = findAttribute(source, table, second.element, 'idref') ?? place;
  const line = source.lineAt(place.from) + 1;
  const message = l10n.t(
    '{0} is selected twice in {1}: also on line {2}. The schema forbids it and OpenSCAP refuses the file. Keep one; the last is the one that counted.',
    second.idref,
    profile.id,
    line,
  );
  return report(facts, span, message, {
    related: [{ ...place, message: l10n.t('The other select of {0}', first.idref) }],
    fixes: [
      {
        title: l10n.t('Remove the one that does not count (line {0})', line),
        safe: true,
        edits: [removeElement(snapshot, first.element)],
      },
    ],
  });
}
