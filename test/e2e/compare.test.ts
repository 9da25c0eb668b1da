// The table of profiles in a real VS Code: it shows, its boxes are those of the view, and everybody can read it in every kind
// of theme. Its size and its keys are tested on the page alone (comparePage.test.ts).
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../tools/processes.mjs';
import {
  acceptPath,
  box,
  compareProfiles,
  comparisonFrame,
  filterRows,
  type Host,
  openFile,
  quickRows,
  rowCount,
  runCommand,
  screenshot,
  seriousViolations,
  shareHost,
  shownRows,
  showView,
  treeRow,
  violationsByTheme,
  waitForBox,
  waitForRowCount,
} from './driver/index.ts';

const sample = 'host-ownership-ds.xml';
const profile = 'Workstation';
const rule = 'sudo belongs to root';
const tailoring = 'workstation-tailoring.xml';

const shared = shareHost(
  () => ({ files: [join(root, 'test', 'fixtures', sample)], settings: { 'workbench.colorTheme': 'Dark 2026' } }),
  async (host) => {
    await openFile(host, sample);
    await showView(host, 'SCAP');
    await treeRow(host, profile);
  },
);

test('the table has every rule with its state in each profile', async () => {
  const host = shared();
  await compareProfiles(host, profile, 'Container host', '(default)');
  await expect.poll(() => rowCount(host)).toBe(20);
  const rows = await shownRows(host);
  expect(rows[0]).toEqual([rule, 'high', 'on', 'on', 'off']);
  expect(rows.filter((cells) => cells[2] !== cells[3])).toHaveLength(6);
});

test('a click on a box switches the rule, and Undo Last Toggle takes it back', async () => {
  const host = shared();
  await box(host, rule, profile).click();
  await waitForBox(host, rule, profile, false);
  await waitForBox(host, rule, 'Container host', true);
  await runCommand(host, 'SCAP: Undo Last Toggle');
  await waitForBox(host, rule, profile, true);
});

test('nothing is seriously wrong for anybody in light, high contrast and dark', async () => {
  const host = shared();
  expect(await violationsByTheme(host, 'compare')).toEqual({
    'Light 2026': [],
    'Dark High Contrast': [],
    'Dark 2026': [],
  });
});

test('is there again when the window was loaded anew, though the editor of its document is behind it', async () => {
  const host = shared();
  await filterRows(host, 'sudo');
  const count = await waitForRowCount(host, (now) => now < 20);
  await reloadByCommand(host);
  await waitForRowCount(host, (now) => now === count);
  await box(host, rule, profile).click();
  await waitForBox(host, rule, profile, false);
  await runCommand(host, 'SCAP: Undo Last Toggle');
  await waitForBox(host, rule, profile, true);
  await screenshot(host, 'compare-reloaded');
});

test('led into a tailoring, a switch shows in the column of the tailoring beside that of the stream', async () => {
  const host = shared();
  const tailored = `${profile} (customized) in ${tailoring}`;
  await runCommand(host, 'SCAP: New Tailoring from a Profile...');
  await (await quickRows(host)).filter({ hasText: profile }).first().click();
  await acceptPath(host, join(host.folder, tailoring));
  await waitForBox(host, rule, tailored, true);
  await box(host, rule, profile).click();
  await waitForBox(host, rule, tailored, false);
  expect(await shownRows(host).then(([first]) => first)).toEqual([rule, 'high', 'on', 'off', 'on', 'off']);
  await box(host, rule, tailored).click();
  await waitForBox(host, rule, tailored, true);
  await screenshot(host, 'compare-tailored');
  const { violations } = await seriousViolations(await comparisonFrame(host));
  expect(violations).toEqual([]);
  await runCommand(host, 'SCAP: Undo Last Toggle');
  await waitForBox(host, rule, tailored, false);
});

/** As a person does: VS Code keeps what is open before it goes, which it cannot when its page is taken away. */
async function reloadByCommand(host: Host): Promise<void> {
  const loaded = host.page.waitForEvent('load');
  await runCommand(host, 'Developer: Reload Window');
  await loaded;
  await host.page.locator('.monaco-workbench .part.statusbar').waitFor();
}
