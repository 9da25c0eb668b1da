/** Our own requests (protocol): the side-bar view, toggles, explanations, go-to. Thin, like the standard ones. */

import * as l10n from '@vscode/l10n';
import type { Connection } from 'vscode-languageserver';
import * as protocol from '../protocol/index.ts';
import { titleOf } from '../scap/benchmark.ts';
import { explainInFull, listScans, selectionOfScan } from '../scap/explain.ts';
import { flipText, listFlips } from '../scap/flips.ts';
import { isEffective } from '../scap/groupRules.ts';
import { scopeByKey } from '../scap/scopeKeys.ts';
import { editableProfiles, profilesInForce } from '../scap/selection.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import { findCheckOfRule } from '../service/declaration.ts';
import { type EditedDocument, wordsOf } from '../service/edited.ts';
import { notOpen } from '../service/intoTailoring.ts';
import { toggleItem } from '../service/toggleItem.ts';
import { toggleSubjectAt } from '../service/toggleSubject.ts';
import { answer, answerShown } from './answer.ts';
import { elementLocation, toLocation, toOffset } from './convert.ts';
import type { Documents, OpenDocument } from './documents.ts';
import { certain, onEditRequest, toEditResult, whyBroken } from './editAnswer.ts';
import type { OutlineTracker } from './outlineTracker.ts';
import type { RowsAhead } from './rowsAhead.ts';
import { type Tried, toggleMany, toggleManyInto } from './toggleMany.ts';

export function registerOwnRequests(
  connection: Connection,
  documents: Documents,
  tracker: OutlineTracker,
  ahead: RowsAhead,
): void {
  connection.onRequest(protocol.outlineChildrenRequest, (params: protocol.OutlineChildrenParams, token) =>
    answerShown(documents, params.uri, token, (snapshot) => tracker.children(snapshot, params.node, params.look)),
  );
  onEditRequest(connection, documents, protocol.toggleRequest, (snapshot, params: protocol.ToggleParams) => {
    const toggled = toggleItem(snapshot, { ...params.target, ...params });
    if (toggled.kind === 'edit' && params.into === undefined && isAgreed(toggled, params))
      ahead.tell(snapshot, toggled);
    return toggled;
  });
  connection.onRequest<protocol.ToggleManyResult | null, void>(
    protocol.toggleManyRequest,
    ({ uri, orders, into }: protocol.ToggleManyParams, token) => {
      const refuseFirst = async (): Promise<protocol.ToggleManyResult | undefined> => {
        const reason = await documents.disk.whyNotEdit(into ?? uri);
        return reason === undefined ? undefined : { outcomes: orders.map(() => ({ kind: 'refused', reason })) };
      };
      const work = (snapshot: Snapshot, document: OpenDocument) =>
        into === undefined
          ? toggleAll(documents, document, snapshot, orders)
          : toggleAllInto(documents, document, snapshot, { into, orders });
      return answer(documents, uri, token, work, { first: refuseFirst, beside: [into] });
    },
  );
  connection.onRequest(protocol.explainRequest, (params: protocol.ItemParams, token) =>
    answerShown(documents, params.uri, token, (snapshot) => explain(snapshot, params)),
  );
  connection.onRequest(protocol.profilesRequest, (params: protocol.ItemParams, token) =>
    answerShown(documents, params.uri, token, (snapshot) => profileStates(snapshot, params.target)),
  );
  connection.onRequest(protocol.itemAtRequest, ({ uri, position }: protocol.ItemAtParams, token) =>
    answer(documents, uri, token, (snapshot) => itemAt(snapshot, position)),
  );
  connection.onRequest(protocol.goToRuleRequest, (params: protocol.ItemParams, token) =>
    answerShown(documents, params.uri, token, (snapshot) => {
      const { benchmark, item } = find(snapshot, params.target);
      return benchmark && item ? elementLocation(benchmark.snapshot, item.element) : null;
    }),
  );
  connection.onRequest<ReturnType<typeof goToOval>, void>(
    protocol.goToOvalRequest,
    (params: protocol.ItemParams, token) =>
      answerShown<ReturnType<typeof goToOval>>(documents, params.uri, token, (snapshot) =>
        goToOval(snapshot, params.target),
      ),
  );
}

/** Where the user is to be asked first, the edit may not be made. */
function isAgreed(edited: EditedDocument, { acceptOthers = [] }: protocol.EditParams): boolean {
  return wordsOf(edited).linked.every((other) => acceptOthers.includes(other));
}

function itemAt(snapshot: Snapshot, position: protocol.Position): protocol.ItemAt | null {
  const subject = toggleSubjectAt(snapshot, toOffset(snapshot.source, position));
  if (!subject) return null;
  const { key, item, profile } = subject;
  const scope = profile ? ({ kind: 'profile', profile: profile.id } as const) : ({ kind: 'everywhere' } as const);
  return { kind: item.kind === 'group' ? 'group' : 'rule', benchmark: key, item: item.id, scope };
}

