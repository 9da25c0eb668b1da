/** A platform that points to a CPE platform specification (#id) which is not in the file. */
import * as l10n from '@vscode/l10n';
import { unresolvedRule } from '../unresolved.ts';

export const noUnresolvedPlatform = unresolvedRule({
  code: 'xccdf/no-unresolved-platform',
  severity: 'error',
  requirements: ['SRC-15-1'],
  kinds: ['xccdf.platform@idref'],
  removable: true,
  message: (id) =>
    l10n.t(
      'platform names #{0}, but no platform specification has this id. A scanner cannot decide whether this applies and takes it as not applicable. Correct the id, or remove the platform.',
      id,
    ),
});
