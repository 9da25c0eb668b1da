/** A criterion that names no test of its OVAL document. */
import * as l10n from '@vscode/l10n';
import { unresolvedRule } from '../unresolved.ts';

export const noUnresolvedTest = unresolvedRule({
  code: 'oval/no-unresolved-test',
  severity: 'error',
  requirements: [],
  kinds: ['oval.criterion@test_ref'],

  message: (id) =>
    l10n.t(
      'criterion names the test {0}, but this OVAL document has no such test: scanners refuse the document or report an error. Correct the id.',
      id,
    ),
});
