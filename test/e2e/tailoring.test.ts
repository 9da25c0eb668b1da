// Edits of a real 24 MB stream led into a tailoring: chosen in the status bar, written by a click in the tree, taken back. The
// stream's bytes stay as they are.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { streamPath } from '../corpus/content.ts';
import {
  clickCheckbox,
  eventually,
  expandPath,
  fileOnDisk,
  type Host,
  notification,
  openFile,
  quickRows,
  runCommand,
  screenshot,
  shareHost,
  showView,
  statusItems,
  treeRow,
} from './driver/index.ts';

const rhel8 = 'ssg-rhel8-ds.xml';
const benchmark = 'Guide to the Secure Configuration of Red Hat Enterprise Linux 8';
const profile = 'ANSSI-BP-028 (enhanced)';
const profileId = 'xccdf_org.ssgproject.content_profile_anssi_bp28_enhanced';
const ruleId = 'xccdf_org.ssgproject.content_rule_enable_authselect';
const mine = 'anssi_bp28_enhanced-tailoring.xml';

let original: Buffer;
const shared = shareHost(
  () => ({ files: [streamPath('rhel8')] }),
  async (host) => {
    original = fileOnDisk(host, rhel8);
    await openFile(host, rhel8);
    await showView(host, 'SCAP');
    await expandPath(host, rhel8, benchmark, profile, 'System Settings', 'Account and Access Control');
  },
);

describe('the switch in the status bar', () => {
  test('leads a click in the tree into a new tailoring, and the stream stays as it is', async () => {
    const host = shared();
    await pressTarget(host, 'this file');
    await pickRow(host, 'New tailoring from a profile...');
    await pickRow(host, profile);
    await saveAs(host, mine);
    await target(host, mine);
    expect(text(host)).toContain(`<xccdf:Profile id="${profileId}_customized" extends="${profileId}">`);
    const before = text(host);

    await clickCheckbox(host, 'Enable authselect');
    await runCommand(host, 'File: Save All Files');
    await eventually(
      'the tailoring with the switch in it',
      async () => text(host),
      (now) => now.includes(`<xccdf:select idref="${ruleId}" selected="false"/>`),
    );
    expect(fileOnDisk(host, rhel8)).toEqual(original);
    await treeRow(host, mine);
    await screenshot(host, 'tailoring-switch');

    await runCommand(host, 'SCAP: Undo Last Toggle');
    await runCommand(host, 'File: Save All Files');
    await eventually(
      'the tailoring as it was',
      async () => text(host),
      (now) => now === before,
    );
    expect(fileOnDisk(host, rhel8)).toEqual(original);
  });

  test('edits no tailoring that was changed underneath, and says so', async () => {
    const host = shared();
    await target(host, mine);
    await clickCheckbox(host, 'Enable authselect');
    await eventually(
      'the unsaved tailoring',
      () => host.page.locator('.tab.dirty').allInnerTexts(),
      (tabs) => tabs.some((tab) => tab.includes(mine)),
    );
    const other = text(host).replace('(customized)', '(by somebody else)');
    writeFileSync(join(host.folder, mine), other);
    await clickCheckbox(host, 'Enable authselect');
    await notification(host, /was changed on disk since its editor read it/);
    expect(text(host)).toBe(other);
    expect(fileOnDisk(host, rhel8)).toEqual(original);
  });
});

function text(host: Host): string {
  const path = join(host.folder, mine);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/** Waits until the status bar says where edits go. */
async function target(host: Host, name: string): Promise<void> {
  await eventually(
    `edits that go into ${name}`,
    () => statusItems(host),
    (items) => items.some((item) => item.includes(`Edits: ${name}`)),
  );
}

async function pressTarget(host: Host, name: string): Promise<void> {
  await target(host, name);
  await host.page.locator('.part.statusbar .statusbar-item').filter({ hasText: 'Edits:' }).locator('a').click();
}

async function pickRow(host: Host, label: string): Promise<void> {
  const rows = await quickRows(host);
  await rows.filter({ hasText: label }).first().click();
}

/** In the file dialog of a VS Code in a browser, which is a quick input with the proposed path. */
async function saveAs(host: Host, name: string): Promise<void> {
  const input = host.page.locator('.quick-input-widget:visible input.input');
  await eventually(
    'the proposed path',
    () => input.inputValue(),
    (value) => value.endsWith(name),
  );
  await input.press('Enter');
}
