/** Selects the row of the rule at the cursor while the setting says so, below the profile that was last looked at. */
import * as vscode from 'vscode';
import { itemAtRequest, type ToggleTarget } from '../../../server/src/protocol/index.ts';
import type { Documents } from '../documents.ts';
import type { Server } from '../server.ts';
import { cursorOf } from '../target.ts';
import type { Outline } from './outline.ts';

/** The cursor is followed when it rests this long. */
const restMs = 200;

export function followCursor(outline: Outline, documents: Documents, server: Server): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const follow = async (editor: vscode.TextEditor): Promise<void> => {
    const uri = editor.document.uri.toString();
    if (!outline.view.visible || documents.find(uri)?.state?.state !== 'ready') return;
    const target = await server.ask<ToggleTarget>(itemAtRequest, () => ({ uri, position: cursorOf(editor) }));
    if (target !== null) await outline.revealItem(uri, target, false);
  };
  const listener = vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
    clearTimeout(timer);
    if (!vscode.workspace.getConfiguration('scap').get('view.followCursor', false)) return;
    timer = setTimeout(() => void follow(textEditor), restMs);
  });
  return vscode.Disposable.from(listener, { dispose: () => clearTimeout(timer) });
}
