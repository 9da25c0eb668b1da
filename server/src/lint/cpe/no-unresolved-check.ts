/** A CPE check that names no definition of its OVAL document. */
import * as l10n from '@vscode/l10n';
import { unresolvedRule } from '../unresolved.ts';

export const noUnresolvedCheck = unresolvedRule({
  code: 'cpe/no-unresolved-check',
  severity: 'error',
  requirements: ['SRC-72-1'],
  kinds: ['cpe.check', 'cpe.check-fact-ref@id-ref'],

  message: (id) =>
    l10n.t(
      'The platform check names {0}, but its OVAL document has no such definition. The platform never applies, and rules for it are skipped. Correct the name.',
      id,
    ),
});
