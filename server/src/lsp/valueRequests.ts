/** Our own requests about Values (protocol): what one is in a profile, what it may be, who reads it, and its edits. */
import * as l10n from '@vscode/l10n';
import type { Connection } from 'vscode-languageserver';
import * as protocol from '../protocol/index.ts';
import type { XccdfBenchmark, XccdfItem, XccdfProfile } from '../scap/benchmark.ts';
import { scopeByKey } from '../scap/scopeKeys.ts';
import { profilesInForce } from '../scap/selection.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import type { Edited } from '../service/edited.ts';
import { editValue, type ValueChange } from '../service/editValue.ts';
import { type ItemInList, listRulesOfValue, listValuesOfRule, textFault, valueState } from '../service/values.ts';
import { answerShown } from './answer.ts';
import { elementLocation } from './convert.ts';
import type { Documents } from './documents.ts';
import { onEditRequest } from './editAnswer.ts';

interface Found {
  readonly benchmark: XccdfBenchmark;
  readonly profile: XccdfProfile;
  readonly value: XccdfItem;
}

export function registerValueRequests(connection: Connection, documents: Documents): void {
  onEditRequest(connection, documents, protocol.editValueRequest, edit);
  const onValue = <Params extends protocol.ValueParams>(
    request: string,
    answer: (found: Found, params: Params) => object,
  ): void => {
    connection.onRequest(request, (params: Params, token) =>
      answerShown(documents, params.uri, token, (snapshot) => {
        const found = find(snapshot, params.target);
        return typeof found === 'string' ? null : answer(found, params);
      }),
    );
  };
  onValue(protocol.valueStateRequest, ({ benchmark, profile, value }) => valueState(benchmark, profile, value));
  onValue(protocol.checkTextRequest, ({ benchmark, profile, value }, { text }: protocol.CheckTextParams) => {
    const fault = textFault(benchmark, profile, value, text);
    return fault === undefined ? {} : { fault };
  });
  onValue(protocol.rulesOfValueRequest, ({ benchmark, profile, value }) =>
    listRulesOfValue(benchmark, profile, value).map((one) => toListed(benchmark, one)),
  );
  connection.onRequest(
    protocol.valuesOfRuleRequest,
    ({ uri, target }: { readonly uri: string; readonly target: protocol.EditTarget }, token) =>
      answerShown(documents, uri, token, (snapshot) => listValues(snapshot, target)),
  );
}

function find(snapshot: Snapshot, target: protocol.EditTarget): Found | string {
  const benchmark = scopeByKey(snapshot, target.benchmark);
  const profile = benchmark && profilesInForce(benchmark).find(({ id }) => id === target.profile);
  const value = benchmark?.itemsById.get(target.item ?? '');
  if (!profile) return l10n.t('{0} is not in this document any more.', target.profile ?? target.benchmark);
  if (value?.kind !== 'value') return l10n.t('{0} is not in this document any more.', target.item ?? '');
  return { benchmark: benchmark!, profile, value };
}

function edit(snapshot: Snapshot, { target, selector, text, answer }: protocol.EditValueParams): Edited {
  const found = find(snapshot, target);
  if (typeof found === 'string') return { kind: 'refused', reason: found };
  const { benchmark, profile, value } = found;
  if (profile.snapshot.uri !== snapshot.uri) {
    return { kind: 'refused', reason: l10n.t('The profile {0} cannot be edited here.', profile.id) };
  }
  const change: ValueChange =
    text !== undefined
      ? { kind: 'set', text }
      : selector !== undefined
        ? { kind: 'select', selector }
        : { kind: 'reset' };
  return editValue(benchmark, profile, value, change, answer === 'force').edited;
}

function listValues(snapshot: Snapshot, target: protocol.EditTarget): protocol.ListedItem[] | null {
  const benchmark = scopeByKey(snapshot, target.benchmark);
  const rule = benchmark?.itemsById.get(target.item ?? '');
  if (!benchmark || rule?.kind !== 'rule') return null;
  const profile = profilesInForce(benchmark).find(({ id }) => id === target.profile);
  return listValuesOfRule(benchmark, profile, rule).map((one) => toListed(benchmark, one));
}

function toListed({ snapshot }: XccdfBenchmark, { item, title, description }: ItemInList): protocol.ListedItem {
  return { id: item.id, title, description, place: elementLocation(snapshot, item.element) };
}
