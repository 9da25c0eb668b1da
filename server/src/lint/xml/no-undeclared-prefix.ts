/** Prefixes that no xmlns attribute around them declares: the element belongs to no specification. */
import * as l10n from '@vscode/l10n';
import { xmlRule } from '../xmlProblems.ts';

export const noUndeclaredPrefix = xmlRule(
  { code: 'xml/no-undeclared-prefix', severity: 'error', requirements: [] },
  {
    'undeclared-prefix': ({ name }) =>
      l10n.t(
        'No xmlns:{0} declares the prefix "{0}" here, so a scanner does not know what this belongs to. Declare it or correct it.',
        name,
      ),
    'bad-namespace': ({ name }) =>
      l10n.t(
        '"{0}" is no name that Namespaces in XML allows: at most one colon, and a prefix stands for a namespace.',
        name,
      ),
  },
);
