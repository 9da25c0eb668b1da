/**
 * A select, refine-* or set-* that follows its sibling without a character between: OpenSCAP up to 1.3.7 loses it. Told
 * once for each profile, for a file written in one line has hundreds.
 */
import * as l10n from '@vscode/l10n';
import { lineBreakOf } from '../../scap/elementEdits.ts';
import type { Snapshot } from '../../scap/snapshot.ts';
import { elementsNamed } from '../elements.ts';
import type { Finding, LintRule } from '../finding.ts';
import { report } from '../report.ts';

const facts = { code: 'xccdf/no-touching-entry', severity: 'warning', requirements: [] } as const;
const entries = new Set(['select', 'refine-rule', 'refine-value', 'set-value', 'set-complex-value']);

export const noTouchingEntry: LintRule = {
  ...facts,
  check: (snapshot) =>
    elementsNamed(snapshot, 'xccdf', ['Profile']).flatMap((profile) => checkProfile(snapshot, profile)),
};

function checkProfile(snapshot: Snapshot, profile: number): Finding[] {
  const { table } = snapshot;
  const touching: number[] = [];
  let behind = -1;
  for (const child of table.children(profile)) {
    if (table.start(child) === behind && entries.has(table.local(child))) touching.push(child);
    behind = table.end(child);
  }
  if (touching.length === 0) return [];
  const first = touching[0]!;
  const from = table.start(first);
  const message =
    touching.length === 1
      ? l10n.t(
          'This {0} follows its sibling without a character between. OpenSCAP up to 1.3.7 loses such an entry without a word. Start it on a new line.',
          table.local(first),
        )
      : l10n.t(
          'This {0} follows its sibling without a character between ({1} such entries in this profile). OpenSCAP up to 1.3.7 loses such an entry without a word. Start each on a new line.',
          table.local(first),
          touching.length,
        );
  const newText = lineBreakOf(snapshot, from);
  const edits = touching.map((element) => ({ from: table.start(element), to: table.start(element), newText }));
  return [
    report(facts, { from, to: table.openEnd(first) }, message, {
      fixes: [{ title: l10n.t('Start each entry of this profile on a new line'), safe: true, edits }],
    }),
  ];
}
