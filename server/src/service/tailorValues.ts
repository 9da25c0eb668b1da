/** Values of a tailored profile, each under the same limits as anywhere else: an entry only for what differs from what is inherited. */
import { listTailorings, withTailoring } from '../scap/benchmark.ts';
import { valueInProfile } from '../scap/xccdfValue.ts';
import { applyEdits } from '../text/edits.ts';
import { editValue, type ValueChange } from './editValue.ts';
import { openSnapshot } from './open.ts';
import type { Benchmark, Item, Profile } from './scopes.ts';

/** What a Value is to be in the new profile. */
export interface ValueSetting {
  readonly item: Item;
  readonly change: Exclude<ValueChange, { readonly kind: 'reset' }>;
}

export interface ValuesSet {
  /** Of the tailoring. */
  readonly text: string;
  /** What a Value does not allow; whatever else is wanted, it stays unsaid. */
  readonly refusals: readonly string[];
  /** What would be in vain. */
  readonly obstacles: readonly string[];
  readonly warnings: readonly string[];
}

/** `text` is the tailoring, whose first profile is meant. `force` sets what a selector stands for where it would be in vain. */
export function setValues(base: Benchmark, text: string, settings: readonly ValueSetting[], force: boolean): ValuesSet {
  let made: ValuesSet = { text, refusals: [], obstacles: [], warnings: [] };
  for (const setting of settings) made = setValue(base, made, setting, force);
  return made;
}

function setValue(base: Benchmark, made: ValuesSet, { item, change }: ValueSetting, force: boolean): ValuesSet {
  const snapshot = openSnapshot(made.text);
  const scope = withTailoring(base, listTailorings(snapshot)[0]!);
  const [profile] = scope.tailoring!.profiles;
  if (isSoAlready(scope, profile!, item, change)) return made;
  const { edited } = editValue(scope, profile!, item, change, force);
  if (edited.kind === 'nothing') return made;
  if (edited.kind === 'refused') return { ...made, refusals: [...made.refusals, edited.reason] };
  if (edited.kind === 'choice') return { ...made, obstacles: [...made.obstacles, edited.reason] };
  const warnings = [...made.warnings, ...edited.warnings.map(({ message }) => message)];
  return { ...made, text: applyEdits(made.text, edited.edits), warnings };
}

/** Whether what is inherited says it; a default of the Value's own may become another one, and says nothing. */
function isSoAlready(scope: Benchmark, profile: Profile, item: Item, change: ValueSetting['change']): boolean {
  const { by, text, selector } = valueInProfile(scope, profile, item);
  return change.kind === 'set'
    ? by === 'set' && text === change.text
    : by === 'refined' && selector === change.selector;
}
