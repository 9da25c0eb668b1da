/**
 * A Tailoring with one Profile that says only how it differs from the profile it starts from. Its selects are those of the
 * toggle; it reads no clock and no files, and never changes the Benchmark's document.
 */
import { listTailorings, withTailoring } from '../scap/benchmark.ts';
import { draftEdits } from '../scap/selectionEdits.ts';
import { planToggle } from '../scap/toggle.ts';
import { applyEdits } from '../text/edits.ts';
import { openSnapshot } from './open.ts';
import type { Benchmark, Item, Profile } from './scopes.ts';
import { customizedId, customizedProfile, type TailoringHead, tailoringText } from './tailoringText.ts';
import { setValues, type ValueSetting } from './tailorValues.ts';
import { type ObstacleInWords, obstaclesInWords } from './toggleRules.ts';

export { customizedId };

export interface TailorRequest extends TailoringHead {
  /** The profile to start from; undefined starts from none. What an abstract one says is copied. */
  readonly base: Profile | undefined;
  /** The new profile's id; see `customizedId`. */
  readonly id: string;
  readonly enable: readonly Item[];
  readonly disable: readonly Item[];
  readonly values: readonly ValueSetting[];
  readonly withRequired?: boolean;
  /** Writes what can be said although something is in its way. */
  readonly force?: boolean;
}

export interface Tailored {
  readonly text: string;
  /** What may not be; nothing helps. */
  readonly refusals: readonly string[];
  /** Not empty: some rule would stay off or drop out all the same, or a Value keep what it is. */
  readonly obstacles: readonly string[];
  readonly warnings: readonly string[];
}

/** Writes the Tailoring. Costs two toggles. */
export function tailorProfile(benchmark: Benchmark, request: TailorRequest): Tailored {
  const { enable, disable, values, withRequired = false, force = false } = request;
  const base: Benchmark = { ...benchmark, tailoring: undefined };
  const enabled = step(base, skeleton(base, request), enable, true, withRequired);
  const disabled = step(base, enabled.text, disable, false, false);
  const { text, refusals, obstacles, warnings } = setValues(base, disabled.text, values, force);
  const inTheWay = [...enabled.obstacles, ...disabled.obstacles].map(({ message }) => message);
  return { text, refusals, obstacles: [...inTheWay, ...obstacles], warnings };
}

interface Step {
  readonly text: string;
  readonly obstacles: readonly ObstacleInWords[];
}

function step(base: Benchmark, text: string, rules: readonly Item[], enable: boolean, withRequired: boolean): Step {
  if (rules.length === 0) return { text, obstacles: [] };
  const snapshot = openSnapshot(text);
  const scope = withTailoring(base, listTailorings(snapshot)[0]!);
  const profiles = scope.tailoring!.profiles;
  const plan = planToggle(scope, { rules, enable, scope: { kind: 'profiles', profiles }, withRequired });
  const edits = draftEdits(scope, plan.draft).get(snapshot) ?? [];
  return { text: applyEdits(text, edits), obstacles: obstaclesInWords(plan.obstacles) };
}

function skeleton(benchmark: Benchmark, { base, id, href, time }: TailorRequest): string {
  return tailoringText(benchmark, { href, time }, [customizedProfile(benchmark, base, id)]);
}
