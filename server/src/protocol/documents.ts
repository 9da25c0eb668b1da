/** How far the server is with a document, and with the files of the workspace. */
import type { Place } from './place.ts';

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

/** DocumentState, server -> client */
export const documentStateNotification = 'scap/documentState';

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

/** WorkspaceIndexState, server -> client */
export const workspaceIndexNotification = 'scap/workspaceIndex';
