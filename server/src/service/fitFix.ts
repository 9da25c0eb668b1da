/**
 * The edits of a tailoring that answer an entry of a report on a newer stream: an entry taken out, another selector, a rule
 * switched back. Each is offered, none is chosen; where only a person can know what takes a thing's place there is none.
 */
import * as l10n from '@vscode/l10n';
import type { EditAnswer } from '../protocol/index.ts';
import { withTailoring, type XccdfTailoring } from '../scap/benchmark.ts';
import { attributeEdit, removalEdit } from '../scap/elementEdits.ts';
import type { ProfileEntryKind } from '../scap/profileEntries.ts';
import { ancestorGroups, selectionOf } from '../scap/selection.ts';
import { attributeValue } from '../xml/attributes.ts';
import { type Edited, editDocument } from './edited.ts';
import { type FitEntry, listFitting } from './fitEntries.ts';
import type { Snapshot } from './open.ts';
import type { Benchmark, Item, Profile } from './scopes.ts';
import { editTargets } from './toggleItem.ts';

export interface FitFix {
  readonly title: string;
  /** Works it out. `answer` is the user's to a choice that it was before. */
  readonly edit: (answer?: EditAnswer) => Edited;
}

/** Of an entry of `fitTailoring(tailoring, next, ...)`, best first. `entries` are all that it tells. */
export function listFitFixes(
  tailoring: XccdfTailoring,
  next: Benchmark,
  entry: FitEntry,
  entries: readonly FitEntry[],
): readonly FitFix[] {
  const now = withTailoring(next, tailoring);
  const profile = tailoring.profiles.find(({ id }) => id === entry.profile);
  if (!profile) return [];
  if (entry.kind === 'missing-base') return [];
  if (entry.kind === 'missing-selector') return [...selectorFixes(now, profile, entry), removal(entry)];
  if (entry.kind.startsWith('missing-')) return entry.element === profile.element ? [] : [removal(entry)];
  return switchBack(now, profile, entry, entries);
}

function removal({ snapshot, element }: FitEntry): FitFix {
  const { kind, idref } = named(snapshot, element);
  const summary = l10n.t('Removed the {0} of {1}.', kind, idref);
  return {
    title: l10n.t('Remove the {0} of {1}', kind, idref),
    edit: () => editDocument(snapshot, [removalEdit(snapshot, element)], summary),
  };
}

function selectorFixes(now: Benchmark, profile: Profile, { snapshot, element }: FitEntry): readonly FitFix[] {
  const { kind, idref } = named(snapshot, element);
  return listFitting(now, profile, { kind, idref, element }).map((selector) => ({
    title: l10n.t('Choose the selector "{0}" of {1}', selector, idref),
    edit: () => {
      const edit = attributeEdit(snapshot, element, 'idref', 'selector', selector);
      return editDocument(snapshot, [edit], l10n.t('{0} has the selector "{1}" now.', idref, selector));
    },
  }));
}

/** What kind of entry an element is, and what it names: an item, or a cluster of which the report tells a rule each. */
function named({ source, table }: Snapshot, element: number) {
  const idref = attributeValue(source, table, element, 'idref') ?? '';
  return { kind: table.local(element) as ProfileEntryKind, idref };
}

/**
 * The rule as it was with the older stream; of a new one, off. Where it is switched on with its group, the other rules that
 * the group took along come first: alone it would put them to sleep, and the report would tell of them no more.
 */
function switchBack(
  now: Benchmark,
  profile: Profile,
  { id }: FitEntry,
  entries: readonly FitEntry[],
): readonly FitFix[] {
  const rule = now.itemsById.get(id)!;
  const { effective, switched } = selectionOf(now, profile);
  const enable = effective[rule.number] === 0;
  const fix = (title: string, rules: () => readonly Item[]): FitFix => ({
    title,
    edit: (answer) => {
      const scope = { kind: 'profiles', profiles: [profile] } as const;
      const request = { rules: rules(), enable, scope, withRequired: answer === 'withRequired' };
      return editTargets({ benchmark: now, request }, answer);
    },
  });
  if (!enable) return [fix(l10n.t('Switch {0} off in the profile', id), () => [rule])];
  const groups = new Set(ancestorGroups(now, rule).filter(({ number }) => switched[number] === 0));
  const isAsleep = (other: FitEntry) =>
    other.kind === 'group-now-off' &&
    other.profile === profile.id &&
    other.id !== id &&
    ancestorGroups(now, now.itemsById.get(other.id)!).some((group) => groups.has(group));
  if (!entries.some(isAsleep)) return [fix(l10n.t('Switch {0} on in the profile', id), () => [rule])];
  const others = () => entries.filter(isAsleep).map((other) => now.itemsById.get(other.id)!);
  return [
    fix(l10n.t('Switch {0} on in the profile, and the others that its group holds off', id), () => [rule, ...others()]),
    fix(l10n.t('Switch only {0} on in the profile', id), () => [rule]),
  ];
}
