/** A questionnaire or test action that names an action or question which its OCIL document lacks. */
import * as l10n from '@vscode/l10n';
import { unresolvedRule } from '../unresolved.ts';

export const noUnresolvedReference = unresolvedRule({
  code: 'ocil/no-unresolved-reference',
  severity: 'error',
  requirements: [],
  kinds: ['ocil.test_action_ref', 'ocil.test_action@question_ref'],

  message: (id) =>
    l10n.t(
      'This names {0}, but this OCIL document has no such question or test action, so the questionnaire cannot be answered. Correct the id.',
      id,
    ),
});
