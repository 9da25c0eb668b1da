/** Our own requests about tailorings (protocol): what edits can be led into, a new one, and where the stream of one is. */
import type { Connection } from 'vscode-languageserver';
import * as protocol from '../protocol/index.ts';
import { listTailorings, titleOf } from '../scap/benchmark.ts';
import { listKeyedScopes } from '../scap/scopeKeys.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import { leadInto } from '../service/intoTailoring.ts';
import { newTailoring } from '../service/newTailoring.ts';
import { tailoredScopes, tailoringHref } from '../service/scopes.ts';
import type { FileRecord } from '../workspace/fileRecord.ts';
import { openOrNothing } from '../workspace/search.ts';
import { answer } from './answer.ts';
import type { Documents } from './documents.ts';
import { whyBroken } from './editAnswer.ts';
import type { Workspace } from './workspace.ts';
import { searchedFiles } from './workspaceSymbols.ts';

export function registerTailoringRequests(connection: Connection, documents: Documents, workspace: Workspace): void {
  connection.onRequest(protocol.tailoringChoicesRequest, ({ uri }: { readonly uri: string }, token) =>
    answer(documents, uri, token, (snapshot) => choicesOf(documents, snapshot), { beside: allOf(documents) }),
  );
  connection.onRequest<protocol.NewTailoring | null, void>(
    protocol.newTailoringRequest,
    ({ uri, target, href, time }: protocol.NewTailoringParams, token) =>
      answer<protocol.NewTailoring | null>(documents, uri, token, (snapshot, document) => {
        const broken = whyBroken(document, snapshot);
        return broken ? { reason: broken.reason } : (newTailoring(snapshot, target, { href, time }) ?? null);
      }),
  );
  connection.onRequest<protocol.ToggleTarget | null, void>(
    protocol.tailoredTargetRequest,
    (params: protocol.TailoredTargetParams, token) =>
      answer<protocol.ToggleTarget | null>(
        documents,
        params.uri,
        token,
        (snapshot, _, [tailoring]) => tailoredTarget(snapshot, tailoring, params),
        { beside: [params.into] },
      ),
  );
  connection.onRequest<protocol.StreamOfTailoring | null, void>(
    protocol.streamOfTailoringRequest,
    ({ uri, lead }: protocol.StreamOfTailoringParams, token) => {
      if (lead !== undefined) documents.lead(uri, lead);
      const beside = allOf(documents);
      return answer(documents, uri, token, (snapshot) => streamOf(documents, workspace, snapshot), { beside });
    },
  );
}

/** What is asked of all open documents waits until each has been read. */
function allOf(documents: Documents): readonly string[] {
  return [...documents.list()].map(({ uri }) => uri);
}

function choicesOf(documents: Documents, snapshot: Snapshot): protocol.TailoringChoices {
  const profiles = listKeyedScopes(snapshot).flatMap(({ key, benchmark }) =>
    benchmark.tailoring
      ? []
      : benchmark.profiles.map(({ id, element }) => ({ benchmark: key, id, title: titleOf(snapshot, element, id) })),
  );
  const tailorings = documents
    .atHand()
    .filter(
      (other) => other !== snapshot && tailoredScopes(other).some((scope) => scope.snapshot.uri === snapshot.uri),
    );
  return { profiles, tailorings: tailorings.map(({ uri }) => uri) };
}

/** Null also where the profile would be added by the next edit only. */
function tailoredTarget(
  stream: Snapshot,
  tailoring: Snapshot | undefined,
  params: protocol.TailoredTargetParams,
): protocol.ToggleTarget | null {
  const led = leadInto(stream, tailoring, params);
  return 'reason' in led || led.made.length > 0 ? null : led.params.target;
}

function streamOf(documents: Documents, workspace: Workspace, snapshot: Snapshot): protocol.StreamOfTailoring {
  const [scope] = tailoredScopes(snapshot);
  const profiles = listTailorings(snapshot).flatMap((tailoring) => tailoring.profiles);
  const wanted = new Set(profiles.flatMap(({ id, extends: base }) => (base === undefined ? [id] : [id, base])));
  const holders = searchedFiles(documents, workspace).filter(
    ({ uri, record }) => uri !== snapshot.uri && holdsBenchmarkWith(record, wanted),
  );
  return {
    ...(scope ? { stream: scope.snapshot.uri } : {}),
    href: tailoringHref(snapshot) ?? '',
    candidates: holders.map(({ uri }) => uri),
  };
}

/** Whether a file declares a Benchmark, and one of these profiles. A record that is damaged holds nothing. */
function holdsBenchmarkWith(record: FileRecord, profiles: ReadonlySet<string>): boolean {
  const open = openOrNothing(record);
  if (!open) return false;
  const isOne = (number: number) => open.declaration(number).kind === 'xccdf.Profile';
  if (
    ![...profiles].some((id) => open.find([id]).some((number) => isOne(number) && open.declaration(number).id === id))
  ) {
    return false;
  }
  for (let number = 0; number < open.declarationCount; number++) {
    if (open.declaration(number).kind === 'xccdf.Benchmark') return true;
  }
  return false;
}
