/** What a profile refines of a rule. */
import type { EditParams, EditTarget } from './edits.ts';

/** What a rule is refined to. */
export interface RuleRefinement {
  readonly severity: string;
  readonly role: string;
  readonly weight: string;
  /** '' asks for the check without one. */
  readonly selector: string;
}

/** What a rule is in a profile, and what it may be refined to. */
export interface RefinementState extends RuleRefinement {
  readonly title: string;
  readonly severities: readonly string[];
  readonly roles: readonly string[];
  /** Of the rule's checks; '' is the one without. */
  readonly selectors: readonly string[];
  /** Whether the profile has a refine-rule of its own for it. */
  readonly isOwn: boolean;
}

/** ValueParams of a rule -> RefinementState */
export const refinementStateRequest = 'scap/rule/refinement';

/** CheckTextParams of a rule -> { fault?: string } */
export const checkWeightRequest = 'scap/rule/checkWeight';

/** What is absent stays as it is; `reset` takes the profile's own refine-rule out. */
export type RefinementChange = Partial<RuleRefinement> | 'reset';

/** Of a rule in a profile. */
export interface RefineRuleParams extends EditParams {
  readonly target: Required<EditTarget>;
  readonly change: RefinementChange;
}

/** RefineRuleParams -> EditResult */
export const refineRuleRequest = 'scap/rule/refine';
