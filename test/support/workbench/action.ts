/** What a random action of the workbench is: the edits it makes, and what a scan has to say afterwards. */
import type { XccdfBenchmark } from '../../../server/src/scap/benchmark.ts';
import type { Snapshot } from '../../../server/src/scap/snapshot.ts';
import type { TextEdit } from '../../../server/src/text/span.ts';
import type { ProfileScan } from '../../oracle/profileScan.ts';
import type { SeededRandom } from '../random.ts';

/** By profile; the scan without a profile is '(default)'. */
export type KnownScans = ReadonlyMap<string, ProfileScan>;

export interface WorkbenchState {
  /** The stream as it is. */
  readonly snapshot: Snapshot;
  /** What the scanner says of it. */
  readonly known: KnownScans;
  readonly random: SeededRandom;
  /** The tailoring that was edited since the stream was. */
  readonly tailoring?: OpenTailoring | undefined;
  /** So many profiles at most: each new one is one more to scan. */
  readonly mostProfiles: number;
}

export interface OpenTailoring {
  readonly snapshot: Snapshot;
  /** Of its own profiles. */
  readonly known: KnownScans;
}

export interface WorkbenchAction {
  /** For messages: what was done to what. */
  readonly label: string;
  /** Of the stream. Empty where only a tailoring is edited. */
  readonly edits: readonly TextEdit[];
  /** What the scanner must say after the edit. */
  readonly expected: KnownScans;
  /** Profiles whose elements the action edits; those that extend them are the test's to find. */
  readonly edited: readonly string[];
  /** A tailoring of the stream as it was before the action. */
  readonly tailoring?: TailoringResult;
}

export interface TailoringResult {
  readonly text: string;
  /** What a scan with it says, by profile of the tailoring. */
  readonly known: KnownScans;
  /** Those of its profiles that were edited, and that extend them. */
  readonly edited: readonly string[];
  /** For XCCDF 1.1, which has no schema of a tailoring. */
  readonly isOld: boolean;
}

/** Undefined where the document has nothing that such an action could act on, or nothing would change. */
export type ActionKind = (state: WorkbenchState, benchmark: XccdfBenchmark) => WorkbenchAction | undefined;

/** The scans with some of them changed in part. */
export function withScans(known: KnownScans, changes: ReadonlyMap<string, Partial<ProfileScan>>): KnownScans {
  const changed = [...changes].flatMap(([id, change]) => {
    const was = known.get(id);
    // An abstract profile is in no scan.
    return was ? [[id, { ...was, ...change }] as const] : [];
  });
  return new Map([...known, ...changed]);
}
