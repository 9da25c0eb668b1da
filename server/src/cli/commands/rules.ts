/** `scapwright rules FILE --profile ID`: every rule, whether a scan evaluates it, and the element that decided. */
import { circleOf, listRuleStates, type WhyLine } from '../../service/rules.ts';
import { answer, answerJson, columns, note } from '../output.ts';
import { type BenchmarkOptions, type Opened, openBenchmark, pickProfile } from '../select.ts';

interface RulesOptions extends BenchmarkOptions {
  readonly profile: string;
  readonly json?: boolean;
}

export async function rules(file: string, options: RulesOptions): Promise<0> {
  const opened = await openBenchmark(file, options, 'read');
  const scan = pickProfile(opened.benchmark, options.profile);
  noteScan(opened, scan);
  const states = listRuleStates(opened.benchmark, scan);
  if (options.json) {
    await answerJson({
      profile: typeof scan === 'string' ? scan : scan.id,
      rules: states.map(({ why, ...state }) => ({ ...state, why: whyJson(opened, why) })),
    });
  } else {
    await answer(columns(states.map(({ id, effective, why }) => [effective ? 'on' : 'off', id, whyText(opened, why)])));
  }
  return 0;
}

/**
 * A scanner cannot run an abstract profile, and crashes on one whose extends run in a circle; what stands in it, and what its
 * children inherit, is worth seeing all the same.
 */
export function noteScan({ benchmark }: Opened, scan: ReturnType<typeof pickProfile>): void {
  if (typeof scan === 'string') return;
  if (scan.abstract) note(`the profile ${scan.id} is abstract: no scan can name it`);
  const circle = circleOf(benchmark, scan);
  if (circle !== undefined) note(`the extends of the profile ${scan.id} run in a circle: ${circle}`);
}

/** `file` only where the element stands in the tailoring file. */
export function whyJson({ document, tailoring }: Opened, why: WhyLine<string>): object {
  const { code, message, line } = why;
  const file = why.snapshot === document.snapshot ? {} : { file: tailoring?.path ?? why.snapshot.uri };
  return { code, message, line, ...file };
}

export function whyText({ document, tailoring }: Opened, why: WhyLine<string>): string {
  const file = why.snapshot === document.snapshot ? '' : ` of ${tailoring?.path ?? why.snapshot.uri}`;
  return `${why.message} (line ${why.line}${file})`;
}
