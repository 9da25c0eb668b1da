/** A profile's refine-value or set-value whose idref no Value has; scanners say nothing and use the default. */
import * as l10n from '@vscode/l10n';
import { unresolvedRule } from '../unresolved.ts';

export const noUnresolvedRefineValue = unresolvedRule({
  code: 'xccdf/no-unresolved-refine-value',
  severity: 'error',
  requirements: ['SRC-330-3'],
  kinds: ['xccdf.refine-value@idref', 'xccdf.set-value@idref', 'xccdf.set-complex-value@idref'],
  removable: true,
  message: (id) =>
    l10n.t(
      'The profile sets the value {0}, but no Value or cluster of the Benchmark has this id. Scanners say nothing and check against the default. Correct the id, or remove the line.',
      id,
    ),
});
