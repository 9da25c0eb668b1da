/** Values in a profile: what one is, what it may be, who reads it, and its edits. */
import type { EditParams, EditTarget } from './edits.ts';
import type { Place } from './place.ts';

export interface ValueParams {
  readonly uri: string;
  readonly target: Required<EditTarget>;
}

/** What an input box or a list needs to know of a Value in a profile. */
export interface ValueState {
  readonly title: string;
  /** Null: the selector in force is none that the Value has. */
  readonly text: string | null;
  readonly by: 'set' | 'refined' | 'default';
  /** '' where none counts. */
  readonly selector: string;
  /** Its own values, in document order; '' is the one without selector. */
  readonly choices: readonly { readonly selector: string; readonly text: string }[];
  /** What is offered for a text of the profile's; empty where nothing is. */
  readonly offered: readonly string[];
  /** Type, bounds and so on in words. */
  readonly limits: string;
}

/** ValueParams -> ValueState */
export const valueStateRequest = 'scap/value/state';

export interface CheckTextParams extends ValueParams {
  readonly text: string;
}

/** CheckTextParams -> { fault?: string }: why it cannot be set */
export const checkTextRequest = 'scap/value/checkText';

/** Of a Value in a profile. `selector`: another of its own values. `text`: one of the profile's. Neither: reset. */
export interface EditValueParams extends EditParams {
  readonly target: Required<EditTarget>;
  readonly selector?: string;
  readonly text?: string;
}

/** EditValueParams -> EditResult */
export const editValueRequest = 'scap/value/edit';

/** A Rule or a Value in a list to choose from. */
export interface ListedItem {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly place: Place;
}

/** ValueParams -> ListedItem[] */
export const rulesOfValueRequest = 'scap/value/rules';

/** EditTarget of a rule (profile may be absent) -> ListedItem[] */
export const valuesOfRuleRequest = 'scap/rule/values';
