// The side-bar view on a real 24 MB stream: what it shows, what a click on a box changes in the file, in which scope, and
// how it is taken back. Every test leaves the file as it was.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { streamPath } from '../corpus/content.ts';
import {
  activeTab,
  clickCheckbox,
  clickCheckboxesAtOnce,
  collapseAll,
  cursor,
  dialog,
  editedText,
  eventually,
  expandPath,
  fileOnDisk,
  focusEditor,
  goToLine,
  type Host,
  inlineActions,
  lineChanges,
  notification,
  observedExtension,
  openFile,
  pickFromMenu,
  pressInlineAction,
  quickRows,
  rowDescription,
  ruleMark,
  runCommand,
  saveUntil,
  screenshot,
  selectedRows,
  selectRow,
  shareHost,
  shownDescription,
  showView,
  treeRow,
  treeRows,
  type,
  undo,
  waitForChecked,
  waitForDescription,
  waitForMark,
} from './driver/index.ts';

const rhel8 = 'ssg-rhel8-ds.xml';
const benchmark = 'Guide to the Secure Configuration of Red Hat Enterprise Linux 8';
const everywhere = 'Everywhere (all profiles and the default scan)';
const profile = 'ANSSI-BP-028 (enhanced)';
const group = 'Account and Access Control';
const rule = 'Enable authselect';
const ruleId = 'xccdf_org.ssgproject.content_rule_enable_authselect';

const observed = observedExtension();
afterAll(observed.dispose);

let original: Buffer;
const editor = editedText(observed, rhel8, () => original);
const shared = shareHost(
  () => ({ files: [streamPath('rhel8')], extension: observed.extension }),
  async (host) => {
    original = fileOnDisk(host, rhel8);
    const start = performance.now();
    await openFile(host, rhel8);
    const text = performance.now() - start;
    await showView(host, 'SCAP');
    await treeRow(host, profile);
    console.log(`24 MB: text after ${seconds(text)}, tree after ${seconds(performance.now() - start)}`);
  },
);

// A test that fails must not take the others with it.
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  const host = shared();
  writeFileSync(join(host.folder, rhel8), original);
  await runCommand(host, 'File: Revert File');
});

describe('the view', () => {
  test('shows profiles, groups and rules, and asks only for rows that are opened', async () => {
    const host = shared();
    const first = await treeRows(host);
    expect(first.filter(({ level }) => level === 3)).toHaveLength(1 + profilesOf(original));
    await openProfile(host);
    const rows = await treeRows(host);
    expect(rows.slice(0, 4).map(({ label, level }) => `${level} ${label}`)).toEqual([
      `1 ${rhel8}`,
      `2 ${benchmark}`,
      `3 ${everywhere}`,
      `3 ${profile}`,
    ]);
    expect(rows.find(({ label }) => label === profile)).toMatchObject({ checked: undefined, expanded: true });
    expect(rows.find(({ label }) => label === rule)).toMatchObject({ level: 6, checked: true, expanded: undefined });
    await expect.poll(() => ruleMark(host, rule)).toBe('on');
    await expect
      .poll(() => inlineActions(host, rule))
      .toEqual(['Why?', 'Go to OVAL Definition', 'Switch Off Everywhere']);
    const asked = observed.messages().filter(({ method }) => method === 'scap/outline/children');
    const ids = new Set(asked.map(({ id }) => id));
    const answers = observed.messages().filter(({ direction, id, method }) => {
      return direction === 'fromServer' && method === undefined && ids.has(id);
    });
    // The document, the benchmark, the profile and two groups; the benchmark has 1,520 rules in 19 profiles.
    expect(asked).toHaveLength(5);
    expect(answers.reduce((sum, { rows: count = 0 }) => sum + count, 0)).toBeLessThan(60);
    await screenshot(host, 'tree-profile');
  });
});

