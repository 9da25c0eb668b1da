/** An OVAL reference to a state that its document lacks. */
import * as l10n from '@vscode/l10n';
import { unresolvedRule } from '../unresolved.ts';

export const noUnresolvedState = unresolvedRule({
  code: 'oval/no-unresolved-state',
  severity: 'error',
  requirements: [],
  kinds: ['oval.state@state_ref', 'oval.filter'],

  message: (id) =>
    l10n.t(
      'This names the state {0}, but this OVAL document has no such state, so there is nothing to compare with: scanners refuse the document or report an error. Correct the id.',
      id,
    ),
});
