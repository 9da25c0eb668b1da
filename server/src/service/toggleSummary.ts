/** One sentence on a toggle, with its size: in how many profiles, how many groups woken, how many rules kept asleep. */
import * as l10n from '@vscode/l10n';
import { titleOf, type XccdfBenchmark } from '../scap/benchmark.ts';
import { ownSelectIndex } from '../scap/selectionDraft.ts';
import type { ToggleChange, ToggleRequest } from '../scap/toggle.ts';
import { shorten } from '../text/shorten.ts';

/** What is behind the name, the size, has to be in sight. */
const longestName = 80;

/** Such as: Enabled "Sudo is setuid" in 19 profiles (12 never named it), woke 9 groups in 11. */
export function toggleSummary(
  benchmark: XccdfBenchmark,
  request: ToggleRequest,
  changes: readonly ToggleChange[],
): string {
  if (changes.length === 0) return l10n.t('Nothing has to change.');
  const parts = [
    headline(benchmark, request, changes),
    wokenPart(changes),
    sleptPart(changes),
    alsoPart(changes),
    inheritedPart(request, changes),
  ];
  return `${parts.filter((part) => part !== '').join(l10n.t(', '))}.`;
}

function headline(benchmark: XccdfBenchmark, request: ToggleRequest, changes: readonly ToggleChange[]): string {
  const { rules, enable } = request;
  const first = rules[0]!;
  const what =
    rules.length === 1
      ? `"${shorten(titleOf(benchmark.snapshot, first.element, first.id), longestName)}"`
      : l10n.t('{0} rules', rules.length);
  const flipped = changes.filter((change) => (enable ? change.enabled : change.disabled).length > 0);
  const profiles = flipped.filter(({ profile }) => profile !== undefined);
  const where = placesOf(profiles.length, profiles.length < flipped.length);
  if (where === '') return l10n.t('Kept everything else as it was');
  const neverNamed = enable
    ? profiles.filter(({ profile }) => rules.every((rule) => ownSelectIndex(profile!.selects, rule) < 0)).length
    : 0;
  const done = enable ? l10n.t('Enabled {0} {1}', what, where) : l10n.t('Disabled {0} {1}', what, where);
  return neverNamed > 0 ? l10n.t('{0} ({1} never named it)', done, neverNamed) : done;
}

function placesOf(profiles: number, withDefault: boolean): string {
  const inProfiles = profiles === 1 ? l10n.t('in 1 profile') : l10n.t('in {0} profiles', profiles);
  if (profiles === 0) return withDefault ? l10n.t('in the scan without a profile') : '';
  return withDefault ? l10n.t('{0} and in the scan without one', inProfiles) : inProfiles;
}

function wokenPart(changes: readonly ToggleChange[]): string {
  const woken = new Set(changes.flatMap((change) => change.woken)).size;
  const scans = changes.filter((change) => change.woken.length > 0).length;
  if (woken === 0) return '';
  return woken === 1 ? l10n.t('woke 1 group in {0}', scans) : l10n.t('woke {0} groups in {1}', woken, scans);
}

function sleptPart(changes: readonly ToggleChange[]): string {
  const slept = new Set(changes.flatMap((change) => change.slept)).size;
  if (slept === 0) return '';
  return slept === 1 ? l10n.t('1 other rule kept off') : l10n.t('{0} other rules kept off', slept);
}

function alsoPart(changes: readonly ToggleChange[]): string {
  const also = new Set(changes.flatMap((change) => change.alsoChanged.map(({ item }) => item))).size;
  if (also === 0) return '';
  return also === 1 ? l10n.t('1 linked rule changes too') : l10n.t('{0} linked rules change too', also);
}

/** What changes in profiles outside the asked scope, since they extend a profile in it. */
export function heirsOf({ scope }: ToggleRequest, changes: readonly ToggleChange[]): readonly ToggleChange[] {
  if (scope.kind !== 'profiles') return [];
  return changes.filter(
    ({ profile, enabled, disabled }) => !scope.profiles.includes(profile) && enabled.length + disabled.length > 0,
  );
}

function inheritedPart(request: ToggleRequest, changes: readonly ToggleChange[]): string {
  const heirs = heirsOf(request, changes).length;
  if (heirs === 0) return '';
  return heirs === 1 ? l10n.t('1 of them by inheritance') : l10n.t('{0} of them by inheritance', heirs);
}