describe('a box below a profile', () => {
  test("changes that profile's select alone, and Undo Last Toggle restores the bytes", async () => {
    const host = shared();
    await openProfile(host);
    const before = await counts(host, profile, group);
    await clickCheckbox(host, rule);
    await waitForMark(host, rule, 'off');
    await waitForDescription(host, profile, less(before[0]!, 1));
    await waitForChecked(host, rule, false);
    await expect.poll(() => counts(host, profile, group)).toEqual(before.map((count) => less(count, 1)));
    await expect.poll(() => activeTab(host)).toEqual({ name: rhel8, dirty: true });
    expect(fileOnDisk(host, rhel8).equals(original)).toBe(true);
    await screenshot(host, 'tree-profile-off');
    const [change, ...others] = await savedChanges(host);
    expect(others).toEqual([]);
    expect(change!.before).toContain(`idref="${ruleId}" selected="true"`);
    expect(change!.after).toBe(change!.before!.replace('selected="true"', 'selected="false"'));
    expect(change!.line).toBe(selectsOf(original, ruleId)[0]);
    // The keyboard is in the tree now.
    await undoToggle(host, profile, before[0]!);
    await expect.poll(() => ruleMark(host, rule)).toBe('on');
    await expectOriginal(host);
  });

  test('several quick clicks are applied in their order', async () => {
    const host = shared();
    await openProfile(host, 'Configure Syslog');
    const [before] = await counts(host, profile);
    const rules = ['Ensure rsyslog-gnutls is installed', 'Ensure rsyslog is Installed', 'Enable rsyslog Service'];
    // On again, while the clicks before it may still be on their way.
    await clickCheckboxesAtOnce(host, ...rules, rules[0]!);
    await waitForDescription(host, profile, less(before!, 2));
    for (const [index, mark] of ['on', 'off', 'off'].entries()) {
      await waitForMark(host, rules[index]!, mark);
      await waitForChecked(host, rules[index]!, mark === 'on');
    }
    const changes = await editor.lines(2);
    expect(changes.map(({ after }) => /content_rule_(\w+)/.exec(after!)?.[1])).toEqual([
      'package_rsyslog_installed',
      'service_rsyslog_enabled',
    ]);
    // The last toggle was the first rule's second.
    await undoToggle(host, profile, less(before!, 3));
    await waitForMark(host, rules[0]!, 'off');
    // Undoing a toggle is a step of its own.
    await undoInEditor(host, 5);
    await waitForDescription(host, profile, before!);
    await editor.isOriginal();
  });

  test('a click that was not carried out shows the state that holds', async () => {
    const host = shared();
    await openProfile(host, 'System Accounting with auditd');
    const service = 'Enable auditd Service';
    await expect.poll(() => ruleMark(host, service)).toBe('off');
    const [before] = await counts(host, profile);
    await clickCheckbox(host, service);
    const question = await dialog(host);
    expect(await question.innerText()).toMatch(/requires/i);
    await screenshot(host, 'tree-choice');
    await question.getByRole('button', { name: 'Cancel' }).click();
    await waitForChecked(host, service, false);
    await expect.poll(() => ruleMark(host, service)).toBe('off');
    await editor.isOriginal();
    // And the other answer.
    await clickCheckbox(host, service);
    await (await dialog(host)).getByRole('button', { name: 'Also select what it requires' }).click();
    await waitForMark(host, service, 'on');
    await waitForDescription(host, profile, less(before!, -2));
    const changes = await editor.lines(2);
    expect(
      changes.map(({ before: old, after }) => [old, /idref="(\S+)" selected="(\w+)"/.exec(after!)?.slice(1)]),
    ).toEqual(
      expect.arrayContaining([
        [undefined, ['xccdf_org.ssgproject.content_rule_service_auditd_enabled', 'true']],
        [undefined, ['xccdf_org.ssgproject.content_rule_package_audit_installed', 'true']],
      ]),
    );
    await undoToggle(host, profile, before!);
    await editor.isOriginal();
  });

  test("a group's box switches all its rules, after a preview, and one undo restores the bytes", async () => {
    const host = shared();
    await openProfile(host);
    const [before, services] = await counts(host, profile, 'Services');
    const [on, all] = services!.split(' of ').map(Number) as [number, number];
    expect(on).toBeGreaterThan(0);
    expect(on).toBeLessThan(all);
    await expect.poll(() => ruleMark(host, 'Services')).toBe('mixed');
    const box = (await treeRow(host, 'Services')).locator('.custom-view-tree-node-item-checkbox');
    expect(await box.getAttribute('aria-label')).toContain(`mixed, ${on} of ${all} effective`);
    await screenshot(host, 'tree-mixed');

    // Cancelled: the box shows the state that holds.
    await clickCheckbox(host, 'Services');
    const question = await dialog(host);
    expect(await question.innerText()).toContain(`Switch all ${all} rules of "Services" on in "${profile}"?`);
    expect(await question.innerText()).toContain(`${profile}: ${all - on} rules on`);
    await screenshot(host, 'tree-group-preview');
    await question.getByRole('button', { name: 'Cancel' }).click();
    await waitForChecked(host, 'Services', false);
    await editor.isOriginal();

    // On with everything that changes read first.
    await clickCheckbox(host, 'Services');
    await (await dialog(host)).getByRole('button', { name: 'Show All Changes' }).click();
    await eventually(
      'the text of the preview',
      async () => (await activeTab(host)).name,
      (name) => name === 'Preview of Changes',
    );
    await screenshot(host, 'tree-group-preview-text');
    const answer = await notification(host, `Switch all ${all} rules of "Services" on`);
    const start = performance.now();
    await answer.getByRole('button', { name: 'Apply' }).click();
    await waitForMark(host, 'Services', 'on');
    console.log(`24 MB: a group of ${all} rules shows its new state after ${seconds(performance.now() - start)}`);
    await eventually(
      'the preview to close',
      async () => (await activeTab(host)).name,
      (name) => name === rhel8,
    );
    await undoToggle(host, profile, before!);
    await waitForDescription(host, 'Services', services!);
    await editor.isOriginal();
  });

  test('a group that is checked is switched off as a whole', async () => {
    const host = shared();
    await openProfile(host, 'Configure Syslog');
    const [before] = await counts(host, profile);
    const label = 'Rsyslog Logs Sent To Remote Host';
    await waitForMark(host, label, 'on');
    const [inside] = await counts(host, label);
    const count = Number(inside!.split(' ')[0]);
    await clickCheckbox(host, label);
    await (await dialog(host)).getByRole('button', { name: 'Apply' }).click();
    await waitForMark(host, label, 'off');
    await waitForDescription(host, profile, less(before!, count));
    await editor.lines(count);
    await undoToggle(host, profile, before!);
    await editor.isOriginal();
  });
});

