/**
 * A tailoring made part of the stream it is about: a scan of the edited stream selects what a scan of the old one with the
 * tailoring does. A profile that shadows becomes edits of the shadowed one, any other a new profile. The tailoring stays.
 */
import * as l10n from '@vscode/l10n';
import { addProfilesEdit, copyProfile } from '../scap/addProfile.ts';
import { titleOf } from '../scap/benchmark.ts';
import { circleFault } from '../scap/circles.ts';
import { entryEdits } from '../scap/entryEdits.ts';
import {
  entryKey,
  entryText,
  flattenEntries,
  listEntries,
  type ProfileEntry,
  sayTheSame,
  settingsByKey,
} from '../scap/profileEntries.ts';
import { ancestorProfiles, evaluateSelection, parentProfile, parentsFirst, selectionOf } from '../scap/selection.ts';
import { emptyDraft, setInProfile, type WorkingDraft } from '../scap/selectionDraft.ts';
import { draftEdits } from '../scap/selectionEdits.ts';
import type { TextEdit } from '../text/span.ts';
import type { EditWarning } from './edited.ts';
import type { Benchmark, Profile } from './scopes.ts';

export type AppliedTailoring =
  | {
      readonly kind: 'edit';
      /** Of the Benchmark's document. Empty where it says all that already. */
      readonly edits: readonly TextEdit[];
      /** Edited ones in the order of the stream, then new ones in that of the tailoring. */
      readonly profiles: readonly { readonly id: string; readonly isNew: boolean }[];
      /** What does not come out as with the tailoring. */
      readonly warnings: readonly EditWarning[];
    }
  | { readonly kind: 'refused'; readonly reason: string };

/** `scope` is the Benchmark with the tailoring in force. Costs a few evaluations of the profiles that change. */
export function applyTailoring(scope: Benchmark): AppliedTailoring {
  const tailored = scope.tailoring?.profiles ?? [];
  const reason = whyNot(scope, tailored);
  if (reason !== undefined) return { kind: 'refused', reason };
  const base: Benchmark = { ...scope, tailoring: undefined };
  const work: Work = { scope, base, draft: emptyDraft(), settings: new Map(), warnings: [] };
  for (const profile of parentsFirst(base, base.profiles)) bringInLine(work, profile);
  const added = tailored.filter(({ id }) => !base.profiles.some((profile) => profile.id === id));
  const copies = added.map((profile) => copyNew(work, profile));
  const settings = [...work.settings].flatMap(([profile, entries]) => settingEdits(work, profile, entries));
  const edits = [...(draftEdits(base, work.draft).get(base.snapshot) ?? []), ...settings];
  if (copies.length > 0) edits.push(addProfilesEdit(base, copies));
  const changed = base.profiles.filter((profile) => work.draft.selects.has(profile) || work.settings.has(profile));
  const profiles = [
    ...changed.map(({ id }) => ({ id, isNew: false })),
    ...added.map(({ id }) => ({ id, isNew: true })),
  ];
  return { kind: 'edit', edits, profiles, warnings: work.warnings };
}

function whyNot(scope: Benchmark, tailored: readonly Profile[]): string | undefined {
  if (tailored.length === 0) return l10n.t('The tailoring has no profile.');
  const circle = circleFault(scope, [...tailored, ...scope.profiles], []);
  if (circle !== undefined) return circle;
  const shadowed = scope.profiles.filter(({ id }) => tailored.some((profile) => profile.id === id));
  const hidden = [...tailored, ...shadowed].find((profile) => profile.abstract);
  if (!hidden) return undefined;
  return l10n.t(
    '{0} is abstract, so no scan can name it and there is nothing to compare with. Give the tailored profile an id of its own.',
    hidden.id,
  );
}

interface Work {
  readonly scope: Benchmark;
  readonly base: Benchmark;
  readonly draft: WorkingDraft;
  /** The own entries, selects left out, of the profiles in which they change. */
  readonly settings: Map<Profile, readonly ProfileEntry[]>;
  readonly warnings: EditWarning[];
}

