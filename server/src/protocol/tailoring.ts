/** Tailorings: where edits are led into, a new one, and where the stream of one is. */
import type { ItemParams } from './items.ts';
/** What toggles of a stream can be led into, and what a new tailoring can start from. */
export interface TailoringChoices {
  /** In document order, abstract ones included; `benchmark` is the key of the scope. */
  readonly profiles: readonly { readonly benchmark: string; readonly id: string; readonly title: string }[];
  /** URIs of the open tailorings that are about this document. */
  readonly tailorings: readonly string[];
}

/** { uri } -> TailoringChoices */
export const tailoringChoicesRequest = 'scap/tailoring/choices';

/** A row of the stream whose edits go into the tailoring `into`. */
export interface TailoredTargetParams extends ItemParams {
  readonly into: string;
}

/** TailoredTargetParams -> ToggleTarget | null: the same in the tailoring, where that has a profile for it. */
export const tailoredTargetRequest = 'scap/tailoring/target';

export interface NewTailoringParams {
  readonly uri: string;
  readonly target: { readonly benchmark: string; readonly profile: string };
  /** benchmark/@href and version/@time as they are to be written. */
  readonly href: string;
  readonly time: string;
}

/** The text of the document, or why there can be none. */
export type NewTailoring = { readonly text: string } | { readonly reason: string };

/** NewTailoringParams -> NewTailoring */
export const newTailoringRequest = 'scap/tailoring/new';

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

/** StreamOfTailoringParams -> StreamOfTailoring */
export const streamOfTailoringRequest = 'scap/tailoring/stream';
