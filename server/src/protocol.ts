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
  /** Of 'ready': the document is a tailoring itself, so that its edits have nowhere else to go. */
  readonly isTailoring?: boolean;
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
  /** Of the last request for a document holds for what is told about it unasked. */
  readonly look?: OutlineLook;
}

/** What the view leaves out, as words that all have to match (`ssh severity:high ref:AC-6`), and its order. */
export interface OutlineLook {
  readonly filter?: string;
  readonly sort?: 'document' | 'title' | 'severity';
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
  /** The URI of a tailoring that is to say it instead: `uri` and `target` still name the stream and its profile. */
  readonly into?: string | undefined;
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

/** Of a rule in a profile. What is absent stays as it is; `reset` takes the profile's own refine-rule out. */
export interface RefineRuleParams extends EditParams {
  readonly target: Required<EditTarget>;
  readonly change: Partial<RuleRefinement> | 'reset';
}

export interface RuleRefinement {
  readonly severity: string;
  readonly role: string;
  readonly weight: string;
  /** '' asks for the check without one. */
  readonly selector: string;
}

/** What a rule is in a profile, and what it may be refined to. */
export interface RefinementState extends RuleRefinement {
  readonly title: string;
  readonly severities: readonly string[];
  readonly roles: readonly string[];
  readonly selectors: readonly string[];
  /** Whether the profile has a refine-rule of its own for it. */
  readonly isOwn: boolean;
}

/** A Rule or a Value in a list to choose from. */
export interface ListedItem {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly place: Place;
}

/** `new` beside the profile of the target, if there is one, extends it; all others change that profile or copy it. */
export type ProfileChange =
  | { readonly kind: 'new'; readonly id: string; readonly title: string }
  | { readonly kind: 'copy'; readonly id: string; readonly title: string }
  | { readonly kind: 'rename'; readonly id: string }
  | { readonly kind: 'delete' }
  | { readonly kind: 'title' | 'description'; readonly text: string };

export interface EditProfileParams extends EditParams {
  readonly change: ProfileChange;
}

export interface CheckProfileIdParams extends EditParams {
  readonly id: string;
}

/** What input boxes about a profile start with; without a profile in the target only the id is proposed. */
export interface ProfileWords {
  readonly title: string;
  readonly description: string;
  readonly proposedId: string;
}

export interface ToggleParams extends EditParams {
  readonly target: ToggleTarget;
  readonly enable: boolean;
}

export interface FindRulesParams {
  readonly uri: string;
  /** Words as in OutlineLook.filter. */
  readonly query: string;
  /** The most rules to answer. */
  readonly limit: number;
}

export interface FoundRules {
  /** How many match, also those beyond the limit. */
  readonly total: number;
  readonly rules: readonly FoundRule[];
}

export interface FoundRule {
  readonly kind: 'rule' | 'group';
  readonly title: string;
  readonly severity?: string;
  readonly idents: readonly string[];
  readonly references: readonly string[];
  /** Of scope Everywhere. */
  readonly target: ToggleTarget;
  readonly place: Place;
}

/** Which rules are meant: what a filter shows, or a pasted list of ids and identifiers. */
export interface PickRulesParams {
  readonly uri: string;
  readonly benchmark: string;
  readonly from: { readonly filter: string; readonly profile?: string } | { readonly list: string };
}

export interface PickedRules {
  /** Ids, in document order. */
  readonly items: readonly string[];
  /** Words of the list that name nothing here. */
  readonly unknown: readonly string[];
}

/** A Benchmark or Tailoring in which rules can be switched. */
export interface SwitchableScope {
  readonly benchmark: string;
  readonly title: string;
  /** Those that can be edited, in document order. */
  readonly profiles: readonly { readonly profile: string; readonly title: string }[];
}

/** Rules and groups switched alike; a group stands for all rules inside. */
export interface ToggleItemsParams extends EditParams {
  readonly target: {
    readonly benchmark: string;
    /** Ids. */
    readonly items: readonly string[];
    readonly scope: ToggleScope;
  };
  readonly enable: boolean;
}

/** What an edit of many rules would change. Empty `lines`: nothing. */
export interface TogglePreview {
  /** Such as: Switch all 30 rules of "Services" on in "CIS Level 2"? */
  readonly question: string;
  readonly summary: string;
  /** One for each scan that changes, with its size. */
  readonly lines: readonly string[];
  /** What would not become as asked, or would be lost. */
  readonly obstacles: readonly string[];
  /** How to go on in spite of obstacles; empty where there are none, or where the request has its answer. */
  readonly answers: readonly { readonly answer: EditAnswer; readonly title: string }[];
  /** All of it, to read: each rule with where it changes. */
  readonly text: string;
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

/** A Benchmark or Tailoring of a document, whose profiles can be put side by side. */
export interface CompareChoice {
  /** As ToggleTarget has it. */
  readonly benchmark: string;
  readonly title: string;
  readonly place: Place;
  /** Those that can be named, a tailoring's first; the scan without a profile is not in it. */
  readonly profiles: readonly {
    readonly id: string;
    readonly title: string;
    readonly abstract: boolean;
    readonly place: Place;
  }[];
}

export interface CompareParams {
  readonly uri: string;
  /** As ToggleTarget has it. */
  readonly benchmark: string;
  /** Ids, in the order of the columns; `(default)` is the scan without a profile. Those that are no more are left out. */
  readonly profiles: readonly string[];
}

export interface CompareColumn {
  readonly id: string;
  readonly title: string;
  /** False where its boxes are for looking only: another file's profile, or the scan without one. */
  readonly editable: boolean;
}

export interface CompareRow {
  /** Unique in the table and stable across edits. */
  readonly key: string;
  /** A rule, a Value, or one property that a profile refines of a rule or group. */
  readonly kind: 'rule' | 'value' | 'severity' | 'role' | 'weight' | 'selector';
  readonly id: string;
  readonly title: string;
  /** Of rules only; else ''. */
  readonly severity: string;
  /**
   * One for each column: of a rule the code of what decided, as `scapwright rules` has it (on: `select`, `default`, `cluster`,
   * `inherited`), else the value. Null: a Value that has none.
   */
  readonly cells: readonly (string | null)[];
  /** Whether two columns have different results. */
  readonly differs: boolean;
  /** False for the second of two rules with one id, and for one without: no select can name it. */
  readonly nameable: boolean;
}

export interface CompareTable {
  readonly title: string;
  readonly columns: readonly CompareColumn[];
  /** Rules, Values, refinements; each in document order. */
  readonly rows: readonly CompareRow[];
}

export interface CompareExportParams extends CompareParams {
  readonly format: 'csv' | 'markdown';
  /** Keys of the rows wanted, in their order. */
  readonly rows: readonly string[];
}

/** Answers are `null` where the document is not (any longer) open in the server. */
export const outlineChildrenRequest = 'scap/outline/children'; // OutlineChildrenParams -> OutlineNode[]
export const outlinePathRequest = 'scap/outline/path'; // ItemParams -> string[] | null: ids of rows, down to the item's
export const outlineCountRequest = 'scap/outline/count'; // { uri, filter } -> number of rules that the filter leaves
export const findRulesRequest = 'scap/findRules'; // FindRulesParams -> FoundRules
export const pickRulesRequest = 'scap/pickRules'; // PickRulesParams -> PickedRules
export const scopesRequest = 'scap/scopes'; // { uri } -> SwitchableScope[]
export const outlineChangedNotification = 'scap/outline/changed'; // OutlineChanged, server -> client
export const documentStateNotification = 'scap/documentState'; // DocumentState, server -> client
export const toggleRequest = 'scap/toggle'; // ToggleParams -> EditResult
export const toggleManyRequest = 'scap/toggleMany'; // ToggleManyParams -> ToggleManyResult
export const valueStateRequest = 'scap/value/state'; // ValueParams -> ValueState
export const checkTextRequest = 'scap/value/checkText'; // CheckTextParams -> { fault?: string }: why it cannot be set
export const editValueRequest = 'scap/value/edit'; // EditValueParams -> EditResult
export const rulesOfValueRequest = 'scap/value/rules'; // ValueParams -> ListedItem[]
export const refinementStateRequest = 'scap/rule/refinement'; // ValueParams of a rule -> RefinementState
export const checkWeightRequest = 'scap/rule/checkWeight'; // CheckTextParams of a rule -> { fault?: string }
export const refineRuleRequest = 'scap/rule/refine'; // RefineRuleParams -> EditResult
export const valuesOfRuleRequest = 'scap/rule/values'; // EditTarget of a rule (profile may be absent) -> ListedItem[]
export const toggleItemsRequest = 'scap/toggleItems'; // ToggleItemsParams -> EditResult
export const togglePreviewRequest = 'scap/togglePreview'; // ToggleItemsParams -> TogglePreview | { refused: string }
export const editProfileRequest = 'scap/profile/edit'; // EditProfileParams -> EditResult
export const profileWordsRequest = 'scap/profile/words'; // EditParams -> ProfileWords
export const checkProfileIdRequest = 'scap/profile/checkId'; // CheckProfileIdParams -> { fault?: string }
export const explainRequest = 'scap/explain'; // ItemParams -> Explanation
export const profilesRequest = 'scap/profiles'; // ItemParams -> ProfileState[], in document order, without abstract ones
export const itemAtRequest = 'scap/itemAt'; // ItemAtParams -> ToggleTarget | null: the rule or group around the cursor
export const workspaceIndexNotification = 'scap/workspaceIndex'; // WorkspaceIndexState, server -> client
export const diskFileNotification = 'scap/diskFile'; // DiskFileParams, client -> server
export const diskCheckRequest = 'scap/diskCheck'; // DiskCheckParams -> DiskCheck
export const goToRuleRequest = 'scap/goTo/rule'; // ItemParams -> Place
export const goToOvalRequest = 'scap/goTo/oval'; // ItemParams -> Place | { reason: string }

/** What toggles of a stream can be led into, and what a new tailoring can start from. */
export interface TailoringChoices {
  /** In document order, abstract ones included; `benchmark` is the key of the scope. */
  readonly profiles: readonly { readonly benchmark: string; readonly id: string; readonly title: string }[];
  /** URIs of the open tailorings that are about this document. */
  readonly tailorings: readonly string[];
}

export interface NewTailoringParams {
  readonly uri: string;
  readonly target: { readonly benchmark: string; readonly profile: string };
  /** benchmark/@href and version/@time as they are to be written. */
  readonly href: string;
  readonly time: string;
}

/** Asks where the stream of a tailoring is; `lead` says it, for as long as the server runs. */
export interface StreamOfTailoringParams {
  readonly uri: string;
  readonly lead?: string;
}

export interface StreamOfTailoring {
  /** The URI of the document that holds its Benchmark; absent where it is not to be had. */
  readonly stream?: string;
  /** benchmark/@href as written. */
  readonly href: string;
  /** URIs of open documents and files of the workspace that hold the profiles which it changes. */
  readonly candidates: readonly string[];
}

/** Makes a tailoring part of the stream `uri`, which has to be open, as `tailoring` has; `target.benchmark` is not looked at. */
export interface ApplyTailoringParams extends EditParams {
  readonly tailoring: string;
}

/** The edits of a stream since an older text of it; without `base` since the file on disk, which is its last save. */
export interface TailorChangesParams {
  readonly uri: string;
  readonly base?: string;
  readonly href: string;
  readonly time: string;
}

/** A line of a report: in words, with its place in an open document or file where it has one. */
export interface ReportLine {
  readonly message: string;
  readonly place?: Place;
  /** What to do about it. */
  readonly fix?: string;
}

export type TailorChanges =
  | {
      /** The tailoring's text; absent where no profile that a scan can name has changed. */
      readonly text?: string;
      /** Ids of the edited profiles. */
      readonly profiles: readonly string[];
      /** What no tailoring can say. */
      readonly leftOut: readonly ReportLine[];
    }
  | { readonly reason: string };

/** Whether the tailoring `uri` fits the stream `newer`; both are open. */
export interface FitTailoringParams {
  readonly uri: string;
  readonly newer: string;
}

export type FitTailoring =
  | {
      /** Whether the stream that it was made for is at hand; without it only what is missing is told. */
      readonly isCompared: boolean;
      readonly entries: readonly (ReportLine & { readonly kind: string; readonly profile: string })[];
    }
  | { readonly reason: string };

export const applyTailoringRequest = 'scap/tailoring/apply'; // ApplyTailoringParams -> EditResult
export const tailorChangesRequest = 'scap/tailoring/changes'; // TailorChangesParams -> TailorChanges
export const fitTailoringRequest = 'scap/tailoring/fit'; // FitTailoringParams -> FitTailoring
export const tailoringChoicesRequest = 'scap/tailoring/choices'; // { uri } -> TailoringChoices
export const newTailoringRequest = 'scap/tailoring/new'; // NewTailoringParams -> string, the text of the document
export const streamOfTailoringRequest = 'scap/tailoring/stream'; // StreamOfTailoringParams -> StreamOfTailoring
export const compareChoicesRequest = 'scap/compare/choices'; // { uri } -> CompareChoice[]
export const compareRequest = 'scap/compare'; // CompareParams -> CompareTable
export const compareExportRequest = 'scap/compare/export'; // CompareExportParams -> string
