/**
 * What a tailoring of an older text has to say of one edited profile before its items are switched: what it extends, its
 * settings and its words. What it cannot say is not listed here.
 */
import * as l10n from '@vscode/l10n';
import { titleOf } from '../scap/benchmark.ts';
import { circleFault, listCircles } from '../scap/circles.ts';
import { copyDescriptions, readDescriptions } from '../scap/copyDescriptions.ts';
import {
  flattenEntries,
  lastOfEach,
  type ProfileEntry,
  renderEntry,
  sayTheSame,
  settingsByKey,
} from '../scap/profileEntries.ts';
import { parentProfile, selectionOf } from '../scap/selection.ts';
import type { Benchmark, Profile } from './scopes.ts';
import { customizedId, type NewProfile, profilePrefix } from './tailoringText.ts';

export interface ProfilePlan {
  readonly edited: Profile;
  readonly written: NewProfile;
  /** Whether it says anything that the older text does not. */
  readonly isChanged: boolean;
}

/** Why nothing can be said of an item, or of the members of a cluster: in one of the texts their extends run in a circle. */
export type FaultOf = (idref: string) => string | undefined;

/** Costs a look at all items, and next to nothing for each question where no circle is. */
export function createFaultOf(base: Benchmark, edited: Benchmark): FaultOf {
  const inCircles = [base, edited].filter((benchmark) => listCircles(benchmark).items.length > 0);
  return (idref) => {
    for (const benchmark of inCircles) {
      const item = benchmark.itemsById.get(idref);
      const reason = circleFault(benchmark, [], item ? [item] : (benchmark.clusters.get(idref) ?? []));
      if (reason !== undefined) return reason;
    }
    return undefined;
  };
}

/**
 * What a tailoring has to say so that a scan of `base` with it selects what `edited` does in the profile. What `faultOf` tells of
 * is left as it is.
 */
export function planProfile(base: Benchmark, edited: Benchmark, profile: Profile, faultOf: FaultOf): ProfilePlan {
  const before = base.profiles.find(({ id }) => id === profile.id);
  const entries = flattenEntries(edited, profile);
  const wanted = settingsByKey(entries);
  const target = baseToExtend(base, edited, profile, before, wanted);
  const had = target ? settingsByKey(flattenEntries(base, target)) : new Map<string, ProfileEntry>();
  const settings = [...wanted].filter(
    ([key, entry]) => faultOf(entry.idref) === undefined && (!had.has(key) || !sayTheSame(had.get(key)!, entry)),
  );
  // Without a base to extend, everything that it says is written out.
  const copied = target ? settings.map(([, entry]) => entry) : lastOfEach(entries);
  const isKnown = ({ idref }: ProfileEntry) => base.itemsById.has(idref) || base.clusters.has(idref);
  const isFaulty = ({ idref }: ProfileEntry) => faultOf(idref) !== undefined;
  const left = !target && before ? lastOfEach(flattenEntries(base, before)).filter(isFaulty) : [];
  const known = [...left, ...copied.filter((entry) => !isFaulty(entry))].filter(isKnown);
  const prefix = profilePrefix(base);
  const title = titleOf(profile.snapshot, profile.element, profile.id);
  const isOther = before !== undefined && readWords(before) !== readWords(profile);
  const words = target && target === before && !isOther ? [] : copyDescriptions(profile, prefix);
  const written: NewProfile = {
    id: before ? customizedId(base, before, edited.profiles) : profile.id,
    ...(target ? { extends: target.id } : {}),
    title: before ? l10n.t('{0} (customized)', title) : title,
    lines: [...words, ...known.map((entry) => renderEntry(entry, prefix))],
  };
  const isChanged =
    !before || before !== target || isOther || settings.length > 0 || hasMoved(base, edited, before, profile, faultOf);
  return { edited: profile, written, isChanged };
}

/** The title and the descriptions, which a tailored profile can have of its own. */
function readWords(profile: Profile): string {
  const { snapshot, element } = profile;
  return [titleOf(snapshot, element, ''), ...readDescriptions(profile)].join('\n');
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
  const candidate = before ?? parentIn(base, edited, profile);
  if (!candidate || candidate.abstract) return undefined;
  const had = settingsByKey(flattenEntries(base, candidate));
  return [...had.keys()].every((key) => wanted.has(key)) ? candidate : undefined;
}

/** What the older text has of the profile that an edited one extends. */
function parentIn(base: Benchmark, edited: Benchmark, profile: Profile): Profile | undefined {
  const parent = parentProfile(edited, profile)?.id;
  return base.profiles.find(({ id }) => id === parent);
}

/** Why nothing can be said of a profile: its extends, or those of what it would start from, run in a circle. */
export function planFault(base: Benchmark, edited: Benchmark, profile: Profile): string | undefined {
  const start = base.profiles.find(({ id }) => id === profile.id) ?? parentIn(base, edited, profile);
  return circleFault(edited, [profile], []) ?? (start && circleFault(base, [start], []));
}

/** Whether the profile switches some item otherwise than it did. */
function hasMoved(base: Benchmark, edited: Benchmark, before: Profile, profile: Profile, faultOf: FaultOf): boolean {
  const old = selectionOf(base, before).switched;
  return base.items.some(
    (item) =>
      !item.gone &&
      wantedSwitch(edited, profile, item, old[item.number]!) !== old[item.number] &&
      faultOf(item.id) === undefined,
  );
}

/** How an item of the old text is to be switched: as in the edited one; a rule that is gone from there is not evaluated. */
export function wantedSwitch(
  edited: Benchmark,
  profile: Profile,
  { id, kind }: Pick<Benchmark['items'][number], 'id' | 'kind'>,
  otherwise: number,
): number {
  const item = edited.itemsById.get(id);
  if (kind === 'value') return otherwise;
  if (!item) return kind === 'rule' ? 0 : otherwise;
  return selectionOf(edited, profile).switched[item.number]!;
}
