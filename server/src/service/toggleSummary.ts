/** One sentence on a toggle, with its size: in how many profiles, how many groups woken, how many rules kept asleep. */
import * as l10n from '@vscode/l10n';
import { titleOf, type XccdfBenchmark, type XccdfProfile } from '../scap/benchmark.ts';
import { editableProfiles, selectionOf } from '../scap/selection.ts';
import { ownSelectIndex } from '../scap/selectionDraft.ts';
import type { ToggleChange, TogglePlan, ToggleRequest } from '../scap/toggle.ts';
import { shorten } from '../text/shorten.ts';
import { rulesText } from './counts.ts';

/** What is behind the name, the size, has to be in sight. */
const longestName = 80;

/**
 * Such as: Enabled "Sudo is setuid" in 19 profiles (12 never named it), woke 9 groups in 11. What is edited without effect on
 * any scan is told as well; "nothing" is said of nothing only.
 */
export function toggleSummary(
  benchmark: XccdfBenchmark,
  request: ToggleRequest,
  { draft, changes }: TogglePlan,
  isEdited: boolean,
): string {
  if (!isEdited) return l10n.t('Nothing has to change.');
  const parts = [
    headline(benchmark, request, changes) ?? withoutEffect(benchmark, request, draft, changes),
    wokenPart(changes),
    sleptPart(changes),
    alsoPart(changes),
    inheritedPart(request, changes),
  ];
  return `${parts.filter((part) => part !== '').join(l10n.t(', '))}.`;
}

/** A rule can be off through its group while a select of its own still says that it is on; that one is set as well. */
function withoutEffect(
  benchmark: XccdfBenchmark,
  request: ToggleRequest,
  draft: TogglePlan['draft'],
  changes: readonly ToggleChange[],
): string {
  const { rules, enable } = request;
  if (!isAlreadySo(benchmark, request)) {
    return changes.length === 0
      ? l10n.t('What was edited changes no scan')
      : l10n.t('Nothing that was asked for is switched');
  }
  if (rules.length > 1) {
    return enable
      ? l10n.t('They are on already; their own entries now say so as well')
      : l10n.t('They are off already; their own entries now say so as well');
  }
  if (draft.defaults.size === 0 && draft.selects.size === 1) {
    return enable
      ? l10n.t('It is on already; its select now says so as well')
      : l10n.t('It is off already; its select now says so as well');
  }
  return enable
    ? l10n.t('It is on already; its own entries now say so as well')
    : l10n.t('It is off already; its own entries now say so as well');
}

/** An abstract profile is no scan, and a rule may stay off by what it requires, although somebody edits all the same. */
function isAlreadySo(benchmark: XccdfBenchmark, { rules, enable, scope }: ToggleRequest): boolean {
  const profiles = scope.kind === 'profiles' ? scope.profiles : editableProfiles(benchmark);
  const byDefault = scope.kind === 'everywhere' && !benchmark.tailoring ? [undefined] : [];
  const scans = [...byDefault, ...profiles.filter((profile) => !profile?.abstract)];
  const asked = scans.flatMap((scan) =>
    rules.filter((rule) => scope.kind !== 'mentioned' || names(scan, rule.id)).map((rule) => ({ scan, rule })),
  );
  const isSo = ({ scan, rule }: (typeof asked)[number]) =>
    (selectionOf(benchmark, scan).effective[rule.number] === 1) === enable;
  return asked.length > 0 && asked.every(isSo);
}

function names(profile: XccdfProfile | undefined, id: string): boolean {
  return profile?.selects.some(({ idref }) => idref === id) ?? false;
}

/** Undefined where none of the rules that were asked for is switched. */
function headline(
  benchmark: XccdfBenchmark,
  request: ToggleRequest,
  changes: readonly ToggleChange[],
): string | undefined {
  const { enable } = request;
  const switched = (change: ToggleChange) => (enable ? change.enabled : change.disabled);
  // Some of those asked for may have been so before.
  const rules = [...new Set(changes.flatMap(switched))];
  const [first] = rules;
  const flipped = changes.filter((change) => switched(change).length > 0);
  const profiles = flipped.filter(({ profile }) => profile !== undefined);
  if (!first) return undefined;
  const where = placesOf(profiles.length, profiles.length < flipped.length);
  const what =
    rules.length === 1
      ? `"${shorten(titleOf(benchmark.snapshot, first.element, first.id), longestName)}"`
      : rulesText(rules.length);
  const neverNamed = enable
    ? profiles.filter(({ profile, enabled }) => enabled.every((rule) => ownSelectIndex(profile!.selects, rule) < 0))
        .length
    : 0;
  const done = enable ? l10n.t('Enabled {0} {1}', what, where) : l10n.t('Disabled {0} {1}', what, where);
  if (neverNamed === 0) return done;
  return rules.length === 1
    ? l10n.t('{0} ({1} never named it)', done, neverNamed)
    : l10n.t('{0} ({1} never named them)', done, neverNamed);
}

function placesOf(profiles: number, withDefault: boolean): string {
  const inProfiles = profiles === 1 ? l10n.t('in 1 profile') : l10n.t('in {0} profiles', profiles);
  if (profiles === 0) return l10n.t('in the scan without a profile');
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
