/**
 * A CPE name in a platform or a platform specification that no entry of the file's dictionary matches. Quiet where the file
 * has no dictionary, and for names that one entry narrows or widens: matching is by prefix (NISTIR 7696).
 */
import * as l10n from '@vscode/l10n';
import { type Reference, referenceSpan } from '../../scap/scapIndex.ts';
import type { Snapshot } from '../../scap/snapshot.ts';
import type { Finding, LintRule } from '../finding.ts';
import { nearestId } from '../nearest.ts';
import { report } from '../report.ts';

const facts = { code: 'cpe/no-unresolved-name', severity: 'warning', requirements: ['SRC-15-1'] } as const;
const kinds = new Set(['xccdf.platform@idref', 'cpe.fact-ref@name']);

export const noUnresolvedName: LintRule = {
  ...facts,
  check: (snapshot) => {
    const items = snapshot.index.declarationsOfKind('cpe.cpe-item');
    if (items.length === 0) return [];
    const names = new Set(items.map((declaration) => declaration.id));
    const list = [...names];
    return snapshot.index
      .referencesOfRows(({ kind }) => kinds.has(kind))
      .filter(({ id }) => id.startsWith('cpe:/') && !names.has(id))
      .filter(({ id }) => !list.some((name) => name.startsWith(`${id}:`) || id.startsWith(`${name}:`)))
      .map((reference) => findingOf(snapshot, reference, names));
  },
};

function findingOf(snapshot: Snapshot, reference: Reference, names: ReadonlySet<string>): Finding {
  const { from, to } = referenceSpan(snapshot.source, snapshot.table, reference);
  const message = l10n.t(
    'No entry of the CPE dictionary matches {0}, so a scanner cannot tell whether this platform is there and takes it as not applicable. Correct the name, or add an entry with a check.',
    reference.id,
  );
  const nearest = nearestId(reference.id, names);
  if (nearest === undefined) return report(facts, { from, to }, message);
  const fixes = [{ title: l10n.t('Change to {0}', nearest), safe: false, edits: [{ from, to, newText: nearest }] }];
  return report(facts, { from, to }, l10n.t('{0} Did you mean {1}?', message, nearest), { fixes });
}