/** A shadowed profile becomes what shadows it; one that extends a shadowed one stays as it was, for it kept its old base. */
function bringInLine(work: Work, profile: Profile): void {
  const { scope, base, draft } = work;
  const shadowOf = ({ id }: Profile) => scope.tailoring!.profiles.find((candidate) => candidate.id === id);
  const shadow = shadowOf(profile);
  if (!shadow && !ancestorProfiles(base, profile).some(shadowOf)) return;
  const wanted = (shadow ? selectionOf(scope, shadow) : selectionOf(base, profile)).switched;
  const now = evaluateSelection(base, profile, draft).switched;
  for (const item of base.items) {
    if (item.kind === 'value' || item.gone || item.id === '') continue;
    if (wanted[item.number] === now[item.number]) continue;
    setInProfile(base, draft, profile, item, wanted[item.number] === 1);
  }
  settle(work, profile, flattenEntries(shadow ? scope : base, shadow ?? profile));
  if (shadow && titleOf(shadow.snapshot, shadow.element, '') !== titleOf(profile.snapshot, profile.element, '')) {
    const message = l10n.t('{0} keeps its title and description; those of the tailoring are left out', profile.id);
    work.warnings.push({ code: 'title-kept', message });
  }
}

function settle(work: Work, profile: Profile, counting: readonly ProfileEntry[]): void {
  const { base, settings, warnings } = work;
  const wanted = settingsByKey(counting);
  const entriesOf = (of: Profile) => settings.get(of) ?? listEntries(of);
  const before = listEntries(profile).filter(({ kind }) => kind !== 'select');
  let own = before.filter((entry) => wanted.has(entryKey(entry)));
  settings.set(profile, own);
  const now = settingsByKey(flattenEntries(base, profile, entriesOf));
  for (const [key, entry] of wanted) {
    const present = now.get(key);
    if (present && sayTheSame(present, entry)) continue;
    own = [...own.filter((old) => entryKey(old) !== key), entry];
  }
  for (const [key, { kind, idref }] of now) {
    if (wanted.has(key)) continue;
    const message = l10n.t('{0} takes over the {1} of {2} from the profile that it extends', profile.id, kind, idref);
    warnings.push({ code: 'setting-inherited', message });
  }
  const isSame = own.length === before.length && own.every((entry, index) => entry === before[index]);
  if (isSame) settings.delete(profile);
  else settings.set(profile, own);
}

function settingEdits({ base, warnings }: Work, profile: Profile, after: readonly ProfileEntry[]): TextEdit[] {
  const own = settingsByKey(listEntries(profile));
  const kinds = ['set-value', 'refine-value', 'refine-rule'] as const;
  for (const { kind, idref } of after) {
    if (kind !== 'set-complex-value' || own.has(`${kind} ${idref}`)) continue;
    const message = l10n.t('{0}: the {1} of {2} is left out; write it by hand', profile.id, kind, idref);
    warnings.push({ code: 'setting-left-out', message });
  }
  const changes = kinds.map((name) => {
    const before = [...own.values()].filter(({ kind }) => kind === name);
    const now = after.filter(({ kind }) => kind === name);
    return {
      name,
      before: before.map((entry) => entryText(entry, true)!),
      after: now.map((entry) => ({ ...entryText(entry, false)!, ...placeOf(own.get(entryKey(entry))) })),
    };
  });
  return entryEdits(base, profile, changes);
}

/** An entry of the profile is changed where it stands. */
function placeOf(own: ProfileEntry | undefined): { readonly element?: number } {
  return own ? { element: own.element } : {};
}

function copyNew({ scope, base, warnings }: Work, profile: Profile): ReturnType<typeof copyProfile> {
  const parent = parentProfile(scope, profile);
  if (profile.extends !== undefined && !parent) {
    const message = l10n.t(
      '{0} extends {1}, which is missing or abstract: a scanner does without it, and so does the new profile',
      profile.id,
      profile.extends,
    );
    warnings.push({ code: 'missing-base', message });
  }
  const copied = copyProfile(base, profile, parent !== undefined);
  for (const name of copied.lost) {
    const message = l10n.t('{0}: its {1} holds elements of other namespaces and is left out', profile.id, name);
    warnings.push({ code: 'foreign-elements', message });
  }
  return copied;
}
