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
import { customizedId, customizedProfile, profilePrefix, type TailoringHead, tailoringText } from './tailoringText.ts';
import { type ValueSettings, valueEntries } from './tailorValues.ts';
import { type ObstacleInWords, obstaclesInWords } from './toggleRules.ts';

export { customizedId };

export interface TailorRequest extends ValueSettings, TailoringHead {
  /** The profile to start from; undefined starts from none. What an abstract one says is copied. */
  readonly base: Profile | undefined;
  /** The new profile's id; see `customizedId`. */
  readonly id: string;
  readonly enable: readonly Item[];
  readonly disable: readonly Item[];
  readonly withRequired?: boolean;
}

export interface Tailored {
  readonly text: string;
  /** Not empty: some rule would stay off or drop out all the same. */
  readonly obstacles: readonly ObstacleInWords[];
  readonly warnings: readonly string[];
}

/** Writes the Tailoring. Costs two toggles. */
export function tailorProfile(benchmark: Benchmark, request: TailorRequest): Tailored {
  const { enable, disable, withRequired = false } = request;
  const base: Benchmark = { ...benchmark, tailoring: undefined };
  const prefix = profilePrefix(benchmark);
  const enabled = step(base, skeleton(base, request), enable, true, withRequired);
  const disabled = step(base, enabled.text, disable, false, false);
  // An abstract base is not extended, so nothing is inherited from it.
  const inherited = request.base?.abstract ? undefined : request.base;
  const { lines, warnings } = valueEntries(base, prefix, inherited, request);
  const close = `  </${prefix}Profile>`;
  const text = disabled.text.replace(close, () => lines.map((line) => `    ${line}\n`).join('') + close);
  return { text, obstacles: [...enabled.obstacles, ...disabled.obstacles], warnings };
}

function step(
  base: Benchmark,
  text: string,
  rules: readonly Item[],
  enable: boolean,
  withRequired: boolean,
): Pick<Tailored, 'text' | 'obstacles'> {
  if (rules.length === 0) return { text, obstacles: [] };
  const snapshot = openSnapshot(text);
  const scope = withTailoring(base, listTailorings(snapshot)[0]!);
  const profiles = scope.tailoring!.profiles;
  const plan = planToggle(scope, { rules, enable, scope: { kind: 'profiles', profiles }, withRequired });
  const edits = draftEdits(scope, plan.draft).get(snapshot) ?? [];
  return { text: applyEdits(text, edits), obstacles: obstaclesInWords(plan.obstacles) };
}

function skeleton(benchmark: Benchmark, { base, id, href, time, setValues, refineValues }: TailorRequest): string {
  const asked = new Set([...setValues, ...refineValues].map(({ item }) => item.id));
  return tailoringText(benchmark, { href, time }, [customizedProfile(benchmark, base, id, asked)]);
}
