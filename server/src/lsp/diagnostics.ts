/** Findings as LSP diagnostics, published when typing rests and never for a text that is no longer the current one. */
import type { CodeAction, Connection, Diagnostic } from 'vscode-languageserver';
import { CodeActionKind, DiagnosticSeverity } from 'vscode-languageserver-types';
import type { Finding, Severity } from '../lint/finding.ts';
import { runLint } from '../lint/runner.ts';
import { rememberFor, type Snapshot } from '../scap/snapshot.ts';
import { toLspEdits, toRange } from './convert.ts';
import type { OpenDocument } from './documents.ts';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** The findings of a snapshot; computed once. */
export function findingsOf(snapshot: Snapshot): readonly Finding[] {
  return rememberFor(snapshot, findingsOf, 'all', () => runLint(snapshot));
}

export function publishFindings(connection: Connection, document: OpenDocument, snapshot: Snapshot): void {
  void connection.sendDiagnostics({
    uri: document.uri,
    ...(document.version === null ? {} : { version: document.version }),
    diagnostics: findingsOf(snapshot).map((finding) => toDiagnostic(snapshot, finding)),
  });
}

function toDiagnostic(snapshot: Snapshot, finding: Finding): Diagnostic {
  const { source, uri } = snapshot;
  return {
    range: toRange(source, finding),
    severity: severities[finding.severity],
    code: finding.code,
    source: 'scap',
    message: finding.message,
    relatedInformation: (finding.related ?? []).map((related) => ({
      location: { uri, range: toRange(source, related) },
      message: related.message,
    })),
  };
}

/** The fixes of the findings that touch a stretch of text, as code actions with versioned edits. */
export function fixActions(snapshot: Snapshot, version: number | null, from: number, to: number): CodeAction[] {
  return findingsOf(snapshot)
    .filter((finding) => finding.from <= to && from <= finding.to)
    .flatMap((finding) =>
      (finding.fixes ?? []).map((fix, index) => ({
        title: fix.title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [toDiagnostic(snapshot, finding)],
        isPreferred: index === 0 && fix.safe,
        edit: {
          documentChanges: [
            { textDocument: { uri: snapshot.uri, version }, edits: toLspEdits(snapshot.source, fix.edits) },
          ],
        },
      })),
    );
}
