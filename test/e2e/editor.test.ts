// The text editor on a real 24 MB stream: code actions, hover, going to definitions and references, symbols, problems and
// broken XML, in a dark theme. Every test leaves the file as it was.
import { beforeAll, expect, test } from 'vitest';
import { streamPath } from '../corpus/content.ts';
import {
  activeTab,
  codeActions,
  codeActionsInIndent,
  cursor,
  eventually,
  expandPath,
  fileOnDisk,
  focusEditor,
  goToLine,
  type Host,
  hoverAt,
  lineChanges,
  openFile,
  pickCodeAction,
  problems,
  quickRows,
  runCommand,
  save,
  screenshot,
  shareHost,
  showView,
  statusItems,
  treeRows,
  type,
  undo,
} from './driver/index.ts';

const rhel8 = 'ssg-rhel8-ds.xml';
const ruleId = 'xccdf_org.ssgproject.content_rule_enable_authselect';
const ready = '19 profiles, 1,520 rules';

const shared = shareHost(
  () => ({ files: [streamPath('rhel8')], settings: { 'workbench.colorTheme': 'Dark 2026' } }),
  async (host) => {
    original = fileOnDisk(host, rhel8);
    lines = original.toString('utf8').split('\n');
    await openFile(host, rhel8);
    await waitForStatus(host, ready);
  },
);

let original: Buffer;
let lines: string[];
let rule: Spot;
let select: Spot;

interface Spot {
  readonly line: number;
  readonly column: number;
}

beforeAll(() => {
  rule = spotOf(`<xccdf-1.2:Rule selected="false" id="${ruleId}"`, '<xccdf-1.2:Rule');
  // The second profile that names it.
  select = spotOf(`<xccdf-1.2:select idref="${ruleId}"`, 'idref="', 2);
});

test('the first code action on a Rule switches it in both places, as one step to undo', async () => {
  const host = shared();
  await goToLine(host, rule.line, rule.column + 3);
  const actions = await codeActions(host);
  await screenshot(host, 'editor-actions-on-rule');
  expect(actions[0]!.title).toContain('Switch "Enable authselect" off everywhere (both places)');
  expect(actions.filter(({ title }) => title.includes('in "ANSSI-BP-028 (minimal)"'))).toHaveLength(1);
  await pickCodeAction(host, actions[0]!.title);
  const changes = await savedChanges(host);
  expect(changes.map(({ line }) => line)).toEqual(linesWith(`<xccdf-1.2:select idref="${ruleId}"`));
  for (const { before, after } of changes) expect(after).toBe(before!.replace('"true"', '"false"'));
  await undo(host);
  await expectOriginal(host);
});

test('the first code action on a select acts in its profile', async () => {
  const host = shared();
  await goToLine(host, select.line, select.column);
  const actions = await codeActions(host);
  expect(actions[0]!.title).toBe('Switch "Enable authselect" off in "ANSSI-BP-028 (high)"');
  await screenshot(host, 'editor-actions-on-select');
  await pickCodeAction(host, actions[0]!.title);
  expect((await savedChanges(host)).map(({ line }) => line)).toEqual([select.line]);
  await undo(host);
  await expectOriginal(host);
});

test('Undo Last Toggle takes a code action back, as it does a click', async () => {
  const host = shared();
  // A place of its own: a cursor that stays where it is asks for no bulb.
  await goToLine(host, rule.line, rule.column + 6);
  await pickCodeAction(host, (await codeActions(host))[0]!.title);
  expect((await savedChanges(host)).length).toBeGreaterThan(1);
  await showView(host, 'SCAP');
  await runCommand(host, 'SCAP: Undo Last Toggle');
  await eventually(
    'unsaved changes',
    () => activeTab(host),
    ({ dirty }) => dirty,
  );
  await expectOriginal(host);
});

test('code actions in front of a tag are those of the tag, not of what is around it', async () => {
  const host = shared();
  await goToLine(host, rule.line, rule.column + 3);
  const actions = await codeActionsInIndent(host);
  expect((await cursor(host)).column).toBe(1);
  expect(actions[0]!.title).toContain('Switch "Enable authselect" off everywhere');
  await host.page.keyboard.press('Escape');
});

test('hover on a rule says where it is evaluated, why not elsewhere, and what its check reads', async () => {
  const host = shared();
  const text = await hoverAt(host, rule.line, rule.column + 5);
  await screenshot(host, 'editor-hover');
  await host.page.keyboard.press('Escape');
  expect(text).toContain('Enable authselect');
  expect(text).toContain('CCE-88248-0');
  expect(text).toContain('Severity: medium');
  expect(text).toMatch(/Evaluated in 18 of 19 profiles/);
  expect(text).toContain(`on the rule itself (line ${rule.line})`);
  expect(text).toMatch(/Reads/);
  expect(text).toContain('/etc/pam.d/fingerprint-auth');
});

