/** Documents over 50 MiB, which the server reads from disk. */
import type { TextEditInVersion } from './edits.ts';

/**
 * A document over 50 MiB: VS Code opens it in an editor but gives it to no extension, so the client tells the server to
 * read it from disk. Sent again after each save. Its edits carry `version: null`.
 */
export interface DiskFileParams {
  readonly uri: string;
  readonly open: boolean;
}

/** DiskFileParams, client -> server */
export const diskFileNotification = 'scap/diskFile';

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

/** DiskCheckParams -> DiskCheck */
export const diskCheckRequest = 'scap/diskCheck';
