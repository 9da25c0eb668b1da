/** Several switches of an open document: one edit that makes what each after the other would, and what changes along with it. */
import { expect, it } from 'vitest';
import { toggleManyInto } from '../../server/src/lsp/toggleMany.ts';
import type { ToggleManyParams, ToggleManyResult } from '../../server/src/protocol/index.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { applied, openForAll } from '../support/requests.ts';

const { text, ask } = openForAll('selection/requires-or.xml');
const prefix = 'xccdf_org.example_';

type Order = readonly [item: string, profile: string | undefined, enable: boolean];

const switched = (...orders: readonly Order[]) => ask<ToggleManyResult>('toggleMany', { orders: asOrders(orders) });

function asOrders(orders: readonly Order[]): ToggleManyParams['orders'] {
  return orders.map(([item, profile, enable]) => ({
    target: {
      benchmark: `${prefix}benchmark_requires-or`,
      item: `${prefix}rule_${item}`,
      scope:
        profile === undefined ? { kind: 'everywhere' } : { kind: 'profile', profile: `${prefix}profile_${profile}` },
    },
    enable,
  }));
}

it('is one edit with one way back', async () => {
  const { outcomes, edit } = await switched(['pot', 'both', false], ['kettle', 'both', true], ['tea', 'half', true]);
  expect(outcomes.map(({ kind }) => kind)).toEqual(['edit', 'edit', 'nothing']);
  const after = applied(text, edit!.edit);
  const [profile] = /<Profile id="xccdf_org\.example_profile_both">[\s\S]*?<\/Profile>/.exec(after)!;
  expect([...profile.matchAll(/rule_(\w+)" selected="(\w+)"/g)].map(([, id, to]) => `${id} ${to}`)).toEqual([
    ...['pot false', 'tea true', 'each true', 'kettle true'],
  ]);
  expect(edit!.edit).toMatchObject({ version: 1 });
  expect(applied(after, edit!.inverse)).toBe(text);
});

it('names what changes along, but nothing that is asked for itself', async () => {
  const off = await switched(['kettle', 'first_of_list', false]);
  expect(off.edit!.linked).toEqual(['"Either" goes off in First of list: it requires "Kettle".']);
  const both = await switched(['kettle', 'first_of_list', false], ['either', 'first_of_list', false]);
  expect(both.edit!.linked).toEqual([]);
});

it('names what changes along in one profile although it is asked for in another, or the other way', async () => {
  const told = '"Either" goes off in First of list: it requires "Kettle".';
  const elsewhere = await switched(['either', 'second_of_list', false], ['kettle', 'first_of_list', false]);
  expect(elsewhere.outcomes.map(({ kind }) => kind)).toEqual(['edit', 'edit']);
  expect(elsewhere.edit!.linked).toEqual([told]);
  const back = await switched(['kettle', 'first_of_list', false], ['either', 'first_of_list', true]);
  expect(back.edit!.linked).toEqual([told]);
  const everywhere = await switched(['kettle', 'first_of_list', false], ['either', undefined, false]);
  expect(everywhere.edit!.linked).toEqual([]);
});

it('names no more of it where a tailoring is to say the switches, in whatever order they come', () => {
  const stream = openSnapshot(text, 'file:///base.xml');
  const empty = `<Tailoring xmlns="http://checklists.nist.gov/xccdf/1.2" id="${prefix}tailoring_t">
  <benchmark href="base.xml"/>
  <version time="2024-05-01T12:00:00">1</version>
</Tailoring>`;
  const linked = (...orders: readonly Order[]) => {
    const tailoring = openSnapshot(empty, 'file:///t.xml', () => stream);
    const { outcomes, edit } = toggleManyInto(stream, tailoring, 1, asOrders(orders));
    expect(outcomes.map(({ kind }) => kind)).toEqual(orders.map(() => 'edit'));
    return edit!.linked;
  };
  const [kettle, either] = [
    ['kettle', 'first_of_list', false],
    ['either', 'first_of_list', false],
  ] as const;
  expect(linked(kettle)).toEqual([expect.stringContaining('"Either" goes off')]);
  // With the pot it goes on again before it is switched off itself, which nobody asked for.
  expect(linked(kettle, ['pot', 'first_of_list', true], either)).toEqual([expect.stringContaining('"Either" goes on')]);
});
