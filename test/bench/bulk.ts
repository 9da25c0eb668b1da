/**
 * Many rules switched as one edit: how long the plan takes, in how many edits it is written, and that one undo restores the
 * bytes. What VS Code then needs to apply it only a real one can tell: the end-to-end tests do.
 */
import type { Snapshot } from '../../server/src/scap/snapshot.ts';
import type { EditedDocument } from '../../server/src/service/edited.ts';
import { toggleItems } from '../../server/src/service/toggleItem.ts';
import type { ItemsToggle } from '../../server/src/service/toggleTargets.ts';
import { applyEdits } from '../../server/src/text/edits.ts';
import { benchmarkKey, readStream, streamPath } from './context.ts';
import { freshSnapshot } from './queries.ts';
import { type Row, row } from './row.ts';
import { inProcess, sayRuns, time } from './timing.ts';

const count = 1500;
/** Those of one profile, and those of every profile: the least and the most that there is to write. */
const scopes = {
  'in one profile': { kind: 'profile', profile: 'xccdf_org.ssgproject.content_profile_stig' },
  everywhere: { kind: 'everywhere' },
} as const;

export async function measure(): Promise<Row[]> {
  const text = readStream(streamPath('rhel8'));
  const rows: Row[] = [];
  for (const [where, scope] of Object.entries(scopes)) {
    const run = (snapshot: Snapshot) => switchOn(snapshot, scope);
    const timing = await time(inProcess(() => freshSnapshot(text), run));
    const { edits, inverse } = run(freshSnapshot(text));
    if (applyEdits(applyEdits(text, edits), inverse) !== text) throw new Error('undo does not restore the text');
    const what = `switch ${count.toLocaleString('en-US')} rules on ${where}, rhel8`;
    rows.push(
      row({
        what: `${what}, request to edit`,
        value: timing.medianMs,
        unit: 'ms',
        target: 3000,
        note: sayRuns(timing),
      }),
      row({ what: `${what}, edits for one undo`, value: edits.length, unit: 'edits', target: 999 }),
    );
  }
  return rows;
}

function switchOn(snapshot: Snapshot, scope: ItemsToggle['scope']): EditedDocument {
  const rules = snapshot.index.declarationsOfKind('xccdf.Rule').slice(0, count);
  if (rules.length < count) throw new Error(`this stream has ${rules.length} rules only`);
  const items = rules.map(({ id }) => id);
  // What stands in the way of some of so many is no reason to stop: whoever is asked says "apply anyway".
  const toggled = toggleItems(snapshot, { benchmark: benchmarkKey, items, scope, enable: true, answer: 'force' });
  if (toggled.kind !== 'edit') throw new Error(`the switch answers '${toggled.kind}': ${toggled.reason}`);
  return toggled;
}
