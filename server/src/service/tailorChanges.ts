/**
 * The edits made in a Benchmark since an older text of it, as a Tailoring of that older text: a scan of the old one with the
 * tailoring selects what a scan of the new one does. What no tailoring can say is listed, never dropped.
 */
import * as l10n from '@vscode/l10n';
import { listTailorings, titleOf, withTailoring } from '../scap/benchmark.ts';
import {
  flattenEntries,
  lastOfEach,
  type ProfileEntry,
  renderEntry,
  sayTheSame,
  settingsByKey,
} from '../scap/profileEntries.ts';
import { evaluateSelection, parentProfile, selectionOf } from '../scap/selection.ts';
import { emptyDraft, setInProfile, type WorkingDraft } from '../scap/selectionDraft.ts';
import { draftEdits } from '../scap/selectionEdits.ts';
import { applyEdits } from '../text/edits.ts';
import { openSnapshot } from './open.ts';
import type { Benchmark, Profile } from './scopes.ts';
import { customizedId, type NewProfile, profilePrefix, type TailoringHead, tailoringText } from './tailoringText.ts';
import { type LeftOut, listLeftOut, profileLeftOut } from './tailorLeftOut.ts';

export interface TailoredChanges {
  /** Undefined where no profile that a scan can name has changed. */
  readonly text: string | undefined;
  /** The tailored profiles: their ids, and those of the edited profiles that they stand for. */
  readonly profiles: readonly { readonly id: string; readonly of: string }[];
  /** What the tailoring does not say, in the order of the edited document. */
  readonly leftOut: readonly LeftOut[];
}

/** `only` are ids of edited profiles; all of them where it is left out. Costs an evaluation of each profile in both texts. */
export function tailorChanges(
  base: Benchmark,
  edited: Benchmark,
  head: TailoringHead,
  only?: readonly string[],
): TailoredChanges {
  const plans = edited.profiles
    .filter((profile) => !profile.abstract && (only?.includes(profile.id) ?? true))
    .map((profile) => planProfile(base, edited, profile))
    .filter((plan) => plan.isChanged);
  const leftOut = [...listLeftOut(base, edited), ...plans.flatMap(({ unsaid }) => unsaid)];
  if (plans.length === 0) return { text: undefined, profiles: [], leftOut };
  const text = tailoringText(
    base,
    head,
    plans.map(({ written }) => written),
  );
  const snapshot = openSnapshot(text);
  const scope = withTailoring(base, listTailorings(snapshot)[0]!);
  const draft = emptyDraft();
  for (const [index, plan] of plans.entries()) {
    const tailored = scope.tailoring!.profiles[index]!;
    bringInLine(scope, draft, tailored, edited, plan.edited);
    leftOut.push(...stillDifferent(scope, draft, tailored, edited, plan.edited));
  }
  return {
    text: applyEdits(text, draftEdits(scope, draft).get(snapshot) ?? []),
    profiles: plans.map(({ written, edited: { id } }) => ({ id: written.id, of: id })),
    leftOut: leftOut.sort((a, b) => a.offset - b.offset),
  };
}

interface ProfilePlan {
  readonly edited: Profile;
  readonly written: NewProfile;
  readonly isChanged: boolean;
  readonly unsaid: readonly LeftOut[];
}

