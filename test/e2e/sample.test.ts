// The sample stream as somebody sees it who opens SCAP content for the first time, and the trap that it can show: a rule
// that is selected under a deselected group is not evaluated.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../tools/processes.mjs';
import {
  clickCheckbox,
  codeActions,
  eventually,
  expandPath,
  fileOnDisk,
  focusEditor,
  goToLine,
  languageMode,
  lineChanges,
  openFile,
  placeOf,
  problems,
  ruleMark,
  runCommand,
  saveUntil,
  screenshot,
  shareHost,
  showView,
  statusItems,
  treeRow,
  treeRows,
  undo,
  waitForDescription,
  welcome,
} from './driver/index.ts';

const sample = 'host-ownership-ds.xml';
const minimal = 'Minimal: can an administrator still become root?';
const path = ['System files', 'Files of unknown owners'];
const rule = 'No file under /usr has an unknown owner';
const ruleId = 'xccdf_org.scapwright.sample_rule_usr_known_owners';

const shared = shareHost(() => ({ files: [join(root, 'test', 'fixtures', sample)] }));

test('with nothing open the view says what to do', async () => {
  const host = shared();
  await showView(host, 'SCAP');
  const { text, buttons } = await welcome(host);
  expect(text).toContain('No SCAP document is open.');
  expect(buttons).toEqual(['Open File']);
  await screenshot(host, 'sample-nothing-open');
});

test('the sample opens as SCAP with its profiles and no problem', async () => {
  const host = shared();
  const start = performance.now();
  await openFile(host, sample);
  await treeRow(host, minimal);
  console.log(`sample: profiles after ${((performance.now() - start) / 1000).toFixed(2)} s`);
  await expect.poll(() => languageMode(host)).toBe('SCAP');
  const rows = await treeRows(host);
  expect(rows.filter(({ level }) => level === 3).map(({ label }) => label)).toEqual([
    'Everywhere (all profiles and the default scan)',
    minimal,
    'Workstation',
    'Server without containers',
    'Container host',
    'Aftermath: what has the accident reached?',
  ]);
  await expect.poll(() => statusItems(host)).toContain('5 profiles, 20 rules');
  await expect.poll(() => problems(host)).toEqual([]);
  await screenshot(host, 'sample-opened');
});

test('a select typed under a deselected group changes nothing, and three places say why', async () => {
  const host = shared();
  const original = fileOnDisk(host, sample);
  await expandPath(host, minimal, ...path);
  await expect.poll(() => ruleMark(host, rule)).toBe('off');
  const last = placeOf(original.toString('utf8'), '<select idref="xccdf_org.scapwright.sample_rule_sudo_owner"');
  await goToLine(host, last.line, last.column);
  const select = `<select idref="${ruleId}" selected="true"/>`;
  // One entry, not key by key: the point is not what the editor closes by itself.
  await host.page.keyboard.insertText(`${select}\n        `);
  await eventually(
    'the rule held off',
    () => ruleMark(host, rule),
    (mark) => mark === 'group',
  );
  expect((await treeRows(host)).find(({ label }) => label === rule)?.checked).toBe(false);
  const [problem, ...others] = await eventually(
    'a problem',
    () => problems(host),
    (found) => found.length > 0,
  );
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ severity: 'warning', line: last.line });
  expect(problem!.message).toMatch(/group/i);
  await (await treeRow(host, rule)).locator('.custom-view-tree-node-item-checkbox').hover();
  await host.page.locator('.workbench-hover').filter({ hasText: 'Files of unknown owners' }).first().waitFor();
  await screenshot(host, 'sample-trap');

  // A click on the box does what the select alone could not.
  await clickCheckbox(host, rule);
  await eventually(
    'the rule on',
    () => ruleMark(host, rule),
    (mark) => mark === 'on',
  );
  await eventually(
    'no problem',
    () => problems(host),
    (found) => found.length === 0,
  );
  await runCommand(host, 'SCAP: Undo Last Toggle');
  await eventually(
    'the rule held off again',
    () => ruleMark(host, rule),
    (mark) => mark === 'group',
  );
  await runCommand(host, 'File: Revert File');
  await eventually(
    'the rule off',
    () => ruleMark(host, rule),
    (mark) => mark === 'off',
  );
  await focusEditor(host);
});

test('one click switches the rule on and leaves its siblings asleep', async () => {
  const host = shared();
  const original = fileOnDisk(host, sample);
  await waitForDescription(host, minimal, '6 of 20');
  await clickCheckbox(host, rule);
  await waitForDescription(host, minimal, '7 of 20');
  const saved = await saveUntil(host, 'the switch', (bytes) => !bytes.equals(original));
  const changes = lineChanges(original, saved);
  const group = 'xccdf_org.scapwright.sample_group_unknown_owners';
  expect(changes.map(({ after }) => after!.trim())).toEqual(
    expect.arrayContaining([
      `<select idref="${group}" selected="true"/>`,
      `<select idref="${ruleId}" selected="true"/>`,
    ]),
  );
  await screenshot(host, 'sample-one-click');
  await undo(host);
  await waitForDescription(host, minimal, '6 of 20');
  await saveUntil(host, 'the bytes as they were', (bytes) => bytes.equals(original));
});

test('a code action that cannot be done is listed with its reason', async () => {
  const host = shared();
  const text = fileOnDisk(host, sample).toString('utf8');
  const place = placeOf(text, '<Rule id="xccdf_org.scapwright.sample_rule_sudo_owner"');
  await goToLine(host, place.line, place.column + 2);
  await codeActions(host, 'refactor');
  const menu = host.page.locator('.action-widget:visible');
  await menu.getByText('Show Disabled').click();
  const disabled = menu.locator('.monaco-list-row.option-disabled').first();
  await disabled.waitFor();
  expect(await disabled.innerText()).toMatch(/: It is on already; nothing has to change\.$/);
  await screenshot(host, 'sample-disabled-action');
  await host.page.keyboard.press('Escape');
});
