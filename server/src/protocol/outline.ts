/** The rows of the side-bar view. The server renders them; the client only draws them. */
import type { EditTarget } from './edits.ts';
import type { Place } from './place.ts';
import type { ToggleTarget } from './toggle.ts';

export type OutlineKind =
  | 'benchmark'
  | 'tailoring'
  | 'everywhere'
  | 'profile'
  | 'values'
  | 'value'
  | 'group'
  | 'rule'
  | 'component';

/** One row of the side-bar view. A row is rendered by the server; the client only draws it. */
export interface OutlineNode {
  /** Stable across edits and unique among all documents: the client uses it as TreeItem.id. */
  readonly id: string;
  readonly kind: OutlineKind;
  readonly label: string;
  readonly description?: string;
  /** Markdown: why the row is in its state. */
  readonly tooltip: string;
  /** Of a rule the effective state, of a group whether that of all its rules is on; absent where a row has no box. */
  readonly checked?: boolean;
  /** Present on rows with a box whose state is held off by something else: an unmet requires, a group, a conflict. */
  readonly held?: string;
  readonly heldBy?: 'group' | 'requires' | 'conflicts';
  /** Of profiles and groups: of the rules inside, how many are effective. A group with some of them is mixed. */
  readonly rules?: { readonly effective: number; readonly all: number };
  readonly hasChildren: boolean;
  readonly expanded?: boolean;
  /** Where the row's element stands in the text. */
  readonly place: Place;
  /** Of rules and groups: what a toggle needs. */
  readonly toggle?: ToggleTarget;
  /** Of Benchmarks, profiles and Values: what can be edited. */
  readonly target?: EditTarget;
}

/** What the view leaves out, as words that all have to match (`ssh severity:high ref:AC-6`), and its order. */
export interface OutlineLook {
  readonly filter?: string;
  readonly sort?: 'document' | 'title' | 'severity';
}

export interface OutlineChildrenParams {
  readonly uri: string;
  /** An OutlineNode.id; absent for the document's first rows. */
  readonly node?: string;
  /** Of the last request for a document holds for what is told about it unasked. */
  readonly look?: OutlineLook;
}

/** OutlineChildrenParams -> OutlineNode[] */
export const outlineChildrenRequest = 'scap/outline/children';

/** ItemParams -> string[] | null: ids of rows, down to the item's */
export const outlinePathRequest = 'scap/outline/path';

/** { uri, filter } -> number of rules that the filter leaves */
export const outlineCountRequest = 'scap/outline/count';

/**
 * Rows that the client was given and that read differently now: sent after each new snapshot, and mostly
 * also before a toggle is answered, as they will read once its edit is made: then with the places that they will have.
 */
export interface OutlineChanged {
  readonly uri: string;
  /** New renderings of rows whose own text or state changed. */
  readonly changed: readonly OutlineNode[];
  /** Ids of rows whose list of children changed; '' stands for the document itself. */
  readonly structure: readonly string[];
}

/** OutlineChanged, server -> client */
export const outlineChangedNotification = 'scap/outline/changed';

/** The edit that was asked for is not made after all: the rows are told as they are. */
export interface RowsAgainParams {
  readonly uri: string;
}

/** RowsAgainParams, client -> server */
export const rowsAgainNotification = 'scap/outline/again';