function planProfile(base: Benchmark, edited: Benchmark, profile: Profile): ProfilePlan {
  const before = base.profiles.find(({ id }) => id === profile.id);
  const entries = flattenEntries(edited, profile);
  const wanted = settingsByKey(entries);
  const target = baseToExtend(base, edited, profile, before, wanted);
  const had = target ? settingsByKey(flattenEntries(base, target)) : new Map<string, ProfileEntry>();
  const settings = [...wanted].filter(([key, entry]) => !had.has(key) || !sayTheSame(had.get(key)!, entry));
  // Without a base to extend, everything that it says is written out.
  const copied = target ? settings.map(([, entry]) => entry) : lastOfEach(entries);
  const known = copied.filter(({ idref }) => base.itemsById.has(idref) || base.clusters.has(idref));
  const prefix = profilePrefix(base);
  const title = titleOf(profile.snapshot, profile.element, profile.id);
  const written: NewProfile = {
    id: before ? customizedId(base, before, edited.profiles) : profile.id,
    ...(target ? { extends: target.id } : {}),
    title: before ? l10n.t('{0} (customized)', title) : title,
    lines: known.map((entry) => renderEntry(entry, prefix)),
  };
  const isChanged = !before || before !== target || settings.length > 0 || hasMoved(base, edited, before, profile);
  return { edited: profile, written, isChanged, unsaid: before ? profileLeftOut(before, profile) : [] };
}

/**
 * The profile of the old text to start from. None where it is abstract, since a scanner drops it before it reads the
 * tailoring, and none where it has a setting that is gone: an entry can be overruled, never taken back.
 */
function baseToExtend(
  base: Benchmark,
  edited: Benchmark,
  profile: Profile,
  before: Profile | undefined,
  wanted: ReadonlyMap<string, ProfileEntry>,
): Profile | undefined {
  const parent = parentProfile(edited, profile)?.id;
  const candidate = before ?? base.profiles.find(({ id }) => id === parent);
  if (!candidate || candidate.abstract) return undefined;
  const had = settingsByKey(flattenEntries(base, candidate));
  return [...had.keys()].every((key) => wanted.has(key)) ? candidate : undefined;
}

/** Whether the profile switches some item otherwise than it did. */
function hasMoved(base: Benchmark, edited: Benchmark, before: Profile, profile: Profile): boolean {
  const old = selectionOf(base, before).switched;
  return base.items.some(
    (item) => !item.gone && wantedSwitch(edited, profile, item.id, item.kind, old[item.number]!) !== old[item.number],
  );
}

/** How an item is to be switched: as in the edited text; a rule that is gone from there is not evaluated. */
function wantedSwitch(edited: Benchmark, profile: Profile, id: string, kind: string, otherwise: number): number {
  const item = edited.itemsById.get(id);
  if (kind === 'value') return otherwise;
  if (!item) return kind === 'rule' ? 0 : otherwise;
  return selectionOf(edited, profile).switched[item.number]!;
}

function bringInLine(
  scope: Benchmark,
  draft: WorkingDraft,
  tailored: Profile,
  edited: Benchmark,
  profile: Profile,
): void {
  const now = evaluateSelection(scope, tailored, draft).switched;
  for (const item of scope.items) {
    if (item.gone || item.id === '') continue;
    const wanted = wantedSwitch(edited, profile, item.id, item.kind, now[item.number]!);
    if (wanted !== now[item.number]) setInProfile(scope, draft, tailored, item, wanted === 1);
  }
}

/** Rules of both texts that come out differently all the same: their groups, requires or conflicts are not the same. */
function stillDifferent(
  scope: Benchmark,
  draft: WorkingDraft,
  tailored: Profile,
  edited: Benchmark,
  profile: Profile,
): LeftOut[] {
  const now = evaluateSelection(scope, tailored, draft).effective;
  const wanted = selectionOf(edited, profile).effective;
  return scope.items.flatMap((item) => {
    const other = edited.itemsById.get(item.id);
    if (item.kind !== 'rule' || !other || item.gone || now[item.number] === wanted[other.number]) return [];
    const message = now[item.number]
      ? l10n.t('{0} stays evaluated in {1}: its groups, requires or conflicts were edited', item.id, profile.id)
      : l10n.t('{0} stays off in {1}: its groups, requires or conflicts were edited', item.id, profile.id);
    const { snapshot } = edited;
    return [{ code: 'links', id: item.id, message, snapshot, offset: snapshot.table.start(other.element) } as const];
  });
}
