/** Random edits led into a tailoring instead of the stream, edits of the stream as a tailoring, and a tailoring put into it. */
import { listBenchmarks, type XccdfBenchmark, type XccdfProfile } from '../../../server/src/scap/benchmark.ts';
import { listRefineRules } from '../../../server/src/scap/refinement.ts';
import { keyOfScope, scopeByKey } from '../../../server/src/scap/scopeKeys.ts';
import { openSnapshot, type Snapshot } from '../../../server/src/scap/snapshot.ts';
import { listChoices } from '../../../server/src/scap/xccdfValue.ts';
import { applyTailoring } from '../../../server/src/service/applyTailoring.ts';
import { type EditedDocument, editDocument } from '../../../server/src/service/edited.ts';
import { editInto } from '../../../server/src/service/intoTailoring.ts';
import { tailoredScopes } from '../../../server/src/service/scopes.ts';
import { tailorChanges } from '../../../server/src/service/tailorChanges.ts';
import { customizedProfile, isOld, tailoringText } from '../../../server/src/service/tailoringText.ts';
import { applyEdits } from '../../../server/src/text/edits.ts';
import { defaultScan } from '../../oracle/scanner.ts';
import type { ActionKind, KnownScans, OpenTailoring, WorkbenchAction, WorkbenchState } from './action.ts';
import { randomGroup, randomProfile, randomRule, randomRules, randomValue } from './pick.ts';
import { changeRule, randomRefinement, refinementKinds } from './refinements.ts';
import { toggle, toggleKinds } from './toggles.ts';
import { changeValue, randomText, valueKinds } from './values.ts';

const head = { href: 'stream.xml', time: '2026-01-01T00:00:00Z' };

/** Edits of a tailoring; the stream stays. */
export const ledKinds: Readonly<Record<string, ActionKind>> = {
  'rule in a tailoring': (state, benchmark) =>
    lead(state, benchmark, (known, scope, profile) =>
      toggle({ ...state, known }, scope, [randomRule(state, scope)], { kind: 'profiles', profiles: [profile] }),
    ),
  'rules in a tailoring': (state, benchmark) =>
    lead(state, benchmark, (known, scope, profile) =>
      toggle({ ...state, known }, scope, randomRules(state, scope), { kind: 'profiles', profiles: [profile] }),
    ),
  'group in a tailoring': (state, benchmark) =>
    lead(state, benchmark, (known, scope, profile) =>
      toggle({ ...state, known }, scope, randomGroup(state, scope), { kind: 'profiles', profiles: [profile] }),
    ),
  'value in a tailoring': (state, benchmark) =>
    lead(state, benchmark, (known, scope, profile) => {
      const value = randomValue(state, scope);
      return value && changeValue({ known }, scope, profile, value, randomText(state, scope, value));
    }),
  'value picked in a tailoring': (state, benchmark) =>
    lead(state, benchmark, (known, scope, profile) => {
      const value = randomValue(state, scope);
      const choice = value && state.random.pick(listChoices(scope, value));
      return choice && changeValue({ known }, scope, profile, value, { kind: 'select', selector: choice.selector });
    }),
  'value reset in a tailoring': (state, benchmark) =>
    lead(state, benchmark, (known, scope, profile) => {
      const own = [...profile.setValues, ...profile.refineValues];
      const value = own.length > 0 ? scope.itemsById.get(state.random.pick(own).idref) : undefined;
      return value?.kind === 'value' ? changeValue({ known }, scope, profile, value, { kind: 'reset' }) : undefined;
    }),
  'refinement reset in a tailoring': (state, benchmark) =>
    lead(state, benchmark, (known, scope, profile) => {
      const own = listRefineRules(profile);
      const rule = own.length > 0 ? scope.itemsById.get(state.random.pick(own).idref) : undefined;
      return rule?.kind === 'rule' ? changeRule({ known }, scope, profile, rule, 'reset') : undefined;
    }),
  'refinement in a tailoring': (state, benchmark) =>
    lead(state, benchmark, (known, scope, profile) => {
      const rule = randomRule(state, scope);
      return changeRule({ known }, scope, profile, rule, randomRefinement(state, scope, rule));
    }),
};

