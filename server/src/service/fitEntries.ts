/** The entries of a tailored profile that name what a newer stream does not have: the half of fit that needs no older one. */
import * as l10n from '@vscode/l10n';
import type { FitKind } from '../protocol/index.ts';
import { listCheckSelectors } from '../scap/checkChoice.ts';
import { listEntries, type ProfileEntry } from '../scap/profileEntries.ts';
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
    const item = now.itemsById.get(idref);
    if (!item && !now.clusters.has(idref)) return [{ ...missing(now, before, entry), ...place }];
    const selector = item && missingSelector(now, entry, item);
    return selector ? [{ ...selector, ...place }] : [];
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

function missingSelector(now: Benchmark, entry: ProfileEntry, item: Item): Said | undefined {
  const selector = entry.attributes.find(({ name }) => name === 'selector')?.value;
  if (selector === undefined || selector === '') return undefined;
  const known = knownSelectors(now, entry.kind, item);
  if (known.includes(selector)) return undefined;
  const message =
    entry.kind === 'refine-value'
      ? l10n.t('{0} has no selector "{1}" there: a scan answers "unknown" for rules that use it', item.id, selector)
      : l10n.t('{0} has no check with the selector "{1}" there: the one without a selector is run', item.id, selector);
  const named = known.filter((name) => name !== '');
  const fix =
    named.length > 0
      ? l10n.t('Choose one of: {0}.', named.join(', '))
      : l10n.t('Remove the entry: there is no choice.');
  return { kind: 'missing-selector', message, fix };
}

/** What an entry of that kind may choose from. */
export function knownSelectors(now: Benchmark, kind: string, item: Item): readonly string[] {
  return kind === 'refine-value' ? listSelectors(now, item) : listCheckSelectors(now, item);
}
