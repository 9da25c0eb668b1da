/**
 * Many rules at once over stdio, as the view asks: what is meant, what would change, the edit; and rows under a filter. Expected
 * counts are read off the sample's text by eye.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  EditResult,
  FoundRules,
  OutlineChanged,
  OutlineLook,
  PickedRules,
  ShownPreview,
  SwitchableScope,
  TogglePreview,
} from '../../server/src/protocol/index.ts';
import { fixturePath, readDocument } from '../support/documents.ts';
import { type LanguageClient, startClient } from '../support/languageClient.ts';
import { type Ask, applied, rowsBelow } from '../support/requests.ts';

const sample = readDocument(fixturePath('host-ownership-ds.xml')).text;
const prefix = 'xccdf_org.scapwright.sample_';
const benchmark = `${prefix}benchmark_host-ownership`;
const minimal = { kind: 'profile', profile: `${prefix}profile_minimal` } as const;
const privilege = { benchmark, items: [`${prefix}group_privilege`], scope: minimal };

let client: LanguageClient;
const changes: OutlineChanged[] = [];
beforeAll(async () => {
  client = await startClient();
  client.connection.onNotification('scap/outline/changed', (changed: OutlineChanged) => void changes.push(changed));
});
afterAll(() => client.stop());

let uri = '';
let count = 0;
beforeEach(() => {
  uri = `file:///content/bulk-${++count}-ds.xml`;
  changes.length = 0;
});
afterEach(() => client.notify('textDocument/didClose', { textDocument: { uri } }));

const open = (text: string) =>
  client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'scap', version: 1, text } });
const change = (text: string) =>
  client.notify('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges: [{ text }] });
const ask: Ask = (request, params = {}) => client.request(`scap/${request}`, { uri, ...params });

const rowsAt = (look: OutlineLook, ...labels: readonly string[]) => rowsBelow(ask, look, ...labels);

describe('many rules', () => {
  it('are previewed and then edited as one', async () => {
    open(sample);
    const preview = await ask<TogglePreview>('togglePreview', { target: privilege, enable: true });
    expect(preview.question).toBe(
      'Switch all 5 rules of "Becoming root" on in "Minimal: can an administrator still become root?"?',
    );
    expect(preview.lines).toEqual(['Minimal: can an administrator still become root?: 2 rules on']);
    const result = await ask<EditResult>('toggleItems', { target: privilege, enable: true });
    if (result.kind !== 'edit') throw new Error(JSON.stringify(result));
    change(applied(sample, result.edit));
    const [group] = await rowsAt({}, 'Who owns', 'Minimal');
    expect(group).toMatchObject({ checked: true, rules: { effective: 5, all: 5 } });
  });

  it('are not edited where the text, or that of the tailoring, is not the one of the preview', async () => {
    const into = uri.replace('-ds', '-tailoring');
    const tailoring = `<Tailoring xmlns="http://checklists.nist.gov/xccdf/1.2" id="xccdf_org.example_tailoring_mine">
  <benchmark href="${uri.split('/').at(-1)}"/><version time="2024-05-01T12:00:00">1</version>
</Tailoring>`;
    const order = { target: privilege, enable: true, into };
    open(sample);
    await client.open(into, tailoring);
    const { shown } = await ask<ShownPreview>('togglePreview', order);
    expect(await ask('toggleItems', { ...order, shown })).toMatchObject({ kind: 'edit', edit: { uri: into } });
    // The same version of it, and the same text but for a comment.
    await client.notify('textDocument/didClose', { textDocument: { uri: into } });
    await client.open(into, `${tailoring}<!-- again -->`);
    expect(await ask('toggleItems', { ...order, shown })).toEqual({ kind: 'notShown' });
    const again = await ask<ShownPreview>('togglePreview', order);
    expect(await ask('toggleItems', { ...order, shown: again.shown })).toMatchObject({ kind: 'edit' });
    change(`${sample}\n`);
    expect(await ask('toggleItems', { ...order, shown: again.shown })).toEqual({ kind: 'notShown' });
    expect(await ask('toggleItems', order)).toMatchObject({ kind: 'edit' });
  });

  it('of broken XML are refused with the line', async () => {
    open(sample.replace('</Group>', '</Grup>'));
    const refused = await ask<{ refused: string }>('togglePreview', { target: privilege, enable: true });
    expect(refused.refused).toMatch(/^The XML is broken in line \d+; mend it first\.$/);
    expect(await ask('toggleItems', { target: privilege, enable: true })).toMatchObject({ kind: 'refused' });
  });

  it('are picked by a filter or a list, and the places to switch them are told', async () => {
    open(sample);
    const [scope, ...others] = await ask<readonly SwitchableScope[]>('scopes', {});
    expect(others).toEqual([]);
    expect(scope).toMatchObject({ benchmark, title: 'Who owns this host?' });
    expect(scope!.profiles).toHaveLength(5);
    const shown = await ask<PickedRules>('pickRules', {
      benchmark,
      from: { filter: 'severity:high state:on', profile: minimal.profile },
    });
    const listed = await ask<PickedRules>('pickRules', { benchmark, from: { list: 'HO-01 HO-99 su_setuid' } });
    expect(shown.items.length).toBeGreaterThan(1);
    expect(listed).toEqual({ items: [`${prefix}rule_sudo_owner`, `${prefix}rule_su_setuid`], unknown: ['HO-99'] });
    expect(await ask('pickRules', { benchmark: 'gone', from: { list: 'x' } })).toBeNull();
  });

  it('are found with what a switch needs, and the way to their row is told', async () => {
    open(sample);
    const { total, rules } = await ask<FoundRules>('findRules', { query: 'HO-01', limit: 10 });
    expect(total).toBe(1);
    const [found] = rules;
    expect(found).toMatchObject({ kind: 'rule', idents: ['HO-01'], severity: 'high' });
    const path = await ask<readonly string[]>('outline/path', { target: { ...found!.target, scope: minimal } });
    const [rule] = await rowsAt({}, 'Who owns', 'Minimal', 'Becoming root');
    expect(path.at(-1)).toBe(rule!.id);
    expect(await ask('outline/path', { target: { ...found!.target, item: 'gone' } })).toBeNull();
    expect(found).toMatchObject({ state: 'on', target: { scope: { kind: 'everywhere' } } });
    const within = { benchmark, profile: minimal.profile };
    const inProfile = await ask<FoundRules>('findRules', { query: 'state:off', limit: 99, within });
    expect(inProfile.total).toBeGreaterThan(0);
    for (const one of inProfile.rules) expect(one).toMatchObject({ target: { scope: minimal } });
    expect(inProfile.rules.map(({ state }) => state)).not.toContain('on');
  });
});

describe('rows under a filter', () => {
  const look = { filter: 'severity:high state:on' };

  it('are told when a rule joins or leaves them', async () => {
    open(sample);
    const before = await rowsAt(look, 'Who owns', 'Minimal', 'Becoming root');
    const count = await ask<number>('outline/count', look);
    const rule = before[0]!.toggle!;
    const off = await ask<EditResult>('toggle', { target: rule, enable: false });
    if (off.kind !== 'edit') throw new Error(JSON.stringify(off));
    change(applied(sample, off.edit));
    const after = await rowsAt(look, 'Who owns', 'Minimal', 'Becoming root');
    expect(after.map(({ id }) => id)).toEqual(before.slice(1).map(({ id }) => id));
    expect(changes.flatMap(({ structure }) => structure)).toContain(
      before[0]!.id.replace(/\|[^|]*$/, `|${prefix}group_privilege`),
    );
    expect(await ask<number>('outline/count', look)).toBe(count);
  });

  it('are forgotten with it: what is told later is about the rows of the new look', async () => {
    open(sample);
    await rowsAt(look, 'Who owns', 'Minimal');
    const [first] = await rowsAt({});
    change(sample.replace('>Becoming root<', '>Becoming mighty<'));
    const [again] = await rowsAt({});
    expect(again!.id).toBe(first!.id);
    expect(changes.flatMap(({ changed }) => changed.map(({ label }) => label))).not.toContain('Becoming mighty');
  });
});
