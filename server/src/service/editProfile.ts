/**
 * The profiles themselves: a new one, one that extends another, a copy, another id, other words, or one less. Refuses what
 * would make the document wrong, and asks before something is lost.
 */
import * as l10n from '@vscode/l10n';
import { listScopes, titleOf } from '../scap/benchmark.ts';
import { circleFault } from '../scap/circles.ts';
import { copyProfileEdit, deleteProfileEdit, newProfileEdit, renameProfileEdits } from '../scap/profileEdits.ts';
import { writtenOut } from '../scap/profileEntries.ts';
import { editableProfiles } from '../scap/selection.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import { fileName } from '../text/fileName.ts';
import { type Edited, type EditWarning, editDocument, editsOf, signedAmong } from './edited.ts';
import { newProfileIdFault } from './profileIds.ts';
import { documentsNaming, renameInDocument } from './profileNames.ts';
import { changeWords, titleFault, type WordsChange } from './profileWords.ts';
import type { Benchmark, Profile } from './scopes.ts';

export type ProfileChange =
  /** With `base`: one that extends it. */
  | { readonly kind: 'new'; readonly id: string; readonly title: string; readonly base?: Profile | undefined }
  | { readonly kind: 'copy'; readonly profile: Profile; readonly id: string; readonly title?: string | undefined }
  | { readonly kind: 'rename'; readonly profile: Profile; readonly id: string }
  | { readonly kind: 'delete'; readonly profile: Profile }
  | WordsChange;

export interface EditProfileOptions {
  /** Also where something is lost. */
  readonly force?: boolean;
  /** Documents that may name the profile, and are edited along where it gets another id. */
  readonly along?: readonly Snapshot[];
  /** Those that may name it and cannot be edited; they are told. */
  readonly others?: readonly Snapshot[];
  /** URIs of files that name it and are not open; they are told as well. */
  readonly files?: readonly string[];
}

export function editProfile(benchmark: Benchmark, change: ProfileChange, options: EditProfileOptions = {}): Edited {
  if ('profile' in change && change.kind !== 'copy' && !isOwn(benchmark, change.profile)) {
    return { kind: 'refused', reason: l10n.t('The profile {0} cannot be edited here.', change.profile.id) };
  }
  switch (change.kind) {
    case 'new':
      return addProfile(benchmark, change);
    case 'copy':
      return copyProfile(benchmark, change);
    case 'rename':
      return renameProfile(benchmark, change, options);
    case 'delete':
      return deleteProfile(benchmark, change.profile, options);
    default:
      return changeWords(change, options.force ?? false);
  }
}

/** Whether a profile stands where edits go: in the tailoring where one is in force, be it in the same document. */
function isOwn({ tailoring }: Benchmark, { origin }: Profile): boolean {
  return origin === (tailoring ? 'tailoring' : 'benchmark');
}

function addProfile(benchmark: Benchmark, change: Extract<ProfileChange, { kind: 'new' }>): Edited {
  const { id, title, base } = change;
  const fault = newProfileIdFault(benchmark, id) ?? titleFault(title);
  if (fault !== undefined) return { kind: 'refused', reason: l10n.t('{0}.', fault) };
  const circle = circleFault(benchmark, base ? [base] : [], []);
  if (circle !== undefined) return { kind: 'refused', reason: circle };
  const { snapshot } = benchmark.tailoring ?? benchmark;
  if (base?.abstract && !isOwn(benchmark, base)) {
    const entries = writtenOut(benchmark, base);
    const edit = newProfileEdit(benchmark, { id, title, base: undefined, entries });
    const summary = l10n.t(
      'Added the profile "{0}" with what "{1}" says: that one is abstract, and a scanner drops it before it reads a tailoring.',
      title,
      nameOf(base),
    );
    return editDocument(snapshot, [edit], summary);
  }
  const edit = newProfileEdit(benchmark, { id, title, base });
  const summary = base
    ? l10n.t('Added the profile "{0}", which extends "{1}".', title, nameOf(base))
    : l10n.t('Added the profile "{0}"; it selects what is on by default.', title);
  return editDocument(snapshot, [edit], summary);
}

