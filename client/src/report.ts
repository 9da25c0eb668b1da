/** Longer answers as a document that can be read, searched and left: Markdown with links to lines. Nothing of it is saved. */
import * as vscode from 'vscode';
import type { ReportLine } from '../../server/src/protocol/index.ts';
import { nameOf } from './documents.ts';

export interface Reports extends vscode.Disposable {
  /** Shows it beside the editor. `sections` with no line are left out. */
  readonly show: (title: string, intro: string, sections: readonly ReportSection[]) => Promise<void>;
}

export interface ReportSection {
  readonly title: string;
  readonly lines: readonly ReportLine[];
}

const scheme = 'scap-report';

export function createReports(): Reports {
  const texts = new Map<string, string>();
  let count = 0;
  const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
  });
  const closed = vscode.workspace.onDidCloseTextDocument(({ uri }) => texts.delete(uri.toString()));
  return {
    async show(title, intro, sections) {
      const uri = vscode.Uri.from({ scheme, path: `/${title} ${++count}.md` });
      texts.set(uri.toString(), reportText(title, intro, sections));
      // The preview is a part of VS Code that can be switched off; the text says the same.
      await vscode.commands
        .executeCommand('markdown.showPreviewToSide', uri)
        .then(undefined, () => vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside }));
    },
    dispose: () => vscode.Disposable.from(provider, closed).dispose(),
  };
}

function reportText(title: string, intro: string, sections: readonly ReportSection[]): string {
  const written = sections
    .filter(({ lines }) => lines.length > 0)
    .map((section) => `## ${plain(section.title)}\n\n${section.lines.map(lineText).join('\n')}\n`);
  return [`# ${plain(title)}\n`, `${plain(intro)}\n`, ...written].join('\n');
}

function lineText({ message, place, fix }: ReportLine): string {
  const where = place === undefined ? '' : `${linkTo(place)}: `;
  return `- ${where}${plain(message)}${fix === undefined ? '' : `\n  *${plain(fix)}*`}`;
}

function linkTo({ uri, range }: NonNullable<ReportLine['place']>): string {
  const line = range.start.line + 1;
  const file = vscode.Uri.parse(uri);
  return `[${plain(vscode.l10n.t('{0}, line {1}', nameOf(file), line))}](${file.with({ fragment: `L${line}` }).toString()})`;
}

/** What stands in a document is never taken for Markdown or HTML. */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]#|~$<>&]/g, '\\$&');
}
