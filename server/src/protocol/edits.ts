/** What every request for an edit has, and every answer to one. */
import type { Range } from './place.ts';

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
  /** What else the user agreed to before, in the words of EditWords.linked. */
  readonly acceptOthers?: readonly string[];
  /** What a preview said of the texts that it was about: the edit is made of no others. */
  readonly shown?: string;
}

export interface TextEditInVersion {
  readonly uri: string;
  readonly version: number | null;
  readonly edits: readonly { readonly range: Range; readonly newText: string }[];
}

/** What is told of an edit, whichever way it is made. */
export interface EditWords {
  /** One sentence for the status bar: what changed, in how many profiles. */
  readonly summary: string;
  readonly warnings: readonly string[];
  /** Other rules that change along, a sentence each: the user is asked about them before the edit. */
  readonly linked: readonly string[];
  /** URIs of the edited documents that are signed: the user is told once of each, before the edit. */
  readonly signed: readonly string[];
}

export interface ReadyEdit extends EditWords {
  readonly kind: 'edit';
  readonly edit: TextEditInVersion;
  /** Restores the bytes when applied to the text right after `edit`. */
  readonly inverse: TextEditInVersion;
  /** Other documents that are edited in the same step. */
  readonly beside?: readonly { readonly edit: TextEditInVersion; readonly inverse: TextEditInVersion }[];
}

/** A question that has to be answered first. */
export interface EditChoice {
  readonly kind: 'choice';
  readonly reason: string;
  /** Which answers would help; 'withRequired' only where naming one id of each unmet list is enough. */
  readonly answers: readonly { readonly answer: EditAnswer; readonly title: string }[];
}

/** Why there is no edit. */
export type NoEdit =
  | { readonly kind: 'nothing'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string }
  | EditChoice;

/** The text is not the one that was shown. */
export interface NotShown {
  readonly kind: 'notShown';
}

export type EditResult = ReadyEdit | NoEdit | NotShown;
