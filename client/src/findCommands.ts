/** A list to pick a rule or group from, by whatever people know it by; the server finds, so that typing stays quick. */
import * as vscode from 'vscode';
import { type FoundRule, type FoundRules, findRulesRequest } from '../../server/src/protocol/index.ts';
import { type Documents, nameOf } from './documents.ts';
import { openPlace } from './navigate.ts';
import type { Server } from './server.ts';
import type { Outline } from './view/outline.ts';

/** More are not looked through by anybody: another word is typed. */
const limit = 100;

interface Choice extends vscode.QuickPickItem {
  readonly found?: FoundRule;
  readonly uri?: string;
}

export interface FindParts {
  readonly documents: Documents;
  readonly server: Server;
  readonly outline: Outline;
}

export function findCommands(parts: FindParts) {
  return {
    'scap.findRule': () => findRule(parts),
  };
}

async function findRule(parts: FindParts): Promise<void> {
  const pick = vscode.window.createQuickPick<Choice>();
  pick.title = vscode.l10n.t('Find Rule');
  pick.placeholder = vscode.l10n.t(
    'Title, id, identifier such as CCE-80901-2, control such as AC-6, severity:high, state:off',
  );
  let latest = 0;
  const search = async (query: string): Promise<void> => {
    const mine = ++latest;
    pick.busy = true;
    const choices = await choicesFor(parts, query);
    if (mine !== latest) return;
    pick.items = choices;
    pick.busy = false;
  };
  pick.onDidChangeValue((query) => void search(query));
  pick.onDidHide(() => pick.dispose());
  pick.onDidAccept(() => {
    const [choice] = pick.selectedItems;
    if (choice?.found === undefined || choice.uri === undefined) return;
    pick.hide();
    void goTo(parts, choice.uri, choice.found);
  });
  pick.show();
  await search('');
}

async function choicesFor({ documents, server }: FindParts, query: string): Promise<Choice[]> {
  const open = documents.list().filter(({ state }) => state?.state === 'ready' || state?.state === 'broken');
  const answers = await Promise.all(
    open.map(async ({ uri }) => ({
      uri,
      answer: await server.ask<FoundRules>(findRulesRequest, { uri: uri.toString(), query, limit }),
    })),
  );
  const choices = answers.flatMap(({ uri, answer }) =>
    (answer?.rules ?? []).map((found) => choiceOf(found, uri, answers.length > 1)),
  );
  const more = answers.reduce((sum, { answer }) => sum + (answer?.total ?? 0), 0) - choices.length;
  const label = vscode.l10n.t('... and {0} more: type another word', more);
  return more > 0 ? [...choices, { label, alwaysShow: true }] : choices;
}

/** Always shown: the server has matched fields that the list does not show in full. */
function choiceOf(found: FoundRule, uri: vscode.Uri, namesFile: boolean): Choice {
  const icon = found.kind === 'group' ? '$(folder)' : '$(law)';
  const described = [found.severity, ...found.idents, namesFile ? nameOf(uri) : undefined];
  return {
    label: `${icon} ${found.title}`,
    description: described.filter((part) => part !== undefined).join(', '),
    detail: [found.target.item, ...found.references].join('  '),
    alwaysShow: true,
    found,
    uri: uri.toString(),
  };
}

async function goTo({ outline }: FindParts, uri: string, { target, place }: FoundRule): Promise<void> {
  await outline.revealItem(uri, target, false);
  await openPlace(place);
}
