/** Rows are told as the edit of a toggle will leave them, before it is answered; and as they are where it is not made. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type {
  DocumentState,
  EditResult,
  OutlineChanged,
  OutlineNode,
  ReadyEdit,
  ToggleTarget,
} from '../../server/src/protocol/index.ts';
import { fixturePath, readDocument } from '../support/documents.ts';
import { type LanguageClient, startClient } from '../support/languageClient.ts';

const sample = readDocument(fixturePath('host-ownership-ds.xml')).text;

let client: LanguageClient;
/** What was heard since the document was opened, in its order. */
const heard: (OutlineChanged | DocumentState | ReadyEdit)[] = [];
const changes = (): OutlineChanged[] => heard.filter((one): one is OutlineChanged => 'changed' in one);
const isReady = (version: number) =>
  expect.poll(() => heard.some((one) => 'state' in one && one.state === 'ready' && one.version === version)).toBe(true);

beforeAll(async () => {
  client = await startClient();
  client.connection.onNotification('scap/outline/changed', (change: OutlineChanged) => void heard.push(change));
  client.connection.onNotification('scap/documentState', (state: DocumentState) => void heard.push(state));
});
afterAll(() => client.stop());

let uri = '';
let count = 0;
let rule: OutlineNode;
let minimal: OutlineNode;
let group: OutlineNode;
beforeEach(async () => {
  uri = `file:///content/ahead-${++count}-ds.xml`;
  await client.open(uri, sample);
  const rows: OutlineNode[] = [];
  for (const label of ['Who owns', 'Minimal', 'Becoming root', 'sudo belongs']) {
    const below: OutlineNode[] = await client.request('scap/outline/children', { uri, node: rows.at(-1)?.id });
    rows.push(below.find((row) => row.label.startsWith(label))!);
  }
  [, minimal, group, rule] = rows as [OutlineNode, OutlineNode, OutlineNode, OutlineNode];
  await isReady(1);
  heard.length = 0;
});
afterEach(() => client.notify('textDocument/didClose', { textDocument: { uri } }));

async function switchOff(target: ToggleTarget): Promise<ReadyEdit> {
  const result = await client.request<EditResult>('scap/toggle', { uri, target, enable: false });
  if (result.kind !== 'edit') throw new Error(JSON.stringify(result));
  heard.push(result);
  return result;
}

function make({ edit }: ReadyEdit, version = 2) {
  const contentChanges = edit.edits.toReversed().map(({ range, newText }) => ({ range, text: newText }));
  return client.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
}

it('rows read as the edit will leave them before it is answered, and are not told again when it is made', async () => {
  const edit = await switchOff(rule.toggle!);
  const [ahead, answered] = heard as [OutlineChanged, ReadyEdit];
  expect(answered).toBe(edit);
  expect(ahead.changed.find(({ id }) => id === rule.id)).toMatchObject({ checked: false });
  expect(ahead.changed.find(({ id }) => id === minimal.id)).toMatchObject({ description: '5 of 20' });
  await make(edit);
  await isReady(2);
  expect(changes()).toEqual([ahead]);
  const now = await client.request<OutlineNode[]>('scap/outline/children', { uri, node: group.id });
  expect(now.find(({ id }) => id === rule.id)).toMatchObject({ checked: false });
});

it('rows are told as they are where the edit is not made', async () => {
  await switchOff(rule.toggle!);
  // The text is told of once more, as it is: that is no reason to take the rows back.
  await isReady(1);
  expect(changes()).toHaveLength(1);
  await client.notify('scap/outline/again', { uri });
  await expect.poll(() => changes().length).toBe(2);
  const [, again] = changes();
  expect(again!.changed.find(({ id }) => id === rule.id)).toEqual(rule);
  expect(again!.changed.find(({ id }) => id === minimal.id)).toEqual(minimal);
  await client.notify('scap/outline/again', { uri });
  await client.request('scap/outline/children', { uri });
  expect(changes()).toHaveLength(2);
});

