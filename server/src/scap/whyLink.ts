/** What explains a rule: one element each, with its place. See explain.ts; the links themselves are made by the files beside it. */
import type { XccdfBenchmark, XccdfProfile } from './benchmark.ts';
import type { Selection } from './selection.ts';
import type { Snapshot } from './snapshot.ts';

/** The scans one can ask about: a profile, the scan without one, or OpenSCAP's "(all)". */
export type Scan = XccdfProfile | '(default)' | '(all)';

/** Each of these can decide. */
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

/** What has a say beside the decision, or would have. */
type ContextCode =
  | 'tailoring'
  | 'extends'
  /** Extends that run in a circle. */
  | 'circle'
  /** A select that one in a nearer profile replaces. */
  | 'overruled'
  /** A group that is on. */
  | 'group'
  | 'requires-met'
  | 'conflicts-met'
  /** What a requires or conflicts names, and the state that it counts with. */
  | 'partner'
  | 'platform';

export type WhyCode = DecidingCode | ContextCode;

/** One element that has a say. */
export interface WhyLink {
  readonly code: WhyCode;
  /** The id of the item, profile entry or required rule that the link is about. */
  readonly id: string;
  readonly message: string;
  readonly snapshot: Snapshot;
  readonly element: number;
}

/** What is asked about: one scan of a Benchmark, and its selection. */
export interface AskedScan {
  readonly benchmark: XccdfBenchmark;
  readonly scan: Scan;
  readonly selection: Selection;
}
