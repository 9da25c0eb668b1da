// Files that are broken, cut off, empty or something else: a clear message, what still can work does, the file
// stays as it is and nothing dies.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../tools/processes.mjs';
import { streamPath } from '../corpus/content.ts';
import {
  acceptPath,
  activeTab,
  cursor,
  eventually,
  expandPath,
  fileOnDisk,
  focusEditor,
  type Host,
  languageMode,
  notification,
  openFile,
  pickFromMenu,
  pickRow,
  problems,
  quickInput,
  rowDescription,
  runCommand,
  screenshot,
  shareHost,
  showView,
  statusItems,
  treeRow,
  treeRows,
  untilSeen,
  welcome,
} from './driver/index.ts';

const sample = readFileSync(join(root, 'test', 'fixtures', 'host-ownership-ds.xml'), 'utf8');

describe('a file that cannot be read as SCAP', () => {
  const broken = sample.replace('</title>', '</titel>');
  const brokenLine = broken.slice(0, broken.indexOf('</titel>')).split('\n').length;
  const shared = shareHost(() => ({
    texts: {
      'broken-ds.xml': broken,
      'cut-ds.xml': readFileSync(streamPath('rhel8')).subarray(0, 3_000_000),
      'empty-ds.xml': '',
      'page.xml': '<?xml version="1.0"?>\n<html>\n  <body/>\n</html>\n',
      'host-ownership-ds.xml': sample,
    },
    settings: { 'files.associations': { 'page.xml': 'scap' } },
  }));

  test('that is not SCAP: the view says so and leads to the root element', async () => {
    const host = shared();
    await openFile(host, 'page.xml');
    await showView(host, 'SCAP');
    await eventually(
      'the view that says so',
      async () => (await welcome(host)).text,
      (text) => text.includes('The open document is not SCAP'),
    );
    await screenshot(host, 'bad-not-scap');
    const { buttons } = await welcome(host);
    expect(buttons).toEqual(['Go to Its Root Element', 'Open Another File']);
    await host.page.locator('.part.sidebar .welcome-view-content:visible .monaco-button').first().click();
    await eventually(
      'the cursor at the root',
      async () => (await cursor(host)).line,
      (line) => line === 2,
    );
    await expect.poll(() => statusItems(host)).toContain('Not SCAP');
    await closeEditor(host);
  });

  test('that is broken from the start: its rows without boxes, the fault in its line', async () => {
    const host = shared();
    await openFile(host, 'broken-ds.xml');
    await treeRow(host, 'broken-ds.xml');
    await waitForStatus(host, 'SCAP: broken XML');
    const rows = await eventually(
      'a row that is marked',
      () => treeRows(host),
      ([first]) => first?.description === 'broken XML',
    );
    expect(rows.every(({ checked }) => checked === undefined)).toBe(true);
    // The title that does not end is the Benchmark's.
    expect(rows[1]!.label).toMatch(/^Who owns this host\?.{1,300}$/);
    const [problem] = await eventually(
      'an error',
      () => problems(host),
      (found) => found.length > 0,
    );
    expect(problem).toMatchObject({ severity: 'error', line: brokenLine });
    await screenshot(host, 'bad-broken');
    await expectUntouched(host, 'broken-ds.xml', broken);
    await closeEditor(host);
  });

  test('that is cut off in the middle of a tag: one error at its end', async () => {
    const host = shared();
    const bytes = fileOnDisk(host, 'cut-ds.xml');
    await openFile(host, 'cut-ds.xml');
    await waitForStatus(host, 'SCAP: broken XML');
    const found = await eventually(
      'errors',
      () => problems(host),
      (list) => list.length > 0,
    );
    expect(found.filter(({ severity }) => severity === 'error').length).toBeGreaterThan(0);
    await screenshot(host, 'bad-cut-off');
    await expectUntouched(host, 'cut-ds.xml', bytes);
    await closeEditor(host);
  });

  test('that is empty: said to be broken, and typing makes it whole', async () => {
    const host = shared();
    await openEmpty(host, 'empty-ds.xml');
    await expect.poll(() => languageMode(host)).toBe('SCAP');
    await waitForStatus(host, 'SCAP: broken XML');
    await screenshot(host, 'bad-empty');
    await focusEditor(host);
    await host.page.keyboard.insertText('<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b"></Benchmark>');
    await waitForStatus(host, '0 profiles, 0 rules');
    await runCommand(host, 'File: Revert File');
    await waitForStatus(host, 'SCAP: broken XML');
    await closeEditor(host);
  });

  test('and after all of these the server still serves', async () => {
    const host = shared();
    await openFile(host, 'host-ownership-ds.xml');
    await treeRow(host, 'Workstation');
    await waitForStatus(host, '5 profiles, 20 rules');
    await expect.poll(() => problems(host)).toEqual([]);
  });
});

