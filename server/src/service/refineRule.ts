/**
 * Severity, role, weight and check selector of a rule in one profile: a refine-rule of the profile's own, in which what was
 * in force before stays in force. A child's refine-rule replaces that of its parent as a whole, so the rest is written along.
 */
import * as l10n from '@vscode/l10n';
import type { RefinementChange, RefinementState, RuleRefinement } from '../protocol/index.ts';
import { titleOf } from '../scap/benchmark.ts';
import { listCheckSelectors } from '../scap/checkChoice.ts';
import { circleFault } from '../scap/circles.ts';
import { type EntryText, entryEdits } from '../scap/entryEdits.ts';
import { listRefineRules, type Refinement, type RefineRule, refinementInProfile } from '../scap/refinement.ts';
import { ancestorProfiles, profilesInForce } from '../scap/selection.ts';
import { attributeValue } from '../xml/attributes.ts';
import { type Edited, editDocument } from './edited.ts';
import type { Benchmark, Item, Profile } from './scopes.ts';

const severities: readonly string[] = ['unknown', 'info', 'low', 'medium', 'high'];
const roles: readonly string[] = ['full', 'unscored', 'unchecked'];

/** In the order of the schema. */
const attributes = ['weight', 'selector', 'severity', 'role'] as const;
type Attribute = (typeof attributes)[number];

export type { RefinementChange };

export interface RefinedRule {
  readonly edited: Edited;
  readonly before: RuleRefinement;
  /** Undefined for a reset: what holds then is the parent's and the rule's own. */
  readonly after: RuleRefinement | undefined;
  /** The other profiles in which the rule is refined to something else afterwards. */
  readonly heirs: readonly Profile[];
}

export function refineRule(benchmark: Benchmark, profile: Profile, rule: Item, change: RefinementChange): RefinedRule {
  const before = refinementInProfile(benchmark, profile, rule);
  const after = change === 'reset' ? undefined : { ...pick(before), ...change };
  const outcome = (edited: Edited, heirs: readonly Profile[] = []): RefinedRule => {
    return { edited, before: pick(before), after, heirs };
  };
  const circle = circleFault(benchmark, [profile], [rule]);
  const fault = circle ?? (change === 'reset' ? undefined : refinementFault(benchmark, rule, change));
  if (fault !== undefined) return outcome({ kind: 'refused', reason: fault });
  const own = listRefineRules(profile).filter(({ idref }) => idref === rule.id);
  if (change === 'reset' ? own.length === 0 : attributes.every((name) => after![name] === before[name])) {
    const reason =
      change === 'reset'
        ? l10n.t('The profile has no refine-rule of its own for this rule; nothing has to change.')
        : l10n.t('The profile says so already; nothing has to change.');
    return outcome({ kind: 'nothing', reason });
  }
  const entries = own.map((entry) => asEntry(entry));
  const entry = after && newEntry(profile, rule, { before, after, change: change as Partial<RuleRefinement> });
  const edits = entryEdits(benchmark, profile, [
    { name: 'refine-rule', before: entries, after: entry === undefined ? [] : [entry] },
  ]);
  const heirs = heirsOf(benchmark, profile, rule, entry);
  const summary = summaryText(benchmark, profile, rule, change, heirs.length);
  return outcome(editDocument(profile.snapshot, edits, summary), heirs);
}

/** What a rule is in a profile, and what it may be refined to. */
export function refinementState(benchmark: Benchmark, profile: Profile, rule: Item): RefinementState {
  return {
    ...pick(refinementInProfile(benchmark, profile, rule)),
    title: titleOf(benchmark.snapshot, rule.element, rule.id),
    ...{ severities, roles },
    selectors: listCheckSelectors(benchmark, rule),
    isOwn: listRefineRules(profile).some(({ idref }) => idref === rule.id),
  };
}

/** Why a refinement is not possible; undefined where it is. Names what is. */
export function refinementFault(benchmark: Benchmark, rule: Item, change: Partial<RuleRefinement>): string | undefined {
  const { severity, role, weight, selector } = change;
  if (severity !== undefined && !severities.includes(severity)) {
    return l10n.t('"{0}" is no severity; there are {1}.', severity, severities.join(', '));
  }
  if (role !== undefined && !roles.includes(role)) {
    return l10n.t('"{0}" is no role; there are {1}.', role, roles.join(', '));
  }
  if (weight !== undefined && !isWeight(weight)) {
    return l10n.t('"{0}" is no weight: a number from 0 on, of at most three digits, is.', weight);
  }
  const selectors = listCheckSelectors(benchmark, rule);
  if (selector === undefined || selector === '' || selectors.includes(selector)) return undefined;
  const known = selectors.filter((one) => one !== '').join(', ');
  return known === ''
    ? l10n.t('No check of {0} has a selector.', rule.id)
    : l10n.t('No check of {0} has the selector "{1}"; there are {2}.', rule.id, selector, known);
}

