/** Random profiles that are added to a tailoring while edits of its stream go there: new ones, heirs and copies. */
import type { XccdfBenchmark } from '../../../server/src/scap/benchmark.ts';
import { keyOfScope } from '../../../server/src/scap/scopeKeys.ts';
import type { ProfileChange } from '../../../server/src/service/editProfile.ts';
import { editProfileInto } from '../../../server/src/service/profileIntoTailoring.ts';
import { isOld } from '../../../server/src/service/tailoringText.ts';
import { defaultScan } from '../../oracle/scanner.ts';
import type { ActionKind, KnownScans } from './action.ts';
import { randomProfile } from './pick.ts';
import { editTailoring, openOrNew } from './tailorings.ts';

export const ledProfileKinds: Readonly<Record<string, ActionKind>> = {
  'new profile in a tailoring': (state, benchmark) => {
    const tailoring = openOrNew(state, benchmark);
    if (tailoring.known.size >= state.mostProfiles) return undefined;
    const kind = state.random.pick(['new', 'extend', 'copy'] as const);
    const base = kind === 'new' ? undefined : randomProfile(state, benchmark);
    if (kind !== 'new' && !base) return undefined;
    const id = freshLedId(benchmark, tailoring.known);
    const target = { benchmark: keyOfScope(state.snapshot, benchmark)!, ...(base ? { profile: base.id } : {}) };
    const led = { stream: state.snapshot, tailoring: tailoring.snapshot, target };
    const edited = editProfileInto(
      led,
      kind === 'copy' ? 'copy' : 'new',
      (profile): ProfileChange =>
        kind === 'copy'
          ? { kind, profile: profile!, id, title: 'Copied' }
          : { kind: 'new', id, title: 'Made', base: profile },
      false,
    );
    if (edited.kind !== 'edit') throw new Error(`${kind} in a tailoring: ${edited.reason}`);
    const label = `${kind} ${base?.id ?? ''} as ${id}`;
    const text = editTailoring(tailoring.snapshot, edited, label);
    const known = new Map(tailoring.known).set(id, state.known.get(base?.id ?? defaultScan)!);
    const written = { text, known, edited: [id], isOld: isOld(benchmark) };
    return { label, edits: [], expected: state.known, edited: [], tailoring: written };
  },
};

/** An id that neither the tailoring nor its stream has. */
export function freshLedId({ profiles }: XccdfBenchmark, known: KnownScans): string {
  for (let number = 1; ; number++) {
    const id = `xccdf_org.example_profile_led${number}`;
    if (!known.has(id) && !profiles.some((profile) => profile.id === id)) return id;
  }
}
