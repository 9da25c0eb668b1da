/**
 * Random actions of the selection workbench, each with what a scan has to say after it. What is expected is told from
 * what the scanner said before and from what was asked for, never from a new evaluation by the product.
 */
import { listBenchmarks } from '../../../server/src/scap/benchmark.ts';
import type { ActionKind, WorkbenchAction, WorkbenchState } from './action.ts';
import { ledProfileKinds } from './ledProfiles.ts';
import { profileKinds } from './profiles.ts';
import { refinementKinds } from './refinements.ts';
import { tailoredProfileKinds } from './tailoredProfiles.ts';
import { ledKinds, tailoringKinds } from './tailorings.ts';
import { toggleKinds } from './toggles.ts';
import { valueKinds } from './values.ts';

/** What is done to a tailoring, or with it. */
const inTailoring = { ...ledKinds, ...ledProfileKinds, ...tailoredProfileKinds, ...tailoringKinds };

/** By name. */
export const actionKinds: Readonly<Record<string, ActionKind>> = {
  ...toggleKinds,
  ...valueKinds,
  ...refinementKinds,
  ...profileKinds,
  ...inTailoring,
};

export interface DrawnAction extends WorkbenchAction {
  readonly kind: string;
}

/**
 * The next action, of a kind that is drawn, every other time among those that have not been played; kinds that have nothing
 * to act on are drawn again.
 */
export function drawAction(state: WorkbenchState, played: ReadonlySet<string>): DrawnAction {
  const [benchmark] = listBenchmarks(state.snapshot);
  for (let attempt = 0; attempt < 100; attempt++) {
    // A tailoring that is open gets more than one edit, and is put into the stream.
    const stays = state.tailoring !== undefined && state.random.next() < 0.5;
    const kinds = stays ? inTailoring : actionKinds;
    const names = Object.keys(kinds);
    const fresh = state.random.next() < 0.5 ? names.filter((name) => !played.has(name)) : [];
    const kind = state.random.pick(fresh.length > 0 ? fresh : names);
    const action = actionKinds[kind]!(state, benchmark!);
    if (action) return { ...action, kind, label: `${kind}: ${action.label}` };
  }
  throw new Error('none of 100 drawn actions can act on this document');
}
