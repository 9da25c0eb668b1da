/** A document that this one leans on and that has not been read, or a script that was not found: nothing is said about what is in it. */
import * as l10n from '@vscode/l10n';
import { listDataStreams } from '../../scap/dataStream.ts';
import { benchmarkOfTailoring, type ScriptAnswer } from '../../scap/resolve.ts';
import { referenceSpan } from '../../scap/scapIndex.ts';
import type { Snapshot } from '../../scap/snapshot.ts';
import { scriptSystem } from '../../scap/vocabulary.ts';
import type { Span } from '../../text/span.ts';
import type { LintRule } from '../finding.ts';
import { listCheckHrefs } from '../hrefs.ts';
import { report } from '../report.ts';

const facts = { code: 'scap/use-loaded-file', severity: 'info', requirements: [] } as const;

export const useLoadedFile: LintRule = {
  ...facts,
  check: (snapshot) =>
    [...unreadChecks(snapshot), ...unreadBenchmarks(snapshot)].map((unread) =>
      report(facts, unread.span, messageFor(unread)),
    ),
};

interface Unread {
  readonly span: Span;
  readonly href: string;
  readonly isScript: boolean;
}

function messageFor({ href, isScript }: Unread): string {
  if (isScript) {
    return l10n.t(
      'The script {0} was not found where it may be looked for here. Where a scanner does not find it either, the check is not run. Put it there, or correct the href.',
      href,
    );
  }
  return l10n.t('{0} has not been read, so references into it are not checked. Open it beside this file.', href);
}

/** In a data stream the catalog's entries and component-refs to other places are told by a rule of their own. */
function unreadChecks(snapshot: Snapshot): Unread[] {
  const catalogNames = new Set(
    listDataStreams(snapshot).flatMap(({ refs }) => refs.flatMap(({ catalog }) => catalog.map(({ name }) => name))),
  );
  return listCheckHrefs(snapshot)
    .filter(({ href }) => !catalogNames.has(href))
    .filter(({ answers }) => answers.some(isUnread))
    .map(({ attribute, href, system }) => ({ span: attribute, href, isScript: system === scriptSystem }));
}

function isUnread(answer: ScriptAnswer): boolean {
  return answer.status === 'absent' && (answer.why.status === 'not-loaded' || answer.why.status === 'external');
}

function unreadBenchmarks(snapshot: Snapshot): Unread[] {
  return snapshot.index
    .referencesOfRows(({ kind }) => kind === 'xccdf.benchmark@href')
    .flatMap((reference) => {
      if (snapshot.index.components[reference.component]?.kind !== 'tailoring') return [];
      const found = benchmarkOfTailoring(snapshot, reference.component);
      return isUnread(found)
        ? [{ span: referenceSpan(snapshot.source, snapshot.table, reference), href: reference.id, isScript: false }]
        : [];
    });
}
