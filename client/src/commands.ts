/**
 * Every command of the extension, by name. Each does something sensible or says why not, also from the palette with
 * nothing selected; what a toggle means is toggle.ts's and the server's.
 */
import * as vscode from 'vscode';
import { type ProfileState, profilesRequest, type ToggleScope } from '../../server/src/protocol/index.ts';
import { bulkCommands, switchRows } from './bulkCommands.ts';
import type { Comparisons } from './compare/comparisons.ts';
import type { Documents } from './documents.ts';
import type { Editing } from './editing.ts';
import type { EditTarget } from './editTarget.ts';
import { filterCommands } from './filterCommands.ts';
import { findCommands } from './findCommands.ts';
import { goToOval, goToRule, openPlace, why } from './navigate.ts';
import { profileCommands } from './profiles.ts';
import { refineCommands } from './refine.ts';
import type { Reports } from './report.ts';
import type { Server } from './server.ts';
import { chooseTarget, newTailoring, openTailoring } from './tailoring.ts';
import { applyTailoring, fitTailoring, tailorChanges } from './tailoringReports.ts';
import type { Targets } from './target.ts';
import type { Toggler } from './toggle.ts';
import { valueCommands } from './values.ts';
import { keyboardRows } from './view/keyboard.ts';
import type { Outline } from './view/outline.ts';
import type { NodeRow } from './view/rows.ts';

export interface Parts {
  readonly documents: Documents;
  readonly server: Server;
  readonly outline: Outline;
  readonly targets: Targets;
  readonly toggler: Toggler;
  readonly editing: Editing;
  readonly target: EditTarget;
  readonly reports: Reports;
  readonly comparisons: Comparisons;
  readonly output: vscode.LogOutputChannel;
  /** A click on a row's box, or the same by keyboard. */
  readonly switchRow: (row: NodeRow, enable: boolean) => void;
}

export function registerCommands(parts: Parts): vscode.Disposable {
  const { server, targets, toggler, output } = parts;
  const handlers: Readonly<Record<string, (argument: unknown, selected?: unknown) => unknown>> = {
    'scap.toggle.focused': (argument) => toggleFocused(parts, argument),
    'scap.toggle.everywhereOn': (argument) => toggleInScope(parts, argument, { kind: 'everywhere' }, true),
    'scap.toggle.everywhereOff': (argument) => toggleInScope(parts, argument, { kind: 'everywhere' }, false),
    'scap.toggle.onWhereNamed': (argument) => toggleInScope(parts, argument, { kind: 'mentioned' }, true),
    'scap.toggle.inProfiles': (argument) => toggleInProfiles(parts, argument),
    'scap.compareProfiles': (argument) => parts.comparisons.compare(targets.row(argument)),
    'scap.undoLastToggle': () => toggler.undoLast(),
    'scap.goToRow': async (argument) => {
      const row = targets.row(argument);
      if (row === undefined) await targets.item(argument);
      else await openPlace(row.node.place);
    },
    'scap.goToRule': async (argument) => {
      const item = await targets.item(argument);
      if (item !== undefined) await goToRule(server, item);
    },
    'scap.goToOval': async (argument) => {
      const item = await targets.item(argument);
      if (item !== undefined) await goToOval(server, item);
    },
    'scap.why': async (argument) => {
      const item = await targets.item(argument);
      if (item !== undefined) await why(server, item);
    },
    'scap.chooseTarget': () => chooseTarget(parts),
    'scap.newTailoring': () => newTailoring(parts),
    'scap.openTailoring': () => openTailoring(parts),
    'scap.tailorChanges': () => tailorChanges(parts),
    'scap.applyTailoring': () => applyTailoring(parts),
    'scap.fitTailoring': () => fitTailoring(parts),
    'scap.goToProblem': (argument) => goToProblem(parts, argument),
    'scap.openFile': openFile,
    'scap.restartServer': () => restart(parts),
    'scap.showOutput': () => output.show(),
    ...profileCommands(parts),
    ...valueCommands(parts),
    ...refineCommands(parts),
    ...filterCommands(parts.outline),
    ...findCommands(parts),
    ...bulkCommands({ ...parts, switchMany: toggler.switchMany }),
  };
  return vscode.Disposable.from(
    ...Object.entries(handlers).map(([name, handler]) => vscode.commands.registerCommand(name, handler)),
  );
}

