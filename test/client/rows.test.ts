import { describe, expect, test } from 'vitest';
import { createRows, type Row } from '../../client/src/view/rows.ts';
import { shownOf, viewStateOf } from '../../client/src/view/states.ts';
import type { DocumentState, OutlineNode } from '../../server/src/protocol/index.ts';

const uri = 'file:///c%3A/a-ds.xml';
const start = { line: 0, character: 0 };

function node(id: string, more: Partial<OutlineNode> = {}): OutlineNode {
  const place = { uri, range: { start, end: start } };
  return { id, kind: 'rule', label: id, tooltip: '', hasChildren: false, place, ...more };
}

/** A server with a table of children by parent id ('' = the document) and a log of what it was asked. */
function createServer(table: Record<string, readonly OutlineNode[] | null>) {
  const asked: string[] = [];
  const rows = createRows(async (_uri, id) => {
    asked.push(id ?? '');
    return table[id ?? ''] ?? null;
  });
  return { table, asked, rows };
}

const ids = (rows: readonly Row[]) => rows.map((row) => (row.kind === 'node' ? row.node.id : row.uri));

describe('rows', () => {
  test('children are asked once, when they are looked at, and never before', async () => {
    const { rows, asked } = createServer({ '': [node('profile', { hasChildren: true })], profile: [node('rule')] });
    const [profile] = await rows.children(rows.document(uri));
    expect(asked).toEqual(['']);
    await rows.children(profile!);
    await rows.children(profile!);
    expect(asked).toEqual(['', 'profile']);
  });

  test('a changed row keeps its identity and is the only one drawn anew', async () => {
    const { rows, asked } = createServer({ '': [node('a', { checked: true }), node('b')] });
    const [a] = await rows.children(rows.document(uri));
    const redraw = rows.apply({ uri, changed: [node('a', { checked: false }), node('never shown')], structure: [] });
    expect(redraw).toEqual([a]);
    expect(redraw[0]).toBe(a);
    expect(a!.node.checked).toBe(false);
    expect(asked).toEqual(['']);
  });

  test('a row that has only moved in the text is not drawn anew, and a click knows its new place', async () => {
    const { rows } = createServer({ '': [node('a', { checked: true })] });
    const [a] = await rows.children(rows.document(uri));
    const place = { uri, range: { start: { line: 7, character: 0 }, end: { line: 7, character: 0 } } };
    expect(rows.apply({ uri, changed: [node('a', { checked: true, place })], structure: [] })).toEqual([]);
    expect(a!.node.place).toEqual(place);
  });

  test('a changed list is asked again, keeps the rows that stay and forgets those that went', async () => {
    const { rows, table } = createServer({
      '': [node('a', { hasChildren: true }), node('b')],
      a: [node('a1'), node('a2')],
    });
    const [a, b] = await rows.children(rows.document(uri));
    await rows.children(a!);
    expect(rows.count()).toBe(4);
    table[''] = [node('b', { label: 'new' }), node('c')];
    const redraw = rows.apply({ uri, changed: [], structure: [''] });
    expect(ids(redraw)).toEqual([uri]);
    const now = await rows.children(rows.document(uri));
    expect(ids(now)).toEqual(['b', 'c']);
    expect(now[0]).toBe(b);
    expect(now[0]!.node.label).toBe('new');
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(rows.count()).toBe(2);
  });

  test('a document that the server does not know yet is asked again', async () => {
    const { rows, table } = createServer({ '': null });
    expect(await rows.children(rows.document(uri))).toEqual([]);
    table[''] = [node('a')];
    expect(ids(await rows.children(rows.document(uri)))).toEqual(['a']);
  });

  test('another filter or order asks again for every list that is looked at, and rows keep their identity', async () => {
    const { rows, table, asked } = createServer({
      '': [node('a', { hasChildren: true })],
      a: [node('a1'), node('a2')],
    });
    const [a] = await rows.children(rows.document(uri));
    const [, second] = await rows.children(a!);
    rows.invalidateAll();
    table.a = [node('a2')];
    expect(asked).toEqual(['', 'a']);
    const [same] = await rows.children(rows.document(uri));
    expect(same).toBe(a);
    expect(await rows.children(same!)).toEqual([second]);
    expect(asked).toEqual(['', 'a', '', 'a']);
  });

  test('closing a document forgets its rows and no other', async () => {
    const { rows } = createServer({ '': [node('a')] });
    await rows.children(rows.document(uri));
    rows.keepOnly(new Set([uri]));
    expect(rows.count()).toBe(1);
    rows.keepOnly(new Set(['file:///other']));
    expect(rows.count()).toBe(0);
  });
});

describe('states', () => {
  const state = (name: DocumentState['state']): DocumentState => ({ uri, version: 1, state: name });

  test('a tree stays in sight while its document is indexed again', () => {
    expect(shownOf(state('indexing'), undefined)).toBe('loading');
    expect(shownOf(state('indexing'), 'tree')).toBe('tree');
    expect(shownOf(state('broken'), 'tree')).toBe('stale');
    expect(shownOf(state('broken'), 'stale')).toBe('stale');
    expect(shownOf(state('broken'), 'loading')).toBe('broken');
    expect(shownOf(state('broken'), 'broken')).toBe('broken');
    expect(shownOf(state('ready'), 'stale')).toBe('tree');
    expect(shownOf(undefined, 'tree')).toBe('loading');
  });

  test('the view has one state, and a tree wins over what is still to come', () => {
    expect(viewStateOf(false, [])).toBe('none');
    expect(viewStateOf(true, [])).toBe('none');
    expect(viewStateOf(true, ['tree'])).toBe('stopped');
    expect(viewStateOf(false, ['loading'])).toBe('indexing');
    expect(viewStateOf(false, ['loading', 'tree'])).toBe('tree');
    expect(viewStateOf(false, ['notScap', 'notScap'])).toBe('notScap');
    expect(viewStateOf(false, ['notScap', 'stale'])).toBe('tree');
    expect(viewStateOf(false, ['broken'])).toBe('tree');
  });
});
