/**
 * What client and server say to each other beyond LSP. Shapes only: this file imports nothing, so that either side
 * may read it. Lines and characters are LSP's (from 0, UTF-16); ids are XCCDF ids in full.
 */

export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface Place {
  readonly uri: string;
  readonly range: Range;
}

/** Where a toggle acts: one profile, every profile and the default scan, or the profiles that name the rule. */
export type ToggleScope =
  | { readonly kind: 'profile'; readonly profile: string }
  | { readonly kind: 'everywhere' }
  | { readonly kind: 'mentioned' };

export type OutlineKind =
  | 'stream'
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
  /** The effective state; absent where a row has no box. */
  readonly checked?: boolean;
  /** Present on rows with a box whose state is held off by something else: an unmet requires, a group, a conflict. */
  readonly held?: string;
  readonly hasChildren: boolean;
  readonly expanded?: boolean;
  /** Where the row's element stands in the text. */
  readonly place: Place;
  /** Of rules and groups: what a toggle needs. */
  readonly toggle?: ToggleTarget;
  /** Of Benchmarks, profiles and Values: what can be edited. */
  readonly target?: EditTarget;
}

export interface ToggleTarget {
  /** The id of the Benchmark that holds the item; needed where a file has several. */
  readonly benchmark: string;
  readonly item: string;
  readonly scope: ToggleScope;
}

/** 'indexing' has a percent; 'broken' keeps the last good tree, marked stale; 'notScap' says which root it has. */
export interface DocumentState {
  readonly uri: string;
  readonly version: number;
  readonly state: 'indexing' | 'ready' | 'broken' | 'notScap' | 'closed';
  readonly percent?: number;
  readonly message?: string;
  /** Of 'broken': the fault. Of 'notScap': the root element. */
  readonly place?: Place;
  /** Of 'ready': a few words for the status bar, such as "19 profiles, 1,702 rules". */
  readonly summary?: string;
}

/**
 * A document over 50 MiB: VS Code opens it in an editor but gives it to no extension, so the client tells the server to
 * read it from disk. Sent again after each save. Its edits carry `version: null`.
 */
export interface DiskFileParams {
  readonly uri: string;
  readonly open: boolean;
}

/** Sent when the files of the workspace have been looked at: at the start, and after changes on disk. */
export interface WorkspaceIndexState {
  readonly state: 'ready' | 'cancelled';
  /** SCAP files that are in the index. */
  readonly files: number;
  /** How many files had to be read; the others were in the cache or had not changed. */
  readonly read: number;
  /** Bytes that the index keeps, and bytes of the files themselves. */
  readonly kept: number;
  readonly indexed: number;
}

/**
 * Asks what a document over 50 MiB holds on disk now: after a save, and before an edit that was made earlier. `next` is
 * such an edit: if the file still has `hash`, it is what will be applied and saved next.
 */
export interface DiskCheckParams {
  readonly uri: string;
  readonly next?: { readonly hash: string; readonly edits: TextEditInVersion['edits'] };
}

export interface DiskCheck {
  /** Of the bytes on disk: equal means the same file. */
  readonly hash: string;
  /** Whether the last edit that was given for this document is in the file, and nothing else has changed. */
  readonly isIntended: boolean;
}

export interface ItemAtParams {
  readonly uri: string;
  readonly position: Position;
}

/** One profile of the Benchmark that holds an item, and whether the item is effective there. */
export interface ProfileState {
  readonly profile: string;
  readonly title: string;
  readonly effective: boolean;
}

export interface OutlineChildrenParams {
  readonly uri: string;
  /** An OutlineNode.id; absent for the document's first rows. */
  readonly node?: string;
}

/** Sent after each new snapshot: rows that the client was given and that read differently now. */
export interface OutlineChanged {
  readonly uri: string;
  /** New renderings of rows whose own text or state changed. */
  readonly changed: readonly OutlineNode[];
  /** Ids of rows whose list of children changed; '' stands for the document itself. */
  readonly structure: readonly string[];
}

/** How to go on after a 'choice': select what is required too, or edit although what the choice names happens. */
export type EditAnswer = 'withRequired' | 'force';

export interface EditTarget {
  /** The key of the scope: the id of the Benchmark, as OutlineNode.toggle and itemAt give it. */
  readonly benchmark: string;
  /** The id of the profile that is edited, where it is one. */
  readonly profile?: string;
  /** The id of a Value or Rule in it. */
  readonly item?: string;
}

/** What every request for an edit has: where it acts. Its answer is an EditResult. */
export interface EditParams {
  readonly uri: string;
  readonly target: EditTarget;
  readonly answer?: EditAnswer;
}

