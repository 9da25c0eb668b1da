/** An extend_definition that names no definition of its OVAL document. */
import * as l10n from '@vscode/l10n';
import { unresolvedRule } from '../unresolved.ts';

export const noUnresolvedDefinition = unresolvedRule({
  code: 'oval/no-unresolved-definition',
  severity: 'error',
  requirements: [],
  kinds: ['oval.extend_definition@definition_ref'],

  message: (id) =>
    l10n.t(
      'extend_definition names {0}, but this OVAL document has no such definition: scanners refuse the document or report an error. Correct the id.',
      id,
    ),
});
