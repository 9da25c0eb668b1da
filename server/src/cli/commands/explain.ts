/** `scapwright explain FILE RULE`: the whole chain that switches a rule on or off, in one profile or in all. */
import { explainInScans, type ScanExplanation } from '../../service/rules.ts';
import { answer, answerJson } from '../output.ts';
import { type BenchmarkOptions, type Opened, openBenchmark, pickProfile, pickRule } from '../select.ts';
import { noteAbstract, whyJson, whyText } from './rules.ts';

interface ExplainOptions extends BenchmarkOptions {
  readonly profile?: string;
  readonly json?: boolean;
}

/** 1 where none of the scans asked about evaluates the rule. */
export async function explain(file: string, wanted: string, options: ExplainOptions): Promise<0 | 1> {
  const opened = await openBenchmark(file, options, 'read');
  const rule = pickRule(opened.benchmark, wanted);
  const scan = options.profile === undefined ? undefined : pickProfile(opened.benchmark, options.profile);
  if (scan !== undefined) noteAbstract(scan);
  const scans = explainInScans(opened.benchmark, rule, scan);
  if (options.json) {
    const profiles = scans.map(({ id, effective, chain }) => ({
      id,
      effective,
      chain: chain.map((link) => {
        const { code, ...rest } = whyJson(opened, link) as { code: string };
        return { code, id: link.id, ...rest };
      }),
    }));
    await answerJson({ rule: rule.id, profiles });
  } else {
    await answer(`${rule.id}\n${scans.map((each) => scanText(opened, each)).join('')}`);
  }
  return scans.some(({ effective }) => effective) ? 0 : 1;
}

function scanText(opened: Opened, { id, effective, chain }: ScanExplanation): string {
  const links = chain.map((link) => `    ${whyText(opened, link)}\n`).join('');
  return `\n  ${effective ? 'on ' : 'off'} ${id}\n${links}`;
}
