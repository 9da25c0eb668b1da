/** `scapwright checks FILE RULE`: a row for each check-content-ref of a rule, with the definition it means. */
import { listChecks } from '../../service/checks.ts';
import { answer, answerJson, columns } from '../output.ts';
import { type BenchmarkOptions, openBenchmark, pickRule } from '../select.ts';

export async function checks(
  file: string,
  wanted: string,
  options: BenchmarkOptions & { readonly json?: boolean },
): Promise<0> {
  const { benchmark } = await openBenchmark(file, options, 'read');
  const rule = pickRule(benchmark, wanted);
  const rows = listChecks(benchmark, rule, options);
  if (options.json) {
    await answerJson({
      rule: rule.id,
      checks: rows.map(({ system, selector, href, name, refId, component, kind, status, line, target, used }) => ({
        system,
        selector,
        href,
        name,
        refId,
        component,
        kind,
        status,
        line,
        target,
        used,
      })),
    });
    return 0;
  }
  const lines = rows.map(({ kind, status, name, href, component, line, target, used }) => [
    used ? '*' : ' ',
    kind,
    status,
    name ?? '-',
    target && component ? `${component} line ${target.line}` : (href ?? '-'),
    `(line ${line})`,
  ]);
  await answer(`${rule.id}\n${rows.length === 0 ? '  no check\n' : columns(lines, '  ')}`);
  return 0;
}
