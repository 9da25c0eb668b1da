/**
 * What our client finds beside the edit of a toggle among code actions: the same as a request, of which it is told what its
 * title names; and actions on a stream whose edits go into a tailoring.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CodeAction } from 'vscode-languageserver-protocol';
import type { EditResult, ToggleActionData } from '../../server/src/protocol/index.ts';
import { SourceText } from '../../server/src/text/sourceText.ts';
import { fixturePath, readDocument } from '../support/documents.ts';
import { type LanguageClient, startClient } from '../support/languageClient.ts';

const read = (name: string): string => readDocument(fixturePath(`selection/${name}`)).text;
const [requires, stream] = [read('requires-or.xml'), read('tailoring-base.xml')];
const base = 'file:///content/tailoring-base.xml';

let client: LanguageClient;
beforeAll(async () => {
  client = await startClient();
  await client.open('file:///content/requires.xml', requires);
  await client.open(base, stream);
});
afterAll(() => client.stop());

async function actionsAt(uri: string, text: string, wanted: string, more: object = {}): Promise<CodeAction[]> {
  const position = SourceText.of(text).positionAt(text.indexOf(wanted) + 3);
  const range = { start: position, end: position };
  const params = { textDocument: { uri }, range, context: { diagnostics: [] }, ...more };
  return client.request('textDocument/codeAction', params);
}

describe('beside its edit', () => {
  it('each has the request that makes the same edit, and what its title names', async () => {
    const uri = 'file:///content/requires.xml';
    const actions = await actionsAt(uri, requires, '<Rule id="xccdf_org.example_rule_kettle');
    const toggles = actions.filter(({ edit }) => edit);
    expect(toggles.length).toBeGreaterThan(4);
    for (const { title, edit, data } of toggles) {
      const { isGroup, ...order } = data as ToggleActionData;
      expect(isGroup).toBe(false);
      const result = await client.request<EditResult>('scap/toggle', { uri, ...order });
      if (result.kind !== 'edit') throw new Error(JSON.stringify(result));
      const [change] = edit!.documentChanges!;
      expect(change, title).toEqual({ textDocument: { uri, version: 1 }, edits: result.edit.edits });
      expect(order.acceptOthers).toEqual(result.linked);
      expect(order.acceptOthers.length > 0, title).toBe(/Also o(?:n|ff)/.test(title));
    }
    expect(actions.filter(({ edit, data }) => !edit && data !== undefined)).toEqual([]);
  });

  it('what is cut off from a title counts as not told', async () => {
    const uri = 'file:///content/long.xml';
    const title = (name: string) => `<title>${name} ${'long '.repeat(30)}</title>`;
    const heir = (name: string) => `<Rule id="${name}" selected="true">${title(name)}<requires idref="kettle"/></Rule>`;
    const text = `<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b">
      <Rule id="kettle" selected="true">${title('Kettle')}</Rule>${['r', 's', 't'].map(heir).join('\n')}</Benchmark>`;
    await client.open(uri, text);
    const [everywhere] = await actionsAt(uri, text, '<Rule id="kettle');
    expect(everywhere!.title).toMatch(/Also off: "r long .*\.\.\.$/);
    expect((everywhere!.data as ToggleActionData).acceptOthers).toEqual([]);
  });
});

describe('on a stream whose edits go into a tailoring', () => {
  const tailoring = (
    end: string,
  ) => `<x:Tailoring xmlns:x="http://checklists.nist.gov/xccdf/1.2" id="xccdf_org.example_tailoring_mine">
  <x:benchmark href="tailoring-base.xml"/>
  <x:version time="2024-05-01T12:00:00">1</x:version>
${end}`;
  const rule = '<Rule id="xccdf_org.example_rule_left';

  it('one profile can be edited there, and the others say why not', async () => {
    const into = 'file:///content/my%20own.xml';
    await client.open(into, tailoring('</x:Tailoring>\n'));
    const actions = await actionsAt(base, stream, rule, { into });
    const [first] = actions;
    expect(first!.title).toMatch(/^Switch "Left" off in "[^"]+" → my own\.xml$/);
    expect(first!.edit!.documentChanges).toMatchObject([{ textDocument: { uri: into, version: 1 } }]);
    const wide = actions.filter(({ title }) => /everywhere|where it is named/.test(title));
    expect(wide.length).toBeGreaterThan(1);
    for (const { edit, disabled } of wide) {
      expect(edit).toBeUndefined();
      expect(disabled!.reason).toContain('A tailoring changes one profile');
    }
  });

  it('none can be made while its XML is broken', async () => {
    const into = 'file:///content/broken.xml';
    await client.open(into, tailoring(''));
    const actions = await actionsAt(base, stream, rule, { into });
    expect(actions.map(({ disabled }) => disabled?.reason)).toEqual([
      expect.stringMatching(/^The XML is broken in line \d+; mend it first\.$/),
    ]);
  });
});
