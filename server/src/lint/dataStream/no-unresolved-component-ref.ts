/** A component-ref that points to no component of the file. */
import * as l10n from '@vscode/l10n';
import { unresolvedRule } from '../unresolved.ts';

export const noUnresolvedComponentRef = unresolvedRule({
  code: 'dataStream/no-unresolved-component-ref',
  severity: 'error',
  requirements: [],
  kinds: ['ds.component-ref@href'],
  message: (id) =>
    l10n.t(
      'component-ref points to #{0}, but no component of this file has this id, so the stream lacks the document. Correct the href, or remove the component-ref with the catalog entries that lead to it.',
      id,
    ),
});
