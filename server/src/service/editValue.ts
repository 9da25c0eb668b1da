/**
 * A Value changed in one profile: another of its own values, a value of the profile's, or neither any more. Says what it is
 * afterwards and how many other profiles change with it; refuses what the Value does not allow.
 */
import * as l10n from '@vscode/l10n';
import { titleOf } from '../scap/benchmark.ts';
import { circleFault } from '../scap/circles.ts';
import { ancestorProfiles, profilesInForce } from '../scap/selection.ts';
import { constraintsOf } from '../scap/valueConstraints.ts';
import { changeValue, constraintsInForce, type ValueChange, valueEdits, withProfile } from '../scap/valueDraft.ts';
import { valuesInProfile } from '../scap/valueUse.ts';
import { type BoundValue, listChoices, valueInProfile } from '../scap/xccdfValue.ts';
import { type Edited, type EditWarning, editDocument } from './edited.ts';
import type { Benchmark, Item, Profile } from './scopes.ts';
import { isPatternUnknown, valueFault } from './valueWords.ts';

export type { ValueChange } from '../scap/valueDraft.ts';

export interface ChangedValue {
  readonly profile: Profile;
  readonly before: BoundValue;
  readonly after: BoundValue;
}

export interface ValueEdit {
  readonly edited: Edited;
  /** Each profile in which the Value is another afterwards, those that extend the edited one included. */
  readonly changed: readonly ChangedValue[];
}

/** `force`: where a parent's set-value would win over the selector, set what the selector stands for. */
export function editValue(
  benchmark: Benchmark,
  profile: Profile,
  value: Item,
  change: ValueChange,
  force = false,
): ValueEdit {
  const refusal = whyNot(benchmark, profile, value, change);
  if (refusal !== undefined) return { edited: { kind: 'refused', reason: refusal }, changed: [] };
  const draft = changeValue(benchmark, profile, value, change);
  const after = withProfile(benchmark, profile, draft);
  const bound = valueInProfile(after, draft, value);
  if (change.kind === 'select' && bound.by === 'set') {
    const text = listChoices(benchmark, value).find(({ selector }) => selector === change.selector)!.text;
    if (force) return editValue(benchmark, profile, value, { kind: 'set', text });
    const reason = l10n.t(
      '"{0}" would stay "{1}" here: a set-value of a profile that this one extends beats any selector.',
      titleOf(benchmark.snapshot, value.element, value.id),
      bound.text ?? '',
    );
    const answers = [{ answer: 'force', title: l10n.t('Set "{0}" Instead', text) }] as const;
    return { edited: { kind: 'choice', reason, answers }, changed: [] };
  }
  const edits = valueEdits(benchmark, profile, draft);
  if (edits.length === 0) return { edited: { kind: 'nothing', reason: nothingText(change) }, changed: [] };
  const changed = changedValues(benchmark, after, value);
  const summary = summaryText(benchmark, draft, value, bound, changed);
  const warnings = [
    ...warningsOf(benchmark, profile, value, change),
    ...heirWarnings(benchmark, after, profile, value),
  ];
  return { edited: editDocument(profile.snapshot, edits, summary, warnings), changed };
}

/** Why the change is not possible, in words that name the limit; undefined where it is. */
function whyNot(benchmark: Benchmark, profile: Profile, value: Item, change: ValueChange): string | undefined {
  const circle = circleFault(benchmark, [profile], [value]);
  if (circle !== undefined || change.kind === 'reset') return circle;
  const choices = listChoices(benchmark, value);
  if (change.kind === 'select') {
    const choice = choices.find(({ selector }) => selector === change.selector);
    const fault = choice && valueFault(constraintsOf(benchmark, value, choice.selector), choice.text);
    if (fault) return l10n.t('The Value {0} breaks its own limits there: {1}.', value.id, fault);
    if (choice) return undefined;
    const known = choices.map(({ selector }) => selector || l10n.t('(none)')).join(l10n.t(', '));
    return l10n.t('The Value {0} has no selector "{1}"; it has {2}.', value.id, change.selector, known);
  }
  const fault = valueFault(constraintsInForce(benchmark, profile, value), change.text);
  return fault && l10n.t('{0}: {1}.', value.id, fault);
}

function nothingText(change: ValueChange): string {
  return change.kind === 'reset'
    ? l10n.t('The profile has no entry of its own for this Value; nothing has to change.')
    : l10n.t('The profile says so already; nothing has to change.');
}

function changedValues(benchmark: Benchmark, after: Benchmark, value: Item): readonly ChangedValue[] {
  const drafts = profilesInForce(after);
  return profilesInForce(benchmark).flatMap((profile, number) => {
    const [was, is] = [valueInProfile(benchmark, profile, value), valueInProfile(after, drafts[number], value)];
    const same = was.text === is.text && was.selector === is.selector && was.by === is.by;
    return same ? [] : [{ profile, before: was, after: is }];
  });
}

/** Such as: "Session timeout" is "600" now (selector 10_minutes) in "CIS"; so it is in 2 profiles that extend it. */
function summaryText(
  benchmark: Benchmark,
  profile: Profile,
  value: Item,
  bound: BoundValue,
  changed: readonly ChangedValue[],
): string {
  const title = titleOf(benchmark.snapshot, value.element, value.id);
  const where = titleOf(profile.snapshot, profile.element, profile.id);
  const text = bound.text ?? '';
  const done =
    bound.selector === ''
      ? l10n.t('"{0}" is "{1}" in "{2}"', title, text, where)
      : l10n.t('"{0}" is "{1}" (selector {2}) in "{3}"', title, text, bound.selector, where);
  const heirs = changed.filter((one) => one.profile.id !== profile.id).length;
  if (heirs === 0) return l10n.t('{0}.', done);
  return heirs === 1
    ? l10n.t('{0}, and in 1 profile that extends it.', done)
    : l10n.t('{0}, and in {1} profiles that extend it.', done, heirs);
}

function warningsOf(benchmark: Benchmark, profile: Profile, value: Item, change: ValueChange): readonly EditWarning[] {
  const warnings: EditWarning[] = [];
  const warn = (code: EditWarning['code'], message: string) => warnings.push({ code, message });
  if (change.kind === 'set' && isPatternUnknown(constraintsInForce(benchmark, profile, value), change.text)) {
    const message = l10n.t('The pattern of {0} is one that cannot be tried here; the text was not compared.', value.id);
    warn('pattern-not-tried', message);
  }
  if (!valuesInProfile(benchmark, profile).has(value)) {
    warn('not-read', l10n.t('No rule that the profile evaluates reads {0}.', value.id));
  }
  return warnings;
}

/** Of each profile that extends the edited one: a value outside the limits that its own entries ask for, if it was inside. */
function heirWarnings(benchmark: Benchmark, after: Benchmark, profile: Profile, value: Item): readonly EditWarning[] {
  const faultIn = (of: Benchmark, heir: Profile): string | undefined => {
    const { by, text } = valueInProfile(of, heir, value);
    // What a selector stands for is the Value's own affair.
    return by === 'set' && text !== null ? valueFault(constraintsInForce(of, heir, value), text) : undefined;
  };
  return profilesInForce(benchmark).flatMap((heir) => {
    if (heir === profile || !ancestorProfiles(benchmark, heir).includes(profile)) return [];
    const fault = faultIn(after, heir);
    if (fault === undefined || fault === faultIn(benchmark, heir)) return [];
    const message = l10n.t(
      '{0}, which extends this profile, asks for other limits of {1}: {2}.',
      heir.id,
      value.id,
      fault,
    );
    return [{ code: 'out-of-limits', message }];
  });
}
