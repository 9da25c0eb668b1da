/**
 * Our own requests over stdio, as the view makes them: rows and what changed among them, toggles of every outcome, why, where,
 * and documents that only the server can read. Expected states are read off the sample's text by eye.
 */
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { URI } from 'vscode-uri';
import type {
  DocumentState,
  EditResult,
  Explanation,
  OutlineChanged,
  OutlineNode,
  Place,
  ProfileState,
  ToggleParams,
  ToggleTarget,
} from '../../server/src/protocol/index.ts';
import { SourceText } from '../../server/src/text/sourceText.ts';
import { fixturePath, readDocument } from '../support/documents.ts';
import { type LanguageClient, startClient } from '../support/languageClient.ts';
import { applied } from '../support/requests.ts';

const sample = readDocument(fixturePath('host-ownership-ds.xml')).text;
const prefix = 'xccdf_org.scapwright.sample_';
const benchmark = `${prefix}benchmark_host-ownership`;

type Told = { readonly changed: OutlineChanged } | { readonly state: DocumentState };

let client: LanguageClient;
/** Our notifications, in the order in which they came. */
const told: Told[] = [];
beforeAll(async () => {
  client = await startClient();
  client.connection.onNotification('scap/outline/changed', (changed: OutlineChanged) => void told.push({ changed }));
  client.connection.onNotification('scap/documentState', (state: DocumentState) => void told.push({ state }));
});
afterAll(() => client.stop());

let uri = '';
let version = 1;
let count = 0;
beforeEach(() => {
  uri = `file:///content/own-${++count}-ds.xml`;
  version = 1;
  told.length = 0;
});
afterEach(() => client.notify('textDocument/didClose', { textDocument: { uri } }));

function statesOf(of = uri): readonly DocumentState[] {
  return told.flatMap((one) => ('state' in one && one.state.uri === of ? [one.state] : []));
}

function changesOf(of = uri): readonly OutlineChanged[] {
  return told.flatMap((one) => ('changed' in one && one.changed.uri === of ? [one.changed] : []));
}

/** Waits for a state of the current version; its name alone is compared, the rest is the test's business. */
async function state(name: DocumentState['state'], of = uri): Promise<DocumentState> {
  const found = (): DocumentState | undefined =>
    statesOf(of).findLast((one) => one.state === name && (of !== uri || name === 'closed' || one.version === version));
  await expect.poll(() => found()?.state, { timeout: 10_000 }).toBe(name);
  return found()!;
}

async function open(text: string): Promise<void> {
  await client.open(uri, text);
}

/** Replaces the first occurrence of a stretch, as an editor would; answers the new text. */
async function edit(text: string, from: string, to: string): Promise<string> {
  const at = text.indexOf(from);
  if (at < 0) throw new Error(`not in the text: ${from}`);
  const source = SourceText.of(text);
  version++;
  await client.notify('textDocument/didChange', {
    textDocument: { uri, version },
    contentChanges: [{ range: { start: source.positionAt(at), end: source.positionAt(at + from.length) }, text: to }],
  });
  return text.slice(0, at) + to + text.slice(at + from.length);
}

const children = (node?: string) =>
  client.request<OutlineNode[] | null>('scap/outline/children', { uri, ...(node === undefined ? {} : { node }) });

async function rowAt(...labels: readonly string[]): Promise<OutlineNode> {
  let row: OutlineNode | undefined;
  for (const label of labels) row = (await children(row?.id))!.find((candidate) => candidate.label.startsWith(label))!;
  return row!;
}

function target(rule: string, profile?: string): ToggleTarget {
  const item = rule.startsWith('group_') ? prefix + rule : `${prefix}rule_${rule}`;
  return {
    benchmark,
    item,
    scope: profile === undefined ? { kind: 'everywhere' } : { kind: 'profile', profile: `${prefix}profile_${profile}` },
  };
}

const toggle = (params: Omit<ToggleParams, 'uri'>) => client.request<EditResult>('scap/toggle', { uri, ...params });

function textAt(text: string, place: Place): string {
  const source = SourceText.of(text);
  return source.slice(source.offsetAt(place.range.start), source.offsetAt(place.range.end));
}

