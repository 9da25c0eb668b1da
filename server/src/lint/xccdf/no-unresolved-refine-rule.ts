/** A profile's refine-rule whose idref no Rule, Group or cluster has. */
import * as l10n from '@vscode/l10n';
import { unresolvedRule } from '../unresolved.ts';

export const noUnresolvedRefineRule = unresolvedRule({
  code: 'xccdf/no-unresolved-refine-rule',
  severity: 'warning',
  requirements: [],
  kinds: ['xccdf.refine-rule@idref'],
  removable: true,
  message: (id) =>
    l10n.t(
      'refine-rule names {0}, but no Rule, Group or cluster of the Benchmark has this id, so the refinement has no effect. Correct the id, or remove the refine-rule.',
      id,
    ),
});
