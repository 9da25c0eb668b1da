/** The entries of a tailored profile that name what a newer stream does not have: the half of fit that needs no older one. */
import * as l10n from '@vscode/l10n';
import type { FitKind } from '../protocol/index.ts';
import { listCheckSelectors } from '../scap/checkChoice.ts';
import { listEntries, type ProfileEntry } from '../scap/profileEntries.ts';
import { selectorIn } from '../scap/refinement.ts';
import { chooseId } from './choose.ts';
import type { Snapshot } from './open.ts';
import { type Benchmark, type Item, listSelectors, type Profile } from './scopes.ts';

export interface FitEntry {
  readonly kind: FitKind;
  /** The tailored profile that it is about. */
  readonly profile: string;
  /** What is missing, new or different. */
  readonly id: string;
  readonly message: string;
  readonly fix: string;
  /** The element to look at, in the tailoring, or in the newer stream where that decided. */
  readonly snapshot: Snapshot;
  readonly element: number;
}

/** In document order. `before` is the older stream with the tailoring, where it is known. */
export function fitEntries(now: Benchmark, before: Benchmark | undefined, profile: Profile): FitEntry[] {
  return listEntries(profile).flatMap((entry) => {
    const { idref, snapshot, element } = entry;
    const place = { profile: profile.id, id: idref, snapshot, element };
    if (!now.itemsById.has(idref) && !now.clusters.has(idref)) return [{ ...missing(now, before, entry), ...place }];
    return missingSelectors(now, before, profile, entry).map((selector) => ({ ...place, ...selector }));
  });
}

type Said = Pick<FitEntry, 'kind' | 'message' | 'fix'>;

function missing(now: Benchmark, before: Benchmark | undefined, { kind, idref }: ProfileEntry): Said {
  const family = before?.itemsById.get(idref)?.kind ?? guessKind(kind, idref);
  const ids = now.items.filter((item) => item.kind === family && !item.gone).map(({ id }) => id);
  const choice = chooseId(idref, ids);
  const similar = choice.status === 'unknown' ? choice.similar[0] : undefined;
  return {
    kind: `missing-${family}`,
    message: l10n.t('{0} names {1}, which is not there: a scanner ignores it', kind, idref),
    fix: similar
      ? l10n.t('Name {0} if that takes its place, or remove the entry.', similar)
      : l10n.t('Remove the entry.'),
  };
}

/** By the custom of XCCDF 1.2 an id says what it names; one that does not is taken for a rule's. */
function guessKind(kind: ProfileEntry['kind'], idref: string): 'rule' | 'group' | 'value' {
  if (kind === 'set-value' || kind === 'set-complex-value' || kind === 'refine-value') return 'value';
  return /^xccdf_[^_]+_group_/.test(idref) ? 'group' : 'rule';
}

/** One for each item of which the entry asks what it has not; of a cluster, not for a rule that had none before either. */
function missingSelectors(
  now: Benchmark,
  before: Benchmark | undefined,
  profile: Profile,
  entry: ProfileEntry,
): readonly (Said & { readonly id: string })[] {
  const { kind, idref, attributes } = entry;
  const selector = attributes.find(({ name }) => name === 'selector')?.value;
  if (selector === undefined || selector === '') return [];
  const choices = listFitting(now, profile, entry);
  const fix =
    choices.length > 0
      ? l10n.t('Choose one of: {0}.', choices.join(', '))
      : l10n.t('Remove the entry: there is no choice.');
  const isNew = ({ id }: Item): boolean => {
    const known = now.itemsById.has(idref) ? undefined : before?.itemsById.get(id);
    return !known || knownSelectors(before!, kind, known).includes(selector);
  };
  return itemsOf(now, profile, entry)
    .filter((item) => !knownSelectors(now, kind, item).includes(selector) && isNew(item))
    .map(({ id }) => ({ kind: 'missing-selector', id, message: selectorText(kind, id, selector), fix }));
}

function selectorText(kind: ProfileEntry['kind'], id: string, selector: string): string {
  return kind === 'refine-value'
    ? l10n.t('{0} has no selector "{1}" there: a scan answers "unknown" for rules that use it', id, selector)
    : l10n.t('{0} has no check with the selector "{1}" there: the one without a selector is run', id, selector);
}

type Named = Pick<ProfileEntry, 'kind' | 'idref' | 'element'>;

/** The selectors that an entry may have there, '' left out: of a cluster, those that all rules have whose check it picks. */
export function listFitting(now: Benchmark, profile: Profile, entry: Named): readonly string[] {
  const [first = [], ...others] = itemsOf(now, profile, entry).map((item) => knownSelectors(now, entry.kind, item));
  return first.filter((selector) => selector !== '' && others.every((known) => known.includes(selector)));
}

/** What an entry picks a value or a check of. Of a cluster only rules: refine-value by cluster does nothing (seen in OpenSCAP). */
function itemsOf(now: Benchmark, profile: Profile, { kind, idref, element }: Named): readonly Item[] {
  const named = now.itemsById.get(idref);
  if (named) return [named];
  if (kind !== 'refine-rule') return [];
  return (now.clusters.get(idref) ?? []).filter(
    (member) => member.kind === 'rule' && selectorIn(now, profile, member)?.element === element,
  );
}

/** What an entry of that kind may choose from. */
function knownSelectors(now: Benchmark, kind: string, item: Item): readonly string[] {
  return kind === 'refine-value' ? listSelectors(now, item) : listCheckSelectors(now, item);
}