describe('rows', () => {
  it('come with their places and what a toggle needs', async () => {
    await open(sample);
    const [first] = (await children())!;
    expect(first).toMatchObject({ kind: 'benchmark', label: 'Who owns this host?', hasChildren: true, expanded: true });
    const rule = await rowAt('Who owns', 'Minimal', 'Becoming root', 'su belongs');
    expect(rule).toMatchObject({ kind: 'rule', checked: false, toggle: target('su_setuid', 'minimal') });
    expect(textAt(sample, rule.place)).toBe(
      `<Rule id="${prefix}rule_su_setuid" selected="false" severity="medium" weight="1.0">`,
    );
    expect((await rowAt('Who owns', 'Everywhere', 'Becoming root', 'su belongs')).toggle).toEqual(target('su_setuid'));
  });

  it('of what is no more, or not open, are null', async () => {
    await open(sample);
    expect(await children(`${uri}|nobody|none|`)).toBeNull();
    expect(await children('')).toBeNull();
    expect(await client.request('scap/outline/children', { uri: 'file:///never.xml' })).toBeNull();
  });

  it('that were given and read differently after an edit are told, and no others', async () => {
    await open(sample);
    const minimal = await rowAt('Who owns', 'Minimal');
    const rule = await rowAt('Who owns', 'Minimal', 'Becoming root', 'sudo belongs');
    await rowAt('Who owns', 'Workstation', 'Becoming root', 'sudo belongs');
    await edit(sample, `${prefix}rule_sudo_owner" selected="true"`, `${prefix}rule_sudo_owner" selected="false"`);
    await state('ready');
    const [change, ...more] = changesOf();
    expect(more).toEqual([]);
    expect(change!.structure).toEqual([]);
    const group = await rowAt('Who owns', 'Minimal', 'Becoming root');
    expect(change!.changed.map(({ id }) => id).sort()).toEqual([minimal.id, group.id, rule.id].sort());
    expect(change!.changed.find(({ id }) => id === rule.id)).toMatchObject({ checked: false, label: rule.label });
    expect(change!.changed.find(({ id }) => id === minimal.id)).toMatchObject({ description: '5 of 20' });
    expect(change!.changed.find(({ id }) => id === group.id)).toMatchObject({ checked: false, description: '2 of 5' });
  });

  it('are told before the state that says ready', async () => {
    await open(sample);
    await rowAt('Who owns', 'Minimal');
    await edit(sample, '>Workstation<', '>Desk<');
    await state('ready');
    const changed = told.findIndex((one) => 'changed' in one);
    const ready = told.findIndex((one) => 'state' in one && one.state.state === 'ready' && one.state.version === 2);
    expect(changed).toBeGreaterThanOrEqual(0);
    expect(changed).toBeLessThan(ready);
  });

  it('are not told where nothing that was given changed', async () => {
    await open(sample);
    await children();
    await edit(sample, '>Workstation<', '>Desktop PC<');
    await state('ready');
    expect(changesOf()).toEqual([]);
  });

  it('that come or go are told by the row above them', async () => {
    await open(sample);
    const group = await rowAt('Who owns', 'Minimal', 'Recovery');
    await children(group.id);
    const rule = `<Rule id="${prefix}rule_backup_recent"`;
    await edit(sample, rule, `<Rule id="new" selected="false"/>${rule}`);
    await state('ready');
    expect(changesOf().at(-1)!.structure).toEqual([group.id]);
    expect((await children(group.id))!.map(({ label }) => label)).toContain('new');
  });
});

