/**
 * The table of profiles while edits are led into a tailoring, over stdio: what the tailoring makes of a profile stands beside it,
 * and a switch in either column shows there. Expected states are read off the fixture by eye.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CompareTable, EditResult } from '../../server/src/protocol/index.ts';
import { fixturePath, readDocument } from '../support/documents.ts';
import { type LanguageClient, startClient } from '../support/languageClient.ts';
import { applied } from '../support/requests.ts';

const id = (kind: string, name: string) => `xccdf_org.example_${kind}_${name}`;
const benchmark = id('benchmark', 'tailoring-base');
const profiles = [id('profile', 'standard'), id('profile', 'apart'), '(default)'];
const streamText = readDocument(fixturePath('selection/tailoring-base.xml')).text;

function tailoringText(profile: string, href = 'tailoring-base.xml'): string {
  return `<x:Tailoring xmlns:x="http://checklists.nist.gov/xccdf/1.2" id="${id('tailoring', 'mine')}">
  <x:benchmark href="${href}"/>
  <x:version time="2024-05-01T12:00:00">1</x:version>${profile}
</x:Tailoring>
`;
}
const site = (name: string) => `
  <x:Profile id="${id('profile', name)}" extends="${id('profile', 'standard')}"><x:title>Site</x:title>
    <x:select idref="${id('rule', 'left')}" selected="false"/></x:Profile>`;

let client: LanguageClient;
let count = 0;
let uri = '';
let into = '';
beforeAll(async () => {
  client = await startClient();
});
afterAll(() => client.stop());
beforeEach(async () => {
  const folder = `file:///content/tailored-${++count}`;
  uri = `${folder}/tailoring-base.xml`;
  into = `${folder}/my%20site.xml`;
  await client.open(uri, streamText);
});

const compare = (more: object = {}) =>
  client.request<CompareTable>('scap/compare', { uri, benchmark, profiles, into, ...more });
const titles = ({ columns }: CompareTable) => columns.map(({ title }) => title);
const cellsOf = ({ rows }: CompareTable, rule: string) => rows.find(({ id: of }) => of === id('rule', rule))!.cells;
const change = (version: number, text: string) =>
  client.notify('textDocument/didChange', { textDocument: { uri: into, version }, contentChanges: [{ text }] });

describe('a column of the tailoring', () => {
  it('stands beside the profile that it changes, with its name, and says what a scan with it evaluates', async () => {
    await client.open(into, tailoringText(site('site')));
    const table = await compare();
    expect(titles(table)).toEqual(['Standard', 'Site in my site.xml', 'Apart', '(default)']);
    expect(cellsOf(table, 'left')).toEqual(['select', 'deselected', 'default-off', 'default-off']);
    expect(cellsOf(table, 'middle')).toEqual(['select', 'inherited', 'select', 'default-off']);
    expect(table.columns[1]).toEqual({
      id: `${id('profile', 'site')} (my site.xml)`,
      title: 'Site in my site.xml',
      editable: true,
      tailored: { uri: into, benchmark: id('tailoring', 'mine'), profile: id('profile', 'site') },
    });
  });

  it('has an id of its own also where the tailoring shadows the profile', async () => {
    const shadow = site('standard').replace(/ extends="[^"]*"/, '');
    await client.open(into, tailoringText(shadow));
    const table = await compare();
    expect(table.columns.map((column) => column.id).slice(0, 2)).toEqual([profiles[0], `${profiles[0]} (my site.xml)`]);
    // The shadow starts from nothing, and the profile of the stream stays what it is.
    expect(cellsOf(table, 'middle').slice(0, 2)).toEqual(['select', 'default-off']);
  });

  it('can be switched in itself, also when it has just come', async () => {
    const text = tailoringText('');
    await client.open(into, text);
    const item = id('rule', 'left');
    const led = {
      uri,
      into,
      enable: false,
      target: { benchmark, item, scope: { kind: 'profile', profile: profiles[0] } },
    };
    const first = await client.request<EditResult>('scap/toggle', led);
    if (first.kind !== 'edit') throw new Error(JSON.stringify(first));
    await change(2, applied(text, first.edit));
    const { uri: own, ...scope } = (await compare()).columns[1]!.tailored!;
    const target = { benchmark: scope.benchmark, item, scope: { kind: 'profile', profile: scope.profile } };
    const result = await client.request<EditResult>('scap/toggle', { uri: own, target, enable: true });
    expect(result).toMatchObject({ kind: 'edit', edit: { uri: into, version: 2 } });
  });

  it('comes with the first edit that is led there, and follows the next', async () => {
    let text = tailoringText('');
    await client.open(into, text);
    expect(titles(await compare())).toEqual(['Standard', 'Apart', '(default)']);
    for (const [version, enable, code] of [
      [2, false, 'deselected'],
      [3, true, 'select'],
    ] as const) {
      const target = { benchmark, item: id('rule', 'left'), scope: { kind: 'profile', profile: profiles[0] } };
      const result = await client.request<EditResult>('scap/toggle', { uri, target, enable, into });
      if (result.kind !== 'edit') throw new Error(JSON.stringify(result));
      text = applied(text, result.edit);
      await change(version, text);
      const table = await compare();
      expect(titles(table)[1]).toBe('Standard (customized) in my site.xml');
      expect(cellsOf(table, 'left').slice(0, 2)).toEqual(['select', code]);
    }
  });

  it('keeps the last good state while the tailoring is broken', async () => {
    const text = tailoringText(site('site'));
    await client.open(into, text);
    await compare();
    await change(2, text.replace('</x:Profile>', '</x:Profil>'));
    expect(cellsOf(await compare(), 'left').slice(0, 2)).toEqual(['select', 'deselected']);
  });

  it('is in an export under the id of the profile and the name of the file', async () => {
    await client.open(into, tailoringText(site('site')));
    const asked = { uri, benchmark, profiles: [profiles[0]], into, rows: [`rule ${id('rule', 'left')}`] };
    const csv = await client.request<string>('scap/compare/export', { ...asked, format: 'csv' });
    expect(csv).toBe(
      `kind,id,title,severity,${profiles[0]},${id('profile', 'site')} (my site.xml)\r\n` +
        `rule,${id('rule', 'left')},Left,unknown,on,off\r\n`,
    );
  });
});

describe('the stream stands alone', () => {
  it('while edits go into it, or into what is not open', async () => {
    expect(titles(await compare())).toEqual(['Standard', 'Apart', '(default)']);
    await client.open(into, tailoringText(site('site')));
    expect(titles(await compare({ into: undefined }))).toEqual(['Standard', 'Apart', '(default)']);
  });

  it('beside a tailoring of another Benchmark, and beside what is no tailoring', async () => {
    const other = into.replace('my', 'other');
    await client.open(other.replace('.xml', '-base.xml'), streamText);
    await client.open(other, tailoringText(site('site'), 'other%20site-base.xml'));
    expect(titles(await compare({ into: other }))).toEqual(['Standard', 'Apart', '(default)']);
    expect(titles(await compare({ into: uri }))).toEqual(['Standard', 'Apart', '(default)']);
  });
});
