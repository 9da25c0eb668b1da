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
const changes = () => heard.filter((one) => 'changed' in one);
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
  const [, again] = changes() as OutlineChanged[];
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
  const [, typed] = changes() as OutlineChanged[];
  expect(typed!.changed.find(({ id }) => id === rule.id)).toMatchObject({ checked: true });
});
