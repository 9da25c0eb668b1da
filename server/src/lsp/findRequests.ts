/** Requests that find rules, and the rows of the view that show them. Thin, like the others. */
import type { Connection } from 'vscode-languageserver';
import * as protocol from '../protocol/index.ts';
import { listKeyedScopes } from '../scap/scopeKeys.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import { type FoundItem, findRules } from '../service/findRules.ts';
import { countFiltered } from '../service/outline/filter.ts';
import { pathToItem } from '../service/outline/path.ts';
import { answerShown } from './answer.ts';
import { elementLocation } from './convert.ts';
import type { Documents } from './documents.ts';

export function registerFindRequests(connection: Connection, documents: Documents): void {
  connection.onRequest(protocol.findRulesRequest, ({ uri, query, limit, within }: protocol.FindRulesParams, token) =>
    answerShown(documents, uri, token, (snapshot): protocol.FoundRules => {
      const { total, found } = findRules(snapshot, query, limit, within);
      return { total, rules: found.map((item) => toFoundRule(item, within?.profile)) };
    }),
  );
  connection.onRequest(protocol.outlinePathRequest, ({ uri, target }: protocol.ItemParams, token) =>
    answerShown(documents, uri, token, (snapshot) => {
      const profile = target.scope.kind === 'profile' ? target.scope.profile : undefined;
      return pathToItem(snapshot, target.benchmark, target.item, profile) ?? null;
    }),
  );
  connection.onRequest(
    protocol.outlineCountRequest,
    ({ uri, filter }: { readonly uri: string; readonly filter: string }, token) =>
      answerShown(documents, uri, token, (snapshot: Snapshot) =>
        countFiltered(
          snapshot,
          listKeyedScopes(snapshot).map(({ benchmark }) => benchmark),
          filter,
        ),
      ),
  );
}

function toFoundRule(
  { item, title, severity, mark, idents, references, scope, snapshot }: FoundItem,
  profile: string | undefined,
): protocol.FoundRule {
  return {
    kind: item.kind === 'group' ? 'group' : 'rule',
    title,
    ...(severity === undefined ? {} : { severity }),
    ...(mark === undefined ? {} : { state: mark }),
    ...{ idents, references },
    target: {
      benchmark: scope,
      item: item.id,
      scope: profile === undefined ? { kind: 'everywhere' } : { kind: 'profile', profile },
    },
    place: elementLocation(snapshot, item.element),
  };
}
