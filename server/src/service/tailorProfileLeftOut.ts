/**
 * What was edited in profiles and a tailoring of the older text does not say: profiles that are gone, abstract, in a circle or not asked for,
 * words beside title and description, entries that name something new.
 */
import * as l10n from '@vscode/l10n';
import { copyDescriptions } from '../scap/copyDescriptions.ts';
import { compareFrames, type FrameDifference } from '../scap/elementFrame.ts';
import { type Framed, firstMoved, pairElements } from '../scap/pairElements.ts';
import { entryKey, entryKinds, listEntries, type ProfileEntry, sayTheSame } from '../scap/profileEntries.ts';
import type { Benchmark, Profile } from './scopes.ts';
import { type LeftOut, leftOutAt, leftOutOf } from './tailorDifference.ts';
import type { FaultOf } from './tailorPlan.ts';

export interface ProfileAnswers {
  /** Whether the tailoring is to say what was edited in a profile, and whether it says anything. */
  readonly isAsked: (profile: Profile) => boolean;
  readonly isSaid: (profile: Profile) => boolean;
  /** Why it cannot. */
  readonly whyNot: (profile: Profile) => string | undefined;
  /** Why it cannot say anything of an item. */
  readonly faultOf: FaultOf;
}

/** Each such edit, with its place: first of profiles that are gone, then their order, then each profile in turn, new ones last. */
export function profilesLeftOut(base: Benchmark, edited: Benchmark, answers: ProfileAnswers): LeftOut[] {
  const { pairs, added, removed } = pairElements(base.profiles, edited.profiles);
  const moved = firstMoved(pairs);
  return [
    ...removed.map((profile) => leftOutAt('removed', profile, l10n.t('the profile {0} was removed', profile.id))),
    ...(moved ? [leftOutAt('benchmark', moved, l10n.t('the order of the profiles was edited'))] : []),
    ...pairs.flatMap(([before, now]) => profileLeftOut(base, before, now, answers)),
    ...added.flatMap((now) => profileLeftOut(base, undefined, now, answers)),
  ];
}

function profileLeftOut(
  base: Benchmark,
  before: Profile | undefined,
  now: Profile,
  { isAsked, isSaid, whyNot, faultOf }: ProfileAnswers,
): LeftOut[] {
  const [first] = before ? compareFrames(before, now) : [];
  if (before && !first) return [];
  if (now.abstract) {
    const message = l10n.t('{0} is abstract: what was edited in it counts through the profiles that extend it', now.id);
    return [
      leftOutAt('profile', now, message),
      ...wordsLeftOut(before, now),
      ...entriesLeftOut(base, before, now, faultOf),
    ];
  }
  if (!isAsked(now)) {
    return [leftOutAt('profile', now, l10n.t('the profile {0} was edited too, and not asked for', now.id))];
  }
  const reason = whyNot(now);
  if (reason !== undefined) return [leftOutAt('profile', now, reason)];
  const found = [...wordsLeftOut(before, now), ...entriesLeftOut(base, before, now, faultOf)];
  if (found.length > 0 || isSaid(now) || !first) return found;
  const message = l10n.t('{0}: its entries were edited, and a scan with it does what it did', now.id);
  return [{ ...leftOutOf('profile', first, now), message }];
}

/** What stands in a profile beside its entries. */
function wordsLeftOut(before: Profile | undefined, now: Profile): LeftOut[] {
  const { snapshot, element, abstract } = now;
  const names = new Set<string>(entryKinds);
  // The tailored profile has them all, where it has one.
  if (!abstract && copyDescriptions(now, '').length > 0) names.add('description');
  const isLeftOut = (of: Framed) => names.has(of.snapshot.table.local(of.element));
  const title = [...snapshot.table.children(element)].find((child) => snapshot.table.local(child) === 'title');
  const isSaid = (difference: FrameDifference) => {
    if (abstract || difference.snapshot !== snapshot) return false;
    if (difference.element === title) return difference.kind === 'text' || difference.kind === 'new';
    return difference.element === element && ['extends', 'abstract'].includes(difference.name ?? '');
  };
  const differences = before ? compareFrames(before, now, isLeftOut) : listNew(now).filter((of) => !isLeftOut(of));
  return differences
    .filter((difference) => !isSaid(difference))
    .map((difference) => leftOutOf('profile', difference, now));
}

/**
 * Entries that name what the older text does not have, or what is in a circle, and what a select holds: the tailoring has selects of its
 * own.
 */
function entriesLeftOut(base: Benchmark, before: Profile | undefined, now: Profile, faultOf: FaultOf): LeftOut[] {
  const old = new Map((before ? listEntries(before) : []).map((entry) => [entryKey(entry), entry]));
  const entries = listEntries(now);
  const kept = new Set(entries.map(entryKey));
  const inCircle = (entry: ProfileEntry, { snapshot, id }: Profile): LeftOut[] => {
    const reason = faultOf(entry.idref);
    if (reason === undefined) return [];
    const message = l10n.t('{0}: its {1} of {2} is left as it was. {3}', id, entry.kind, entry.idref, reason);
    return [leftOutAt('profile', { snapshot, element: entry.element, id }, message)];
  };
  const removed = [...old.values()].filter((entry) => !kept.has(entryKey(entry)));
  const taken = removed.flatMap((entry) => (before ? inCircle(entry, before) : []));
  const found = entries.flatMap((entry) => {
    const { kind, idref, element } = entry;
    const was = old.get(entryKey(entry));
    if (!base.itemsById.has(idref) && !base.clusters.has(idref)) {
      if (was && sayTheSame(was, entry)) return [];
      const message = l10n.t(
        '{0}: its {1} of {2} is left out, since the older text has nothing of that id',
        now.id,
        kind,
        idref,
      );
      return [leftOutAt('profile', { ...now, element }, message)];
    }
    const isSame = was !== undefined && sayTheSame(was, entry);
    if (!isSame && faultOf(idref) !== undefined) return inCircle(entry, now);
    if (kind !== 'select') return [];
    const within = was
      ? compareFrames(was, entry).filter((difference) => difference.kind !== 'attribute')
      : listNew(entry);
    return within.map((difference) => leftOutOf('profile', difference, now));
  });
  return [...taken, ...found];
}

/** All that stands in something new. */
function listNew({ snapshot, element }: Framed): FrameDifference[] {
  const { table } = snapshot;
  return [...table.children(element)].map((child) => ({
    kind: 'new',
    snapshot,
    element: child,
    offset: table.start(child),
  }));
}
