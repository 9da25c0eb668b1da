/**
 * Longer answers as a text that can be read, searched and left, with links to lines. Nothing of it is saved. It is shown as text:
 * in the preview of Markdown VS Code follows no link to a file.
 */
import * as vscode from 'vscode';
import type { Place } from '../../server/src/protocol/index.ts';
import { nameOf } from './documents.ts';
import { type ReportSection, reportText } from './reportText.ts';

export interface Reports extends vscode.Disposable {
  /** Shows it beside the editor. `sections` with no line are left out. */
  readonly show: (title: string, intro: string, sections: readonly ReportSection[]) => Promise<void>;
}

const scheme = 'scap-report';

export function createReports(): Reports {
  const reports = new Map<string, ReturnType<typeof reportText>>();
  let count = 0;
  const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: (uri) => reports.get(uri.toString())?.text ?? '',
  });
  const linking = vscode.languages.registerDocumentLinkProvider(
    { scheme },
    {
      provideDocumentLinks: ({ uri }) =>
        (reports.get(uri.toString())?.links ?? []).map(({ line, length, place }) => {
          return new vscode.DocumentLink(new vscode.Range(line, 0, line, length), targetOf(place));
        }),
    },
  );
  const closed = vscode.workspace.onDidCloseTextDocument(({ uri }) => reports.delete(uri.toString()));
  return {
    async show(title, intro, sections) {
      // As Markdown it has headings, an outline and wrapped lines.
      const uri = vscode.Uri.from({ scheme, path: `/${title} ${++count}.md` });
      reports.set(uri.toString(), reportText(title, intro, sections, placeName));
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), {
        viewColumn: vscode.ViewColumn.Beside,
        preview: false,
      });
    },
    dispose: () => vscode.Disposable.from(provider, linking, closed).dispose(),
  };
}

function placeName({ uri, range }: Place): string {
  return vscode.l10n.t('{0}, line {1}', nameOf(vscode.Uri.parse(uri)), range.start.line + 1);
}

/** A fragment that VS Code takes for a line and a column. */
function targetOf({ uri, range: { start } }: Place): vscode.Uri {
  return vscode.Uri.parse(uri).with({ fragment: `L${start.line + 1},${start.character + 1}` });
}
