// A folder that nobody trusts yet: the extension reads and edits what is open, and starts nothing, so all of it works.
import { expect, test } from 'vitest';
import { streamPath } from '../corpus/content.ts';
import {
  activeTab,
  clickCheckbox,
  expandPath,
  fileOnDisk,
  lineChanges,
  openFile,
  ruleMark,
  runCommand,
  saveUntil,
  screenshot,
  shareHost,
  showView,
  statusItems,
  treeRow,
  waitForDescription,
} from './driver/index.ts';

const rhel8 = 'ssg-rhel8-ds.xml';
const profile = 'ANSSI-BP-028 (enhanced)';
const rule = 'Enable authselect';

const shared = shareHost(() => ({ files: [streamPath('rhel8')], trust: false }));

test('in Restricted Mode a real stream opens, shows its tree, and a rule is switched and taken back', async () => {
  const host = shared();
  const original = fileOnDisk(host, rhel8);
  await openFile(host, rhel8);
  await showView(host, 'SCAP');
  await treeRow(host, profile);
  await expect.poll(() => statusItems(host)).toContain('Restricted Mode');
  await expandPath(host, profile, 'System Settings', 'Account and Access Control');
  await expect.poll(() => ruleMark(host, rule)).toBe('on');
  await clickCheckbox(host, rule);
  await waitForDescription(host, profile, '169 of 1,520');
  await expect.poll(() => ruleMark(host, rule)).toBe('off');
  await expect.poll(() => activeTab(host)).toEqual({ name: rhel8, dirty: true });
  await screenshot(host, 'restricted');
  const saved = await saveUntil(host, 'the switch', (bytes) => !bytes.equals(original));
  const [change, ...others] = lineChanges(original, saved);
  expect(others).toEqual([]);
  expect(change!.after).toBe(change!.before!.replace('selected="true"', 'selected="false"'));
  await runCommand(host, 'SCAP: Undo Last Toggle');
  await waitForDescription(host, profile, '170 of 1,520');
  await saveUntil(host, 'the bytes as they were', (bytes) => bytes.equals(original));
});
