/** `scapwright explain FILE RULE`: the whole chain that switches a rule on or off, in one profile or in all. */
import { explainInScans, flipText, type ScanExplanation, type WhyLine } from '../../service/rules.ts';
import { answer, answerJson } from '../output.ts';
import { type BenchmarkOptions, type Opened, openBenchmark, pickProfile, pickRule } from '../select.ts';
import { noteScan, whyJson, whyText } from './rules.ts';

interface ExplainOptions extends BenchmarkOptions {
  readonly profile?: string;
  readonly json?: boolean;
}

/** 1 where none of the scans asked about evaluates the rule. In the text `>` marks the line that decided. */
export async function explain(file: string, wanted: string, options: ExplainOptions): Promise<0 | 1> {
  const opened = await openBenchmark(file, options, 'read');
  const rule = pickRule(opened.benchmark, wanted);
  const scan = options.profile === undefined ? undefined : pickProfile(opened.benchmark, options.profile);
  if (scan !== undefined) noteScan(opened, scan);
  const scans = explainInScans(opened.benchmark, rule, scan);
  if (options.json) {
    const profiles = scans.map(({ id, effective, chain, flips }) => ({
      id,
      effective,
      chain: chain.map((link) => ({ ...linkJson(opened, link), decided: link.decided })),
      flips: flips?.map(({ edits, others }) => ({ edits: edits.map((edit) => linkJson(opened, edit)), others })),
    }));
    await answerJson({ rule: rule.id, profiles });
  } else {
    await answer(`${rule.id}\n${scans.map((each) => scanText(opened, each)).join('')}`);
  }
  return scans.some(({ effective }) => effective) ? 0 : 1;
}

function linkJson(opened: Opened, link: WhyLine<string> & { readonly id: string }): object {
  const { code, ...rest } = whyJson(opened, link) as { code: string };
  return { code, id: link.id, ...rest };
}

function scanText(opened: Opened, { id, effective, chain, flips = [] }: ScanExplanation): string {
  const links = chain.map((link) => `  ${link.decided ? '>' : ' '} ${whyText(opened, link)}\n`).join('');
  const edits = flips.map((flip) => `      ${flipText(flip, (edit) => whyText(opened, edit))}\n`).join('');
  const heading = edits === '' ? '' : `    would be ${effective ? 'off' : 'on'} with\n`;
  return `\n  ${effective ? 'on ' : 'off'} ${id}\n${links}${heading}${edits}`;
}
