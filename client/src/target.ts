/**
 * Finds out which rule or group a command means: the row it was called on, else what the user touched last, the view's
 * selection or the place of the cursor. Where there is none, it says what to do.
 */
import * as vscode from 'vscode';
import { type ItemAt, type ItemParams, itemAtRequest } from '../../server/src/protocol/index.ts';
import type { Documents } from './documents.ts';
import type { Server } from './server.ts';
import type { NodeRow, Row } from './view/rows.ts';

export interface Targets extends vscode.Disposable {
  readonly row: (argument: unknown) => NodeRow | undefined;
  /** Undefined after the user was told that nothing is selected. */
  readonly item: (argument: unknown) => Promise<MeantItem | undefined>;
}

export interface MeantItem extends ItemParams {
  /** A group stands for all rules inside, so that a switch of it is shown before it is made. */
  readonly isGroup: boolean;
}

export function createTargets(view: vscode.TreeView<Row>, documents: Documents, server: Server): Targets {
  let isEditorLast = false;
  const listeners = [
    view.onDidChangeSelection(() => {
      isEditorLast = false;
    }),
    vscode.window.onDidChangeTextEditorSelection(({ kind }) => {
      // Without a kind it was a command of ours that moved the cursor.
      if (kind !== undefined && kind !== vscode.TextEditorSelectionChangeKind.Command) isEditorLast = true;
    }),
  ];

  const row = (argument: unknown): NodeRow | undefined => {
    const candidate = (argument as Row | undefined) ?? view.selection[0];
    return candidate?.kind === 'node' ? candidate : undefined;
  };

  const atCursor = async (): Promise<MeantItem | undefined> => {
    const editor = vscode.window.activeTextEditor;
    const uri = editor?.document.uri.toString();
    if (editor === undefined || uri === undefined || documents.find(uri) === undefined) return undefined;
    const found = await server.ask<ItemAt>(itemAtRequest, () => ({ uri, position: cursorOf(editor) }));
    if (found === null) return undefined;
    const { kind, ...target } = found;
    return { uri, target, isGroup: kind === 'group' };
  };

  const ofRow = (argument: unknown): MeantItem | undefined => {
    const found = row(argument);
    const target = found?.node.toggle;
    return target && { uri: found.uri, target, isGroup: found.node.kind === 'group' };
  };

  const item = async (argument: unknown): Promise<MeantItem | undefined> => {
    // The editor's context menu passes its document.
    if (argument instanceof vscode.Uri) return (await atCursor()) ?? tellNone();
    if (argument !== undefined) return ofRow(argument) ?? tellNone();
    const found = isEditorLast ? ((await atCursor()) ?? ofRow(undefined)) : (ofRow(undefined) ?? (await atCursor()));
    return found ?? tellNone();
  };
  return { row, item, dispose: () => vscode.Disposable.from(...listeners).dispose() };
}

/** Where the cursor of an editor is now. */
export function cursorOf({ selection }: vscode.TextEditor): { readonly line: number; readonly character: number } {
  const { line, character } = selection.active;
  return { line, character };
}

async function tellNone(): Promise<undefined> {
  const show = vscode.l10n.t('Show View');
  const message = vscode.l10n.t('Select a rule in the SCAP view, or put the cursor into one.');
  void vscode.window.showInformationMessage(message, show).then((answer) => {
    if (answer === show) void vscode.commands.executeCommand('scap.outline.focus');
  });
  return undefined;
}
