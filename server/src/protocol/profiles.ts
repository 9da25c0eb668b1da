/** Profiles themselves: new ones, copies, other ids and words, one less. */
import type { EditParams } from './edits.ts';

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

/** EditProfileParams -> EditResult */
export const editProfileRequest = 'scap/profile/edit';

/** What input boxes about a profile start with; without a profile in the target only the id is proposed. */
export interface ProfileWords {
  readonly title: string;
  readonly description: string;
  /** Free in the tailoring too, where edits go into one. */
  readonly proposedId: string;
  /** Of the tailoring's profile that an edit of the words would change; absent where edits go into the stream. */
  readonly tailored?: { readonly title: string; readonly description: string };
}

/** EditParams -> ProfileWords */
export const profileWordsRequest = 'scap/profile/words';

export interface CheckProfileIdParams extends EditParams {
  readonly id: string;
}

/** CheckProfileIdParams -> { fault?: string } */
export const checkProfileIdRequest = 'scap/profile/checkId';
