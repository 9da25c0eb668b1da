/** `scapwright refine-rule`: severity, role, weight and check selector of a rule in one profile. */
import { type RefinementChange, refineRule as refine, refinementFault } from '../../service/refineRule.ts';
import { answerEdited } from '../answerEdited.ts';
import { checkEditOptions, type EditOptions } from '../editedFile.ts';
import { CommandFailure } from '../failure.ts';
import { type BenchmarkOptions, openBenchmark, pickEditableProfile, pickRule } from '../select.ts';

interface RefineRuleOptions extends BenchmarkOptions, EditOptions {
  readonly profile: string;
  readonly severity?: string;
  readonly role?: string;
  readonly weight?: string;
  readonly selector?: string;
  readonly reset?: boolean;
}

export async function refineRule(file: string, wanted: string, options: RefineRuleOptions): Promise<0 | 1> {
  checkEditOptions(options);
  const change = changeOf(options);
  const opened = await openBenchmark(file, options, 'edit');
  const profile = pickEditableProfile(opened, options.profile);
  const rule = pickRule(opened.benchmark, wanted);
  const fault = change === 'reset' ? undefined : refinementFault(opened.benchmark, rule, change);
  if (fault !== undefined) throw new CommandFailure(fault);
  const { edited, before, after, heirs } = refine(opened.benchmark, profile, rule, change);
  const changed =
    edited.kind === 'edit'
      ? [{ profile: profile.id, rule: rule.id, before, after: after ?? null, alsoIn: heirs.map(({ id }) => id) }]
      : [];
  return answerEdited(opened.tailoring ?? opened.document, edited, changed, options);
}

function changeOf({ severity, role, weight, selector, reset }: RefineRuleOptions): RefinementChange {
  const given = Object.entries({ severity, role, weight, selector }).filter(([, value]) => value !== undefined);
  if ((reset ?? false) === given.length > 0) {
    throw new CommandFailure('give some of --severity, --role, --weight and --selector, or --reset');
  }
  return reset ? 'reset' : (Object.fromEntries(given) as RefinementChange);
}
