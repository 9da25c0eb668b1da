/**
 * A check whose href the catalog of its data stream does not know. Told once for each href: it is one fault, however many
 * rules share it. What the catalog does know but leads nowhere is the catalog's fault, and another rule's.
 */
import * as l10n from '@vscode/l10n';
import { listDataStreams } from '../../scap/dataStream.ts';
import type { ScriptAnswer } from '../../scap/resolve.ts';
import type { Snapshot } from '../../scap/snapshot.ts';
import type { LintRule } from '../finding.ts';
import { type CheckHref, listCheckHrefs } from '../hrefs.ts';
import { nearestId } from '../nearest.ts';
import { report } from '../report.ts';

const facts = { code: 'xccdf/no-unresolved-check-href', severity: 'error', requirements: ['SRC-31-1'] } as const;

export const noUnresolvedCheckHref: LintRule = {
  ...facts,
  check: (snapshot) =>
    listCheckHrefs(snapshot).flatMap((use) => {
      const names = catalogNames(snapshot, use.component);
      // A component that no stream uses has no catalog: nothing in it can be reached, and that is another fault.
      if (names === undefined || names.has(use.href) || use.answers.some(isElsewhere)) return [];
      const nearest = nearestId(use.href, names);
      const { from, to } = use.attribute;
      const fix = {
        title: l10n.t('Change to {0}', nearest ?? ''),
        safe: false,
        edits: [{ from, to, newText: nearest ?? '' }],
      };
      return [report(facts, use.attribute, messageFor(use, nearest), nearest === undefined ? {} : { fixes: [fix] })];
    }),
};

/** Led to by its own address: a component-ref (#id), or a place outside the file. */
function isElsewhere(answer: ScriptAnswer): boolean {
  return answer.status !== 'absent' || answer.why.status === 'external';
}

function messageFor({ href, count }: CheckHref, nearest: string | undefined): string {
  const message =
    count === 1
      ? l10n.t(
          'The catalog of the data stream does not list {0}, so this check is never run. Correct the href, or add it to the catalog of the component-ref.',
          href,
        )
      : l10n.t(
          'The catalog of the data stream does not list {0}, so this check is never run ({1} checks go there). Correct the href, or add it to the catalog of the component-ref.',
          href,
          count,
        );
  return nearest === undefined ? message : l10n.t('{0} Did you mean {1}?', message, nearest);
}

/** The names in the catalogs of all component-refs to a component; undefined where there is no such component-ref. */
function catalogNames(snapshot: Snapshot, component: number): ReadonlySet<string> | undefined {
  const refs = listDataStreams(snapshot)
    .flatMap((stream) => stream.refs)
    .filter((ref) => ref.target.kind === 'component' && ref.target.component === component);
  return refs.length === 0 ? undefined : new Set(refs.flatMap((ref) => ref.catalog.map((entry) => entry.name)));
}
