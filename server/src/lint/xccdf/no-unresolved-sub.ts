/** A sub in prose or in a fix whose idref no Value or plain-text has. */
import * as l10n from '@vscode/l10n';
import { unresolvedRule } from '../unresolved.ts';

export const noUnresolvedSub = unresolvedRule({
  code: 'xccdf/no-unresolved-sub',
  severity: 'error',
  requirements: [],
  kinds: ['xccdf.sub@idref', 'xccdf.sub@value'],

  message: (id) =>
    l10n.t(
      'sub names {0}, but no Value or plain-text of the Benchmark has this id, so nothing is put in its place: a fix would run with a hole in it. Correct the id.',
      id,
    ),
});
