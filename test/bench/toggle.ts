/** A toggle in every profile: from the request to the edit that a client applies. */
import { toLspEdits } from '../../server/src/lsp/convert.ts';
import type { Snapshot } from '../../server/src/scap/snapshot.ts';
import { toggleItem } from '../../server/src/service/toggleItem.ts';
import { benchmarkKey, readStream, streamPath, wellKnownRule } from './context.ts';
import { freshSnapshot } from './queries.ts';
import { type Row, row } from './row.ts';
import { inProcess, sayRuns, time } from './timing.ts';

export async function measure(): Promise<Row[]> {
  const text = readStream(streamPath('rhel8'));
  const rows: Row[] = [];
  const profiles = freshSnapshot(text).index.countDeclarations('xccdf.Profile');
  for (const enable of [false, true]) {
    const timing = await time(
      inProcess(
        () => freshSnapshot(text),
        (snapshot) => workspaceEdit(snapshot, enable),
      ),
    );
    const edits = workspaceEdit(freshSnapshot(text), enable);
    rows.push(
      row({
        what: `switch a rule ${enable ? 'on' : 'off'} everywhere (${profiles} profiles), request to edit, rhel8`,
        value: timing.medianMs,
        unit: 'ms',
        target: 20,
        note: `${sayRuns(timing)}; ${edits.length} edits; each run on a new snapshot`,
      }),
    );
  }
  return rows;
}

function workspaceEdit(snapshot: Snapshot, enable: boolean) {
  // Off in most profiles already, so switching it on has the most to write.
  const item = enable ? 'xccdf_org.ssgproject.content_rule_service_telnet_disabled' : wellKnownRule;
  const toggled = toggleItem(snapshot, { benchmark: benchmarkKey, item, scope: { kind: 'everywhere' }, enable });
  if (toggled.kind !== 'edit') throw new Error(`the toggle answers '${toggled.kind}': ${toggled.reason}`);
  return toLspEdits(toggled.snapshot.source, toggled.edits);
}
