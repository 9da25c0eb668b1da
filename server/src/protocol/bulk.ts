/** Many rules switched alike: which are meant, what would change, and the edit. */
import type { EditAnswer, EditParams } from './edits.ts';
import type { ToggleScope } from './toggle.ts';

/** A Benchmark or Tailoring in which rules can be switched. */
export interface SwitchableScope {
  readonly benchmark: string;
  readonly title: string;
  /** Those that can be edited, in document order. */
  readonly profiles: readonly { readonly profile: string; readonly title: string }[];
}

/** { uri } -> SwitchableScope[] */
export const scopesRequest = 'scap/scopes';

/** Which rules are meant: what a filter shows, or a pasted list of ids and identifiers. */
export interface PickRulesParams {
  readonly uri: string;
  readonly benchmark: string;
  readonly from: { readonly filter: string; readonly profile?: string } | { readonly list: string };
}

export interface PickedRules {
  /** Ids, in document order, each once. */
  readonly items: readonly string[];
  /** Words of the list that name nothing here, in its order. */
  readonly unknown: readonly string[];
}

/** PickRulesParams -> PickedRules */
export const pickRulesRequest = 'scap/pickRules';

/** Rules and groups of one Benchmark; a group stands for all rules inside. */
export interface ItemsTarget {
  /** The key of the scope, as EditTarget has it. */
  readonly benchmark: string;
  /** Ids. */
  readonly items: readonly string[];
  readonly scope: ToggleScope;
}

/** All of them switched alike. */
export interface ToggleItemsParams extends EditParams {
  readonly target: ItemsTarget;
  readonly enable: boolean;
}

/** ToggleItemsParams -> EditResult */
export const toggleItemsRequest = 'scap/toggleItems';

/** What an edit of many rules would change. Empty `lines`: nothing. */
export interface TogglePreview {
  /** Such as: Switch all 30 rules of "Services" on in "CIS Level 2"? */
  readonly question: string;
  readonly summary: string;
  /** One for each scan that changes, with its size; where something is edited and no scan changes, a line that says so. */
  readonly lines: readonly string[];
  /** What would not become as asked, or would be lost. */
  readonly obstacles: readonly string[];
  /** Rules that change along, as EditWords has them; `lines` count them. */
  readonly linked: readonly string[];
  /** How to go on in spite of obstacles; empty where there are none, or where the request has its answer. */
  readonly answers: readonly { readonly answer: EditAnswer; readonly title: string }[];
  /** All of it, to read: each rule with where it changes. */
  readonly text: string;
}

/** With the texts that it is about, for EditParams.shown. */
export interface ShownPreview extends TogglePreview {
  readonly shown: string;
}

/** ToggleItemsParams -> ShownPreview | { refused: string } */
export const togglePreviewRequest = 'scap/togglePreview';
