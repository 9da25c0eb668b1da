// Tailorings of a real 24 MB stream: a new one, commands on profiles and rules led into it, one that is not UTF-8, edits since
// HEAD as one, one put into its stream, and one held against a newer stream. The stream is never saved.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { streamPath } from '../corpus/content.ts';
import {
  acceptPath,
  activeTab,
  answerBox,
  clickCheckbox,
  collapseAll,
  cursor,
  editedText,
  eventually,
  expandPath,
  fileOnDisk,
  goToLine,
  type Host,
  notifications,
  observedExtension,
  openFile,
  pickFromMenu,
  pickRow,
  placeOf,
  pressInNotification,
  rowDescription,
  runCommand,
  screenshot,
  shareHost,
  showView,
  treeRow,
  type,
  undo,
  untilSeen,
  visibleLines,
  waitForMark,
  waitForSaved,
  waitForTarget,
} from './driver/index.ts';

const rhel8 = 'ssg-rhel8-ds.xml';
const newer = 'newer-ds.xml';
const mine = 'mine-tailoring.xml';
const latin = 'latin-tailoring.xml';
const since = 'since-head-tailoring.xml';
const benchmark = 'Guide to the Secure Configuration of Red Hat Enterprise Linux 8';
const profile = 'ANSSI-BP-028 (enhanced)';
const profileId = 'xccdf_org.ssgproject.content_profile_anssi_bp28_enhanced';
const rule = 'Enable authselect';
const ruleId = 'xccdf_org.ssgproject.content_rule_enable_authselect';
const made = 'xccdf_org.ssgproject.content_profile_made_here';

const original = readFileSync(streamPath('rhel8'));
const text = original.toString('utf8');
const latinText = `<?xml version="1.0" encoding="ISO-8859-1"?>
<x:Tailoring xmlns:x="http://checklists.nist.gov/xccdf/1.2" id="xccdf_org.example_tailoring_latin">
  <!-- Gr\u00fc\u00dfe -->
  <x:benchmark href="${rhel8}"/>
  <x:version time="2024-05-01T12:00:00">1</x:version>
  <x:Profile id="${profileId}_customized" extends="${profileId}">
    <x:title override="true">F\u00fcr Laptops</x:title>
  </x:Profile>
</x:Tailoring>
`;

const observed = observedExtension();
afterAll(observed.dispose);
const editor = editedText(observed, rhel8, () => original);

const shared = shareHost(
  () => ({
    files: [streamPath('rhel8')],
    texts: { [latin]: Buffer.from(latinText, 'latin1'), [newer]: text.replaceAll(ruleId, `${ruleId}_renamed`) },
    isRepository: true,
    extension: observed.extension,
    // The driver has links off, which cost time in a large file; a report is a small one, and has some.
    settings: { 'workbench.colorTheme': 'Dark 2026', '[markdown]': { 'editor.links': true } },
  }),
  async (host) => {
    await openFile(host, rhel8);
    await showView(host, 'SCAP');
    await treeRow(host, profile);
  },
);

// What a failed test left in the stream must not fail the next one as well.
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await openFile(shared(), rhel8);
  await runCommand(shared(), 'File: Revert File');
});

