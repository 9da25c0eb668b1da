/** Shows a text to read before something is applied: a tab that cannot be edited, is no file and goes with the question. */
import * as vscode from 'vscode';

const scheme = 'scap-preview';

/** Shows the text for as long as `ask` takes, and answers what it answers. */
export async function whileShown<Answer>(text: string, ask: () => PromiseLike<Answer>): Promise<Answer> {
  const uri = vscode.Uri.from({ scheme, path: `/${vscode.l10n.t('Preview of Changes')}` });
  const shown = { text };
  previews.set(uri.toString(), shown);
  changed.fire(uri);
  // In a tab of its own: a passing one would take the place of the document's, and then be closed.
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
  try {
    return await ask();
  } finally {
    // A later question has the same tab: it stays for that one.
    if (previews.get(uri.toString()) === shown) await closeTabs(uri.toString());
  }
}

/** The tabs that show it, also one that was moved to another group. */
async function closeTabs(uri: string): Promise<void> {
  previews.delete(uri);
  const shows = ({ input }: vscode.Tab) => input instanceof vscode.TabInputText && input.uri.toString() === uri;
  await vscode.window.tabGroups.close(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(shows)));
}

export function registerPreview(): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => previews.get(uri.toString())?.text ?? '',
  });
}

const previews = new Map<string, { readonly text: string }>();
const changed = new vscode.EventEmitter<vscode.Uri>();
