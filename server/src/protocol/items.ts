/** Questions about one rule or group: where it is, in which profiles it is effective, and why. */
import type { Place, Position } from './place.ts';
import type { ToggleTarget } from './toggle.ts';

export interface ItemAtParams {
  readonly uri: string;
  readonly position: Position;
}

/** The rule or group around the cursor. */
export interface ItemAt extends ToggleTarget {
  readonly kind: 'rule' | 'group';
}

/** ItemAtParams -> ItemAt | null */
export const itemAtRequest = 'scap/itemAt';

export interface ItemParams {
  readonly uri: string;
  readonly target: ToggleTarget;
}

/** One profile of the Benchmark that holds an item, and whether the item is effective there. */
export interface ProfileState {
  readonly profile: string;
  readonly title: string;
  readonly effective: boolean;
}

/** ItemParams -> ProfileState[], in document order, without abstract ones */
export const profilesRequest = 'scap/profiles';

export interface Explanation {
  /** The rule's title, or its id where it has none. */
  readonly title: string;
  readonly effective: boolean;
  /** Of one profile: all that has a say, each link with its place, one of which decided. Of everywhere: a link for each scan. */
  readonly chain: readonly {
    readonly code: string;
    readonly message: string;
    readonly place: Place;
    readonly decided: boolean;
  }[];
  /** Of one profile: the edits that would switch the rule the other way, each with the place of the first that is needed. */
  readonly flips: readonly { readonly message: string; readonly place: Place }[];
}

/** ItemParams -> Explanation */
export const explainRequest = 'scap/explain';

/** ItemParams -> Place */
export const goToRuleRequest = 'scap/goTo/rule';

/** ItemParams -> Place | { reason: string } */
export const goToOvalRequest = 'scap/goTo/oval';
