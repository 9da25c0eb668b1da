/** Rules found by words. */
import type { Place } from './place.ts';
import type { ToggleTarget } from './toggle.ts';

export interface FindRulesParams {
  readonly uri: string;
  /** Words as in OutlineLook.filter. */
  readonly query: string;
  /** The most rules to answer. */
  readonly limit: number;
}

export interface FoundRules {
  /** How many match, also those beyond the limit. */
  readonly total: number;
  readonly rules: readonly FoundRule[];
}

export interface FoundRule {
  readonly kind: 'rule' | 'group';
  readonly title: string;
  readonly severity?: string;
  readonly idents: readonly string[];
  readonly references: readonly string[];
  /** Of scope Everywhere. */
  readonly target: ToggleTarget;
  readonly place: Place;
}

/** FindRulesParams -> FoundRules */
export const findRulesRequest = 'scap/findRules';
