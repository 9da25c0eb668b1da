/**
 * Switching a group's own select or attribute, and nothing else: its rules follow as they do for a scanner. Waking and
 * sleeping its rules one by one is toggle.ts's business.
 */
import type { XccdfBenchmark, XccdfItem, XccdfProfile } from './benchmark.ts';
import { evaluateSelection } from './selection.ts';
import { emptyDraft, setDefault, setInProfile, setOwnInPlace, type WorkingDraft } from './selectionDraft.ts';

/** One profile, or `undefined` for everywhere: the attribute, and every profile that says otherwise. */
export function planGroupSwitch(
  benchmark: XccdfBenchmark,
  group: XccdfItem,
  profile: XccdfProfile | undefined,
  on: boolean,
): WorkingDraft {
  const draft = emptyDraft();
  const isOn = (scan: XccdfProfile | undefined): boolean =>
    evaluateSelection(benchmark, scan, draft).switched[group.number] === 1;
  if (profile) {
    if (isOn(profile) !== on) setInProfile(benchmark, draft, profile, group, on);
    return draft;
  }
  const { tailoring } = benchmark;
  if (!tailoring && isOn(undefined) !== on) setDefault(benchmark, draft, group, on);
  for (const scan of tailoring?.profiles ?? benchmark.profiles) {
    setOwnInPlace(draft, scan, group, on);
    if (isOn(scan) !== on) setInProfile(benchmark, draft, scan, group, on);
  }
  return draft;
}