describe('several rows', () => {
  test('that are selected are switched by one menu entry, after a preview, and one undo restores the bytes', async () => {
    const host = shared();
    await openProfile(host, 'Configure Syslog');
    const [before] = await counts(host, profile);
    const [first, second, third] = [
      'Ensure rsyslog-gnutls is installed',
      'Ensure rsyslog is Installed',
      'Enable rsyslog Service',
    ] as const;
    const inGroup = 'Rsyslog Logs Sent To Remote Host';
    const inside = Number((await shownDescription(host, inGroup)).split(' ')[0]);
    for (const label of [first, second, third, inGroup]) await waitForMark(host, label, 'on');
    await selectRow(host, first);
    await selectRow(host, third, 'Shift');
    // One out, and a group in.
    await selectRow(host, inGroup, 'Control');
    await (await treeRow(host, second)).click({ modifiers: ['Control'] });
    await expect.poll(() => selectedRows(host)).toEqual([first, third, inGroup]);
    const switchedOff = inside + 2;

    // Cancelled: nothing was edited.
    await pickFromMenu(host, first, 'Switch Selected Rows Off');
    const question = await dialog(host);
    expect(await question.innerText()).toContain(`${profile}: ${switchedOff} rules off`);
    await screenshot(host, 'tree-several-preview');
    await question.getByRole('button', { name: 'Cancel' }).click();
    await editor.isOriginal();

    await pickFromMenu(host, first, 'Switch Selected Rows Off');
    await (await dialog(host)).getByRole('button', { name: 'Apply' }).click();
    await waitForDescription(host, profile, less(before!, switchedOff));
    for (const label of [first, third, inGroup]) await waitForMark(host, label, 'off');
    await waitForMark(host, second, 'on');
    await screenshot(host, 'tree-several-off');
    const changes = await editor.lines((count) => count > 0);
    expect(changes).toHaveLength(switchedOff);
    for (const { before: old, after } of changes)
      expect(after).toBe(old!.replace('selected="true"', 'selected="false"'));
    const ids = changes.map(({ after }) => /content_rule_([\w-]+)/.exec(after!)?.[1]);
    expect(ids).toEqual(expect.arrayContaining(['package_rsyslog-gnutls_installed', 'service_rsyslog_enabled']));
    await undoToggle(host, profile, before!);
    for (const label of [first, third, inGroup]) await waitForMark(host, label, 'on');
    await editor.isOriginal();
  });
});

