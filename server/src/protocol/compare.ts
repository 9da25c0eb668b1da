/** Profiles side by side. */
import type { Place } from './place.ts';

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

/** { uri } -> CompareChoice[] */
export const compareChoicesRequest = 'scap/compare/choices';

export interface CompareParams {
  readonly uri: string;
  /** As ToggleTarget has it. */
  readonly benchmark: string;
  /** Ids, in the order of the columns; `(default)` is the scan without a profile. Those that are no more are left out. */
  readonly profiles: readonly string[];
  /**
   * The URI of the tailoring that edits of the document go to. Each of the profiles is then followed by a column with what the
   * tailoring makes of it, once it has a profile for it.
   */
  readonly into?: string;
}

export interface CompareColumn {
  /** Unique in the table: the id of the profile; of one in a tailoring with the name of that file. */
  readonly id: string;
  readonly title: string;
  /** False where its boxes are for looking only: another file's profile, or the scan without one. */
  readonly editable: boolean;
  /** Of a column that shows the tailoring: how the tailoring's document names it. */
  readonly tailored?: { readonly uri: string; readonly benchmark: string; readonly profile: string };
}

/** Why a rule is on or off in a scan, as `scapwright rules` has it: on is what the first four say. */
export type DecidingCode =
  | 'select'
  | 'default'
  | 'cluster'
  | 'inherited'
  | 'deselected'
  | 'default-off'
  | 'group-off'
  | 'requires'
  | 'conflicts';

export interface CompareRow {
  /** Unique in the table and stable across edits. */
  readonly key: string;
  /** A rule, a Value, or one property that a profile refines of a rule or group. */
  readonly kind: 'rule' | 'value' | 'severity' | 'role' | 'weight' | 'selector';
  readonly id: string;
  readonly title: string;
  /** Of rules only; else ''. */
  readonly severity: string;
  /** One for each column: of a rule the DecidingCode, else the value. Null: a Value that has none. */
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

/** CompareParams -> CompareTable */
export const compareRequest = 'scap/compare';

export interface CompareExportParams extends CompareParams {
  readonly format: 'csv' | 'markdown';
  /** Keys of the rows wanted, in their order. */
  readonly rows: readonly string[];
}

/** CompareExportParams -> string */
export const compareExportRequest = 'scap/compare/export';
