/** `scapwright check FILE...`: what is wrong with files, for people, scripts and code-scanning services. */
import { checkDocument, type FindingRow, severities } from '../../service/check.ts';
import { notScapReason } from '../../service/open.ts';
import { CommandFailure } from '../failure.ts';
import { type ReadDocument, readAnyDocument } from '../files.ts';
import { answer, answerJson, note } from '../output.ts';

interface CheckOptions {
  readonly format?: 'text' | 'json' | 'sarif';
  readonly json?: boolean;
  readonly failOn: FindingRow['severity'];
  readonly tailoringFile?: string;
}

export interface FileFinding extends FindingRow {
  /** As given on the command line. */
  readonly file: string;
}

/** 1 for a finding at or above --fail-on. A file that cannot be read ends in 2, after the findings of the others. */
export async function check(files: readonly string[], options: CheckOptions): Promise<0 | 1> {
  if (options.json && options.format !== undefined && options.format !== 'json')
    throw new CommandFailure('--json and --format exclude each other');
  const { findings, failures } = await collect(files, options.tailoringFile);
  await print(findings, options.json ? 'json' : (options.format ?? 'text'), failures.length);
  if (failures.length > 0) throw new CommandFailure(failures.join('\nscapwright: '));
  const worst = severities.indexOf(options.failOn);
  return findings.some(({ severity }) => severities.indexOf(severity) <= worst) ? 1 : 0;
}

async function collect(
  files: readonly string[],
  tailoringFile: string | undefined,
): Promise<{ findings: FileFinding[]; failures: string[] }> {
  const findings: FileFinding[] = [];
  const failures: string[] = [];
  let base: ReadDocument | undefined;
  const documents = [...new Set(files), ...(tailoringFile === undefined ? [] : [tailoringFile])];
  for (const [number, file] of documents.entries()) {
    // A tailoring is checked against the first of the files, which it is about.
    const isTailoring = number === documents.length - 1 && tailoringFile !== undefined;
    try {
      const document = await readAnyDocument(file, isTailoring && base ? () => base?.snapshot : undefined);
      const reason = reasonToRefuse(document);
      if (reason !== undefined) throw new CommandFailure(`${file}: ${reason}`);
      base ??= document;
      for (const row of checkDocument(document.snapshot)) findings.push({ file, ...row });
    } catch (error) {
      if (!(error instanceof CommandFailure)) throw error;
      failures.push(error.message);
    }
  }
  // The rows of a file come sorted; sorting by the file's name keeps their order.
  findings.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  return { findings, failures };
}

/** A broken document whose root can still be told is checked: its faults are the answer. */
function reasonToRefuse({ snapshot }: ReadDocument): string | undefined {
  return notScapReason(snapshot);
}

/** Files that could not be read have no findings either: then only those found are counted aloud. */
async function print(
  findings: readonly FileFinding[],
  format: 'text' | 'json' | 'sarif',
  unread: number,
): Promise<void> {
  if (format === 'json') return answerJson({ findings: findings.map(inOrder) });
  if (format === 'sarif') {
    const { sarifLog } = await import('../sarif.ts');
    return answer(`${JSON.stringify(sarifLog(findings), null, 2)}\n`);
  }
  const lines = findings.map(
    ({ file, line, column, severity, code, message }) =>
      `${file}:${line}:${column}: ${severity}: ${message} [${code}]\n`,
  );
  await answer(lines.join(''));
  const counted = severities
    .map((severity) => [findings.filter((finding) => finding.severity === severity).length, severity] as const)
    .filter(([count]) => count > 0)
    .map(([count, severity]) => `${count} ${severity}${count > 1 && severity !== 'info' ? 's' : ''}`);
  if (counted.length > 0 || unread === 0) note(counted.length > 0 ? counted.join(', ') : 'no findings');
}

function inOrder(finding: FileFinding): FileFinding {
  const { file, line, column, endLine, endColumn, severity, code, message, requirements } = finding;
  return { file, line, column, endLine, endColumn, severity, code, message, requirements };
}
