/** Findings as LSP diagnostics, published when typing rests and never for a text that is no longer the current one. */
import type { CodeAction, Connection, Diagnostic } from 'vscode-languageserver';
import { CodeActionKind, DiagnosticSeverity } from 'vscode-languageserver-types';
import type { Finding, Severity } from '../lint/finding.ts';
import { lintSteps, runLint } from '../lint/runner.ts';
import { remember, type Snapshot } from '../scap/snapshot.ts';
import { mergeEdits } from '../text/edits.ts';
import { longestLabel, shorten } from '../text/shorten.ts';
import { toLspEdits, toRange } from './convert.ts';
import type { OpenDocument } from './documents.ts';
import { runInTurns } from './turns.ts';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** The findings of a snapshot, now; computed once. */
export function findingsOf(snapshot: Snapshot): readonly Finding[] {
  return remember(snapshot, findingsOf, () => runLint(snapshot));
}

/** Publishes the findings of a snapshot, in turns so that requests are answered between; given up once the document has moved on. */
export function publishFindings(
  connection: Pick<Connection, 'sendDiagnostics'>,
  document: Pick<OpenDocument, 'uri' | 'version' | 'snapshot'>,
  snapshot: Snapshot,
): void {
  runInTurns(lintSteps(snapshot), {
    isWanted: () => document.snapshot === snapshot,
    onDone: (found) => {
      const findings = remember(snapshot, findingsOf, () => found);
      void connection.sendDiagnostics({
        uri: document.uri,
        ...(document.version === null ? {} : { version: document.version }),
        diagnostics: findings.map((finding) => toDiagnostic(snapshot, finding)),
      });
    },
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

/** The fixes of the findings that touch a stretch of text, as code actions with versioned edits: fewer than 1,000 each. */
export function fixActions(snapshot: Snapshot, version: number | null, from: number, to: number): CodeAction[] {
  const { source, uri } = snapshot;
  const slice = (start: number, end: number): string => source.slice(start, end);
  return findingsOf(snapshot)
    .filter((finding) => finding.from <= to && from <= finding.to)
    .flatMap((finding) =>
      (finding.fixes ?? []).map((fix, index) => ({
        title: shorten(fix.title, longestLabel),
        kind: CodeActionKind.QuickFix,
        diagnostics: [toDiagnostic(snapshot, finding)],
        isPreferred: index === 0 && fix.safe,
        edit: {
          documentChanges: [
            { textDocument: { uri, version }, edits: toLspEdits(source, mergeEdits(slice, fix.edits)) },
          ],
        },
      })),
    );
}