/**
 * Several selected rows are switched together: on, unless all of them are. A row without a box opens or closes instead, as
 * Space does in any other tree.
 */
async function toggleFocused(parts: Parts, argument: unknown): Promise<void> {
  const { view } = parts.outline;
  const byKey = argument === 'focused' ? await keyboardRows(view) : undefined;
  const selected = byKey?.selected ?? (argument === undefined ? view.selection : []);
  const row = byKey ? byKey.focused : (selected[0] ?? parts.targets.row(argument));
  const rows = selected.filter((one): one is NodeRow => one.kind === 'node' && one.node.checked !== undefined);
  if (rows.length > 1) {
    const enable = !rows.every(({ node }) => node.checked);
    return switchRows({ ...parts, switchMany: parts.toggler.switchMany }, rows, enable);
  }
  if (row?.kind === 'node' && row.node.checked !== undefined && row.node.toggle !== undefined) {
    parts.switchRow(row, !row.node.checked);
  } else if (row === undefined) {
    await parts.targets.item({});
  } else {
    await vscode.commands.executeCommand('list.toggleExpand');
  }
}

async function toggleInScope(parts: Parts, argument: unknown, scope: ToggleScope, enable: boolean): Promise<void> {
  const item = await parts.targets.item(argument);
  if (item === undefined) return;
  const order = { uri: item.uri, target: { ...item.target, scope }, enable };
  await (item.isGroup ? parts.toggler.toggleGroup(order) : parts.toggler.toggle(order));
}

/** Ticks show where the item is on now; only the differences are applied: of a rule as one undo step. */
async function toggleInProfiles(parts: Parts, argument: unknown): Promise<void> {
  const item = await parts.targets.item(argument);
  if (item === undefined) return;
  const profiles = await parts.server.ask<readonly ProfileState[]>(profilesRequest, item);
  if (profiles === null || profiles.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('This benchmark has no profiles.'));
    return;
  }
  const choices = profiles.map((state) => ({
    label: state.title,
    description: state.profile,
    picked: state.effective,
    state,
  }));
  const picked = await vscode.window.showQuickPick(choices, {
    canPickMany: true,
    title: vscode.l10n.t('Profiles in which it is on'),
    placeHolder: vscode.l10n.t('Tick to switch on, untick to switch off'),
  });
  if (picked === undefined) return;
  const changed = choices.filter((choice) => picked.includes(choice) !== choice.state.effective);
  const orders = changed.map(({ state }) => {
    const target = { ...item.target, scope: { kind: 'profile', profile: state.profile } } as const;
    return { uri: item.uri, target, enable: !state.effective };
  });
  // Of a group each is shown before it is made, one after the other.
  if (item.isGroup) for (const order of orders) await parts.toggler.toggleGroup(order);
  else await parts.toggler.toggleTogether(orders);
}

async function goToProblem({ documents }: Parts, argument: unknown): Promise<void> {
  const row = argument as { readonly uri?: string } | string | undefined;
  const asked = typeof row === 'string' ? row : row?.uri;
  const found = documents.list().find(({ uri, state }) => {
    return asked === undefined ? state?.place !== undefined : uri.toString() === asked;
  });
  if (found?.state?.place !== undefined) await openPlace(found.state.place);
  else if (found !== undefined) await vscode.commands.executeCommand('vscode.open', found.uri);
  else
    void vscode.window.showInformationMessage(
      vscode.l10n.t('No open SCAP document has a problem that stops it from being read.'),
    );
}

async function openFile(): Promise<void> {
  const picked = await vscode.window.showOpenDialog({
    filters: { SCAP: ['xml'] },
    title: vscode.l10n.t('Open SCAP Content'),
  });
  if (picked?.[0] !== undefined) await vscode.commands.executeCommand('vscode.open', picked[0]);
}

async function restart({ documents, server }: Parts): Promise<void> {
  if (documents.list().length > 0) return server.restart();
  void vscode.window.showInformationMessage(vscode.l10n.t('No SCAP document is open, so no server is needed.'));
}