/** Of a Value in a profile. `selector`: another of its own values. `text`: one of the profile's. Neither: reset. */
export interface EditValueParams extends EditParams {
  readonly target: Required<EditTarget>;
  readonly selector?: string;
  readonly text?: string;
}

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

export interface CheckTextParams extends ValueParams {
  readonly text: string;
}

/** A Rule or a Value in a list to choose from. */
export interface ListedItem {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly place: Place;
}

export interface ToggleParams extends EditParams {
  readonly target: ToggleTarget;
  readonly enable: boolean;
}

export interface TextEditInVersion {
  readonly uri: string;
  readonly version: number | null;
  readonly edits: readonly { readonly range: Range; readonly newText: string }[];
}

export type EditResult =
  | {
      readonly kind: 'edit';
      readonly edit: TextEditInVersion;
      /** Restores the bytes when applied to the text right after `edit`. */
      readonly inverse: TextEditInVersion;
      /** One sentence for the status bar: what changed, in how many profiles. */
      readonly summary: string;
      readonly warnings: readonly string[];
      /** True where a signature covers the edited text: the user is told once per document, before the edit. */
      readonly signed: boolean;
    }
  | { readonly kind: 'nothing'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string }
  | {
      readonly kind: 'choice';
      readonly reason: string;
      /** Which answers would help; 'withRequired' only where naming one id of each unmet list is enough. */
      readonly answers: readonly { readonly answer: EditAnswer; readonly title: string }[];
    };

/** Several switches of one document, in the order in which they were asked for. */
export interface ToggleManyParams {
  readonly uri: string;
  readonly orders: readonly Omit<ToggleParams, 'uri'>[];
}

export type ToggleOutcome =
  | { readonly kind: 'edit'; readonly summary: string; readonly warnings: readonly string[] }
  | Exclude<EditResult, { readonly kind: 'edit' }>;

export interface ToggleManyResult {
  /** What became of the orders, from the first on. Those that are missing are asked for again, after the edit. */
  readonly outcomes: readonly ToggleOutcome[];
  /** All that can be edited, as one; absent where the text stays as it is. A 'choice' is not in it. */
  readonly edit?: Extract<EditResult, { readonly kind: 'edit' }>;
}

export interface ItemParams {
  readonly uri: string;
  readonly target: ToggleTarget;
}

export interface Explanation {
  /** The rule's title, or its id where it has none. */
  readonly title: string;
  readonly effective: boolean;
  /** From Rule through groups, selects and requires to the verdict; each link with its place. */
  readonly chain: readonly { readonly code: string; readonly message: string; readonly place: Place }[];
}

/** Answers are `null` where the document is not (any longer) open in the server. */
export const outlineChildrenRequest = 'scap/outline/children'; // OutlineChildrenParams -> OutlineNode[]
export const outlineChangedNotification = 'scap/outline/changed'; // OutlineChanged, server -> client
export const documentStateNotification = 'scap/documentState'; // DocumentState, server -> client
export const toggleRequest = 'scap/toggle'; // ToggleParams -> EditResult
export const toggleManyRequest = 'scap/toggleMany'; // ToggleManyParams -> ToggleManyResult
export const valueStateRequest = 'scap/value/state'; // ValueParams -> ValueState
export const checkTextRequest = 'scap/value/checkText'; // CheckTextParams -> { fault?: string }: why it cannot be set
export const editValueRequest = 'scap/value/edit'; // EditValueParams -> EditResult
export const rulesOfValueRequest = 'scap/value/rules'; // ValueParams -> ListedItem[]
export const valuesOfRuleRequest = 'scap/rule/values'; // EditTarget of a rule (profile may be absent) -> ListedItem[]
export const explainRequest = 'scap/explain'; // ItemParams -> Explanation
export const profilesRequest = 'scap/profiles'; // ItemParams -> ProfileState[], in document order, without abstract ones
export const itemAtRequest = 'scap/itemAt'; // ItemAtParams -> ToggleTarget | null: the rule or group around the cursor
export const workspaceIndexNotification = 'scap/workspaceIndex'; // WorkspaceIndexState, server -> client
export const diskFileNotification = 'scap/diskFile'; // DiskFileParams, client -> server
export const diskCheckRequest = 'scap/diskCheck'; // DiskCheckParams -> DiskCheck
export const goToRuleRequest = 'scap/goTo/rule'; // ItemParams -> Place
export const goToOvalRequest = 'scap/goTo/oval'; // ItemParams -> Place | { reason: string }