describe('a toggle', () => {
  it('answers an edit for the version, and one that takes it back', async () => {
    await open(sample);
    const result = await toggle({ target: target('passwd_owner'), enable: false });
    if (result.kind !== 'edit') throw new Error(JSON.stringify(result));
    expect(result.edit).toMatchObject({ uri, version: 1 });
    expect(result.inverse).toMatchObject({ uri, version: null });
    // Named by minimal, workstation and server; the container host follows the server.
    expect(result.edit.edits).toHaveLength(3);
    expect(result).toMatchObject({ warnings: [], signed: [] });
    expect(result.summary).toBe('Disabled "The lists of users and groups belong to root" in 4 profiles.');
    const after = applied(sample, result.edit);
    expect(after).toBe(sample.replaceAll(`rule_passwd_owner" selected="true"`, `rule_passwd_owner" selected="false"`));
    expect(applied(after, result.inverse)).toBe(sample);
  });

  it('that inserts lines is taken back too, with CR LF and characters of two units in front', async () => {
    const text = `<!-- 😀 -->${sample.slice(sample.indexOf('?>') + 2)}`.replaceAll('\n', '\r\n');
    await open(text);
    const result = await toggle({ target: target('docker_data_root'), enable: true });
    if (result.kind !== 'edit') throw new Error(JSON.stringify(result));
    expect(result.edit.edits.length).toBeGreaterThan(3);
    const after = applied(text, result.edit);
    expect(after.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(applied(after, result.inverse)).toBe(text);
  });

  it('answers that nothing has to change', async () => {
    await open(sample);
    expect(await toggle({ target: target('sudo_owner', 'minimal'), enable: true })).toEqual({
      kind: 'nothing',
      reason: 'It is on already; nothing has to change.',
    });
  });

  it('is refused for what is gone, and null for what is not open', async () => {
    await open(sample);
    expect(await toggle({ target: target('nobody'), enable: true })).toMatchObject({ kind: 'refused' });
    expect(
      await client.request('scap/toggle', { uri: 'file:///never.xml', target: target('sudo_owner'), enable: true }),
    ).toBeNull();
  });

  it('puts a choice, and takes the answer', async () => {
    const text = readDocument(fixturePath('selection/requires-or.xml')).text;
    await open(text);
    const asked = {
      target: {
        benchmark: 'xccdf_org.example_benchmark_requires-or',
        item: 'xccdf_org.example_rule_each',
        scope: { kind: 'profile' as const, profile: 'xccdf_org.example_profile_half' },
      },
      enable: true,
    };
    // Half names each and tea, and neither kettle nor pot: it is selected already, and held.
    const choice = await toggle(asked);
    expect(choice.kind === 'choice' && choice.answers.map(({ answer }) => answer)).toEqual(['withRequired', 'force']);
    const answered = await toggle({ ...asked, answer: 'withRequired' });
    expect(answered.kind === 'edit' && applied(text, answered.edit)).toContain(
      '<select idref="xccdf_org.example_rule_each" selected="true"/>\n    <select idref="xccdf_org.example_rule_kettle" selected="true"/>\n',
    );
    expect(await toggle({ ...asked, answer: 'force' })).toMatchObject({ kind: 'nothing' });
  });
});

describe('while the XML is broken', () => {
  it('toggles are refused with the line, and the last rows still answer', async () => {
    await open(sample);
    const before = await rowAt('Who owns', 'Minimal', 'Becoming root', 'sudo belongs');
    const fault = sample.indexOf('</Rule>');
    const text = await edit(sample, '</Rule>', '</Role>');
    const broken = await state('broken');
    const line = sample.slice(0, fault).split('\n').length;
    expect(broken.message).toMatch(new RegExp(`^Line ${line}: `));
    expect(broken.place).toMatchObject({ uri, range: { start: { line: line - 1 } } });
    expect(await toggle({ target: target('sudo_owner', 'minimal'), enable: false })).toEqual({
      kind: 'refused',
      reason: `The XML is broken in line ${line}; mend it first.`,
    });
    expect(await rowAt('Who owns', 'Minimal', 'Becoming root', 'sudo belongs')).toEqual(before);
    expect((await children((await rowAt('Who owns', 'Workstation')).id))!.length).toBe(5);
    const item = { uri, target: target('sudo_owner', 'minimal') };
    expect(await client.request('scap/explain', item)).toMatchObject({ effective: true });
    expect(await client.request('scap/goTo/rule', item)).toEqual(before.place);
    await edit(text, '</Role>', '</Rule>');
    await state('ready');
    expect(await toggle({ target: target('sudo_owner', 'minimal'), enable: false })).toMatchObject({ kind: 'edit' });
  });

  it('rows that go with the fault are not told', async () => {
    await open(sample);
    await rowAt('Who owns', 'Minimal', 'Becoming root', 'sudo belongs');
    const tag = `<Rule id="${prefix}rule_su_setuid"`;
    const text = await edit(sample, tag, tag.replace('Rule ', 'Rulf '));
    await state('broken');
    expect(changesOf()).toEqual([]);
    const stale = await rowAt('Who owns', 'Minimal', 'Becoming root', 'su belongs');
    expect(stale.toggle).toEqual(target('su_setuid', 'minimal'));
    await edit(text, '<Rulf ', '<Rule ');
    await state('ready');
    expect(changesOf()).toEqual([]);
  });

  it('from the start there are the rows of what is there', async () => {
    await open(sample.replace('</Rule>', '</Role>'));
    await state('broken');
    expect((await children())![0]).toMatchObject({ kind: 'benchmark' });
    expect(await toggle({ target: target('sudo_owner', 'minimal'), enable: false })).toMatchObject({ kind: 'refused' });
  });
});

describe('states', () => {
  const names = () => statesOf().map((one) => one.state);

  it('follow a document from its opening to its end', async () => {
    await open(sample);
    expect(await state('ready')).toEqual({ uri, version: 1, state: 'ready', summary: '5 profiles, 20 rules' });
    const text = await edit(sample, '</Rule>', '</Role>');
    await state('broken');
    await edit(text, '</Role>', '</Rule>');
    expect((await state('ready')).version).toBe(3);
    await client.notify('textDocument/didClose', { textDocument: { uri } });
    await state('closed');
    expect(names().filter((name) => name !== 'indexing')).toEqual(['ready', 'broken', 'ready', 'closed']);
    expect(await children()).toBeNull();
  });

  it('say what is no SCAP', async () => {
    await open('<?xml version="1.0"?>\n<project/>');
    const { message, place } = await state('notScap');
    expect(message).toContain('project');
    expect(place!.range.start).toEqual({ line: 1, character: 0 });
  });

  it('of an empty text are those of broken XML', async () => {
    await open('');
    expect((await state('broken')).message).toMatch(/^Line 1: /);
  });
});

describe('why', () => {
  it('is the chain of one profile, each link with its place', async () => {
    await open(sample);
    const why = await client.request<Explanation>('scap/explain', { uri, target: target('sudo_owner', 'minimal') });
    expect(why).toMatchObject({ title: 'sudo belongs to root', effective: true });
    expect(why.chain.map(({ code, decided }) => (decided ? `> ${code}` : code))).toEqual([
      'default-off',
      '> select',
      'group',
      'platform',
    ]);
    expect(why.chain.map(({ place }) => textAt(sample, place))).toEqual([
      expect.stringMatching(/^<Rule id="[^"]*_rule_sudo_owner" selected="false"/),
      `<select idref="${prefix}rule_sudo_owner" selected="true"/>`,
      expect.stringMatching(/^<Group id="/),
      expect.stringMatching(/^<platform idref=/),
    ]);
    const select = `<select idref="${prefix}rule_sudo_owner" selected="true"/>`;
    expect(why.flips.slice(0, 2).map(({ message, place }) => [message, textAt(sample, place)])).toEqual([
      ['selected="false" in the select of the rule', select],
      ['no select of the rule', select],
    ]);
  });

  it('everywhere is one link for each scan', async () => {
    await open(sample);
    const why = await client.request<Explanation>('scap/explain', { uri, target: target('no_container_engine') });
    expect(why).toMatchObject({ effective: true, flips: [] });
    expect(why.chain.map(({ message }) => message.split(', ')[0])).toEqual([
      'Minimal: can an administrator still become root?: not evaluated',
      'Workstation: not evaluated',
      'Server without containers: evaluated',
      'Container host: not evaluated',
      'Aftermath: what has the accident reached?: not evaluated',
      '(default): not evaluated',
    ]);
  });

  it('of what is gone is null', async () => {
    await open(sample);
    expect(await client.request('scap/explain', { uri, target: target('nobody') })).toBeNull();
  });
});

describe('where', () => {
  it('a rule and its definition stand', async () => {
    await open(sample);
    const item = { uri, target: target('sudo_owner', 'minimal') };
    const rule = await client.request<Place>('scap/goTo/rule', item);
    expect(textAt(sample, rule)).toMatch(/^<Rule id="[^"]*_rule_sudo_owner"/);
    const definition = await client.request<Place>('scap/goTo/oval', item);
    expect(textAt(sample, definition)).toBe('oval:org.scapwright.sample.sudo_owner:def:1');
    const line = sample.split('\n')[definition.range.start.line]!;
    expect(line).toMatch(/<definition /);
  });

  it('nothing stands says why', async () => {
    await open(readDocument(fixturePath('selection/ssg-style.xml')).text);
    const item = { benchmark: 'xccdf_org.example_benchmark_ssg-style', scope: { kind: 'everywhere' } };
    const none = await client.request<{ reason: string }>('scap/goTo/oval', {
      uri,
      target: { ...item, item: 'xccdf_org.example_rule_login' },
    });
    expect(none.reason).toMatch(/check/);
    const group = { uri, target: { ...item, item: 'xccdf_org.example_group_disk' } };
    expect(await client.request('scap/goTo/oval', group)).toBeNull();
    expect(await client.request('scap/goTo/rule', group)).toMatchObject({ uri });
  });
});

describe('profiles', () => {
  it('are listed with the state of the rule, without abstract ones', async () => {
    await open(sample.replace('profile_aftermath">', 'profile_aftermath" abstract="true">'));
    const states = await client.request<ProfileState[]>('scap/profiles', { uri, target: target('su_setuid') });
    expect(
      states.map(({ profile, title, effective }) => [profile.replace(`${prefix}profile_`, ''), title, effective]),
    ).toEqual([
      ['minimal', 'Minimal: can an administrator still become root?', false],
      ['workstation', 'Workstation', true],
      ['server', 'Server without containers', true],
      ['container_host', 'Container host', true],
    ]);
  });
});

describe('the item at a cursor', () => {
  const itemAt = (text: string, wanted: string, characters: number) =>
    client.request<ToggleTarget | null>('scap/itemAt', {
      uri,
      position: SourceText.of(text).positionAt(text.indexOf(wanted) + characters),
    });

  it('is the rule around it, the one that an entry names, or none', async () => {
    await open(sample);
    expect(await itemAt(sample, '<rationale>', 3)).toEqual({ ...target('sudo_owner'), kind: 'rule' });
    expect(await itemAt(sample, '<title>Becoming', 9)).toEqual({ ...target('group_privilege'), kind: 'group' });
    expect(await itemAt(sample, `<select idref="${prefix}rule_passwd_owner"`, 20)).toEqual({
      ...target('passwd_owner', 'minimal'),
      kind: 'rule',
    });
    expect(await itemAt(sample, '<title>Who owns', 9)).toBeNull();
  });
});

describe('a URI of Windows', () => {
  it('is answered as it was written, with positions behind CR LF', async () => {
    uri = 'file:///c%3A/content/a%20b/host-ownership-ds.xml';
    const text = sample.replaceAll('\n', '\r\n');
    await open(text);
    await state('ready');
    const row = await rowAt('Who owns', 'Minimal', 'Becoming root', 'sudo belongs');
    expect(row.id.startsWith(`${uri}|`)).toBe(true);
    expect(row.place.uri).toBe(uri);
    expect(textAt(text, row.place)).toMatch(/^<Rule id="[^"]*_rule_sudo_owner".*>$/);
    const result = await toggle({ target: target('sudo_owner', 'minimal'), enable: false });
    expect(result.kind === 'edit' && result.edit.uri).toBe(uri);
    expect(result.kind === 'edit' && applied(text, result.edit)).toBe(
      text.replace(`rule_sudo_owner" selected="true"`, `rule_sudo_owner" selected="false"`),
    );
    expect((await client.diagnostics(uri, 1)).uri).toBe(uri);
  });
});

describe('a document that only the server can read', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'disk-file-')));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'large-ds.xml');
  const disk = URI.file(path).toString();
  const tell = (open: boolean) => client.notify('scap/diskFile', { uri: disk, open });
  const rowsOf = () => client.request<OutlineNode[] | null>('scap/outline/children', { uri: disk });

  it('is read, read again when told, and edited without a version', async () => {
    writeFileSync(path, sample);
    await tell(true);
    expect(await state('ready', disk)).toMatchObject({ version: 0, summary: '5 profiles, 20 rules' });
    const rows = (await rowsOf())!;
    const asked = { uri: disk, target: target('sudo_owner', 'minimal'), enable: false };
    const result = await client.request<EditResult>('scap/toggle', asked);
    if (result.kind !== 'edit') throw new Error(JSON.stringify(result));
    expect(result.edit).toMatchObject({ uri: disk, version: null });

    told.length = 0;
    writeFileSync(path, applied(sample, result.edit).replace('>Who owns this host?<', '>Whose host is this?<'));
    await tell(true);
    await state('ready', disk);
    expect(changesOf(disk).flatMap(({ changed }) => changed.map(({ label }) => label))).toEqual([
      'Whose host is this?',
    ]);
    expect((await rowsOf())![0]!.id).toBe(rows[0]!.id);
    expect(await client.request('scap/toggle', asked)).toMatchObject({ kind: 'nothing' });
    expect(client.published.get(disk)).not.toHaveProperty('version');

    told.length = 0;
    rmSync(path);
    await tell(true);
    await state('closed', disk);
    expect(await rowsOf()).toBeNull();
  });

  it('that was never there is no document, and does no harm', async () => {
    await client.notify('scap/diskFile', { uri: URI.file(join(folder, 'none.xml')).toString(), open: true });
    await client.notify('scap/diskFile', { uri: 'vscode-vfs://host/none.xml', open: true });
    await client.notify('scap/diskFile', { uri: disk, open: false });
    expect(await rowsOf()).toBeNull();
    expect(client.process.exitCode).toBeNull();
  });

  it('goes when told', async () => {
    writeFileSync(path, sample);
    await tell(true);
    await state('ready', disk);
    await tell(false);
    await state('closed', disk);
    expect(await rowsOf()).toBeNull();
    expect(client.published.get(disk)!.diagnostics).toEqual([]);
  });
});
