/** The tables that are open: a new one for new profiles, the one that is there for the same, all of them after a reload. */
import * as vscode from 'vscode';
import type { NodeRow } from '../view/rows.ts';
import { chooseSubject } from './choose.ts';
import type { SavedState, Subject } from './messages.ts';
import { type ComparePanel, type CompareParts, createPanel } from './panel.ts';

export interface Comparisons extends vscode.Disposable {
  /** Asks which profiles, starting from a row of the view, and shows them. */
  readonly compare: (row: NodeRow | undefined) => Promise<void>;
}

const viewType = 'scap.compare';

export function createComparisons(parts: CompareParts): Comparisons {
  const dist = vscode.Uri.joinPath(parts.extensionUri, 'dist');
  const options = { enableScripts: true, localResourceRoots: [dist] };
  const open = new Set<ComparePanel>();

  const attach = (panel: vscode.WebviewPanel, subject: Subject) => {
    const created = createPanel(panel, parts, subject);
    open.add(created);
    created.onDidDispose(() => open.delete(created));
  };

  const show = (subject: Subject) => {
    const same = [...open].find((panel) => JSON.stringify(panel.subject()) === JSON.stringify(subject));
    if (same !== undefined) return same.reveal();
    const kept = { ...options, retainContextWhenHidden: true };
    attach(vscode.window.createWebviewPanel(viewType, '', vscode.ViewColumn.Active, kept), subject);
  };

  const serializer = vscode.window.registerWebviewPanelSerializer(viewType, {
    async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: SavedState | undefined) {
      // A tab that was closed before its page had come up has nothing to show.
      if (state?.subject === undefined) return panel.dispose();
      panel.webview.options = options;
      attach(panel, state.subject);
    },
  });

  return {
    async compare(row) {
      const subject = await chooseSubject(parts.documents, parts.server, row);
      if (subject !== undefined) show(subject);
    },
    dispose: () => serializer.dispose(),
  };
}
