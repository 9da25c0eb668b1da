/** Profiles side by side over stdio, as the page of the comparison is given them. Expected states are read off the fixture by eye. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CompareChoice, CompareTable, EditResult } from '../../server/src/protocol/index.ts';
import { SourceText } from '../../server/src/text/sourceText.ts';
import { fixturePath, readDocument } from '../support/documents.ts';
import { type LanguageClient, startClient } from '../support/languageClient.ts';

const id = (kind: string, name: string) => `xccdf_org.example_${kind}_${name}`;
const benchmark = id('benchmark', 'mixed-entries');
const profiles = [id('profile', 'mixed'), '(default)', id('profile', 'values_only')];
const text = readDocument(fixturePath('selection/mixed-entries.xml')).text;

let client: LanguageClient;
let uri = '';
let count = 0;
beforeAll(async () => {
  client = await startClient();
});
afterAll(() => client.stop());
beforeEach(async () => {
  uri = `file:///content/compare-${++count}-xccdf.xml`;
  await client.open(uri, text);
});

const compare = (more: object = {}) =>
  client.request<CompareTable | null>('scap/compare', { uri, benchmark, profiles, ...more });

/** Replaces the whole text. */
const change = (version: number, changed: string) =>
  client.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text: changed }] });

it('offers each benchmark with its profiles and their places', async () => {
  const choices = await client.request<CompareChoice[]>('scap/compare/choices', { uri });
  expect(choices.map((choice) => [choice.benchmark, choice.title])).toEqual([[benchmark, 'Mixed entries']]);
  expect(choices[0]!.profiles.map((profile) => [profile.id, profile.title, profile.place.range.start.line])).toEqual([
    [id('profile', 'mixed'), 'Mixed', 6],
    [id('profile', 'values_only'), 'Values only', 16],
  ]);
  expect(await client.request('scap/compare/choices', { uri: 'file:///not/open.xml' })).toBeNull();
});

describe('the table', () => {
  it('has the codes of rules, values and refinements', async () => {
    const table = (await compare())!;
    expect(table.title).toBe('Mixed entries');
    expect(table.columns.map(({ title, editable }) => [title, editable])).toEqual([
      ['Mixed', true],
      ['(default)', false],
      ['Values only', true],
    ]);
    expect(
      table.rows.map(({ key, cells, differs }) => [key.replace(/xccdf_org.example_/, ''), ...cells, differs]),
    ).toEqual([
      ['rule rule_left', 'select', 'default-off', 'default-off', true],
      ['rule rule_right', 'deselected', 'default-off', 'default-off', false],
      ['rule rule_star', 'group-off', 'default', 'default', true],
      ['rule rule_moon', 'default-off', 'default-off', 'default-off', false],
      ['value value_minutes', '7', '5', '9', true],
      ['value value_hours', '8', '1', '8', true],
      ['severity rule_left', 'high', 'unknown', 'unknown', true],
      ['weight rule_right', '2.0', '1.0', '1.0', true],
    ]);
  });

  it('leaves out profiles that are no more, and is null without its benchmark', async () => {
    const table = await compare({ profiles: ['gone', profiles[2]] });
    expect(table!.columns.map(({ title }) => title)).toEqual(['Values only']);
    expect(await compare({ benchmark: 'gone' })).toBeNull();
  });

  it('follows edits, and shows the last good state of a broken text', async () => {
    const target = { benchmark, item: id('rule', 'moon'), scope: { kind: 'profile', profile: profiles[2] } };
    const toggled = await client.request<EditResult>('scap/toggle', { uri, target, enable: true });
    if (toggled.kind !== 'edit') throw new Error(JSON.stringify(toggled));
    const source = SourceText.of(text);
    const edited = toggled.edit.edits.toReversed().reduce((now, { range, newText }) => {
      return now.slice(0, source.offsetAt(range.start)) + newText + now.slice(source.offsetAt(range.end));
    }, text);
    await change(2, edited);
    expect((await compare())!.rows[3]!.cells).toEqual(['default-off', 'default-off', 'select']);
    await change(3, edited.replace('</Benchmark>', '</Benchmar'));
    expect((await compare())!.rows[3]!.cells).toEqual(['default-off', 'default-off', 'select']);
  });

  it('does not offer rules that no select can name', async () => {
    await change(2, text.replaceAll('rule_right"', 'rule_left"'));
    const rows = (await compare())!.rows.filter(({ kind }) => kind === 'rule');
    expect(rows.map(({ title, nameable }) => [title, nameable])).toEqual([
      ['Left', true],
      ['Right', false],
      ['Star', true],
      ['Moon', true],
    ]);
  });
});

it('exports the rows asked for, in their order, as either format', async () => {
  const rows = ['value ', 'rule '].map((kind) => kind + id(kind.trim(), kind === 'rule ' ? 'star' : 'hours'));
  const asked = { uri, benchmark, profiles, rows: [...rows, 'rule gone'] };
  const csv = await client.request<string>('scap/compare/export', { ...asked, format: 'csv' });
  expect(csv.split('\r\n').slice(1)).toEqual([
    `value,${id('value', 'hours')},Hours,,8,1,8`,
    `rule,${id('rule', 'star')},Star,unknown,off,on,on`,
    '',
  ]);
  const markdown = await client.request<string>('scap/compare/export', { ...asked, format: 'markdown' });
  expect(markdown).toContain('| Star | unknown | off | on | on |');
  expect(markdown).toContain('| Hours | 8 | 1 | 8 |');
});
