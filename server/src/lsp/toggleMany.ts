/**
 * Several switches of one document as one edit, each worked out on the text that the ones before it make. The document
 * itself is not changed: what was tried out is taken back before the turn ends.
 */
import * as l10n from '@vscode/l10n';
import type { EditResult, ToggleManyParams, ToggleManyResult, ToggleOutcome, ToggleTarget } from '../protocol/index.ts';
import { openSnapshot, type Snapshot } from '../scap/snapshot.ts';
import { type Edited, type EditedDocument, wordsOf } from '../service/edited.ts';
import { leadInto, toldOf } from '../service/intoTailoring.ts';
import { type ItemToggle, toggleAlike, toggleItem } from '../service/toggleItem.ts';
import { createComposed } from '../text/composed.ts';
import { applyEdits, invertEdits, mergeEdits } from '../text/edits.ts';
import type { TextEdit } from '../text/span.ts';
import { toLspEdits } from './convert.ts';
import { createTrial } from './trial.ts';

export interface Tried {
  readonly result: ToggleManyResult;
  /** Of the same text as the one that was asked, which answers no more; undefined where it has to be read anew. */
  readonly snapshot: Snapshot | undefined;
}

/** `edit` writes one switch as a single toggle does; used where an edit belongs to another document. */
export function toggleMany(
  snapshot: Snapshot,
  version: number | null,
  orders: ToggleManyParams['orders'],
  edit: (toggled: EditedDocument) => EditResult,
): Tried {
  const { uri } = snapshot;
  const trial = createTrial(snapshot);
  const outcomes: ToggleOutcome[] = [];
  const done: EditedDocument[] = [];
  const linked: string[] = [];
  const asked = askedFor(orders);
  const ends = runEnds(orders);
  const composed = createComposed();
  while (outcomes.length < orders.length) {
    const run = orders.slice(outcomes.length, ends[outcomes.length]);
    const { toggled, count } = toggleRun(trial.snapshot(), run);
    const told: ToggleOutcome = toggled.kind === 'edit' ? pickOutcome(toggled) : toggled;
    if (toggled.kind === 'edit' && toggled.snapshot.uri !== uri && done.length > 0) break;
    for (let index = 0; index < count; index++) outcomes.push(told);
    if (toggled.kind !== 'edit') continue;
    if (toggled.snapshot.uri !== uri) {
      const single = edit(toggled);
      return { result: { outcomes, ...(single.kind === 'edit' ? { edit: single } : {}) }, snapshot };
    }
    done.push(toggled);
    linked.push(...unasked(toggled, run[0]!.target, asked));
    composed.add(toggled.edits);
    if (outcomes.length === orders.length || !trial.apply(toggled.edits)) break;
  }
  return {
    result: resultOf(snapshot, version, { outcomes, done, linked, composed: composed.all() }),
    snapshot: trial.takeBack(),
  };
}

/**
 * The same switches said by a tailoring of `stream`: one edit of the tailoring, with the profiles in it that they need. Costs a reading
 * of the tailoring for each profile and state.
 */
export function toggleManyInto(
  stream: Snapshot,
  tailoring: Snapshot,
  version: number | null,
  orders: ToggleManyParams['orders'],
): ToggleManyResult {
  const outcomes: ToggleOutcome[] = [];
  const done: EditedDocument[] = [];
  const linked: string[] = [];
  const composed = createComposed();
  const ends = runEnds(orders);
  const askedThere = createAskedThere(orders);
  let text = tailoring;
  while (outcomes.length < orders.length) {
    const run = orders.slice(outcomes.length, ends[outcomes.length]);
    const led = leadInto(stream, text, { target: run[0]!.target });
    if ('reason' in led) {
      outcomes.push(...run.map(() => ({ kind: 'refused', reason: led.reason }) as const));
      continue;
    }
    const { target } = led.params;
    const ledRun = run.map((order) => ({ ...order, target: { ...target, item: order.target.item } }));
    const made = toggleRun(led.snapshot, ledRun);
    const toggled = toldOf(text, led.made, made.toggled);
    const told: ToggleOutcome = toggled.kind === 'edit' ? pickOutcome(toggled) : toggled;
    for (let index = 0; index < made.count; index++) outcomes.push(told);
    if (toggled.kind !== 'edit') continue;
    done.push(toggled);
    linked.push(...unasked(toggled, target, askedThere(run[0]!.target, target)));
    composed.add(toggled.edits);
    text = openSnapshot(applyEdits(text.source.whole(), toggled.edits), tailoring.uri, () => stream);
  }
  return resultOf(tailoring, version, { outcomes, done, linked, composed: composed.all() });
}

