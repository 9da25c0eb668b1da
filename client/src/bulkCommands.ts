/**
 * Commands that switch many rules: the selected rows, everything that the filter shows, a list of ids. They find out which
 * rules are meant and where; what would change is shown before it is applied (bulk.ts).
 */
import * as vscode from 'vscode';
import {
  type PickedRules,
  type PickRulesParams,
  pickRulesRequest,
  type SwitchableScope,
  scopesRequest,
  type ToggleScope,
} from '../../server/src/protocol/index.ts';
import type { SwitchMany } from './bulk.ts';
import { type Documents, nameOf } from './documents.ts';
import type { Server } from './server.ts';
import { refuse } from './talk.ts';
import type { Outline } from './view/outline.ts';
import type { NodeRow, Row } from './view/rows.ts';

export interface BulkParts {
  readonly documents: Documents;
  readonly server: Server;
  readonly outline: Outline;
  readonly switchMany: SwitchMany;
}

export function bulkCommands(parts: BulkParts) {
  return {
    'scap.switchMany.on': (row: unknown, selected: unknown) => switchRows(parts, rowsMeant(parts, row, selected), true),
    'scap.switchMany.off': (row: unknown, selected: unknown) =>
      switchRows(parts, rowsMeant(parts, row, selected), false),
    'scap.switchMany.filtered': () => switchFiltered(parts),
    'scap.switchMany.list': () => switchList(parts),
  };
}

/** Rows that are selected together, with a box each, below one profile or Everywhere. */
export async function switchRows({ switchMany }: BulkParts, rows: readonly NodeRow[], enable: boolean): Promise<void> {
  const [first] = rows;
  if (first?.node.toggle === undefined) {
    return refuse(vscode.l10n.t('Select rules or groups in the SCAP view.'));
  }
  const { benchmark, scope } = first.node.toggle;
  const place = ({ uri, node }: NodeRow) => JSON.stringify([uri, node.toggle?.benchmark, node.toggle?.scope]);
  if (rows.some((row) => place(row) !== place(first))) {
    return refuse(vscode.l10n.t('The selected rows are of different profiles. Select rows below one of them.'));
  }
  const items = rows.flatMap(({ node }) => (node.toggle === undefined ? [] : [node.toggle.item]));
  await switchMany({ uri: first.uri, target: { benchmark, scope, items }, enable });
}

/** What a menu passes, or else what is selected. */
function rowsMeant({ outline }: BulkParts, row: unknown, selected: unknown): readonly NodeRow[] {
  const passed = Array.isArray(selected)
    ? (selected as Row[])
    : row === undefined
      ? outline.view.selection
      : [row as Row];
  return passed.filter((one): one is NodeRow => one.kind === 'node' && one.node.toggle !== undefined);
}

async function switchFiltered(parts: BulkParts): Promise<void> {
  const filter = parts.outline.look.filter();
  if (filter === '') return refuse(vscode.l10n.t('The view has no filter. Use "SCAP: Filter Rules" first.'));
  await switchPicked(parts, vscode.l10n.t('Switch all rules that match {0}', filter), ({ kind, ...scope }) => ({
    filter,
    ...(kind === 'profile' && 'profile' in scope ? { profile: scope.profile } : {}),
  }));
}

/** A box of one line takes no list that is pasted, so it is read from where it was copied from. */
async function switchList(parts: BulkParts): Promise<void> {
  const list = await askList();
  if (list === undefined) return;
  if (list.trim() === '') return refuse(vscode.l10n.t('There is no id in it.'));
  await switchPicked(parts, vscode.l10n.t('Switch the rules of the list'), () => ({ list }));
}

async function askList(): Promise<string | undefined> {
  const editor = vscode.window.activeTextEditor;
  const chosen = editor?.document.getText(editor.selection) ?? '';
  const selected = {
    label: vscode.l10n.t('From the text selected in the editor'),
    description: excerpt(chosen),
    read: async () => chosen,
  };
  const sources = [
    // Read only if it is meant: a browser asks the user for leave, and where it is refused no answer ever comes.
    { label: vscode.l10n.t('From the clipboard'), read: () => vscode.env.clipboard.readText() },
    ...(chosen.trim() === '' ? [] : [selected]),
    {
      label: vscode.l10n.t('Type them'),
      read: () => vscode.window.showInputBox({ prompt: vscode.l10n.t('Ids or identifiers') }),
    },
  ];
  const picked = await vscode.window.showQuickPick(sources, { title: vscode.l10n.t('Where is the list of ids?') });
  return picked?.read();
}

function excerpt(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 60)}...` : line;
}

async function switchPicked(
  { documents, server, outline, switchMany }: BulkParts,
  title: string,
  from: (scope: ToggleScope) => PickRulesParams['from'],
): Promise<void> {
  const uri = await askDocument(documents, outline);
  const scopes = uri === undefined ? null : await server.ask<readonly SwitchableScope[]>(scopesRequest, { uri });
  if (uri === undefined || scopes === null || scopes.length === 0) {
    return refuse(vscode.l10n.t('No SCAP document with rules is open.'));
  }
  const place = await askPlace(scopes, title);
  if (place === undefined) return;
  const { benchmark, scope, enable } = place;
  const picked = await server.ask<PickedRules>(pickRulesRequest, { uri, benchmark, from: from(scope) });
  const { items, unknown } = picked ?? { items: [], unknown: [] };
  if (unknown.length > 0) {
    const shown = unknown.slice(0, 5).join(', ');
    refuse(
      unknown.length === 1
        ? vscode.l10n.t('1 of the list is not in this benchmark: {0}', shown)
        : vscode.l10n.t('{0} of the list are not in this benchmark: {1}', unknown.length, shown),
    );
  }
  if (items.length > 0) await switchMany({ uri, target: { benchmark, scope, items }, enable });
  else if (unknown.length === 0) refuse(vscode.l10n.t('No rule matches.'));
}

/** The document of the selected row, or of the editor, or the only one. */
async function askDocument(documents: Documents, { view }: Outline): Promise<string | undefined> {
  const active = vscode.window.activeTextEditor?.document.uri.toString();
  const known = [view.selection[0]?.uri, active].find((uri) => uri !== undefined && documents.find(uri) !== undefined);
  const all = documents.list().map(({ uri }) => uri);
  if (known !== undefined || all.length < 2) return known ?? all[0]?.toString();
  const choices = all.map((uri) => ({ label: nameOf(uri), description: uri.fsPath, uri }));
  return (await vscode.window.showQuickPick(choices))?.uri.toString();
}

async function askPlace(scopes: readonly SwitchableScope[], title: string) {
  const choices = scopes.flatMap(({ benchmark, profiles, title: name }) => {
    const detail = scopes.length > 1 ? { detail: name } : {};
    const of = (label: string, scope: ToggleScope, enable: boolean, description = '') => ({
      ...{ label, description, benchmark, scope, enable },
      ...detail,
    });
    return [
      of(vscode.l10n.t('On everywhere'), { kind: 'everywhere' }, true),
      of(vscode.l10n.t('Off everywhere'), { kind: 'everywhere' }, false),
      ...profiles.flatMap(({ profile, title: named }) => [
        of(vscode.l10n.t('On in "{0}"', named), { kind: 'profile', profile }, true, profile),
        of(vscode.l10n.t('Off in "{0}"', named), { kind: 'profile', profile }, false, profile),
      ]),
    ];
  });
  return vscode.window.showQuickPick(choices, { title, matchOnDescription: true });
}
