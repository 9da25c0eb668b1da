/** A requires or conflicts that names no Rule or Group: the scanner stops. */
import * as l10n from '@vscode/l10n';
import { unresolvedRule } from '../unresolved.ts';

export const noUnresolvedRequires = unresolvedRule({
  code: 'xccdf/no-unresolved-requires',
  severity: 'error',
  requirements: [],
  kinds: ['xccdf.requires@idref', 'xccdf.conflicts@idref'],
  removable: true,
  message: (id, reference) =>
    l10n.t(
      '{1} names {0}, but no Rule or Group of the Benchmark has this id. OpenSCAP stops with an error instead of scanning. Correct the id, or remove the element.',
      id,
      reference.row.local,
    ),
});
