/** A catalog entry that leads to no component-ref of its stream: hrefs that go through it lead nowhere. */
import * as l10n from '@vscode/l10n';
import { type DataStream, listDataStreams } from '../../scap/dataStream.ts';
import type { Snapshot } from '../../scap/snapshot.ts';
import { findAttribute } from '../../xml/attributes.ts';
import type { Finding, LintRule } from '../finding.ts';
import { nearestId } from '../nearest.ts';
import { report } from '../report.ts';

const facts = { code: 'dataStream/no-unresolved-catalog-uri', severity: 'error', requirements: ['A-27-1'] } as const;

export const noUnresolvedCatalogUri: LintRule = {
  ...facts,
  check: (snapshot) => listDataStreams(snapshot).flatMap((stream) => checkStream(snapshot, stream)),
};

function checkStream(snapshot: Snapshot, stream: DataStream): Finding[] {
  const ids = new Set(stream.refs.map((ref) => ref.id));
  return stream.refs.flatMap(({ catalog }) =>
    catalog.flatMap(({ element, uri }) => {
      const written = findAttribute(snapshot.source, snapshot.table, element, 'uri');
      if (!written || !uri.startsWith('#') || ids.has(uri.slice(1))) return [];
      const nearest = nearestId(uri.slice(1), ids);
      const { from, to } = written;
      const fix = (id: string) => ({
        title: l10n.t('Change to {0}', id),
        safe: false,
        edits: [{ from, to, newText: `#${id}` }],
      });
      return [report(facts, written, messageFor(uri, nearest), nearest === undefined ? {} : { fixes: [fix(nearest)] })];
    }),
  );
}

/** Ids of another stream do not help: a scanner looks in the stream that it runs (SP 800-126r3, 3.1). */
function messageFor(uri: string, nearest: string | undefined): string {
  const message = l10n.t(
    'The catalog leads to {0}, but no component-ref of this data stream has this id, so every href that goes through this entry leads nowhere. Correct the uri.',
    uri,
  );
  return nearest === undefined ? message : l10n.t('{0} Did you mean {1}?', message, nearest);
}
