/** A check-content-ref that names no definition (OVAL) or questionnaire (OCIL) of the document it leads to. */
import * as l10n from '@vscode/l10n';
import { unresolvedRule } from '../unresolved.ts';

export const noUnresolvedCheckName = unresolvedRule({
  code: 'xccdf/no-unresolved-check-name',
  severity: 'error',
  requirements: ['SRC-346-1', 'SRC-349-1'],
  kinds: ['xccdf.check-content-ref@name'],

  message: (id) =>
    l10n.t(
      'The check names {0}, but the document it leads to has no such definition or questionnaire. Scanners report the rule as unknown or not checked. Correct the name.',
      id,
    ),
});
