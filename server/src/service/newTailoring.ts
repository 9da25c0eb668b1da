/** A new tailoring of a stream, for a start: one profile that changes nothing yet. Refuses what no tailoring could start from. */
import { circleFault } from '../scap/circles.ts';
import { scopeByKey } from '../scap/scopeKeys.ts';
import type { Snapshot } from './open.ts';
import { customizedProfile, type TailoringHead, tailoringText } from './tailoringText.ts';

/** `target` names the profile to start from, `benchmark` by the key of its scope. Undefined where it is not there. */
export function newTailoring(
  snapshot: Snapshot,
  target: { readonly benchmark: string; readonly profile: string },
  head: TailoringHead,
): { readonly text: string } | { readonly reason: string } | undefined {
  const benchmark = scopeByKey(snapshot, target.benchmark);
  const base = benchmark?.profiles.find(({ id }) => id === target.profile);
  if (!benchmark || !base) return undefined;
  const reason = circleFault(benchmark, [base], []);
  if (reason !== undefined) return { reason };
  return { text: tailoringText(benchmark, head, [customizedProfile(benchmark, base)]) };
}
