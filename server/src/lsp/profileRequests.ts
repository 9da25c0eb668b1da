/** Our own requests about profiles themselves (protocol): what one is called, which ids are free, and its edits. */
import * as l10n from '@vscode/l10n';
import type { Connection } from 'vscode-languageserver';
import * as protocol from '../protocol/index.ts';
import { childText, titleOf, type XccdfBenchmark, type XccdfProfile } from '../scap/benchmark.ts';
import { scopeByKey } from '../scap/scopeKeys.ts';
import { profilesInForce } from '../scap/selection.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import type { Edited } from '../service/edited.ts';
import { editProfile, newProfileIdFault, type ProfileChange, proposeProfileId } from '../service/editProfile.ts';
import { answer, answerShown } from './answer.ts';
import type { Documents } from './documents.ts';
import { onEditRequest } from './editAnswer.ts';

export function registerProfileRequests(connection: Connection, documents: Documents): void {
  onEditRequest<protocol.EditProfileParams>(connection, documents, protocol.editProfileRequest, (snapshot, params) =>
    edit(snapshot, params, documents.atHand()),
  );
  connection.onRequest(protocol.profileWordsRequest, ({ uri, target }: protocol.EditParams, token) =>
    answerShown(documents, uri, token, (snapshot) => words(snapshot, target)),
  );
  connection.onRequest(protocol.checkProfileIdRequest, ({ uri, target, id }: protocol.CheckProfileIdParams, token) =>
    answer<{ readonly fault?: string }>(documents, uri, token, (snapshot) => {
      const benchmark = scopeByKey(snapshot, target.benchmark);
      const fault = benchmark && newProfileIdFault(benchmark, id);
      return fault === undefined ? {} : { fault };
    }),
  );
}

function edit(snapshot: Snapshot, params: protocol.EditProfileParams, others: readonly Snapshot[]): Edited {
  const { target, answer: given } = params;
  const benchmark = scopeByKey(snapshot, target.benchmark);
  const profile = benchmark && findProfile(benchmark, target.profile);
  const change = benchmark && changeOf(params.change, profile);
  if (!benchmark || !change) {
    const gone = target.profile ?? target.benchmark;
    return { kind: 'refused', reason: l10n.t('{0} is not in this document any more.', gone) };
  }
  return editProfile(benchmark, change, { force: given === 'force', others });
}

/** Undefined where the profile that is to be changed is not there. */
function changeOf(change: protocol.ProfileChange, profile: XccdfProfile | undefined): ProfileChange | undefined {
  if (change.kind === 'new') return { ...change, base: profile };
  return profile && { ...change, profile };
}

function findProfile(benchmark: XccdfBenchmark, id: string | undefined): XccdfProfile | undefined {
  return id === undefined ? undefined : profilesInForce(benchmark).find((profile) => profile.id === id);
}

function words(snapshot: Snapshot, target: protocol.EditTarget): protocol.ProfileWords | null {
  const benchmark = scopeByKey(snapshot, target.benchmark);
  if (!benchmark) return null;
  const profile = findProfile(benchmark, target.profile);
  if (target.profile !== undefined && !profile) return null;
  return {
    title: profile ? titleOf(profile.snapshot, profile.element, profile.id) : '',
    description: profile ? childText(profile.snapshot, profile.element, 'description') : '',
    proposedId: proposeProfileId(benchmark, profile),
  };
}
