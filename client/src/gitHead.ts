/** What the checked-out commit holds of a file, through VS Code's own Git extension, where that is there and on. */
import * as vscode from 'vscode';

/** The part of that extension's API that is used here (extensions/git/src/api/git.d.ts, version 1). */
interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): { getRepository(uri: vscode.Uri): Repository | null };
}

interface Repository {
  show(ref: string, path: string): Promise<string>;
}

/** Undefined where there is no Git, no repository, or no such file in it. */
export async function headText(file: vscode.Uri): Promise<string | undefined> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (extension === undefined) return undefined;
  try {
    const git = await extension.activate();
    return git.enabled ? await git.getAPI(1).getRepository(file)?.show('HEAD', file.fsPath) : undefined;
  } catch {
    // Not committed yet, or larger than that extension reads.
    return undefined;
  }
}