it('typing in between counts: rows are as the text is, whatever was told ahead', async () => {
  await switchOff(rule.toggle!);
  const comment = {
    range: { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } },
    text: '<!-- typed -->',
  };
  await client.notify('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges: [comment] });
  await isReady(2);
  const [, typed] = changes();
  expect(typed!.changed.find(({ id }) => id === rule.id)).toMatchObject({ checked: true });
});

it('nothing is told ahead of an edit that the user is asked about first, or that goes elsewhere', async () => {
  const signed = `file:///content/signed-${count}-ds.xml`;
  const signature = '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>';
  await client.open(signed, sample.replace('</Benchmark>', `${signature}</Benchmark>`));
  const rows: OutlineNode[] = [];
  for (const label of ['Who owns', 'Minimal', 'Becoming root', 'sudo belongs']) {
    const params = { uri: signed, node: rows.at(-1)?.id };
    const below: OutlineNode[] = await client.request('scap/outline/children', params);
    rows.push(below.find((row) => row.label.startsWith(label))!);
  }
  const asked = { uri: signed, target: rows.at(-1)!.toggle!, enable: false };
  expect(await client.request('scap/toggle', asked)).toMatchObject({ kind: 'edit', signed: [signed] });
  const into = 'file:///content/none-tailoring.xml';
  await client.request('scap/toggle', { uri, target: rule.toggle!, enable: false, into });
  await client.request('scap/outline/children', { uri });
  expect(changes()).toEqual([]);
});

it('nothing is told ahead where rules that nobody named would change, until the user has agreed to it', async () => {
  const linked = `file:///content/linked-${count}.xml`;
  await client.open(linked, readDocument(fixturePath('selection/requires-or.xml')).text);
  const shown: OutlineNode[] = [];
  for (const label of ['Requires or', 'First of list', 'Supplies', 'Kettle']) {
    const rows: OutlineNode[] = await client.request('scap/outline/children', { uri: linked, node: shown.at(-1)?.id });
    shown.push(rows.find((row) => row.label.startsWith(label))!);
  }
  const order = { uri: linked, target: shown.at(-1)!.toggle!, enable: false };
  const asked = await client.request<EditResult>('scap/toggle', order);
  if (asked.kind !== 'edit') throw new Error(JSON.stringify(asked));
  expect(asked.linked).toHaveLength(1);
  expect(changes()).toEqual([]);
  await client.request('scap/toggle', { ...order, acceptOthers: ['Something else.'] });
  expect(changes()).toEqual([]);
  expect(await client.request('scap/toggle', { ...order, acceptOthers: asked.linked })).toEqual(asked);
  const [ahead] = changes();
  expect(ahead!.changed.find(({ id }) => id === shown.at(-1)!.id)).toMatchObject({ checked: false });
});

it('a list that other rows will be in is not told ahead: it could not be asked for', async () => {
  const look = { filter: 'state:on' };
  const shown: OutlineNode[] = await client.request('scap/outline/children', { uri, look });
  for (const node of [shown[0]!.id, minimal.id, group.id]) {
    await client.request('scap/outline/children', { uri, look, node });
  }
  const edit = await switchOff(rule.toggle!);
  expect(changes().flatMap(({ structure }) => structure)).toEqual([]);
  await make(edit);
  await isReady(2);
  expect(changes().flatMap(({ structure }) => structure)).toContain(group.id);
});

it('requests that waited for the same text are answered behind the toggle too', async () => {
  // Read as a whole: until then all of them wait.
  const contentChanges = [{ text: `${sample}<!-- typed -->` }];
  void client.notify('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges });
  const toggled = client.request<EditResult>('scap/toggle', { uri, target: rule.toggle!, enable: false });
  const rows = client.request<OutlineNode[] | null>('scap/outline/children', { uri, node: group.id });
  const symbols = client.request<unknown[]>('textDocument/documentSymbol', { textDocument: { uri } });
  expect(await toggled).toMatchObject({ kind: 'edit' });
  expect((await rows)?.map(({ id }) => id)).toContain(rule.id);
  expect((await symbols).length).toBeGreaterThan(0);
});
