/** A profile's select whose idref nothing in the Benchmark has. */
import * as l10n from '@vscode/l10n';
import { unresolvedRule } from '../unresolved.ts';

export const noUnresolvedSelect = unresolvedRule({
  code: 'xccdf/no-unresolved-select',
  severity: 'warning',
  requirements: [],
  kinds: ['xccdf.select@idref'],
  removable: true,
  message: (id) =>
    l10n.t(
      'select names {0}, but no Rule, Group, Value or cluster of the Benchmark has this id. Scanners skip it, so the profile does not do what it says. Correct the id, or remove the select.',
      id,
    ),
});