function find(snapshot: Snapshot, target: protocol.ToggleTarget) {
  const benchmark = scopeByKey(snapshot, target.benchmark);
  return { benchmark, item: benchmark?.itemsById.get(target.item) };
}

function toggleAll(
  documents: Documents,
  document: OpenDocument,
  snapshot: Snapshot,
  orders: protocol.ToggleManyParams['orders'],
): protocol.ToggleManyResult {
  const refusal = whyBroken(document, snapshot);
  if (refusal) return { outcomes: orders.map(() => refusal) };
  const tried = tryOut(documents, document, snapshot, orders);
  const { outcomes, edit } = tried.result;
  const sure = edit && certain(documents.disk, edit);
  if (!sure) return { outcomes };
  return sure.kind === 'edit' ? { outcomes, edit: sure } : { outcomes: outcomes.map(() => sure) };
}

function toggleAllInto(
  documents: Documents,
  document: OpenDocument,
  snapshot: Snapshot,
  { into, orders }: { readonly into: string; readonly orders: protocol.ToggleManyParams['orders'] },
): protocol.ToggleManyResult {
  const led = documents.get(into);
  const tailoring = led?.snapshot;
  const refusal =
    whyBroken(document, snapshot) ??
    (tailoring ? whyBroken(led, tailoring) : ({ kind: 'refused', reason: notOpen() } as const));
  if (refusal || !tailoring) return { outcomes: orders.map(() => refusal!) };
  return toggleManyInto(snapshot, tailoring, led.version, orders);
}

function tryOut(
  documents: Documents,
  document: OpenDocument,
  snapshot: Snapshot,
  orders: protocol.ToggleManyParams['orders'],
): Tried {
  let left: Snapshot | undefined;
  try {
    const tried = toggleMany(snapshot, document.version, orders, (toggled) => toEditResult(documents, toggled));
    left = tried.snapshot;
    return tried;
  } finally {
    if (left !== snapshot) documents.takeBack(document.uri, left);
  }
}

function explain(snapshot: Snapshot, { target }: protocol.ItemParams): protocol.Explanation | null {
  const { benchmark, item } = find(snapshot, target);
  if (!benchmark || !item) return null;
  const { scope } = target;
  const profile =
    scope.kind === 'profile' ? profilesInForce(benchmark).find(({ id }) => id === scope.profile) : undefined;
  const scans = profile ? [profile] : listScans(profilesInForce(benchmark));
  const explained = scans.map((scan) => ({ scan, why: explainInFull(benchmark, scan, item) }));
  const link = (
    message: string,
    { code, snapshot: home, element }: (typeof explained)[number]['why']['decided'],
    decided: boolean,
  ) => ({ code, message, place: elementLocation(home, element), decided });
  return {
    title: titleOf(benchmark.snapshot, item.element, item.id),
    effective: explained.some(({ why }) => why.effective),
    chain: profile
      ? explained.flatMap(({ why }) => why.chain.map((step) => link(step.message, step, step === why.decided)))
      : explained.map(({ scan, why }) => {
          const name = typeof scan === 'string' ? scan : titleOf(scan.snapshot, scan.element, scan.id);
          const state = why.effective ? l10n.t('evaluated') : l10n.t('not evaluated');
          return link(l10n.t('{0}: {1}, {2}', name, state, why.decided.message), why.decided, false);
        }),
    flips: (profile ? listFlips(benchmark, profile, item) : []).map((flip) => ({
      message: flipText(flip, ({ message }) => message),
      place: elementLocation(flip.edits[0]!.snapshot, flip.edits[0]!.element),
    })),
  };
}

function profileStates(snapshot: Snapshot, target: protocol.ToggleTarget): protocol.ProfileState[] | null {
  const { benchmark, item } = find(snapshot, target);
  if (!benchmark || !item) return null;
  const profiles = editableProfiles(benchmark);
  return profiles
    .filter((profile) => !profile.abstract)
    .map((profile) => ({
      profile: profile.id,
      title: titleOf(profile.snapshot, profile.element, profile.id),
      effective: isEffective(benchmark, selectionOfScan(benchmark, profile).effective, item),
    }));
}

function goToOval(snapshot: Snapshot, target: protocol.ToggleTarget): protocol.Place | { reason: string } | null {
  const { benchmark, item } = find(snapshot, target);
  const declaration =
    item && benchmark?.snapshot.index.declarationsAt(item.element).find(({ kind }) => kind === 'xccdf.Rule');
  if (!benchmark || !declaration) return null;
  const { targets, reason } = findCheckOfRule(benchmark.snapshot, declaration);
  const [first] = targets;
  return first ? toLocation(first.snapshot, first.selection) : { reason: reason ?? l10n.t('The rule has no check.') };
}
