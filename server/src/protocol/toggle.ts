/** One rule or group switched, or several one after the other. */
import type { EditAnswer, EditParams, NoEdit, ReadyEdit } from './edits.ts';

/** Where a toggle acts: one profile, every profile and the default scan, or the profiles that name the rule. */
export type ToggleScope =
  | { readonly kind: 'profile'; readonly profile: string }
  | { readonly kind: 'everywhere' }
  | { readonly kind: 'mentioned' };

export interface ToggleTarget {
  /** The id of the Benchmark that holds the item; needed where a file has several. */
  readonly benchmark: string;
  readonly item: string;
  readonly scope: ToggleScope;
}

export interface ToggleParams extends EditParams {
  readonly target: ToggleTarget;
  readonly enable: boolean;
}

/** ToggleParams -> EditResult */
export const toggleRequest = 'scap/toggle';

/** What our client adds to the parameters of textDocument/codeAction: the tailoring that edits go into. */
export interface ToggleActionParams {
  readonly into?: string | undefined;
}

/**
 * `data` of a toggle among code actions. It has its edit, for any editor; ours asks for the same by `toggleRequest`, so that it
 * goes the way of a click.
 */
export interface ToggleActionData {
  readonly target: ToggleTarget;
  readonly enable: boolean;
  readonly answer?: EditAnswer;
  /** What else it changes and its title names, as EditParams has it. */
  readonly acceptOthers: readonly string[];
  /** A group stands for all rules inside. */
  readonly isGroup: boolean;
}

/** Several switches of one document, in the order in which they were asked for. */
export interface ToggleManyParams {
  readonly uri: string;
  readonly orders: readonly Omit<ToggleParams, 'uri' | 'into'>[];
  /** The URI of the tailoring that is to say all of them, as EditParams has it. */
  readonly into?: string | undefined;
}

export type ToggleOutcome =
  | { readonly kind: 'edit'; readonly summary: string; readonly warnings: readonly string[] }
  | NoEdit;

export interface ToggleManyResult {
  /** What became of the orders, from the first on. Those that are missing are asked for again, after the edit. */
  readonly outcomes: readonly ToggleOutcome[];
  /** All that can be edited, as one; absent where the text stays as it is. A 'choice' is not in it. */
  readonly edit?: ReadyEdit;
}

/** ToggleManyParams -> ToggleManyResult */
export const toggleManyRequest = 'scap/toggleMany';