describe('what an edit must not say', () => {
  const values = readFileSync(join(root, 'test', 'fixtures', 'values.xml'), 'utf8').replace(
    '<title>Values</title>',
    '<title>Limits</title>',
  );
  const lost = readFileSync(join(root, 'test', 'fixtures', 'selection', 'tailoring-new.xml'), 'utf8').replace(
    'tailoring-base.xml',
    'gone.xml',
  );
  const shared = shareHost(() => ({ texts: { 'values.xml': values, 'lost-tailoring.xml': lost } }));

  test('a value that breaks its bounds: the box says so, takes no Enter, and nothing is edited', async () => {
    const host = shared();
    await openFile(host, 'values.xml');
    await showView(host, 'SCAP');
    await expandPath(host, 'values.xml', 'Limits', 'Bare', 'Values');
    const box = host.page.locator('.quick-input-widget:visible').filter({ hasText: 'Age in days' });
    const message = box.locator('.quick-input-message');
    for (const [text, fault] of [
      ['91', '91 is above the upper bound, 90'],
      ['0', '0 is below the lower bound, 1'],
      ['old', '"old" is no number'],
    ] as const) {
      await untilSeen(
        'the box that asks for a value',
        () => pickFromMenu(host, 'Age in days', 'Set Value...'),
        () => box.isVisible(),
      );
      await box.locator('input.input').fill(text);
      await message.filter({ hasText: fault }).waitFor();
      await host.page.keyboard.press('Enter');
      await message.filter({ hasText: fault }).waitFor();
      await screenshot(host, `bad-value-${text}`);
      await host.page.keyboard.press('Escape');
      await box.waitFor({ state: 'hidden' });
    }
    expect(await rowDescription(host, 'Age in days')).toBe('30');
    await expectUntouched(host, 'values.xml', values);
    await closeEditor(host);
  });

  test('a tailoring whose benchmark is missing: a problem, a question which stream it is for, and no edit without one', async () => {
    const host = shared();
    await openFile(host, 'lost-tailoring.xml');
    await eventually(
      'the problem',
      () => problems(host),
      (found) => found.some(({ message }) => message.includes('gone.xml')),
    );
    const question = host.page
      .locator('.quick-input-widget:visible')
      .filter({ hasText: 'lost-tailoring.xml is about "gone.xml", which is not there. Which stream is it for?' });
    await focusEditor(host);
    await runCommand(host, 'SCAP: Apply a Tailoring to Its Stream...');
    await question.waitFor();
    await screenshot(host, 'bad-missing-benchmark');
    await host.page.keyboard.press('Escape');
    await question.waitFor({ state: 'hidden' });
    // One that is no Benchmark is no answer.
    await runCommand(host, 'SCAP: Apply a Tailoring to Its Stream...');
    await question.waitFor();
    await pickRow(host, 'Another file...');
    await acceptPath(host, join(host.folder, 'lost-tailoring.xml'));
    await notification(host, 'holds no Benchmark');
    await expectUntouched(host, 'lost-tailoring.xml', lost);
    await closeEditor(host);
  });
});

async function waitForStatus(host: Host, text: string): Promise<void> {
  await eventually(
    `'${text}' in the status bar`,
    () => statusItems(host),
    (items) => items.includes(text),
  );
}

async function expectUntouched(host: Host, name: string, content: string | Uint8Array): Promise<void> {
  await expect.poll(() => activeTab(host)).toEqual({ name, dirty: false });
  expect(fileOnDisk(host, name).equals(Buffer.from(content))).toBe(true);
}

async function closeEditor(host: Host): Promise<void> {
  await runCommand(host, 'View: Close Editor');
  await host.page.locator('.tab.active').waitFor({ state: 'detached' });
}

/** `openFile` waits for text, which this one has not. */
async function openEmpty(host: Host, name: string): Promise<void> {
  await (await quickInput(host, name)).first().waitFor();
  await host.page.keyboard.press('Enter');
  await host.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
}