interface ToggledRuns {
  readonly outcomes: readonly ToggleOutcome[];
  readonly done: readonly EditedDocument[];
  /** What changes along with them, in words. */
  readonly linked: readonly string[];
  /** Of all that is done, on the text that was asked. */
  readonly composed: readonly TextEdit[];
}

function resultOf(
  { source, uri }: Pick<Snapshot, 'source' | 'uri'>,
  version: number | null,
  { outcomes, done, linked, composed }: ToggledRuns,
): ToggleManyResult {
  const slice = (from: number, to: number): string => source.slice(from, to);
  const edits = mergeEdits(
    slice,
    composed.filter(({ from, to, newText }) => slice(from, to) !== newText),
  );
  const after = edits.toReversed().reduce((text, { from, to, newText }) => text.splice(from, to, newText), source);
  const all: ToggleManyResult['edit'] =
    edits.length === 0
      ? undefined
      : {
          kind: 'edit',
          edit: { uri, version, edits: toLspEdits(source, edits) },
          inverse: { uri, version: null, edits: toLspEdits(after, invertEdits(slice, edits)) },
          summary: summaryOf(done, outcomes.filter(({ kind }) => kind === 'edit').length),
          warnings: [...new Set(done.flatMap((one) => wordsOf(one).warnings))],
          linked: [...new Set(linked)],
          signed: [...new Set(done.flatMap(({ signed }) => signed))],
        };
  return { outcomes, ...(all ? { edit: all } : {}) };
}

/** Of each order where the run ends of those that differ in their rule only. */
function runEnds(orders: ToggleManyParams['orders']): readonly number[] {
  const manners = orders.map(manner);
  const ends = manners.map((_, index) => index + 1);
  for (let index = ends.length - 2; index >= 0; index--) {
    if (manners[index] === manners[index + 1]) ends[index] = ends[index + 1]!;
  }
  return ends;
}

/** The switches of a run that can be made together, from the first on: at least that one. */
function toggleRun(
  snapshot: Snapshot,
  orders: ToggleManyParams['orders'],
): { readonly toggled: Edited; readonly count: number } {
  const run = orders.map((order): ItemToggle => ({ ...order.target, ...order }));
  // What stands in the way is found by halves: the rules before it are made together.
  for (let count = run.length; count > 1 && !run[0]!.answer; count >>= 1) {
    const toggled = toggleAlike(snapshot, run.slice(0, count));
    if (toggled) return { toggled, count };
  }
  return { toggled: toggleItem(snapshot, run[0]!), count: 1 };
}

function manner({ target: { benchmark, scope }, enable, answer }: ToggleManyParams['orders'][number]): string {
  return JSON.stringify([benchmark, scope, enable, answer]);
}

function pickOutcome(toggled: EditedDocument): ToggleOutcome {
  const { summary, warnings } = wordsOf(toggled);
  return { kind: 'edit', summary, warnings };
}

/** All orders, each as `keyOf` has it. */
function askedFor(orders: ToggleManyParams['orders']): ReadonlySet<string> {
  return new Set(orders.map(({ target, enable }) => keyOf(target, enable)));
}

/** Of what was asked for in one scope of a stream, all of it as it is said in the tailoring's scope `led`. */
function createAskedThere(orders: ToggleManyParams['orders']) {
  const known = new Map<string, ReadonlySet<string>>();
  return (place: ToggleTarget, led: ToggleTarget): ReadonlySet<string> => {
    const key = keyOf({ ...place, item: '' }, true);
    const there = known.get(key);
    if (there) return there;
    const same = orders.filter(({ target }) => keyOf({ ...target, item: '' }, true) === key);
    const asked = askedFor(same.map((order) => ({ ...order, target: { ...led, item: order.target.item } })));
    known.set(key, asked);
    return asked;
  };
}

function keyOf({ benchmark, item, scope }: ToggleTarget, enable: boolean): string {
  return JSON.stringify([benchmark, item, enable, scope.kind, scope.kind === 'profile' ? scope.profile : '']);
}

/** What changes along with a switch. What is asked for itself is no surprise, if it is where that happens and the same way. */
function unasked({ besides }: EditedDocument, target: ToggleTarget, asked: ReadonlySet<string>): readonly string[] {
  const surprises = besides.linked.filter(({ item, enabled, profiles }) => {
    const isAsked = (scope: ToggleTarget['scope']) => asked.has(keyOf({ ...target, item, scope }, enabled));
    if (isAsked(target.scope) || isAsked({ kind: 'everywhere' })) return false;
    return !profiles.every((profile) => profile !== undefined && isAsked({ kind: 'profile', profile }));
  });
  return surprises.map(({ message }) => message);
}

function summaryOf(done: readonly EditedDocument[], count: number): string {
  const last = done.at(-1)?.summary ?? '';
  return done.length === 1 ? last : l10n.t('{0} switches in one edit. The last one: {1}', count, last);
}
