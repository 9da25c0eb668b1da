/** Results in a Benchmark of a scan with a profile that is not there; it may have been one of a tailoring, or have gone since. */
import * as l10n from '@vscode/l10n';
import { unresolvedRule } from '../unresolved.ts';

export const noUnresolvedResultProfile = unresolvedRule({
  code: 'xccdf/no-unresolved-result-profile',
  // No scan reads it: what was found then stays true.
  severity: 'info',
  requirements: [],
  kinds: ['xccdf.profile@idref'],
  message: (id) =>
    l10n.t(
      'These results are of a scan with the profile {0}, which this Benchmark does not have. If that one was renamed, correct the id; if it stood in a tailoring, say so with tailoring-file.',
      id,
    ),
});
