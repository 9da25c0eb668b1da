/** A component-ref or catalog entry to an address outside the file: told, never fetched. */
import * as l10n from '@vscode/l10n';
import { referenceSpan } from '../../scap/scapIndex.ts';
import type { LintRule } from '../finding.ts';
import { report } from '../report.ts';

const facts = { code: 'dataStream/use-own-component', severity: 'info', requirements: [] } as const;

export const useOwnComponent: LintRule = {
  ...facts,
  check: ({ source, table, index }) =>
    index
      .referencesOfRows(({ family, scope }) => (family === 'ds' || family === 'catalog') && scope === 'collection')
      .filter(({ id }) => !id.startsWith('#'))
      .map((reference) =>
        report(
          facts,
          referenceSpan(source, table, reference),
          l10n.t(
            '{0} is outside this file. It is never fetched here, so what it holds is not checked; a scanner needs it or skips the checks that use it.',
            reference.id,
          ),
        ),
      ),
};