/** Edits of the stream by way of a tailoring. */
export const tailoringKinds: Readonly<Record<string, ActionKind>> = {
  'edits as a tailoring': (state, benchmark) => {
    const kinds = [toggleKinds['group in a profile']!, toggleKinds['rule everywhere']!, valueKinds['value set']!];
    const action = state.random.pick([...kinds, refinementKinds['rule refined']!])(state, benchmark);
    return action && withTailoringOf(state, benchmark, action);
  },
  'tailoring put into the stream': (state) => {
    const scope = state.tailoring && tailoredScopes(state.tailoring.snapshot)[0];
    if (!scope || scope.profiles.length >= state.mostProfiles) return undefined;
    const applied = applyTailoring(scope);
    if (applied.kind !== 'edit') throw new Error(`apply: ${applied.reason}`);
    // What is told not to come out as with the tailoring is no promise.
    if (applied.edits.length === 0 || applied.warnings.length > 0) return undefined;
    const { known } = state.tailoring!;
    const expected = new Map([...state.known, ...known]);
    const edited = [...known.keys()];
    return { label: edited.join(' '), edits: applied.edits, expected, edited };
  },
};

type WorkOut = (known: KnownScans, scope: XccdfBenchmark, profile: XccdfProfile) => WorkbenchAction | undefined;

/** Makes an edit that is meant for a profile of the stream in the open tailoring, or in a new one. */
function lead(state: WorkbenchState, benchmark: XccdfBenchmark, workOut: WorkOut): WorkbenchAction | undefined {
  const profile = randomProfile(state, benchmark);
  if (!profile) return undefined;
  const tailoring = openOrNew(state, benchmark);
  let made: WorkbenchAction | undefined;
  const target = { benchmark: keyOfScope(state.snapshot, benchmark)!, profile: profile.id };
  const edited = editInto(state.snapshot, tailoring.snapshot, { target }, (led, params) => {
    const scope = scopeByKey(led, params.target.benchmark)!;
    const own = scope.tailoring!.profiles.find(({ id }) => id === params.target.profile)!;
    // A reset leaves what the profile of the stream has.
    const known = new Map([...state.known, [own.id, state.known.get(profile.id)!], ...tailoring.known]);
    made = workOut(known, scope, own);
    return made ? editDocument(led, made.edits, made.label) : { kind: 'nothing', reason: 'nothing to act on' };
  });
  if (edited.kind === 'refused') throw new Error(`lead into a tailoring: ${edited.reason}`);
  if (edited.kind !== 'edit' || !made) return undefined;
  const text = editTailoring(tailoring.snapshot, edited, made.label);
  const known = new Map([...made.expected].filter(([id]) => !state.known.has(id)));
  const written = { text, known, edited: made.edited, isOld: isOld(benchmark) };
  return { label: made.label, edits: [], expected: state.known, edited: [], tailoring: written };
}

export function editTailoring({ source }: Snapshot, { edits, inverse }: EditedDocument, label: string): string {
  const before = source.whole();
  const text = applyEdits(before, edits);
  if (applyEdits(text, inverse) !== before) throw new Error(`${label}: undo does not restore the tailoring`);
  return text;
}

/** The tailoring that was edited last, or one of any profile, as "New Tailoring" makes it. */
export function openOrNew(state: WorkbenchState, benchmark: XccdfBenchmark): OpenTailoring {
  if (state.tailoring) return state.tailoring;
  const base = randomProfile(state, benchmark);
  const written = customizedProfile(benchmark, base);
  const text = tailoringText(benchmark, head, [written]);
  return openTailoring(state.snapshot, text, new Map([[written.id, state.known.get(base?.id ?? defaultScan)!]]));
}

export function openTailoring(stream: Snapshot, text: string, known: KnownScans): OpenTailoring {
  return { snapshot: openSnapshot(text, 'file:///tailoring.xml', () => stream), known };
}

/** The same edit of the stream, and the tailoring of the stream as it was that says it. */
function withTailoringOf(
  state: WorkbenchState,
  base: XccdfBenchmark,
  action: WorkbenchAction,
): WorkbenchAction | undefined {
  const edited = listBenchmarks(openSnapshot(applyEdits(state.snapshot.source.whole(), action.edits)))[0]!;
  const { text, profiles, leftOut } = tailorChanges(base, edited, head);
  const isDifferent = leftOut.some(({ code }) => code === 'links');
  if (text === undefined || isDifferent) return undefined;
  const known = new Map(profiles.map(({ id, of }) => [id, action.expected.get(of)!]));
  return { ...action, tailoring: { text, known, edited: [...known.keys()], isOld: isOld(base) } };
}
