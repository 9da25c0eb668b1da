/** Which rules one profile evaluates: on a snapshot nobody has asked anything, and on the one after a toggle. */

import { scopeByKey } from '../../server/src/scap/scopeKeys.ts';
import { profilesInForce, type Selection, selectionOf } from '../../server/src/scap/selection.ts';
import type { Snapshot } from '../../server/src/scap/snapshot.ts';
import { toggleItem } from '../../server/src/service/toggleItem.ts';
import { benchmarkKey, readStream, streamPath, wellKnownRule } from './context.ts';
import { applyEdit } from './edit.ts';
import { freshSnapshot, query } from './queries.ts';
import { type Row, row } from './row.ts';
import { inProcess, sayRuns, time } from './timing.ts';

/** It extends another one, so two lists of selects count. */
const profileId = 'xccdf_org.ssgproject.content_profile_stig_gui';

export async function measure(): Promise<Row[]> {
  const text = readStream(streamPath('rhel8'));
  const cold = await time(inProcess(() => freshSnapshot(text), evaluate));
  const after = await time(inProcess(() => toggledSnapshot(text), evaluate));
  const what = 'effective selection of one profile, rhel8';
  return [
    row({ what: `${what}, cold`, value: cold.medianMs, unit: 'ms', target: 10, note: sayRuns(cold) }),
    row({
      what: `${what}, after one toggle`,
      value: after.medianMs,
      unit: 'ms',
      target: 2,
      note: `${sayRuns(after)}; the new snapshot itself is timed under 'keys'`,
    }),
  ];
}

/** The selection was asked for before, then a rule was switched off everywhere. */
function toggledSnapshot(text: string): Snapshot {
  const before = freshSnapshot(text);
  evaluate(before);
  const target = {
    benchmark: benchmarkKey,
    item: wellKnownRule,
    scope: { kind: 'everywhere' },
    enable: false,
  } as const;
  const toggled = toggleItem(before, target);
  if (toggled.kind !== 'edit') throw new Error(`the toggle answers '${toggled.kind}'`);
  const after = toggled.edits.toReversed().reduce(applyEdit, before);
  query(after);
  return after;
}

function evaluate(snapshot: Snapshot): Selection {
  const benchmark = scopeByKey(snapshot, benchmarkKey)!;
  return selectionOf(benchmark, profilesInForce(benchmark).find(({ id }) => id === profileId)!);
}
