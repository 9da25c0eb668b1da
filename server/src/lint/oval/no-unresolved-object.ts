/** An OVAL reference to an object that its document lacks. */
import * as l10n from '@vscode/l10n';
import { unresolvedRule } from '../unresolved.ts';

export const noUnresolvedObject = unresolvedRule({
  code: 'oval/no-unresolved-object',
  severity: 'error',
  requirements: [],
  kinds: ['oval.object@object_ref', 'oval.object_component@object_ref', 'oval.object_reference'],

  message: (id) =>
    l10n.t(
      'This names the object {0}, but this OVAL document has no such object, so there is nothing to collect: scanners refuse the document or report an error. Correct the id.',
      id,
    ),
});