describe('a new tailoring', () => {
  test('is written, opened, and where edits go', async () => {
    const host = shared();
    await runCommand(host, 'SCAP: New Tailoring from a Profile...');
    await pickRow(host, profile);
    await acceptPath(host, join(host.folder, mine));
    await waitForTarget(host, mine);
    const written = await waitForSaved(host, mine, (now) => now.includes(`extends="${profileId}"`));
    expect(written).toContain(`<xccdf:benchmark href="${rhel8}"/>`);
    validate(host, mine);
    await openFile(host, rhel8);
    await eventually(
      'the row of the Benchmark, which names it',
      () => rowDescription(host, benchmark),
      (description) => description?.includes(`\u2192 ${mine}`) ?? false,
    );
    await screenshot(host, 'tailoring-new');
  });

  test('gets a profile that is extended, in a box that says where it goes', async () => {
    const host = shared();
    await showProfile(host);
    await untilSeen(
      'the box that asks for a title',
      () => pickFromMenu(host, profile, 'Extend Profile...'),
      () =>
        host.page
          .locator('.quick-input-widget:visible')
          .filter({ hasText: `Title of the profile, in ${mine}` })
          .isVisible(),
    );
    await screenshot(host, 'tailoring-profile');
    await answerBox(host, 'Title of the profile', 'Made here');
    await answerBox(host, 'Id of the profile', made);
    const saved = await waitForSaved(host, mine, (now) => now.includes(made));
    expect(saved).toContain(
      `<xccdf:Profile id="${made}" extends="${profileId}">\n    <xccdf:title override="true">Made here</xccdf:title>`,
    );
    validate(host, mine);
    await editor.isOriginal();
  });

  test('cannot rename a profile of the stream, and says so', async () => {
    const host = shared();
    await showProfile(host);
    await untilSeen(
      'the refusal',
      () => pickFromMenu(host, profile, 'Rename Profile...'),
      async () => (await notifications(host)).join().includes('A tailoring cannot rename'),
    );
    await screenshot(host, 'tailoring-rename-refused');
    await runCommand(host, 'Notifications: Clear All Notifications');
    await editor.isOriginal();
  });

  test('says what is refined of a rule', async () => {
    const host = shared();
    await showRule(host);
    await untilSeen(
      'the question what is to be refined',
      () => pickFromMenu(host, rule, 'Refine Rule...'),
      () => host.page.locator('.quick-input-widget:visible').filter({ hasText: 'Weight' }).isVisible(),
    );
    await pickRow(host, 'Severity');
    await pickRow(host, 'high');
    const refined = `<xccdf:refine-rule idref="${ruleId}"`;
    const saved = await waitForSaved(host, mine, (now) => now.includes(refined));
    expect(saved).toMatch(new RegExp(`${refined}[^>]* severity="high"`));
    validate(host, mine);
    await editor.isOriginal();
  });
});

describe('a tailoring that is not UTF-8', () => {
  test('is read as it is declared before it is edited, and stays what it is', async () => {
    const host = shared();
    await runCommand(host, 'SCAP: Open a Tailoring...');
    await acceptPath(host, join(host.folder, latin));
    await waitForTarget(host, latin);
    await showRule(host);
    await clickCheckbox(host, rule);
    const isOff = (now: string) => now.includes(`idref="${ruleId}" selected="false"`);
    const saved = await waitForSaved(host, latin, isOff, 'latin1');
    const added = `\n    <x:select idref="${ruleId}" selected="false"/>`;
    expect(saved).toBe(latinText.replace('</x:title>', `</x:title>${added}`));
  });

  test('takes no character that it cannot hold', async () => {
    const host = shared();
    const before = fileOnDisk(host, latin);
    await showProfile(host);
    await untilSeen(
      'the box that asks for a title',
      () => pickFromMenu(host, profile, 'Edit Profile Title...'),
      () =>
        host.page
          .locator('.quick-input-widget:visible')
          .filter({ hasText: `Title of the profile, in ${latin}` })
          .isVisible(),
    );
    expect(await host.page.locator('.quick-input-widget:visible input.input').inputValue()).toBe('F\u00fcr Laptops');
    await answerBox(host, 'Title of the profile', 'For 5 \u20ac');
    await eventually(
      'the refusal',
      () => notifications(host),
      (shown) => shown.join().includes('ISO-8859-1, which has no "\u20ac"'),
    );
    await screenshot(host, 'tailoring-encoding-refused');
    await runCommand(host, 'Notifications: Clear All Notifications');
    expect(fileOnDisk(host, latin).equals(before)).toBe(true);
    expect(await host.page.locator(`.tab.dirty[data-resource-name="${latin}"]`).count()).toBe(0);
  });
});