test('F12 leads from a Rule to its OVAL definition, on to test, object and state; Shift+F12 back', async () => {
  const host = shared();
  const definition = 'oval:ssg-accounts_maximum_age_login_defs:def:1';
  const from = spotOf('id="xccdf_org.ssgproject.content_rule_accounts_maximum_age_login_defs"', 'xccdf_org');
  await goToLine(host, from.line, from.column + 5);
  const at = await follow(host);
  expect(lines[at.line - 1]).toContain(`<oval-def:definition class="compliance" id="${definition}"`);
  await screenshot(host, 'editor-oval-definition');

  const criterion = spotOf('test_ref="', 'test_ref="', 1, at.line);
  await goToLine(host, criterion.line, criterion.column + 'test_ref="'.length + 2);
  const ovalTest = await follow(host);
  expect(lines[ovalTest.line - 1]).toMatch(/<\S+_test .*id="oval:ssg-test_\S+:tst:1"/);

  const object = spotOf('object_ref="', 'object_ref="', 1, ovalTest.line);
  await goToLine(host, object.line, object.column + 'object_ref="'.length + 2);
  const ovalObject = await follow(host);
  expect(lines[ovalObject.line - 1]).toMatch(/<\S+_object .*id="oval:\S+:obj:1"/);

  const state = spotOf('state_ref="', 'state_ref="', 1, ovalTest.line);
  await goToLine(host, state.line, state.column + 'state_ref="'.length + 2);
  const ovalState = await follow(host);
  expect(lines[ovalState.line - 1]).toMatch(/<\S+_state .*id="oval:\S+:ste:1"/);

  // The Rule's check and nothing else names the definition: VS Code goes straight there.
  await goToLine(host, at.line, lines[at.line - 1]!.indexOf(definition) + 3);
  await host.page.keyboard.press('Shift+F12');
  const peek = host.page.locator('.reference-zone-widget .ref-tree .monaco-list-row');
  const landed = await eventually(
    'the reference, or a list of several',
    async () => ((await peek.count()) > 1 ? 'list' : lines[(await cursor(host)).line - 1]!),
    (line) => line === 'list' || line.includes('check-content-ref'),
  );
  await screenshot(host, 'editor-references');
  if (landed === 'list') await host.page.keyboard.press('Escape');
});

test('the symbols of the file are its titles', async () => {
  const host = shared();
  await focusEditor(host);
  await host.page.keyboard.press('Control+Shift+O');
  const rows = await quickRows(host);
  await host.page.locator('.quick-input-widget:visible input.input').pressSequentially('Enable authselect');
  await rows.filter({ hasText: 'Account and Access Control' }).first().waitFor();
  await screenshot(host, 'editor-symbols');
  await rows.filter({ hasText: 'Account and Access Control' }).first().click();
  await eventually(
    'the cursor at the rule',
    async () => (await cursor(host)).line,
    (line) => line === rule.line,
  );
});

test('a real stream has no problem but the note on content outside of it', async () => {
  const host = shared();
  const found = await problems(host);
  expect(found.map(({ severity, line }) => [severity, line])).toEqual([['info', 24]]);
  expect(found[0]!.message).toContain('com.redhat.rhsa-RHEL8.xml.bz2');
});

test('broken XML is an error at its line, the tree keeps its last good state without boxes; mended, all is back', async () => {
  const host = shared();
  await showView(host, 'SCAP');
  await expandPath(host, 'ANSSI-BP-028 (enhanced)', 'System Settings', 'Account and Access Control');
  const whole = await treeRows(host);
  expect(whole.some(({ checked }) => checked !== undefined)).toBe(true);
  await goToLine(host, rule.line + 1, 1);
  await type(host, '<');
  const stale = await eventually(
    'a tree without boxes',
    () => treeRows(host),
    (rows) => rows.length > 3 && rows.every(({ checked }) => checked === undefined),
  );
  expect(stale[0]).toMatchObject({ label: rhel8, description: 'broken XML, last good state' });
  expect(stale.map(({ label }) => label)).toContain('Enable authselect');
  const message = host.page.locator('.part.sidebar .message').filter({ hasText: `Line ${rule.line + 1}` });
  expect(await message.innerText()).toContain('nothing can be switched until the XML is mended');
  await waitForStatus(host, 'SCAP: broken XML');
  const broken = await eventually(
    'the error in the Problems panel',
    () => problems(host),
    (found) => found.some(({ severity }) => severity === 'error'),
  );
  expect(broken).toHaveLength(1);
  expect(broken[0]!.line).toBe(rule.line + 1);
  await screenshot(host, 'editor-broken');

  await undo(host);
  await eventually(
    'the boxes again',
    async () => (await treeRows(host)).filter(({ checked }) => checked !== undefined).length,
    (boxes) => boxes === whole.filter(({ checked }) => checked !== undefined).length,
  );
  await waitForStatus(host, ready);
  await eventually(
    'the Problems panel as before',
    () => problems(host),
    (found) => found.length === 1 && found[0]!.severity === 'info',
  );
  expect(await message.count()).toBe(0);
  await expectOriginal(host);
});

/** F12, then the place where the cursor comes to rest. */
async function follow(host: Host): Promise<Spot> {
  const before = await cursor(host);
  await host.page.keyboard.press('F12');
  return eventually(
    'another place',
    () => cursor(host),
    (now) => now.line !== before.line,
  );
}

async function waitForStatus(host: Host, text: string): Promise<void> {
  await eventually(
    `'${text}' in the status bar`,
    () => statusItems(host),
    (items) => items.includes(text),
  );
}

async function savedChanges(host: Host) {
  await eventually(
    'unsaved changes',
    () => activeTab(host),
    ({ dirty }) => dirty,
  );
  await focusEditor(host);
  await save(host);
  return lineChanges(original, fileOnDisk(host, rhel8));
}

async function expectOriginal(host: Host): Promise<void> {
  await focusEditor(host);
  await save(host);
  await eventually(
    'the bytes as they were',
    async () => fileOnDisk(host, rhel8).equals(original),
    (same) => same,
  );
}

function linesWith(wanted: string): number[] {
  return lines.flatMap((line, index) => (line.includes(wanted) ? [index + 1] : []));
}

/** Where `part` stands in the `nth` line that holds `wanted`, counted from line `after`. */
function spotOf(wanted: string, part: string, nth = 1, after = 0): Spot {
  const line = linesWith(wanted).filter((candidate) => candidate > after)[nth - 1]!;
  return { line, column: lines[line - 1]!.indexOf(part) + 1 };
}
