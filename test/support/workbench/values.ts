/** Random changes of Values in a profile: a text of its own, one of the Value's choices, or neither any more. */
import type { XccdfBenchmark, XccdfItem, XccdfProfile } from '../../../server/src/scap/benchmark.ts';
import { listChoices } from '../../../server/src/scap/xccdfValue.ts';
import { editValue, type ValueChange } from '../../../server/src/service/editValue.ts';
import type { ProfileScan } from '../../oracle/profileScan.ts';
import { defaultScan } from '../../oracle/scanner.ts';
import { type ActionKind, type KnownScans, type WorkbenchAction, type WorkbenchState, withScans } from './action.ts';
import { lineOf, randomProfile, randomValue } from './pick.ts';

export const valueKinds: Readonly<Record<string, ActionKind>> = {
  'value set': (state, benchmark) => {
    const [profile, value] = [randomProfile(state, benchmark), randomValue(state, benchmark)];
    return profile && value && changeValue(state, benchmark, profile, value, randomText(state, benchmark, value));
  },
  'value refined': (state, benchmark) => {
    const [profile, value] = [randomProfile(state, benchmark), randomValue(state, benchmark)];
    if (!profile || !value) return undefined;
    const { selector } = state.random.pick(listChoices(benchmark, value));
    return changeValue(state, benchmark, profile, value, { kind: 'select', selector });
  },
  'value reset': (state, benchmark) => {
    const hasEntries = ({ setValues, refineValues }: XccdfProfile) => setValues.length + refineValues.length > 0;
    const profile = randomProfile(state, benchmark, hasEntries);
    if (!profile) return undefined;
    const { idref } = state.random.pick([...profile.setValues, ...profile.refineValues]);
    const value = benchmark.itemsById.get(idref);
    return value?.kind === 'value' ? changeValue(state, benchmark, profile, value, { kind: 'reset' }) : undefined;
  },
};

/** One of the Value's own texts, or one that it may well refuse. */
export function randomText({ random }: WorkbenchState, benchmark: XccdfBenchmark, value: XccdfItem): ValueChange {
  const own = listChoices(benchmark, value).map(({ text }) => text);
  const number = String(Math.floor(random.next() * 100));
  return { kind: 'set', text: random.pick([...own, number, `a <b> & "c" ${number}`]) };
}

/** Undefined where the product refuses the text, or it is so already. */
export function changeValue(
  { known }: Pick<WorkbenchState, 'known'>,
  benchmark: XccdfBenchmark,
  profile: XccdfProfile,
  value: XccdfItem,
  change: ValueChange,
): WorkbenchAction | undefined {
  const { edited, changed } = editValue(benchmark, profile, value, change, true);
  if (edited.kind !== 'edit') return undefined;
  const profiles = benchmark.tailoring?.profiles ?? benchmark.profiles;
  const label = `${value.id} in ${profile.id}: ${JSON.stringify(change)}`;
  const changes = new Map<string, Partial<ProfileScan>>();
  const line = lineOf(profiles, [profile.id]);
  for (const { profile: one, after } of changed) {
    if (!line.has(one.id)) throw new Error(`${label}: ${one.id} changes and does not extend it`);
    changes.set(one.id, { values: withText(known.get(one.id), value, after.text) });
  }
  const expected = withScans(known, changes);
  const wanted = textAsked(known, benchmark, profile, value, change);
  const said = expected.get(profile.id)!.values.get(value.id);
  if (wanted !== undefined && said !== wanted) throw new Error(`${label}: it is ${said}, not ${wanted}`);
  return { label, edits: edited.edits, expected, edited: [profile.id] };
}

function withText(scan: ProfileScan | undefined, value: XccdfItem, text: string | null): ReadonlyMap<string, string> {
  const values = new Map(scan?.values);
  if (text === null) values.delete(value.id);
  else values.set(value.id, text);
  return values;
}

/** What was asked for; after a reset, what the profile that is extended has, or the scan without one. */
function textAsked(
  known: KnownScans,
  benchmark: XccdfBenchmark,
  profile: XccdfProfile,
  value: XccdfItem,
  change: ValueChange,
): string | undefined {
  if (change.kind === 'set') return change.text;
  if (change.kind === 'reset') return known.get(profile.extends ?? defaultScan)?.values.get(value.id);
  return listChoices(benchmark, value).find(({ selector }) => selector === change.selector)!.text;
}
