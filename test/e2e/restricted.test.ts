// A folder that nobody trusts yet: the extension reads and edits what is open, and starts nothing, so all of it works.
import { expect, test } from 'vitest';
import { streamPath } from '../corpus/content.ts';
import {
  activeTab,
  clickCheckbox,
  expandPath,
  fileOnDisk,
  focusEditor,
  lineChanges,
  openFile,
  ruleMark,
  runCommand,
  save,
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
  expect(await statusItems(host)).toContain('Restricted Mode');
  await expandPath(host, profile, 'System Settings', 'Account and Access Control');
  expect(await ruleMark(host, rule)).toBe('on');
  await clickCheckbox(host, rule);
  await waitForDescription(host, profile, '169 of 1,520');
  expect(await ruleMark(host, rule)).toBe('off');
  expect(await activeTab(host)).toEqual({ name: rhel8, dirty: true });
  await screenshot(host, 'restricted');
  await focusEditor(host);
  await save(host);
  const [change, ...others] = lineChanges(original, fileOnDisk(host, rhel8));
  expect(others).toEqual([]);
  expect(change!.after).toBe(change!.before!.replace('selected="true"', 'selected="false"'));
  await runCommand(host, 'SCAP: Undo Last Toggle');
  await waitForDescription(host, profile, '170 of 1,520');
  await focusEditor(host);
  await save(host);
  expect(fileOnDisk(host, rhel8).equals(original)).toBe(true);
});
