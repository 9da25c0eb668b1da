/** Shows a text to read before something is applied: a tab that cannot be edited and is no file. */
import * as vscode from 'vscode';

const scheme = 'scap-preview';

export async function showPreview(text: string): Promise<void> {
  const uri = vscode.Uri.from({ scheme, path: `/${vscode.l10n.t('Preview of Changes')}` });
  texts.set(uri.toString(), text);
  changed.fire(uri);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
}

export function registerPreview(): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
  });
}

const texts = new Map<string, string>();
const changed = new vscode.EventEmitter<vscode.Uri>();