describe('edits since the last commit', () => {
  const title = placeOf(text, `>${rule}<`);

  test('become a tailoring, and the rest is listed', async () => {
    const host = shared();
    await chooseTarget(host, rhel8, 'this file');
    await showRule(host);
    await clickCheckbox(host, rule);
    await waitForMark(host, rule, 'off');
    await editor.lines(1);
    await openFile(host, rhel8);
    await goToLine(host, title.line, title.column + 1);
    await type(host, 'X');
    await editor.lines(2);
    await runCommand(host, 'SCAP: Turn Edits into a Tailoring...');
    await pickRow(host, 'Since the last commit (HEAD)');
    await acceptPath(host, join(host.folder, since));
    await waitForTarget(host, since);
    const written = await waitForSaved(host, since, (now) => now.includes(ruleId));
    expect(written).toContain(`<xccdf:select idref="${ruleId}" selected="false"/>`);
    expect(written.match(/<xccdf:Profile /g)).toHaveLength(1);
    validate(host, since);
    const report = await waitForReport(host, `${ruleId}: the text of title was edited`);
    await screenshot(host, 'tailoring-since-head');
    // Each place leads to its line; the first stands below the title, the sentence and the section's name.
    expect(report).toContain(unbroken(`${rhel8}, line ${title.line}`));
    await goToLine(host, 9, 3);
    // Links are looked for when the text rests; where the other editor comes late there is none at its cursor.
    await untilSeen(
      'the line that was edited',
      () => runCommand(host, 'Open Link'),
      async () => (await activeTab(host)).name === rhel8 && (await cursor(host)).line === title.line,
    );
    for (const left of [1, 0]) {
      await undo(host);
      await editor.lines(left);
    }
    await editor.isOriginal();
  });

  test('are put into the stream from the tailoring, in one step', async () => {
    const host = shared();
    await openFile(host, since);
    await runCommand(host, 'SCAP: Apply a Tailoring to Its Stream...');
    const edited = (await editor.lines((count) => count > 0)).map(({ after }) => after?.trim()).join('\n');
    expect(edited).toContain(`id="${profileId}_customized" extends="${profileId}"`);
    expect(edited).toContain(`idref="${ruleId}" selected="false"`);
    await screenshot(host, 'tailoring-applied');
    await runCommand(host, 'SCAP: Undo Last Toggle');
    await editor.isOriginal();
  });
});

describe('a newer stream', () => {
  test('is held against a tailoring: a report, and a fix that is picked', async () => {
    const host = shared();
    await openFile(host, since);
    await runCommand(host, 'SCAP: Does a Tailoring Fit a Newer Stream?');
    await pickRow(host, 'Another file...');
    await acceptPath(host, join(host.folder, newer));
    const report = await waitForReport(host, 'missing-rule');
    expect(report).toContain(unbroken(`${since}, line `));
    await screenshot(host, 'tailoring-fit');
    const fixes = host.page.locator('.quick-input-widget:visible').filter({ hasText: 'Edits of the tailoring' });
    await pressInNotification(host, `${since} on ${newer}: `, 'Choose Fixes...', () => fixes.isVisible());
    const fix = fixes.locator('.monaco-list-row').filter({ hasText: ruleId }).first();
    await fix.locator('.monaco-checkbox, .quick-input-list-checkbox').first().click();
    await screenshot(host, 'tailoring-fixes');
    // The box has the keyboard by now, and takes an Enter for itself.
    await fixes.getByRole('button', { name: 'OK' }).click();
    await fixes.waitFor({ state: 'hidden' });
    const saved = await waitForSaved(host, since, (now) => !now.includes(`idref="${ruleId}"`));
    expect(saved).toContain(`extends="${profileId}"`);
    validate(host, since);
  });
});

/** The report that is shown, once it holds a text; where its lines are broken depends on the window, so without spaces. */
function waitForReport(host: Host, text: string): Promise<string> {
  return eventually(
    `a report with '${text}'`,
    async () => unbroken((await visibleLines(host)).join('')),
    (shown) => shown.includes(unbroken(text)),
  );
}

function unbroken(text: string): string {
  return text.replaceAll(/\s/g, '');
}

/** By the scanner. */
function validate({ folder }: Host, name: string): void {
  execFileSync('oscap', ['xccdf', 'validate', '--skip-schematron', join(folder, name)]);
}

async function showProfile(host: Host): Promise<void> {
  await openFile(host, rhel8);
  await collapseAll(host);
  await expandPath(host, rhel8, benchmark);
  await treeRow(host, profile);
}

async function showRule(host: Host): Promise<void> {
  await openFile(host, rhel8);
  await collapseAll(host);
  await expandPath(host, rhel8, benchmark, profile, 'System Settings', 'Account and Access Control');
  await treeRow(host, rule);
}

/** By the status bar, where the stream is active. */
async function chooseTarget(host: Host, label: string, shown: string): Promise<void> {
  await openFile(host, rhel8);
  await host.page.locator('.part.statusbar .statusbar-item').filter({ hasText: 'Edits:' }).locator('a').click();
  await pickRow(host, label);
  await waitForTarget(host, shown);
}
