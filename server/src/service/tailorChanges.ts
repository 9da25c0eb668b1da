/**
 * The edits made in a Benchmark since an older text of it, as a Tailoring of that older text: a scan of the old one with the
 * tailoring selects what a scan of the new one does. What no tailoring can say is listed, never dropped.
 */
import * as l10n from '@vscode/l10n';
import { listBenchmarks, listTailorings, withTailoring } from '../scap/benchmark.ts';
import { pairElements } from '../scap/pairElements.ts';
import { evaluateSelection, selectionOf } from '../scap/selection.ts';
import { emptyDraft, setInProfile, type WorkingDraft } from '../scap/selectionDraft.ts';
import { draftEdits } from '../scap/selectionEdits.ts';
import { applyEdits } from '../text/edits.ts';
import { openSnapshot, type Snapshot } from './open.ts';
import type { Benchmark, Profile } from './scopes.ts';
import { type LeftOut, leftOutAt } from './tailorDifference.ts';
import { type TailoringHead, tailoringText } from './tailoringText.ts';
import { listLeftOut } from './tailorLeftOut.ts';
import { outsideLeftOut } from './tailorOutside.ts';
import { createFaultOf, type FaultOf, type ProfilePlan, planFault, planProfile, wantedSwitch } from './tailorPlan.ts';
import { profilesLeftOut } from './tailorProfileLeftOut.ts';

export interface TailoredChanges {
  /** Undefined where a tailoring would say nothing: no profile that a scan can name has changed. */
  readonly text: string | undefined;
  /** The tailored profiles: their ids, and those of the edited profiles that they stand for. */
  readonly profiles: readonly { readonly id: string; readonly of: string }[];
  /** What the tailoring does not say, in the order of the edited document. */
  readonly leftOut: readonly LeftOut[];
}

/**
 * `only` are ids of edited profiles; all of them where it is left out. What was edited around the Benchmark, in others of its document
 * too, is left out. Costs an evaluation of each profile in both texts.
 */
export function tailorChanges(
  base: Benchmark,
  edited: Benchmark,
  head: TailoringHead,
  only?: readonly string[],
): TailoredChanges {
  const made = changesWithin(base, edited, head, only);
  const around = outsideLeftOut(base.snapshot, edited.snapshot, [[base, edited]]);
  return { ...made, leftOut: inOrder([...made.leftOut, ...around]) };
}

/** Those of a document, Benchmark by Benchmark, as a tailoring has but one. */
export interface TailoredDocument {
  /** In the order of the edited document; those of which a tailoring would say nothing are not in it. */
  readonly tailorings: readonly (Omit<TailoredChanges, 'leftOut'> & {
    readonly benchmark: Benchmark;
    readonly text: string;
  })[];
  /** What none of them says, in the order of the edited document. */
  readonly leftOut: readonly LeftOut[];
}

/** Undefined where the older document holds no Benchmark of the edited one. Benchmarks of one id are matched in their order. */
export function tailorDocument(before: Snapshot, after: Snapshot, head: TailoringHead): TailoredDocument | undefined {
  const { pairs } = pairElements(listBenchmarks(before), listBenchmarks(after));
  if (pairs.length === 0) return undefined;
  const made = pairs.map(([base, edited]) => ({ benchmark: edited, ...changesWithin(base, edited, head) }));
  const leftOut = [...made.flatMap((one) => one.leftOut), ...outsideLeftOut(before, after, pairs)];
  return {
    tailorings: made.flatMap(({ benchmark, text, profiles }) =>
      text === undefined ? [] : [{ benchmark, text, profiles }],
    ),
    leftOut: inOrder(leftOut),
  };
}

function inOrder(leftOut: readonly LeftOut[]): readonly LeftOut[] {
  return leftOut.toSorted((a, b) => a.offset - b.offset);
}

function changesWithin(
  base: Benchmark,
  edited: Benchmark,
  head: TailoringHead,
  only?: readonly string[],
): TailoredChanges {
  const faultOf = createFaultOf(base, edited);
  const isAsked = ({ id }: Profile) => only?.includes(id) ?? true;
  const plans = edited.profiles
    .filter((profile) => !profile.abstract && isAsked(profile) && planFault(base, edited, profile) === undefined)
    .map((profile) => planProfile(base, edited, profile, faultOf))
    .filter(({ isChanged }) => isChanged);
  const made =
    plans.length === 0 ? { text: undefined, leftOut: [] } : writeTailoring(base, edited, head, plans, faultOf);
  const isSaid = (profile: Profile) => plans.some((plan) => plan.edited === profile);
  const whyNot = (profile: Profile) => planFault(base, edited, profile);
  const leftOut = [
    ...listLeftOut(base, edited),
    ...profilesLeftOut(base, edited, { isAsked, isSaid, whyNot, faultOf }),
    ...made.leftOut,
  ];
  return {
    text: made.text,
    profiles: plans.map(({ written, edited: { id } }) => ({ id: written.id, of: id })),
    leftOut,
  };
}

function writeTailoring(
  base: Benchmark,
  edited: Benchmark,
  head: TailoringHead,
  plans: readonly ProfilePlan[],
  faultOf: FaultOf,
): { readonly text: string; readonly leftOut: readonly LeftOut[] } {
  const written = plans.map((plan) => plan.written);
  const text = tailoringText(base, head, written);
  const snapshot = openSnapshot(text);
  const scope = withTailoring(base, listTailorings(snapshot)[0]!);
  const draft = emptyDraft();
  const leftOut = plans.flatMap((plan, index) => {
    const tailored = scope.tailoring!.profiles[index]!;
    bringInLine(scope, draft, tailored, edited, plan.edited, faultOf);
    return stillDifferent(scope, draft, tailored, edited, plan.edited, faultOf);
  });
  return { text: applyEdits(text, draftEdits(scope, draft).get(snapshot) ?? []), leftOut };
}

function bringInLine(
  scope: Benchmark,
  draft: WorkingDraft,
  tailored: Profile,
  edited: Benchmark,
  profile: Profile,
  faultOf: FaultOf,
): void {
  const now = evaluateSelection(scope, tailored, draft).switched;
  for (const item of scope.items) {
    if (item.gone || item.id === '') continue;
    const wanted = wantedSwitch(edited, profile, item, now[item.number]!);
    if (wanted !== now[item.number] && faultOf(item.id) === undefined)
      setInProfile(scope, draft, tailored, item, wanted === 1);
  }
}

/** Rules of both texts that come out differently all the same: their groups, requires or conflicts are not the same. */
function stillDifferent(
  scope: Benchmark,
  draft: WorkingDraft,
  tailored: Profile,
  edited: Benchmark,
  profile: Profile,
  faultOf: FaultOf,
): LeftOut[] {
  const now = evaluateSelection(scope, tailored, draft).effective;
  const wanted = selectionOf(edited, profile).effective;
  return scope.items.flatMap((item) => {
    const other = edited.itemsById.get(item.id);
    if (item.kind !== 'rule' || !other || item.gone || now[item.number] === wanted[other.number]) return [];
    const reason = faultOf(item.id);
    if (reason !== undefined) return [leftOutAt('links', { ...other, snapshot: edited.snapshot }, reason)];
    const message = now[item.number]
      ? l10n.t('{0} stays evaluated in {1}: its groups, requires or conflicts were edited', item.id, profile.id)
      : l10n.t('{0} stays off in {1}: its groups, requires or conflicts were edited', item.id, profile.id);
    return [leftOutAt('links', { ...other, snapshot: edited.snapshot }, message)];
  });
}
