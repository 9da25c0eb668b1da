/**
 * One status bar item for the active SCAP document; a click shows the view. It is hidden beside anything else.
 */
import * as vscode from 'vscode';
import { type Documents, nameOf, type ScapDocument } from './documents.ts';
import type { Server } from './server.ts';

export function createStatus(documents: Documents, server: Server): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('scap.status', vscode.StatusBarAlignment.Right, 90);
  item.name = vscode.l10n.t('SCAP Document');
  const show = () => {
    const document = activeDocument(documents);
    if (document === undefined) return item.hide();
    const isStopped = server.status() === 'stopped';
    const [icon, text] = isStopped ? ['error', vscode.l10n.t('SCAP server stopped')] : textOf(document);
    item.text = `$(${icon}) ${text}`;
    item.command = isStopped ? 'scap.restartServer' : 'scap.outline.focus';
    item.tooltip = isStopped
      ? vscode.l10n.t('Restart the SCAP server')
      : [nameOf(document.uri), document.state?.message, vscode.l10n.t('Show the SCAP view')].filter(Boolean).join('\n');
    item.accessibilityInformation = { label: text, role: 'button' };
    item.show();
  };
  const listeners = [
    item,
    documents.onDidChange(show),
    server.onDidChangeStatus(show),
    vscode.window.tabGroups.onDidChangeTabs(show),
    vscode.window.tabGroups.onDidChangeTabGroups(show),
    vscode.window.onDidChangeActiveTextEditor(show),
  ];
  show();
  return vscode.Disposable.from(...listeners);
}

/** By the active tab, since a document over 50 MiB has no editor that extensions see. */
export function activeDocument(documents: Documents): ScapDocument | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputText ? documents.find(input.uri.toString()) : undefined;
}

function textOf({ state }: ScapDocument): readonly [icon: string, text: string] {
  switch (state?.state) {
    case 'ready':
      return ['checklist', state.summary ?? 'SCAP'];
    case 'broken':
      return ['warning', vscode.l10n.t('SCAP: broken XML')];
    case 'notScap':
      return ['circle-slash', vscode.l10n.t('Not SCAP')];
    default:
      return ['loading~spin', vscode.l10n.t('SCAP: indexing {0} %', state?.percent ?? 0)];
  }
}
