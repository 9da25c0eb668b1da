/** A tailoring as a whole: made part of its stream, made of edits, held against a newer stream. */
import type { EditParams } from './edits.ts';
import type { Place } from './place.ts';

/** Makes a tailoring part of the stream `uri`, which has to be open, as `tailoring` has; `target.benchmark` is not looked at. */
export interface ApplyTailoringParams extends EditParams {
  readonly tailoring: string;
}

/** ApplyTailoringParams -> EditResult */
export const applyTailoringRequest = 'scap/tailoring/apply';

/** A line of a report: in words, with its place in an open document or file where it has one. */
export interface ReportLine {
  readonly message: string;
  readonly place?: Place;
  /** What to do about it. */
  readonly fix?: string;
}

/** The edits of a stream since an older text of it; without `base` since the file on disk, which is its last save. */
export interface TailorChangesParams {
  readonly uri: string;
  readonly base?: string;
  readonly href: string;
  readonly time: string;
}

export interface TailoredBenchmark {
  /** The key of the Benchmark, and its title. */
  readonly benchmark: string;
  readonly title: string;
  readonly text: string;
  /** Ids of the edited profiles. */
  readonly profiles: readonly string[];
}

export type TailorChanges =
  | {
      /** One for each Benchmark in which a profile that a scan can name has changed. */
      readonly tailorings: readonly TailoredBenchmark[];
      /** What no tailoring can say. */
      readonly leftOut: readonly ReportLine[];
    }
  | { readonly reason: string };

/** TailorChangesParams -> TailorChanges */
export const tailorChangesRequest = 'scap/tailoring/changes';

/** Whether the tailoring `uri` fits the stream `newer`; both are open. */
export interface FitTailoringParams {
  readonly uri: string;
  readonly newer: string;
}

export type FitKind =
  | 'missing-rule'
  | 'missing-group'
  | 'missing-value'
  | 'missing-selector'
  | 'missing-base'
  | 'default-changed'
  | 'group-now-off'
  | 'rule-new';

/** What names an entry of a report; a fix of one leaves the others as they are. */
export interface FitEntryName {
  readonly kind: FitKind;
  readonly profile: string;
  readonly id: string;
}

export type FitTailoring =
  | {
      /** Whether the stream that it was made for is at hand; without it only what is missing is told. */
      readonly isCompared: boolean;
      /** `fixes` are titles of edits that are offered, best first. */
      readonly entries: readonly (ReportLine & FitEntryName & { readonly fixes: readonly string[] })[];
    }
  | { readonly reason: string };

/** FitTailoringParams -> FitTailoring */
export const fitTailoringRequest = 'scap/tailoring/fit';

/** One of the fixes of an entry, by its title; `uri` is the tailoring, `target.benchmark` is not looked at. */
export interface FitFixParams extends EditParams {
  readonly newer: string;
  readonly entry: FitEntryName;
  readonly fix: string;
}

/** FitFixParams -> EditResult */
export const fitFixRequest = 'scap/tailoring/fitFix';
