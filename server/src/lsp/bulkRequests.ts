/** Requests about many rules at once: what a switch of them would change, and its edit. Thin, like the others. */
import type { Connection } from 'vscode-languageserver';
import * as protocol from '../protocol/index.ts';
import { titleOf } from '../scap/benchmark.ts';
import { listKeyedScopes } from '../scap/scopeKeys.ts';
import { editableProfiles } from '../scap/selection.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import { leadInto } from '../service/intoTailoring.ts';
import { pickListed, pickShown } from '../service/pickRules.ts';
import { toggleItems } from '../service/toggleItem.ts';
import { previewToggle } from '../service/togglePreview.ts';
import { answer, answerShown } from './answer.ts';
import type { Documents } from './documents.ts';
import { onEditRequest, whyBroken } from './editAnswer.ts';

type Preview = ReturnType<typeof previewToggle>;

export function registerBulkRequests(connection: Connection, documents: Documents): void {
  onEditRequest(connection, documents, protocol.toggleItemsRequest, (snapshot, params: protocol.ToggleItemsParams) =>
    toggleItems(snapshot, { ...params.target, ...params }),
  );
  connection.onRequest<Preview | null, void>(
    protocol.togglePreviewRequest,
    async (params: protocol.ToggleItemsParams, token) => {
      const reason = await documents.disk.whyNotEdit(params.into ?? params.uri);
      if (reason !== undefined) return { refused: reason };
      if (params.into !== undefined) await documents.snapshot(params.into);
      return answer<Preview>(documents, params.uri, token, (snapshot, document) => {
        const broken = whyBroken(document, snapshot);
        if (broken) return { refused: broken.reason };
        const { into } = params;
        if (into === undefined) return previewToggle(snapshot, { ...params.target, ...params });
        const led = leadInto(snapshot, documents.get(into)?.snapshot, params);
        if ('reason' in led) return { refused: led.reason };
        return previewToggle(led.snapshot, { ...led.params.target, ...led.params });
      });
    },
  );
  connection.onRequest(protocol.pickRulesRequest, ({ uri, benchmark, from }: protocol.PickRulesParams, token) =>
    answerShown(documents, uri, token, (snapshot) => {
      if ('list' in from) return pickListed(snapshot, benchmark, from.list) ?? null;
      return pickShown(snapshot, benchmark, from.profile, from.filter) ?? null;
    }),
  );
  connection.onRequest(protocol.scopesRequest, ({ uri }: { readonly uri: string }, token) =>
    answerShown(documents, uri, token, listSwitchableScopes),
  );
}

function listSwitchableScopes(snapshot: Snapshot): readonly protocol.SwitchableScope[] {
  return listKeyedScopes(snapshot).map(({ key, benchmark }) => ({
    benchmark: key,
    title: titleOf(benchmark.snapshot, benchmark.element, benchmark.id),
    profiles: editableProfiles(benchmark).map((profile) => ({
      profile: profile.id,
      title: titleOf(profile.snapshot, profile.element, profile.id),
    })),
  }));
}
