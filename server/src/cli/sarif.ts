/** Findings as SARIF 2.1.0 (OASIS), which code-scanning services read. It finds and sorts nothing. */
import { isAbsolute, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Log, ReportingDescriptor, Result } from 'sarif';
import { version } from '../../../package.json';
import { listLintRules } from '../service/check.ts';
import type { FileFinding } from './commands/check.ts';

export function sarifLog(findings: readonly FileFinding[]): Log {
  const rules = listLintRules();
  const numbers = new Map(rules.map(({ code }, number) => [code, number]));
  const descriptors: ReportingDescriptor[] = rules.map(({ code, severity, requirements }) => ({
    id: code,
    defaultConfiguration: { level: levelOf(severity) },
    properties: { requirements: [...requirements] },
  }));
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Scapwright', version, semanticVersion: version, rules: descriptors } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => resultOf(finding, numbers.get(finding.code) ?? -1)),
      },
    ],
  };
}

function resultOf(finding: FileFinding, ruleIndex: number): Result {
  const { file, line, column, endLine, endColumn, severity, code, message, requirements } = finding;
  const region = { startLine: line, startColumn: column, endLine, endColumn };
  return {
    ruleId: code,
    ruleIndex,
    level: levelOf(severity),
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) }, region } }],
    properties: { requirements: [...requirements] },
  };
}

/** SARIF has no hint; both of the mild severities are notes. */
function levelOf(severity: FileFinding['severity']): 'error' | 'warning' | 'note' {
  return severity === 'error' || severity === 'warning' ? severity : 'note';
}

/** Relative paths stay relative, for a service knows the root of the repository. */
function uriOf(file: string): string {
  if (isAbsolute(file)) return pathToFileURL(file).href;
  return encodeURI(file.split(sep).join('/')).replaceAll('#', '%23').replaceAll('?', '%3F');
}
