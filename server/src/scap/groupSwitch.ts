/**
 * Switching a group's own select or attribute, and nothing else: its rules follow as they do for a scanner. Waking and
 * sleeping its rules one by one is toggle.ts's business.
 */
import type { XccdfBenchmark, XccdfItem, XccdfProfile } from './benchmark.ts';
import { evaluateSelection, parentsFirst } from './selection.ts';
import {
  emptyDraft,
  ownSelectIndex,
  setDefault,
  setInProfile,
  setOwnInPlace,
  type WorkingDraft,
} from './selectionDraft.ts';

/** One profile; everywhere: the attribute, and every profile that says otherwise; or the profiles that name the group. */
export type GroupScope = XccdfProfile | 'everywhere' | 'mentioned';

export function planGroupSwitch(
  benchmark: XccdfBenchmark,
  group: XccdfItem,
  scope: GroupScope,
  on: boolean,
): WorkingDraft {
  const draft = emptyDraft();
  const switchIn = (scan: XccdfProfile): void => {
    if (isOn(scan) !== on) setInProfile(benchmark, draft, scan, group, on);
  };
  const isOn = (scan: XccdfProfile | undefined): boolean =>
    evaluateSelection(benchmark, scan, draft).switched[group.number] === 1;
  if (typeof scope !== 'string') {
    switchIn(scope);
    return draft;
  }
  const { tailoring } = benchmark;
  // What a parent says a child need not.
  const profiles = parentsFirst(benchmark, tailoring?.profiles ?? benchmark.profiles);
  if (scope === 'everywhere' && !tailoring && isOn(undefined) !== on) setDefault(benchmark, draft, group, on);
  for (const scan of profiles) {
    if (scope === 'mentioned' && ownSelectIndex(scan.selects, group) < 0) continue;
    setOwnInPlace(draft, scan, group, on);
    switchIn(scan);
  }
  return draft;
}
