/** A list to pick a rule or group from, by whatever people know it by; the server finds, so that typing stays quick. */
import * as vscode from 'vscode';
import {
  type FoundRule,
  type FoundRules,
  findRulesRequest,
  type ProfileScope,
  type SwitchableScope,
  scopesRequest,
} from '../../server/src/protocol/index.ts';
import { type Documents, nameOf } from './documents.ts';
import { openPlace } from './navigate.ts';
import type { Server } from './server.ts';
import { activeDocument } from './status.ts';
import type { Outline } from './view/outline.ts';
import { branchOf } from './view/reveal.ts';
import type { Row } from './view/rows.ts';

/** More are not looked through by anybody: another word is typed. */
const limit = 100;

interface Choice extends vscode.QuickPickItem {
  readonly found?: FoundRule;
  readonly uri?: string;
}

export interface FindParts {
  readonly documents: Documents;
  readonly server: Server;
  readonly outline: Pick<Outline, 'view' | 'revealItem'>;
}

/** The profile whose states are shown; its title is for the user. Undefined: Everywhere, in all open documents. */
interface Within extends ProfileScope {
  readonly uri: string;
  readonly title: string;
}

export function findCommands(parts: FindParts) {
  return {
    'scap.findRule': (row: unknown) => findRule(parts, profileMeant(parts, row as Row | undefined)),
  };
}

/** The profile of the row that the command was called on, else of the selected one, unless the user works in another document. */
function profileMeant({ documents, outline }: FindParts, called: Row | undefined): Within | undefined {
  const row = called?.kind === undefined ? outline.view.selection[0] : called;
  if (row === undefined || row.kind === 'document') return undefined;
  const active = activeDocument(documents)?.uri.toString();
  if (row !== called && active !== undefined && active !== row.uri) return undefined;
  const branch = branchOf(row);
  if (branch.kind === 'document' || branch.node.kind !== 'profile') return undefined;
  const { benchmark, profile } = branch.node.target ?? {};
  if (benchmark === undefined || profile === undefined) return undefined;
  return { uri: row.uri, benchmark, profile, title: branch.node.label };
}

async function findRule(parts: FindParts, within: Within | undefined, value = ''): Promise<void> {
  const pick = vscode.window.createQuickPick<Choice>();
  pick.title =
    within === undefined
      ? vscode.l10n.t('Find Rule: states as in any scan')
      : vscode.l10n.t('Find Rule: states in "{0}"', within.title);
  pick.placeholder = vscode.l10n.t(
    'Title, id, identifier such as CCE-80901-2, control such as AC-6, severity:high, state:off',
  );
  pick.buttons = [
    { iconPath: new vscode.ThemeIcon('account'), tooltip: vscode.l10n.t('States in another profile...') },
  ];
  pick.value = value;
  let latest = 0;
  const search = async (query: string): Promise<void> => {
    const mine = ++latest;
    pick.busy = true;
    const choices = await choicesFor(parts, query, within);
    if (mine !== latest) return;
    pick.items = choices;
    pick.busy = false;
  };
  pick.onDidChangeValue((query) => void search(query));
  pick.onDidHide(() => pick.dispose());
  pick.onDidTriggerButton(() => {
    const typed = pick.value;
    pick.hide();
    void askWithin(parts).then((chosen) => findRule(parts, chosen === undefined ? within : chosen.within, typed));
  });
  pick.onDidAccept(() => {
    const [choice] = pick.selectedItems;
    if (choice?.found === undefined || choice.uri === undefined) return;
    pick.hide();
    void goTo(parts, choice.uri, choice.found);
  });
  pick.show();
  await search(value);
}

/** Every profile of every open document, and none of them. Undefined where the user thought better of it. */
async function askWithin(parts: FindParts): Promise<{ readonly within: Within | undefined } | undefined> {
  const open = openDocuments(parts);
  const scopes = await Promise.all(
    open.map(async (uri) => ({
      uri,
      scopes: await parts.server.ask<readonly SwitchableScope[]>(scopesRequest, { uri: uri.toString() }),
    })),
  );
  const rows = scopes.flatMap(({ uri, scopes: found }) =>
    (found ?? []).flatMap(({ benchmark, profiles, title: holder }) =>
      profiles.map(({ profile, title }) => ({
        ...{ label: title, description: profile, detail: open.length > 1 ? `${holder}, ${nameOf(uri)}` : holder },
        within: { uri: uri.toString(), benchmark, profile, title },
      })),
    ),
  );
  const everywhere = { label: vscode.l10n.t('In any scan'), within: undefined };
  const title = vscode.l10n.t('The profile whose states are shown');
  const picked = await vscode.window.showQuickPick<vscode.QuickPickItem & { readonly within: Within | undefined }>(
    [everywhere, ...rows],
    { title, matchOnDescription: true },
  );
  return picked && { within: picked.within };
}

function openDocuments({ documents }: FindParts): readonly vscode.Uri[] {
  const open = documents.list().filter(({ state }) => state?.state === 'ready' || state?.state === 'broken');
  return open.map(({ uri }) => uri);
}

async function choicesFor(parts: FindParts, query: string, within: Within | undefined): Promise<Choice[]> {
  const open = openDocuments(parts).filter((uri) => within === undefined || uri.toString() === within.uri);
  const scope = within && { benchmark: within.benchmark, profile: within.profile };
  const answers = await Promise.all(
    open.map(async (uri) => ({
      uri,
      answer: await parts.server.ask<FoundRules>(findRulesRequest, {
        ...{ uri: uri.toString(), query, limit },
        ...(scope === undefined ? {} : { within: scope }),
      }),
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
  const described = [
    found.state && stateWords(found.state),
    found.severity,
    ...found.idents,
    namesFile ? nameOf(uri) : undefined,
  ];
  return {
    label: `${icon} ${found.title}`,
    description: described.filter((part) => part !== undefined).join(', '),
    detail: [found.target.item, ...found.references].join('  '),
    alwaysShow: true,
    found,
    uri: uri.toString(),
  };
}

function stateWords(state: NonNullable<FoundRule['state']>): string {
  switch (state) {
    case 'on':
      return vscode.l10n.t('on');
    case 'off':
      return vscode.l10n.t('off');
    case 'group':
      return vscode.l10n.t('off by its group');
    case 'requires':
      return vscode.l10n.t('off: unmet requires');
    case 'conflicts':
      return vscode.l10n.t('off: conflict');
  }
}

async function goTo({ outline }: FindParts, uri: string, { target, place }: FoundRule): Promise<void> {
  await outline.revealItem(uri, target, false);
  await openPlace(place);
}