function copyProfile(benchmark: Benchmark, change: Extract<ProfileChange, { kind: 'copy' }>): Edited {
  const { profile, id } = change;
  const title = change.title ?? l10n.t('{0} (copy)', nameOf(profile));
  const fault = newProfileIdFault(benchmark, id) ?? titleFault(title);
  if (fault !== undefined) return { kind: 'refused', reason: l10n.t('{0}.', fault) };
  const circle = circleFault(benchmark, [profile], []);
  if (circle !== undefined) return { kind: 'refused', reason: circle };
  const summary = l10n.t('Copied "{0}" as "{1}".', nameOf(profile), title);
  const { snapshot } = benchmark.tailoring ?? benchmark;
  const edit = isOwn(benchmark, profile)
    ? copyProfileEdit(profile, id, title)
    : // A copy is to do the same whatever becomes of the stream's, so it says all that the other one takes from its parents.
      newProfileEdit(benchmark, { id, title, base: undefined, of: profile, entries: writtenOut(benchmark, profile) });
  return editDocument(snapshot, [edit], summary);
}

function renameProfile(
  benchmark: Benchmark,
  { profile, id }: Extract<ProfileChange, { kind: 'rename' }>,
  options: EditProfileOptions,
): Edited {
  if (id === profile.id) return { kind: 'nothing', reason: l10n.t('It is called that already.') };
  const fault = newProfileIdFault(benchmark, id);
  if (fault !== undefined) return { kind: 'refused', reason: l10n.t('{0}.', fault) };
  const edits = renameProfileEdits(profile, id);
  if (edits.length === 0) return { kind: 'refused', reason: l10n.t('The id of this profile cannot be changed here.') };
  const along = documentsNaming(profile, options.along ?? []);
  const taken = along.find((document) => listScopes(document).some((scope) => hasOwn(scope, id)));
  if (taken) {
    const reason = l10n.t('{0} has a profile {1} already, and names this one.', fileName(taken.uri), id);
    return { kind: 'refused', reason };
  }
  const beside = along.map((document) => editsOf(document, renameInDocument(profile, document, id)));
  const places = edits.length - 1;
  const renamed =
    places === 0
      ? l10n.t('Renamed {0} to {1}.', profile.id, id)
      : places === 1
        ? l10n.t('Renamed {0} to {1}, also in 1 other place.', profile.id, id)
        : l10n.t('Renamed {0} to {1}, also in {2} other places.', profile.id, id, places);
  const summary =
    along.length === 0
      ? renamed
      : l10n.t('{0} So in {1}.', renamed, along.map(({ uri }) => fileName(uri)).join(l10n.t(', ')));
  const signed = signedAmong([profile.snapshot, ...along]);
  return { ...editDocument(profile.snapshot, edits, summary, namedElsewhere(profile, options)), beside, signed };
}

function hasOwn({ tailoring }: Benchmark, id: string): boolean {
  return tailoring?.profiles.some((profile) => profile.id === id) ?? false;
}

function deleteProfile(benchmark: Benchmark, profile: Profile, options: EditProfileOptions): Edited {
  if (benchmark.tailoring?.profiles.length === 1) {
    // The schema wants one in each Tailoring, and a scanner refuses a file without.
    const reason = l10n.t(
      '{0} is the only profile of this tailoring, and a tailoring without one is not valid. Delete the whole tailoring instead.',
      profile.id,
    );
    return { kind: 'refused', reason };
  }
  const heirs = editableProfiles(benchmark).filter((other) => other !== profile && other.extends === profile.id);
  if (heirs.length > 0 && !options.force) {
    const names = heirs.map(({ id }) => id).join(l10n.t(', '));
    const reason = l10n.t('Without {0} these profiles lose what they inherit from it: {1}.', profile.id, names);
    return { kind: 'choice', reason, answers: [{ answer: 'force', title: l10n.t('Delete Anyway') }] };
  }
  const summary = l10n.t('Deleted the profile "{0}".', nameOf(profile));
  const others = [...(options.along ?? []), ...(options.others ?? [])];
  const warnings = namedElsewhere(profile, { ...options, others });
  return editDocument(profile.snapshot, [deleteProfileEdit(profile)], summary, warnings);
}

/** What names the profile too, and goes on naming it by its old id. */
function namedElsewhere(profile: Profile, { others = [], files = [] }: EditProfileOptions): readonly EditWarning[] {
  const naming = [...documentsNaming(profile, others).map(({ uri }) => uri), ...files];
  return [...new Set(naming)].map((uri) => ({
    code: 'named-elsewhere',
    message: l10n.t('{0} names {1} too and was not changed.', fileName(uri), profile.id),
  }));
}

function nameOf({ snapshot, element, id }: Profile): string {
  return titleOf(snapshot, element, id);
}
