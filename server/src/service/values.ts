/** Values and who reads them, as lists and boxes need it. What changes a Value is editValue.ts's. */
import * as l10n from '@vscode/l10n';
import type { ListedItem, ValueState } from '../protocol/index.ts';
import { titleOf } from '../scap/benchmark.ts';
import { selectionOf } from '../scap/selection.ts';
import { constraintsInForce } from '../scap/valueDraft.ts';
import { rulesOfValue, valuesOfRule } from '../scap/valueUse.ts';
import { listChoices, valueInProfile } from '../scap/xccdfValue.ts';
import type { Benchmark, Item, Profile } from './scopes.ts';
import { constraintsText, valueFault } from './valueWords.ts';

export function valueState(benchmark: Benchmark, profile: Profile, value: Item): ValueState {
  const { text, by, selector } = valueInProfile(benchmark, profile, value);
  const constraints = constraintsInForce(benchmark, profile, value);
  return {
    title: titleOf(benchmark.snapshot, value.element, value.id),
    ...{ text, by, selector },
    choices: listChoices(benchmark, value).map((choice) => ({ selector: choice.selector, text: choice.text })),
    offered: constraints.choices,
    limits: constraintsText(constraints),
  };
}

/** Why a text cannot be set in the profile; undefined where it can. */
export function textFault(benchmark: Benchmark, profile: Profile, value: Item, text: string): string | undefined {
  return valueFault(constraintsInForce(benchmark, profile, value), text);
}

/** An item for a list, which has no place yet. */
export type ItemInList = Omit<ListedItem, 'id' | 'place'> & { readonly item: Item };

/** The rules that read a Value, in document order, and whether the profile evaluates them. Looks at every rule. */
export function listRulesOfValue(benchmark: Benchmark, profile: Profile, value: Item): readonly ItemInList[] {
  const { effective } = selectionOf(benchmark, profile);
  return rulesOfValue(benchmark, profile, value).map((item) => ({
    item,
    title: titleOf(benchmark.snapshot, item.element, item.id),
    description: effective[item.number] === 1 ? l10n.t('evaluated') : l10n.t('not evaluated'),
  }));
}

/** The Values that a rule reads, in document order, and what each is in the profile; undefined: in a scan without one. */
export function listValuesOfRule(
  benchmark: Benchmark,
  profile: Profile | undefined,
  rule: Item,
): readonly ItemInList[] {
  return valuesOfRule(benchmark, profile, rule).map((item) => ({
    item,
    title: titleOf(benchmark.snapshot, item.element, item.id),
    description: valueInProfile(benchmark, profile, item).text ?? l10n.t('unknown'),
  }));
}
