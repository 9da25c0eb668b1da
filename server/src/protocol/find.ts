/** Rules found by words. */
import type { Place } from './place.ts';
import type { ToggleTarget } from './toggle.ts';

export interface FindRulesParams {
  readonly uri: string;
  /** Words as in OutlineLook.filter. */
  readonly query: string;
  /** The profile whose states and severities count, alone with its Benchmark; without one those below Everywhere. */
  readonly within?: ProfileScope;
  /** The most rules to answer. */
  readonly limit: number;
}

export interface ProfileScope {
  /** The key of its Benchmark or Tailoring. */
  readonly benchmark: string;
  readonly profile: string;
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
  /**
   * What a scan makes of a rule: `on`, `off` by its own switch, or what else holds it off. Everywhere `on` where at least one scan
   * evaluates it. Absent of a group.
   */
  readonly state?: 'on' | 'off' | 'group' | 'requires' | 'conflicts';
  readonly idents: readonly string[];
  readonly references: readonly string[];
  /** Of the profile that was asked about, else of scope Everywhere. */
  readonly target: ToggleTarget;
  readonly place: Place;
}

/** FindRulesParams -> FoundRules */
export const findRulesRequest = 'scap/findRules';
