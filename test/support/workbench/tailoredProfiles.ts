/** Random edits of the profiles that a tailoring has itself: one more that extends one, another id, other words, one less. */
import type { XccdfBenchmark, XccdfProfile } from '../../../server/src/scap/benchmark.ts';
import { editProfile, type ProfileChange } from '../../../server/src/service/editProfile.ts';
import { tailoredScopes } from '../../../server/src/service/scopes.ts';
import { isOld } from '../../../server/src/service/tailoringText.ts';
import type { ActionKind, KnownScans, WorkbenchState } from './action.ts';
import { freshLedId } from './ledProfiles.ts';
import { editTailoring, openOrNew } from './tailorings.ts';

interface Planned {
  readonly change: ProfileChange;
  readonly known: KnownScans;
  readonly edited: readonly string[];
}

/** Undefined where there is nothing to do it to. The last profile is not to be deleted: nothing would be known then. */
type Plan = (own: XccdfProfile, known: KnownScans, freshId: string, state: WorkbenchState) => Planned | undefined;

export const tailoredProfileKinds: Readonly<Record<string, ActionKind>> = {
  'heir of a tailored profile': tailored((own, known, id, { mostProfiles }) => {
    if (known.size >= mostProfiles) return undefined;
    const change = { kind: 'new', id, title: 'Heir', base: own } as const;
    return { change, known: new Map(known).set(id, known.get(own.id)!), edited: [id] };
  }),
  'renamed tailored profile': tailored((own, known, id) => ({
    change: { kind: 'rename', profile: own, id },
    known: new Map([...known].map(([old, scan]) => [old === own.id ? id : old, scan])),
    edited: [id],
  })),
  'deleted tailored profile': tailored((own, known) => {
    const left = new Map([...known].filter(([id]) => id !== own.id));
    return { change: { kind: 'delete', profile: own }, known: left, edited: [] };
  }),
  'other words of a tailored profile': tailored((own, known, _, { random }) => {
    const text = `Words <${random.next()}> & more`;
    const change = { kind: random.pick(['title', 'description'] as const), profile: own, text } as const;
    return { change, known, edited: [own.id] };
  }),
};

/** Undefined as well where the product asks back: before it deletes a profile that others extend. */
function tailored(plan: Plan): ActionKind {
  return (state, benchmark: XccdfBenchmark) => {
    const tailoring = openOrNew(state, benchmark);
    const [scope] = tailoredScopes(tailoring.snapshot);
    const own = state.random.pick(scope!.tailoring!.profiles);
    const planned = plan(own, tailoring.known, freshLedId(benchmark, tailoring.known), state);
    if (!planned) return undefined;
    const { change, known, edited } = planned;
    const answer = editProfile(scope!, change);
    if (answer.kind === 'choice') return undefined;
    if (known.size === 0 && answer.kind === 'refused') return undefined;
    if (answer.kind !== 'edit') throw new Error(`${change.kind} in a tailoring: ${answer.reason}`);
    const label = `${own.id} ${'id' in change ? change.id : ''}`;
    const text = editTailoring(tailoring.snapshot, answer, label);
    const written = { text, known, edited, isOld: isOld(benchmark) };
    return { label, edits: [], expected: state.known, edited: [], tailoring: written };
  };
}
