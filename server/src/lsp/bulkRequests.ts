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
import type { Documents, OpenDocument } from './documents.ts';
import { onEditRequest, whyBroken } from './editAnswer.ts';
import { shownTexts } from './shownTexts.ts';

type Preview = protocol.ShownPreview | { readonly refused: string };

export function registerBulkRequests(connection: Connection, documents: Documents): void {
  onEditRequest(connection, documents, protocol.toggleItemsRequest, (snapshot, params: protocol.ToggleItemsParams) =>
    toggleItems(snapshot, { ...params.target, ...params }),
  );
  connection.onRequest<Preview | null, void>(
    protocol.togglePreviewRequest,
    (params: protocol.ToggleItemsParams, token) => {
      const { uri, into } = params;
      const refuseFirst = async (): Promise<Preview | undefined> => {
        const reason = await documents.disk.whyNotEdit(into ?? uri);
        return reason === undefined ? undefined : { refused: reason };
      };
      const work = (snapshot: Snapshot, document: OpenDocument): Preview => {
        const broken = whyBroken(document, snapshot);
        if (broken) return { refused: broken.reason };
        const led =
          into === undefined ? { snapshot, params } : leadInto(snapshot, documents.get(into)?.snapshot, params);
        if ('reason' in led) return { refused: led.reason };
        const preview = previewToggle(led.snapshot, { ...led.params.target, ...led.params });
        return 'refused' in preview ? preview : { ...preview, shown: shownTexts(documents, [uri, into]) };
      };
      return answer(documents, uri, token, work, { first: refuseFirst, beside: [into] });
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
