/** An "&" that starts no reference, and references to what is not declared. */
import * as l10n from '@vscode/l10n';
import { xmlRule } from '../xmlProblems.ts';

export const noBadReference = xmlRule(
  { code: 'xml/no-bad-reference', severity: 'error', requirements: [] },
  {
    'bad-reference': ({ name }) =>
      l10n.t(
        '"{0}" is no reference to a character or entity. Write &amp; where the character "&" itself is meant.',
        name,
      ),
    'unknown-entity': ({ name }) =>
      l10n.t(
        'The entity "{0}" is not declared. XML knows lt, gt, amp, quot and apos: write the character itself, or &amp;{0}; for the text.',
        name,
      ),
  },
);