describe('the scope of all profiles', () => {
  test('a box below Everywhere changes both places, and undo works from the editor', async () => {
    const host = shared();
    await collapseAll(host);
    await expandPath(host, rhel8, benchmark, everywhere, 'System Settings', group);
    await expect.poll(() => ruleMark(host, rule)).toBe('on');
    const [before] = await counts(host, profile);
    await clickCheckbox(host, rule);
    await waitForDescription(host, profile, less(before!, 1));
    await waitForMark(host, rule, 'off');
    const selects = selectsOf(original, ruleId);
    const off = await editor.lines(selects.length);
    // The Rule itself says selected="false" already.
    expect(off.map(({ line }) => line)).toEqual(selects);
    for (const { before: old, after } of off) expect(after).toBe(old!.replace('selected="true"', 'selected="false"'));
    await screenshot(host, 'tree-everywhere-off');

    await clickCheckbox(host, rule);
    await waitForDescription(host, profile, before!);
    await waitForMark(host, rule, 'on');
    const on = await editor.lines(1);
    expect(on.map(({ line }) => line)).toEqual([lineOf(original, `<xccdf-1.2:Rule selected="false" id="${ruleId}"`)]);
    expect(on[0]!.after).toBe(on[0]!.before!.replace('selected="false"', 'selected="true"'));

    await focusEditor(host);
    await undoToggle(host, profile, less(before!, 1));
    await undoInEditor(host, 3);
    await waitForDescription(host, profile, before!);
    await editor.isOriginal();
  });

  test('is one inline button or menu entry away from a row below a profile', async () => {
    const host = shared();
    await openProfile(host);
    const [before] = await counts(host, profile);
    await pressInlineAction(host, rule, 'Switch Off Everywhere');
    await waitForDescription(host, profile, less(before!, 1));
    await waitForMark(host, rule, 'off');
    const selects = selectsOf(original, ruleId);
    expect((await editor.lines(selects.length)).map(({ line }) => line)).toEqual(selects);
    await expect.poll(() => inlineActions(host, rule)).toContain('Switch On Everywhere');
    await pickFromMenu(host, rule, 'Switch On Everywhere');
    await waitForDescription(host, profile, before!);
    await editor.lines(1);
    await undoToggle(host, profile, less(before!, 1));
    await undoInEditor(host, 3);
    await waitForDescription(host, profile, before!);
    await editor.isOriginal();
  });

  test('and single profiles are one button away from a row below Everywhere', async () => {
    const host = shared();
    await collapseAll(host);
    await expandPath(host, rhel8, benchmark, everywhere, 'System Settings', group);
    const [before] = await counts(host, profile);
    await pressInlineAction(host, rule, 'Switch in Profiles');
    const choice = (await quickRows(host)).filter({ hasText: profile });
    await choice.first().waitFor();
    await screenshot(host, 'tree-in-profiles');
    await choice.first().locator('[role="checkbox"]').click();
    await host.page.locator('.quick-input-widget:visible').getByRole('button', { name: 'OK' }).click();
    await waitForDescription(host, profile, less(before!, 1));
    await expect.poll(() => ruleMark(host, rule)).toBe('on');
    expect((await editor.lines(1)).map(({ line }) => line)).toEqual(selectsOf(original, ruleId).slice(0, 1));
    await undoToggle(host, profile, before!);
    await editor.isOriginal();
  });
});

