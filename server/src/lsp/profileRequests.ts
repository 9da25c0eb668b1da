/** Our own requests about profiles themselves (protocol): what one is called, which ids are free, and its edits. */
import * as l10n from '@vscode/l10n';
import type { Connection } from 'vscode-languageserver';
import * as protocol from '../protocol/index.ts';
import { childText, titleOf, type XccdfBenchmark, type XccdfProfile } from '../scap/benchmark.ts';
import { scopeByKey } from '../scap/scopeKeys.ts';
import { profilesInForce } from '../scap/selection.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import type { Edited } from '../service/edited.ts';
import { type EditProfileOptions, editProfile, type ProfileChange } from '../service/editProfile.ts';
import { leadInto } from '../service/intoTailoring.ts';
import { newProfileIdFault, proposeProfileId } from '../service/profileIds.ts';
import { editProfileInto, newLedIdFault, proposeLedId } from '../service/profileIntoTailoring.ts';
import { filesNamingProfile } from '../workspace/referencesInto.ts';
import { answer, answerShown } from './answer.ts';
import type { Documents } from './documents.ts';
import { onEditRequest } from './editAnswer.ts';
import type { Workspace } from './workspace.ts';
import { searchedFiles } from './workspaceSymbols.ts';

export function registerProfileRequests(connection: Connection, documents: Documents, workspace: Workspace): void {
  const tailoringOf = ({ into }: Pick<protocol.EditParams, 'into'>) =>
    into === undefined ? undefined : documents.get(into)?.snapshot;
  onEditRequest<protocol.EditProfileParams>(
    connection,
    documents,
    protocol.editProfileRequest,
    (snapshot, params) => edit(snapshot, params, (profile) => namingOf(documents, workspace, profile)),
    {
      // Any of them may name a profile that gets another id or goes.
      besideOf: ({ change, into }) => {
        if (into !== undefined) return [into];
        return isNaming(change) ? [...documents.list()].map(({ uri }) => uri) : [];
      },
      workOutInto: (stream, tailoring, { target, change, answer: given }) => {
        const led = { stream, tailoring, target };
        return editProfileInto(led, change.kind, (profile) => changeOf(change, profile), given === 'force');
      },
    },
  );
  connection.onRequest(protocol.profileWordsRequest, (params: protocol.EditParams, token) => {
    const work = (snapshot: Snapshot) => words(snapshot, tailoringOf(params), params);
    return answerShown(documents, params.uri, token, work, { beside: [params.into] });
  });
  connection.onRequest(protocol.checkProfileIdRequest, (params: protocol.CheckProfileIdParams, token) => {
    const work = (stream: Snapshot): { readonly fault?: string } => {
      const fault = idFault(stream, tailoringOf(params), params);
      return fault === undefined ? {} : { fault };
    };
    return answer(documents, params.uri, token, work, { beside: [params.into] });
  });
}

function idFault(
  stream: Snapshot,
  tailoring: Snapshot | undefined,
  { target, id, into }: protocol.CheckProfileIdParams,
): string | undefined {
  if (into !== undefined) return newLedIdFault({ stream, tailoring, target }, id);
  const benchmark = scopeByKey(stream, target.benchmark);
  return benchmark && newProfileIdFault(benchmark, id);
}

function edit(
  snapshot: Snapshot,
  params: protocol.EditProfileParams,
  namingOf: (profile: XccdfProfile) => Naming,
): Edited {
  const { target, answer: given } = params;
  const benchmark = scopeByKey(snapshot, target.benchmark);
  const profile = benchmark && findProfile(benchmark, target.profile);
  const change = benchmark && changeOf(params.change, profile);
  if (!benchmark || !change) {
    const gone = target.profile ?? target.benchmark;
    return { kind: 'refused', reason: l10n.t('{0} is not in this document any more.', gone) };
  }
  const naming = profile !== undefined && isNaming(change) ? namingOf(profile) : {};
  return editProfile(benchmark, change, { force: given === 'force', ...naming });
}

/** Whether it matters who names the profile. */
function isNaming({ kind }: Pick<ProfileChange, 'kind'>): boolean {
  return kind === 'rename' || kind === 'delete';
}

type Naming = Pick<EditProfileOptions, 'along' | 'others' | 'files'>;

/**
 * Who may name a profile: open documents, and files. Broken documents and those over 50 MiB are not edited along, nor is
 * anything with one of those, for its edit is a save of its own.
 */
function namingOf(documents: Documents, workspace: Workspace, { snapshot, id }: XccdfProfile): Naming {
  const isOnDisk = (uri: string) => documents.get(uri)?.version === null;
  const isAlone = isOnDisk(snapshot.uri);
  const isEditable = ({ uri }: Snapshot) => !isAlone && !isOnDisk(uri) && documents.get(uri)?.problems.length === 0;
  const open = documents.atHand();
  const unopened = searchedFiles(documents, workspace).filter(({ isOpen }) => !isOpen);
  return {
    along: open.filter(isEditable),
    others: open.filter((other) => !isEditable(other)),
    files: filesNamingProfile({ uri: snapshot.uri, id }, unopened),
  };
}

/** Undefined where the profile that is to be changed is not there. */
function changeOf(change: protocol.ProfileChange, profile: XccdfProfile | undefined): ProfileChange | undefined {
  if (change.kind === 'new') return { ...change, base: profile };
  return profile && { ...change, profile };
}

function findProfile(benchmark: XccdfBenchmark, id: string | undefined): XccdfProfile | undefined {
  return id === undefined ? undefined : profilesInForce(benchmark).find((profile) => profile.id === id);
}

function words(
  stream: Snapshot,
  tailoring: Snapshot | undefined,
  { target, into }: protocol.EditParams,
): protocol.ProfileWords | null {
  const benchmark = scopeByKey(stream, target.benchmark);
  if (!benchmark) return null;
  const profile = findProfile(benchmark, target.profile);
  if (target.profile !== undefined && !profile) return null;
  const own = profile ? titleAndDescription(profile) : { title: '', description: '' };
  if (into === undefined) return { ...own, proposedId: proposeProfileId(benchmark, profile) };
  const proposedId = proposeLedId({ stream, tailoring, target }) ?? '';
  const led = profile && leadInto(stream, tailoring, { target });
  const tailored = led && 'params' in led ? tailoredWords(led) : undefined;
  return { ...own, proposedId, ...(tailored ? { tailored: { ...own, ...tailored } } : {}) };
}

/** Those of the profile that customizes; without its description where it has none and inherits one. */
function tailoredWords({
  snapshot,
  params: { target },
}: {
  readonly snapshot: Snapshot;
  readonly params: { readonly target: protocol.EditTarget };
}) {
  const scope = scopeByKey(snapshot, target.benchmark);
  const profile = scope && findProfile(scope, target.profile);
  if (!profile) return undefined;
  const { title, description } = titleAndDescription(profile);
  return description === '' ? { title } : { title, description };
}

function titleAndDescription({ snapshot, element, id }: XccdfProfile): {
  readonly title: string;
  readonly description: string;
} {
  return { title: titleOf(snapshot, element, id), description: childText(snapshot, element, 'description') };
}
