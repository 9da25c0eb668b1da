/** A check-export whose Value the Benchmark lacks, or whose variable the checking document lacks. */
import * as l10n from '@vscode/l10n';
import { unresolvedRule } from '../unresolved.ts';

export const noUnresolvedCheckExport = unresolvedRule({
  code: 'xccdf/no-unresolved-check-export',
  severity: 'error',
  requirements: [],
  kinds: ['xccdf.check-export@value-id', 'xccdf.check-export@export-name'],
  removable: true,
  message: (id, reference) =>
    reference.row.attribute === 'value-id'
      ? l10n.t(
          'check-export hands over the Value {0}, but the Benchmark has none with this id, so the check runs without it. Correct the id, or remove the check-export.',
          id,
        )
      : l10n.t(
          'check-export fills the variable {0}, but the checking document has none with this id, so the value of the profile never arrives. Correct the name, or remove the check-export.',
          id,
        ),
});