describe('from a row', () => {
  test('Why? lists the links and goes to the one that is picked', async () => {
    const host = shared();
    await openProfile(host);
    await pressInlineAction(host, rule, 'Why?');
    const links = await quickRows(host);
    await links.first().waitFor();
    const select = selectsOf(original, ruleId)[0]!;
    const texts = await links.allInnerTexts();
    const at = texts.findIndex((text) => text.includes(`line ${select}`));
    expect(at, texts.join('; ')).toBeGreaterThan(0);
    expect(texts.some((text) => text.includes('applies only where the platform is'))).toBe(true);
    expect(texts[0]).toContain(`line ${lineOf(original, `id="${ruleId}"`)}`);
    await screenshot(host, 'tree-why');
    await links.nth(at).click();
    await waitForLine(host, select);
  });

  test('Go to Rule and Go to OVAL Definition lead there', async () => {
    const host = shared();
    await openProfile(host);
    await pickFromMenu(host, rule, 'Go to Rule');
    await waitForLine(host, lineOf(original, `id="${ruleId}"`));
    await pressInlineAction(host, rule, 'Go to OVAL Definition');
    await waitForLine(
      host,
      lineOf(original, '<oval-def:definition class="compliance" id="oval:ssg-enable_authselect:def:1"'),
    );
    await screenshot(host, 'tree-go-to-oval');
  });
});

test('Undo Last Toggle refuses, with the reason, once the document is another', async () => {
  const host = shared();
  await openProfile(host);
  const [before] = await counts(host, profile);
  await clickCheckbox(host, rule);
  await waitForDescription(host, profile, less(before!, 1));
  await goToLine(host, 1, 1);
  await type(host, ' ');
  await runCommand(host, 'SCAP: Undo Last Toggle');
  await notification(host, `${rhel8} changed since the last toggle`);
  expect(await rowDescription(host, profile)).toBe(less(before!, 1));
  await screenshot(host, 'tree-undo-refused');
  await runCommand(host, 'Notifications: Clear All Notifications');
  await undoInEditor(host, 2);
  await waitForDescription(host, profile, before!);
  await editor.isOriginal();
});

test('and when all is taken back, a save leaves the bytes as they were', async () => {
  const host = shared();
  await goToLine(host, 1, 1);
  await type(host, ' ');
  await undo(host);
  await expectOriginal(host);
});

/** Only the profile is open, with 'System Settings' and one group of it: every label stands in the tree once. */
async function openProfile(host: Host, inside = group): Promise<void> {
  await collapseAll(host);
  await expandPath(host, rhel8, benchmark, profile, 'System Settings', inside);
}

async function counts(host: Host, ...labels: string[]): Promise<string[]> {
  return Promise.all(labels.map((label) => shownDescription(host, label)));
}

/** '170 of 1,520' with so many rules less. */
function less(count: string, by: number): string {
  return count.replace(/^[\d,]+/, (on) => (Number(on.replaceAll(',', '')) - by).toLocaleString('en-US'));
}

async function waitForLine(host: Host, line: number): Promise<void> {
  await eventually(
    `the cursor in line ${line}`,
    async () => (await cursor(host)).line,
    (now) => now === line,
  );
}

async function savedChanges(host: Host) {
  const bytes = await saveUntil(host, 'changes', (now) => !now.equals(original));
  return lineChanges(original, bytes);
}

async function undoToggle(host: Host, label: string, description: string): Promise<void> {
  await editor.edits(() => runCommand(host, 'SCAP: Undo Last Toggle'));
  await waitForDescription(host, label, description);
}

async function undoInEditor(host: Host, steps: number): Promise<void> {
  for (let step = 0; step < steps; step++) await editor.edits(() => undo(host));
}

async function expectOriginal(host: Host): Promise<void> {
  await saveUntil(host, 'the bytes as they were', (bytes) => bytes.equals(original));
}

function selectsOf(text: Buffer, id: string): number[] {
  return linesWith(text, `<xccdf-1.2:select idref="${id}"`);
}

function profilesOf(text: Buffer): number {
  return linesWith(text, '<xccdf-1.2:Profile ').length;
}

function lineOf(text: Buffer, wanted: string): number {
  return linesWith(text, wanted)[0]!;
}

function linesWith(text: Buffer, wanted: string): number[] {
  return text
    .toString('utf8')
    .split('\n')
    .flatMap((line, index) => (line.includes(wanted) ? [index + 1] : []));
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
