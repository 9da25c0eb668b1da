/** Our own requests about refinements (protocol): what a rule is in a profile, and edits of its refine-rule. */
import * as l10n from '@vscode/l10n';
import type { Connection } from 'vscode-languageserver';
import * as protocol from '../protocol/index.ts';
import { scopeByKey } from '../scap/scopeKeys.ts';
import { profilesInForce } from '../scap/selection.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import type { Edited } from '../service/edited.ts';
import { refinementFault, refinementState, refineRule } from '../service/refineRule.ts';
import { answerShown } from './answer.ts';
import type { Documents } from './documents.ts';
import { onEditRequest } from './editAnswer.ts';

export function registerRefinementRequests(connection: Connection, documents: Documents): void {
  onEditRequest(connection, documents, protocol.refineRuleRequest, edit);
  connection.onRequest(protocol.refinementStateRequest, ({ uri, target }: protocol.ValueParams, token) =>
    answerShown(documents, uri, token, (snapshot) => {
      const found = find(snapshot, target);
      return found ? refinementState(found.benchmark, found.profile, found.rule) : null;
    }),
  );
  connection.onRequest<{ readonly fault?: string } | null, void>(
    protocol.checkWeightRequest,
    ({ uri, target, text }: protocol.CheckTextParams, token) =>
      answerShown<{ readonly fault?: string }>(documents, uri, token, (snapshot) => {
        const found = find(snapshot, target);
        const fault = found && refinementFault(found.benchmark, found.rule, { weight: text });
        return fault === undefined ? {} : { fault };
      }),
  );
}

function find(snapshot: Snapshot, target: protocol.EditTarget) {
  const benchmark = scopeByKey(snapshot, target.benchmark);
  const profile = benchmark && profilesInForce(benchmark).find(({ id }) => id === target.profile);
  const rule = benchmark?.itemsById.get(target.item ?? '');
  return profile && rule?.kind === 'rule' ? { benchmark: benchmark!, profile, rule } : undefined;
}

function edit(snapshot: Snapshot, { target, change }: protocol.RefineRuleParams): Edited {
  const found = find(snapshot, target);
  if (!found) return { kind: 'refused', reason: l10n.t('{0} is not in this document any more.', target.item) };
  const { benchmark, profile, rule } = found;
  if (profile.snapshot.uri !== snapshot.uri) {
    return { kind: 'refused', reason: l10n.t('The profile {0} cannot be edited here.', profile.id) };
  }
  return refineRule(benchmark, profile, rule, change).edited;
}
