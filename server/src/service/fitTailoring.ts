/**
 * Whether a tailoring still fits a newer stream: what it names and the stream has no more, and every rule that comes out
 * differently there. Each entry has its place and what to do about it. It edits nothing.
 */
import * as l10n from '@vscode/l10n';
import { withTailoring, type XccdfTailoring } from '../scap/benchmark.ts';
import { circleOf } from '../scap/circles.ts';
import { explainRule } from '../scap/explain.ts';
import { parentProfile, selectionOf } from '../scap/selection.ts';
import { type FitEntry, fitEntries } from './fitEntries.ts';
import type { Benchmark, Item, Profile } from './scopes.ts';

export type { FitEntry };

/**
 * In the order of the tailoring: first what is missing, then rules in the order of the newer stream. Without the older
 * stream nothing can be said about what changed in it, only about what is missing.
 */
export function fitTailoring(
  tailoring: XccdfTailoring,
  next: Benchmark,
  old: Benchmark | undefined,
): readonly FitEntry[] {
  const now = withTailoring(next, tailoring);
  const before = old && withTailoring(old, tailoring);
  return tailoring.profiles.flatMap((profile) => {
    const missing = [...missingBase(now, profile), ...fitEntries(now, before, profile)];
    if (!before || profile.abstract) return missing;
    return [...missing, ...goneRules(now, before, profile, missing), ...changedRules(now, before, profile)];
  });
}

function missingBase(now: Benchmark, profile: Profile): FitEntry[] {
  const id = profile.extends;
  const circle = circleOf(now, profile);
  if (id === undefined || (circle === undefined && parentProfile(now, profile))) return [];
  const isAbstract = now.profiles.some((candidate) => candidate.id === id);
  const message = circle
    ? l10n.t('The extends of {0} run in a circle: {1}', profile.id, circle)
    : isAbstract
      ? l10n.t('{0} extends {1}, which is abstract there: a scanner does without it', profile.id, id)
      : l10n.t('{0} extends {1}, which is not there: a scanner does without it', profile.id, id);
  const fix = l10n.t('Extend another profile, or write out what the old one said.');
  const { snapshot, element } = profile;
  return [{ kind: 'missing-base', profile: profile.id, id, message, fix, snapshot, element }];
}

/** Rules that the tailored profile evaluated and that are gone, unless an entry that names them was told already. */
function goneRules(now: Benchmark, before: Benchmark, profile: Profile, told: readonly FitEntry[]): FitEntry[] {
  const named = new Set(told.map(({ id }) => id));
  const { effective } = selectionOf(before, profile);
  const gone = before.items.filter(
    ({ id, number }) => effective[number] === 1 && !named.has(id) && now.itemsById.get(id)?.kind !== 'rule',
  );
  const { snapshot, element } = profile;
  return gone.map(({ id }) => ({
    kind: 'missing-rule',
    profile: profile.id,
    id,
    message: l10n.t('{0} was evaluated and is not there any more', id),
    fix: l10n.t('Look for the rule that takes its place, and select that.'),
    ...{ snapshot, element },
  }));
}

/** Rules of both streams that come out differently, and new ones that are evaluated. */
function changedRules(now: Benchmark, before: Benchmark, profile: Profile): FitEntry[] {
  const [old, next] = [selectionOf(before, profile).effective, selectionOf(now, profile).effective];
  return now.items.flatMap((rule) => {
    if (rule.kind !== 'rule' || rule.gone || now.itemsById.get(rule.id) !== rule) return [];
    const known = before.itemsById.get(rule.id);
    const isOn = next[rule.number] === 1;
    if (known?.kind !== 'rule') return isOn ? [newRule(now, profile, rule)] : [];
    return (old[known.number] === 1) === isOn ? [] : [changedRule(now, profile, rule, isOn)];
  });
}

function newRule(now: Benchmark, profile: Profile, rule: Item): FitEntry {
  return {
    kind: 'rule-new',
    profile: profile.id,
    id: rule.id,
    message: l10n.t('{0} is new and is evaluated: {1}', rule.id, explainRule(now, profile, rule).decided.message),
    fix: l10n.t('Keep it, or add {0} to the profile.', selectText(rule.id, false)),
    snapshot: now.snapshot,
    element: rule.element,
  };
}

function changedRule(now: Benchmark, profile: Profile, rule: Item, isOn: boolean): FitEntry {
  const { decided } = explainRule(now, profile, rule);
  const isGroup = decided.code === 'group-off';
  const message = isOn
    ? l10n.t('{0} is evaluated now: {1}', rule.id, decided.message)
    : l10n.t('{0} is not evaluated any more: {1}', rule.id, decided.message);
  const named = isGroup ? decided.id : rule.id;
  const isLinked = decided.code === 'requires' || decided.code === 'conflicts';
  return {
    kind: isGroup ? 'group-now-off' : 'default-changed',
    profile: profile.id,
    id: rule.id,
    message,
    fix: isLinked
      ? l10n.t('Accept it, or switch {0} in the profile.', decided.id)
      : l10n.t('Accept it, or add {0} to the profile.', selectText(named, !isOn)),
    snapshot: decided.snapshot,
    element: decided.element,
  };
}

function selectText(id: string, selected: boolean): string {
  return `<select idref="${id}" selected="${selected}"/>`;
}
