/** What is wrong with a document, in lines and columns from 1: for front ends that know no offsets. */
import type { Finding, LintRule, Severity } from '../lint/finding.ts';
import { lintRules, runLint } from '../lint/runner.ts';
import { problemsOf } from '../scap/snapshot.ts';
import type { Snapshot } from './open.ts';

/** Lines and columns count from 1, columns in UTF-16 code units; the end is exclusive. */
export interface FindingRow {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  readonly requirements: readonly string[];
}

/** From bad to harmless. */
export const severities: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** All findings by line, column and code. */
export function checkDocument(snapshot: Snapshot): readonly FindingRow[] {
  return runLint(snapshot)
    .map((finding) => rowOf(snapshot, finding))
    .sort((a, b) => a.line - b.line || a.column - b.column || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}

/** Every rule that `checkDocument` runs, by code. */
export function listLintRules(): readonly Pick<LintRule, 'code' | 'severity' | 'requirements'>[] {
  return lintRules.toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

/**
 * The first place at which a document is not well-formed; undefined where it is. Of `tags` it costs nothing for one that is; `all`
 * looks at each character too, as an edit has to.
 */
export function firstFault(snapshot: Snapshot, depth: 'tags' | 'all'): FindingRow | undefined {
  const problems = depth === 'tags' ? snapshot.table.problems : problemsOf(snapshot);
  if (problems.length === 0) return undefined;
  return checkDocument(snapshot).find(({ code, severity }) => severity === 'error' && code.startsWith('xml/'));
}

function rowOf({ source }: Snapshot, finding: Finding): FindingRow {
  const start = source.positionAt(finding.from);
  const end = source.positionAt(finding.to);
  const { severity, code, message, requirements } = finding;
  return {
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
    severity,
    code,
    message,
    requirements,
  };
}
