/** Asks which profiles to put side by side. It starts from the row or the document that the user is at. */
import * as vscode from 'vscode';
import { type CompareChoice, compareChoicesRequest, type Place } from '../../../server/src/protocol/index.ts';
import { type Documents, folderOf, nameOf } from '../documents.ts';
import type { Server } from '../server.ts';
import { activeDocument } from '../status.ts';
import type { NodeRow } from '../view/rows.ts';
import type { Subject } from './messages.ts';

/** Undefined where the user gave up, or was told why there is nothing to compare. */
export async function chooseSubject(
  documents: Documents,
  server: Server,
  row: NodeRow | undefined,
): Promise<Subject | undefined> {
  const uri = row?.uri ?? (await chooseDocument(documents));
  if (uri === undefined) return undefined;
  const choices = await server.ask<readonly CompareChoice[]>(compareChoicesRequest, { uri });
  const comparable = (choices ?? []).filter(({ profiles }) => profiles.length > 0);
  if (comparable.length === 0) {
    return tell(vscode.l10n.t('{0} has no profiles that could be compared.', nameOf(vscode.Uri.parse(uri))));
  }
  const choice = comparable.find((one) => row !== undefined && isAbout(one, row)) ?? (await chooseScope(comparable));
  if (choice === undefined) return undefined;
  const ticked = choice.profiles.filter(({ place }) => row !== undefined && isSame(place, row.node.place));
  return chooseProfiles({ uri, benchmark: choice.benchmark, profiles: ticked.map(({ id }) => id) }, choice);
}

/** Other profiles for a table that is there already. */
export async function chooseAgain(server: Server, subject: Subject): Promise<Subject | undefined> {
  const choices = await server.ask<readonly CompareChoice[]>(compareChoicesRequest, { uri: subject.uri });
  const choice = choices?.find(({ benchmark }) => benchmark === subject.benchmark);
  if (choice !== undefined) return chooseProfiles(subject, choice);
  return tell(vscode.l10n.t('{0} is not in the document any more.', subject.benchmark));
}

function isAbout(choice: CompareChoice, { node }: NodeRow): boolean {
  return [choice, ...choice.profiles].some(({ place }) => isSame(place, node.place));
}

/** An element is told from all others by where it starts. */
function isSame(one: Place, other: Place): boolean {
  const [a, b] = [one.range.start, other.range.start];
  return one.uri === other.uri && a.line === b.line && a.character === b.character;
}

async function chooseDocument(documents: Documents): Promise<string | undefined> {
  const active = activeDocument(documents);
  const listed = documents.list();
  if (active !== undefined || listed.length === 1) return (active ?? listed[0])?.uri.toString();
  if (listed.length === 0) return tell(vscode.l10n.t('Open a SCAP document first.'));
  const picked = await vscode.window.showQuickPick(
    listed.map(({ uri }) => ({ label: nameOf(uri), description: folderOf(uri) ?? '', uri: uri.toString() })),
    { title: vscode.l10n.t('Compare profiles of which document?') },
  );
  return picked?.uri;
}

async function chooseScope(choices: readonly CompareChoice[]): Promise<CompareChoice | undefined> {
  if (choices.length === 1) return choices[0];
  const picked = await vscode.window.showQuickPick(
    choices.map((choice) => ({ label: choice.title, description: choice.benchmark, choice })),
    { title: vscode.l10n.t('Compare profiles of which benchmark?') },
  );
  return picked?.choice;
}

async function chooseProfiles(subject: Subject, { profiles }: CompareChoice): Promise<Subject | undefined> {
  const item = (id: string, label: string, description: string) => ({
    ...{ id, label, description },
    picked: subject.profiles.includes(id),
  });
  const items = [
    ...profiles.map(({ id, title, abstract }) => item(id, title, abstract ? vscode.l10n.t('{0}, abstract', id) : id)),
    item('(default)', '(default)', vscode.l10n.t('the scan without a profile')),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    matchOnDescription: true,
    title: vscode.l10n.t('Profiles to compare'),
    placeHolder: vscode.l10n.t('Tick the profiles to put side by side'),
  });
  if (picked === undefined || picked.length === 0) return undefined;
  return { ...subject, profiles: picked.map(({ id }) => id) };
}

function tell(message: string): undefined {
  void vscode.window.showInformationMessage(message);
}
