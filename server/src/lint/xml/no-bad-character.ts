/** Characters that XML forbids, as themselves or at this place. */
import * as l10n from '@vscode/l10n';
import { xmlRule } from '../xmlProblems.ts';

export const noBadCharacter = xmlRule(
  { code: 'xml/no-bad-character', severity: 'error', requirements: [] },
  {
    'bad-character': ({ name }) =>
      l10n.t(
        'The character {0} is forbidden in XML, also as a reference: no scanner reads this file. Remove it.',
        name,
      ),
    'cdata-end-in-text': () => l10n.t('"]]>" may not stand in text. Write ]]&gt; instead.'),
  },
);
