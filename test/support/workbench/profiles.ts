/** Random edits of the profiles themselves: a new one, one more, another name, one less. */
import type { XccdfBenchmark } from '../../../server/src/scap/benchmark.ts';
import { editProfile, type ProfileChange } from '../../../server/src/service/editProfile.ts';
import { defaultScan } from '../../oracle/scanner.ts';
import type { ActionKind, KnownScans, WorkbenchAction } from './action.ts';
import { randomProfile } from './pick.ts';

export const profileKinds: Readonly<Record<string, ActionKind>> = {
  'new profile': (state, benchmark) => {
    if (benchmark.profiles.length >= state.mostProfiles) return undefined;
    const id = freshProfileId(benchmark);
    const known = new Map(state.known).set(id, state.known.get(defaultScan)!);
    return change(benchmark, { kind: 'new', id, title: 'New' }, known, [id]);
  },
  'profile that extends': (state, benchmark) => {
    const base = randomProfile(state, benchmark);
    if (!base || benchmark.profiles.length >= state.mostProfiles) return undefined;
    const id = freshProfileId(benchmark);
    const known = new Map(state.known).set(id, state.known.get(base.id)!);
    return change(benchmark, { kind: 'new', id, title: 'Heir', base }, known, [id]);
  },
  'copied profile': (state, benchmark) => {
    const profile = randomProfile(state, benchmark);
    if (!profile || benchmark.profiles.length >= state.mostProfiles) return undefined;
    const id = freshProfileId(benchmark);
    const known = new Map(state.known).set(id, state.known.get(profile.id)!);
    return change(benchmark, { kind: 'copy', profile, id }, known, [id, profile.id]);
  },
  'renamed profile': (state, benchmark) => {
    const profile = randomProfile(state, benchmark);
    if (!profile) return undefined;
    const id = freshProfileId(benchmark);
    const known = new Map([...state.known].map(([old, scan]) => [old === profile.id ? id : old, scan]));
    return change(benchmark, { kind: 'rename', profile, id }, known, [id]);
  },
  'deleted profile': (state, benchmark) => {
    const profile = randomProfile(state, benchmark);
    if (!profile || benchmark.profiles.length < 2) return undefined;
    const known = new Map(state.known);
    known.delete(profile.id);
    return change(benchmark, { kind: 'delete', profile }, known, []);
  },
  'other title': (state, benchmark) => {
    const profile = randomProfile(state, benchmark);
    const text = `Title <${state.random.next()}> & more`;
    return profile && change(benchmark, { kind: 'title', profile, text }, state.known, [profile.id]);
  },
  'other description': (state, benchmark) => {
    const profile = randomProfile(state, benchmark);
    const text = `Description ${state.random.next()}`;
    return profile && change(benchmark, { kind: 'description', profile, text }, state.known, [profile.id]);
  },
};

function freshProfileId(benchmark: XccdfBenchmark): string {
  for (let number = 1; ; number++) {
    const id = `xccdf_org.example_profile_fresh${number}`;
    if (!benchmark.profiles.some((profile) => profile.id === id)) return id;
  }
}

/** Undefined where the product asks back, as before it deletes a profile that others extend. */
function change(
  benchmark: XccdfBenchmark,
  asked: ProfileChange,
  expected: KnownScans,
  edited: readonly string[],
): WorkbenchAction | undefined {
  const answer = editProfile(benchmark, asked);
  if (answer.kind === 'choice') return undefined;
  if (answer.kind !== 'edit') throw new Error(`${asked.kind}: ${answer.reason}`);
  const name = 'profile' in asked ? asked.profile.id : '';
  const label = `${name} ${'id' in asked ? asked.id : ''}`;
  return { label, edits: answer.edits, expected, edited };
}
