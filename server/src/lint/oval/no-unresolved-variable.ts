/** An OVAL reference to a variable that its document lacks. */
import * as l10n from '@vscode/l10n';
import { unresolvedRule } from '../unresolved.ts';

export const noUnresolvedVariable = unresolvedRule({
  code: 'oval/no-unresolved-variable',
  severity: 'error',
  requirements: [],
  kinds: ['oval.var_ref', 'oval.entity@var_ref'],

  message: (id) =>
    l10n.t(
      'This names the variable {0}, but this OVAL document has no such variable, so the entity has no value: scanners refuse the document or report an error. Correct the id.',
      id,
    ),
});
