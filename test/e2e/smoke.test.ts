// Proves the driver and the ground under it: VS Code starts with the extension, a 24 MB stream opens as SCAP, a click in the
// view is shown, and the palette, the editor, the panel and a screenshot work.
import { statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { streamPath } from '../corpus/content.ts';
import {
  activeTab,
  clickToMark,
  eventually,
  expandPath,
  fileOnDisk,
  goToLine,
  languageMode,
  leaveFigures,
  median,
  openFile,
  placeOf,
  saveUntil,
  screenshot,
  shownDescription,
  showView,
  type,
  undo,
  visibleLines,
  waitForDescription,
  withHost,
} from './driver/index.ts';

const rhel8 = 'ssg-rhel8-ds.xml';
const profile = 'ANSSI-BP-028 (enhanced)';

test('a 24 MB stream opens as SCAP, is switched in, typed in, undone and saved', async () => {
  await withHost({ files: [streamPath('rhel8')] }, async (host) => {
    const original = fileOnDisk(host, rhel8);
    await openFile(host, rhel8);
    expect((await visibleLines(host))[1]).toContain('<ds:data-stream-collection');
    await eventually(
      "the language 'SCAP'",
      () => languageMode(host),
      (mode) => mode === 'SCAP',
    );
    await showView(host, 'SCAP');
    await expandPath(host, profile, 'System Settings', 'Account and Access Control');
    const before = await shownDescription(host, profile);
    const less = before.replace(/^\d+/, (count) => String(Number(count) - 1));
    const clicks: number[] = [];
    for (const mark of ['off', 'on', 'off', 'on', 'off', 'on'] as const) {
      clicks.push(await clickToMark(host, 'Enable authselect', mark));
      // Rows that count others follow, and what is clicked while they are drawn anew VS Code loses.
      await waitForDescription(host, profile, mark === 'on' ? before : less);
    }
    console.log(
      `24 MB: clicks show their new state after ${clicks.map((ms) => ms.toFixed(0)).join(', ')} ms (promised: 150)`,
    );
    const rule = placeOf(original.toString('utf8'), '<xccdf-1.2:Rule');
    await goToLine(host, rule.line, rule.column);
    await type(host, ' ');
    await expect.poll(() => activeTab(host)).toEqual({ name: rhel8, dirty: true });
    await undo(host);
    await saveUntil(host, 'the bytes as they were', (bytes) => bytes.equals(original));
    const picture = await screenshot(host, 'smoke-rhel8');
    expect(statSync(picture).size).toBeGreaterThan(10_000);
    leaveFigures({ treeClickMs: median(clicks) });
  });
});
