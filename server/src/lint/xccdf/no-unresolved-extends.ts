/** A Profile, Rule, Group or Value that extends what is not there, or is of another kind. */
import * as l10n from '@vscode/l10n';
import { unresolvedRule } from '../unresolved.ts';

export const noUnresolvedExtends = unresolvedRule({
  code: 'xccdf/no-unresolved-extends',
  severity: 'error',
  requirements: [],
  kinds: ['xccdf.Profile@extends', 'xccdf.Rule@extends', 'xccdf.Group@extends', 'xccdf.Value@extends'],

  message: (id, reference) =>
    l10n.t(
      'This {1} extends {0}, but no other {1} of the Benchmark has this id, so it inherits nothing: scanners use it as if it stood alone. Correct the id, or remove the attribute.',
      id,
      reference.row.local,
    ),
});
