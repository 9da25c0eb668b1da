/** What every feature answers that edits: the edits of one document and their inverse, or in words why there are none. */
import * as l10n from '@vscode/l10n';
import type { EditWords, NoEdit } from '../protocol/index.ts';
import { isSigned } from '../scap/signature.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import { invertEdits, mergeEdits } from '../text/edits.ts';
import type { TextEdit } from '../text/span.ts';

export type Edited = EditedDocument | NoEdit;

/** Something that the user should know before, although it does not stand in the way. */
export interface EditWarning {
  readonly code: WarningCode;
  readonly message: string;
}

type WarningCode =
  /** The signature will no longer verify. */
  | 'signed'
  /** A rule changes along, for this reason. */
  | 'requires'
  | 'conflicts'
  | 'group'
  /** The text of a Value: against its limits, not tried against its pattern, or for no rule. */
  | 'out-of-limits'
  | 'pattern-not-tried'
  | 'not-read'
  /** A profile that a tailoring extends is not there, or one that a scanner drops. */
  | 'missing-base'
  /** Another document names the profile and stays as it is. */
  | 'named-elsewhere'
  /** Of a tailoring that becomes part of its stream: what does not come out as with it. */
  | 'title-kept'
  | 'setting-inherited'
  | 'setting-left-out'
  | 'foreign-elements';

/** A rule that changes along. */
export interface LinkedRule {
  readonly item: string;
  /** Whether it goes on. */
  readonly enabled: boolean;
  /** The ids of the profiles in which it does; undefined for the scan without one. */
  readonly profiles: readonly (string | undefined)[];
  /** All of this in a sentence. */
  readonly message: string;
}

/** What an edit changes besides what it was asked for. */
export interface Besides {
  /** Other rules that change along and that the user was not told of yet. */
  readonly linked: readonly LinkedRule[];
  /** Short sentences for the title of an action, which name a few. */
  readonly inTitle: readonly string[];
  /** Whether those name all of them. */
  readonly isAllInTitle: boolean;
}

const nothingBesides: Besides = { linked: [], inTitle: [], isAllInTitle: true };

/** The edits of one document. */
export interface EditsOf {
  readonly snapshot: Snapshot;
  /** Fewer than 1,000. */
  readonly edits: readonly TextEdit[];
  /** For the edited text. */
  readonly inverse: readonly TextEdit[];
}

/** The document to edit is a Tailoring's own where one is in force. */
export interface EditedDocument extends Omit<EditWords, 'warnings' | 'linked'>, EditsOf {
  readonly kind: 'edit';
  /** Other documents that are edited in the same step. */
  readonly beside?: readonly EditsOf[];
  /** Without the one on the signature, which `signed` tells. */
  readonly warnings: readonly EditWarning[];
  readonly besides: Besides;
}

/** `edits` are at least one. */
export function editDocument(
  snapshot: Snapshot,
  edits: readonly TextEdit[],
  summary: string,
  warnings: readonly EditWarning[] = [],
  besides: Besides = nothingBesides,
): EditedDocument {
  return { kind: 'edit', ...editsOf(snapshot, edits), summary, warnings, besides, signed: signedAmong([snapshot]) };
}

/** Edits and what takes them back. */
export function editsOf(snapshot: Snapshot, edits: readonly TextEdit[]): EditsOf {
  const slice = (from: number, to: number): string => snapshot.source.slice(from, to);
  const merged = mergeEdits(slice, edits);
  return { snapshot, edits: merged, inverse: invertEdits(slice, merged) };
}

/** What is told of an edit, in words. */
export function wordsOf({ summary, warnings, besides, signed }: EditedDocument): EditWords {
  const linked = besides.linked.map(({ message }) => message);
  return { summary, warnings: warnings.map(({ message }) => message), linked, signed };
}

/** The URIs of the documents of which an edit breaks a signature, in their order. */
export function signedAmong(snapshots: readonly Snapshot[]): readonly string[] {
  return snapshots.filter(isSigned).map(({ uri }) => uri);
}

/** One where an edit of the documents breaks a signature. */
export function signatureWarnings(snapshots: readonly Snapshot[]): readonly EditWarning[] {
  if (signedAmong(snapshots).length === 0) return [];
  return [
    { code: 'signed', message: l10n.t('this document is signed; after the edit its signature will no longer verify') },
  ];
}