/** XCCDF 1.2, weightType: a decimal that is not negative, of three digits in all. */
function isWeight(weight: string): boolean {
  const parts = /^(?:0*(\d+))(?:\.(\d*?)0*)?$/.exec(weight);
  return parts !== null && `${parts[1]}${parts[2] ?? ''}`.replace(/^0+/, '').length <= 3;
}

function pick({ weight, selector, severity, role }: RuleRefinement): RuleRefinement {
  return { weight, selector, severity, role };
}

function asEntry({ snapshot, element, idref }: RefineRule): EntryText {
  const { source, table } = snapshot;
  const read = (name: Attribute) => attributeValue(source, table, element, name);
  return {
    attributes: {
      idref,
      weight: read('weight'),
      selector: read('selector'),
      severity: read('severity'),
      role: read('role'),
    },
    element,
  };
}

interface Changes {
  readonly before: Refinement;
  readonly after: RuleRefinement;
  readonly change: Partial<RuleRefinement>;
}

/**
 * The profile's own refine-rule with what it has to say: what is changed, what it said, and what is lost of the parent's.
 * It takes the place of the last one, unless a later one names a cluster that the rule is in.
 */
function newEntry(profile: Profile, rule: Item, { before, after, change }: Changes): EntryText {
  const inProfile = listRefineRules(profile);
  const last = inProfile.findLastIndex(({ idref }) => idref === rule.id);
  const isCovered = inProfile.slice(last + 1).some((one) => before.by.includes(one));
  const named = before.by.filter(({ idref }) => idref === rule.id);
  const says = (rules: readonly RefineRule[], name: Attribute) =>
    rules.some(({ snapshot, element }) => attributeValue(snapshot.source, snapshot.table, element, name) !== undefined);
  const others = before.by.filter(({ idref }) => idref !== rule.id);
  const written = (name: Attribute): string | undefined => {
    const value = after[name];
    if (name === 'selector' && value === '' && !says(others, name)) return undefined;
    if (change[name] !== undefined || says(named, name)) return value;
    // Without the attribute the role would fall back to `full` (seen in OpenSCAP).
    return name === 'role' && value !== 'full' ? value : undefined;
  };
  const [weight, selector, severity, role] = attributes.map(written);
  const isBare = [weight, selector, severity, role].every((value) => value === undefined);
  return {
    attributes: { idref: rule.id, weight, selector, severity, role: isBare ? after.role : role },
    ...(last >= 0 && !isCovered ? { element: inProfile[last]!.element } : {}),
  };
}

/** The profiles that read differently with `entry` in place of what `profile` says of the rule itself; undefined: with nothing. */
function heirsOf(benchmark: Benchmark, profile: Profile, rule: Item, entry: EntryText | undefined): readonly Profile[] {
  const { snapshot } = profile;
  const rest = listRefineRules(profile).filter(({ idref, element }) => idref !== rule.id || element === entry?.element);
  const rules = rest.map((one) => (one.element === entry?.element ? { ...one, attributes: entry.attributes } : one));
  const added = { snapshot, element: -1, idref: rule.id };
  if (entry && entry.element === undefined) rules.push({ ...added, attributes: entry.attributes });
  const rulesOf = (of: Profile) => (of === profile ? rules : listRefineRules(of));
  return profilesInForce(benchmark).filter((heir) => {
    if (heir === profile || !ancestorProfiles(benchmark, heir).includes(profile)) return false;
    const [was, is] = [undefined, rulesOf].map((of) => refinementInProfile(benchmark, heir, rule, of));
    return !attributes.every((name) => meaning(name, was![name]) === meaning(name, is![name]));
  });
}

/** A weight as a number: 1.0 is 1. */
function meaning(name: Attribute, value: string): string | number {
  return name === 'weight' ? Number(value) : value;
}

/** Such as: "Root login" has severity high, role unscored in "CIS", and in 2 profiles that extend it. */
function summaryText(
  benchmark: Benchmark,
  profile: Profile,
  rule: Item,
  change: RefinementChange,
  heirs: number,
): string {
  const title = titleOf(benchmark.snapshot, rule.element, rule.id);
  const where = titleOf(profile.snapshot, profile.element, profile.id);
  const names = { severity: l10n.t('severity'), role: l10n.t('role'), weight: l10n.t('weight') };
  const done =
    change === 'reset'
      ? l10n.t('"{0}" is no longer refined in "{1}"', title, where)
      : l10n.t(
          '"{0}" has {1} in "{2}"',
          title,
          attributes
            .filter((name) => change[name] !== undefined)
            .map((name) => `${name === 'selector' ? l10n.t('check selector') : names[name]} ${change[name] || '""'}`)
            .join(l10n.t(', ')),
          where,
        );
  if (heirs === 0) return l10n.t('{0}.', done);
  return heirs === 1
    ? l10n.t('{0}, and in 1 profile that extends it.', done)
    : l10n.t('{0}, and in {1} profiles that extend it.', done, heirs);
}
