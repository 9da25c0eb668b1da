/** Writes the rows that a table shows to a file of the user's choice. The server puts them into words. */
import * as vscode from 'vscode';
import { type CompareExportParams, compareExportRequest } from '../../../server/src/protocol/index.ts';
import { nameOf } from '../documents.ts';
import type { Server } from '../server.ts';
import type { Subject } from './messages.ts';

const formats = { csv: { extension: 'csv', name: 'CSV' }, markdown: { extension: 'md', name: 'Markdown' } } as const;

export async function exportTable(
  server: Server,
  subject: Subject & { readonly into: string | undefined },
  format: CompareExportParams['format'],
  rows: readonly string[],
): Promise<void> {
  const { extension, name } = formats[format];
  const document = vscode.Uri.parse(subject.uri);
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export the comparison'),
    filters: { [name]: [extension] },
    ...(document.scheme === 'untitled' ? {} : { defaultUri: beside(document, extension) }),
  });
  if (target === undefined) return;
  const text = await server.ask<string>(compareExportRequest, { ...subject, format, rows });
  if (text === null) {
    void vscode.window.showWarningMessage(vscode.l10n.t('The SCAP server gave no answer; see its output.'));
    return;
  }
  try {
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(vscode.l10n.t('{0} cannot be written: {1}', nameOf(target), reason));
    return;
  }
  const open = vscode.l10n.t('Open');
  const done = vscode.l10n.t('{0} was written.', nameOf(target));
  if ((await vscode.window.showInformationMessage(done, open)) === open) {
    await vscode.commands.executeCommand('vscode.open', target);
  }
}

/** `ssg-rhel8-ds.xml` suggests `ssg-rhel8-ds-profiles.csv` in the same folder. */
function beside(document: vscode.Uri, extension: string): vscode.Uri {
  const name = nameOf(document).replace(/\.xml$/i, '');
  return vscode.Uri.joinPath(document, '..', `${name}-profiles.${extension}`);
}
