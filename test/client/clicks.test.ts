/** Boxes that were changed at once: which of them are one switch, which are shown before. */
import { expect, it, vi } from 'vitest';
import { type Click, type ClickPlan, carryOutClicks, planClicks } from '../../client/src/view/clicks.ts';
import type { OutlineNode } from '../../server/src/protocol/index.ts';

const uri = 'file:///ds.xml';
const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function click(
  item: string,
  more: { kind?: 'rule' | 'group'; profile?: string; enable?: boolean; uri?: string } = {},
): Click {
  const { kind = 'rule', profile = 'p', enable = true } = more;
  const home = more.uri ?? uri;
  const toggle = { benchmark: 'b', item, scope: { kind: 'profile', profile } } as const;
  const node: OutlineNode = {
    ...{ id: item, kind, label: item, description: '', tooltip: '', hasChildren: false },
    ...{ checked: !enable, toggle, place: { uri: home, range } },
  };
  const parent = { kind: 'document', uri: home, children: undefined } as const;
  return { row: { kind: 'node', uri: home, parent, node, children: undefined }, enable };
}

const group = { kind: 'group' } as const;
const told = (plans: readonly ClickPlan[]) =>
  plans.map((plan) => {
    if (plan.kind === 'many') return `many ${plan.order.target.items} ${plan.order.enable}`;
    return plan.kind === 'group'
      ? `group ${plan.order.target.item}`
      : `rules ${plan.orders.map(({ target, enable }) => `${target.item} ${enable}`)}`;
  });

it.each([
  ['one rule', [click('a')], ['rules a true']],
  ['one group', [click('g', group)], ['group g']],
  [
    'rules, in their order, wherever they are',
    [click('a'), click('b', { profile: 'q', enable: false })],
    ['rules a true,b false'],
  ],
  ['groups and rules switched alike below one profile', [click('a'), click('g', group)], ['many a,g true']],
  [
    'groups of two profiles',
    [click('g', group), click('h', { ...group, profile: 'q' }), click('a')],
    ['rules a true', 'group g', 'group h'],
  ],
  [
    'groups of two documents',
    [click('g', group), click('h', { ...group, uri: 'file:///other.xml' })],
    ['group g', 'group h'],
  ],
] as const)('%s', (_, clicks, expected) => {
  expect(told(planClicks(clicks))).toEqual(expected);
});

it('rows that are nothing to switch are passed over', () => {
  const { row, enable } = click('a');
  const { toggle: _, ...node } = row.node;
  expect(planClicks([{ row: { ...row, node }, enable }])).toEqual([]);
  expect(planClicks([])).toEqual([]);
});

it('each goes its way, and all are waited for', async () => {
  const went: string[] = [];
  const way = (name: string) => vi.fn(async () => void went.push(name));
  const toggler = { toggleTogether: way('together'), toggleGroup: way('group'), switchMany: way('many') };
  const clicks = [click('g', group), click('h', { ...group, profile: 'q' }), click('a')];
  await carryOutClicks(toggler as never, clicks);
  expect(went).toEqual(['together', 'group', 'group']);
  await carryOutClicks(toggler as never, [click('a'), click('g', group)]);
  expect(went.at(-1)).toBe('many');
});
