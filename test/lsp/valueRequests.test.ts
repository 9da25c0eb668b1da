/** Requests about Values over stdio, as the view makes them: rows, what a box needs, edits with their inverse, who reads what. */
import { expect, it } from 'vitest';
import type {
  EditResult,
  EditTarget,
  EditValueParams,
  ListedItem,
  ValueState,
} from '../../server/src/protocol/index.ts';
import { openForAll, rowsBelow } from '../support/requests.ts';

const benchmark = 'xccdf_org.example_benchmark_values';
const id = (name: string) => `xccdf_org.example_${name}`;
const { text, uri, ask: askAbout } = openForAll('values.xml');

function ask<Answer>(request: string, profile: string, item: string, more: object = {}): Promise<Answer> {
  const target: EditTarget = { benchmark, profile: id(`profile_${profile}`), item: id(item) };
  return askAbout(request, { target, ...more });
}

const edit = (profile: string, item: string, change: Pick<EditValueParams, 'selector' | 'text' | 'answer'>) =>
  ask<EditResult>('value/edit', profile, item, change);

it('the row "Values" stands last below a profile, and lists what its rules read', async () => {
  expect((await rowsBelow(askAbout, {}, 'Values', 'Own')).at(-1)).toMatchObject({ kind: 'values', label: 'Values' });
  const rows = await rowsBelow(askAbout, {}, 'Values', 'Own', 'Values');
  expect(rows.map(({ label, description }) => [label, description])).toEqual([
    ['Age in days', '31 (set)'],
    ['Mode', 'strict'],
    ['Host', 'base.example.org (set)'],
    ['Flag', 'true'],
  ]);
  expect(rows[0]).toMatchObject({
    kind: 'value',
    target: { benchmark, profile: id('profile_own'), item: id('value_age') },
  });
  expect(rows[0]!.checked).toBeUndefined();
});

it('a box is told what the Value is and may be, and with each key what a text breaks', async () => {
  expect(await ask<ValueState>('value/state', 'base', 'value_age')).toEqual({
    title: 'Age in days',
    text: '365',
    by: 'refined',
    selector: 'year',
    choices: [
      { selector: '', text: '30' },
      { selector: 'year', text: '365' },
      { selector: 'broken', text: '5000' },
    ],
    offered: [],
    limits: 'number, at least 1, at most 366',
  });
  const check = (given: string) => ask('value/checkText', 'base', 'value_age', { text: given });
  expect([await check('367'), await check('366')]).toEqual([{ fault: '367 is above the upper bound, 366' }, {}]);
});

it('an edit has its version and what takes it back; a reset names neither selector nor text', async () => {
  const picked = await edit('heir', 'value_mode', { selector: 'soft' });
  if (picked.kind !== 'edit') throw new Error(JSON.stringify(picked));
  expect(picked.edit).toMatchObject({ uri, version: 1 });
  expect(picked.edit.edits.map(({ newText }) => newText.trim())).toEqual([
    `<refine-value idref="${id('value_mode')}" selector="soft" />`,
  ]);
  expect(picked.inverse.edits.map(({ newText }) => newText)).toEqual(['']);
  expect(await edit('own', 'value_age', {})).toMatchObject({ kind: 'edit' });
});

it('what is not possible is refused or a choice', async () => {
  expect(await edit('bare', 'value_age', { text: '91' })).toEqual({
    kind: 'refused',
    reason: `${id('value_age')}: 91 is above the upper bound, 90.`,
  });
  expect(await edit('heir', 'value_host', { selector: 'other' })).toMatchObject({ kind: 'choice' });
  expect(await edit('heir', 'value_host', { selector: 'other', answer: 'force' })).toMatchObject({ kind: 'edit' });
  for (const [profile, item, gone] of [
    ['ghost', 'value_age', 'profile_ghost'],
    ['own', 'rule_all', 'rule_all'],
  ] as const) {
    const reason = `${id(gone)} is not in this document any more.`;
    expect(await edit(profile, item, { text: '1' })).toEqual({ kind: 'refused', reason });
  }
});

it('who reads what is listed with its place', async () => {
  const rules = await ask<ListedItem[]>('value/rules', 'base', 'value_mode');
  expect(rules.map((rule) => [rule.title, rule.description])).toEqual([
    ['Reads all but one', 'evaluated'],
    ['Is off, and reads the mode', 'not evaluated'],
  ]);
  const line = text.split('\n').findIndex((one) => one.includes(`<Rule id="${id('rule_off')}"`));
  expect(rules[1]!.place.range.start.line).toBe(line);
  const values = await ask<ListedItem[]>('rule/values', 'own', 'rule_off');
  expect(values.map((value) => [value.id, value.description])).toEqual([[id('value_mode'), 'strict']]);
});
