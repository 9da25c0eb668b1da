/** Several switches of an open document: one edit that makes what each after the other would, and what changes along with it. */
import { expect, it } from 'vitest';
import type { ToggleManyParams, ToggleManyResult } from '../../server/src/protocol/index.ts';
import { applied, openForAll } from '../support/requests.ts';

const { text, ask } = openForAll('selection/requires-or.xml');
const prefix = 'xccdf_org.example_';

async function switched(...orders: readonly (readonly [item: string, profile: string | undefined, enable: boolean])[]) {
  const params: Pick<ToggleManyParams, 'orders'> = {
    orders: orders.map(([item, profile, enable]) => ({
      target: {
        benchmark: `${prefix}benchmark_requires-or`,
        item: `${prefix}rule_${item}`,
        scope:
          profile === undefined ? { kind: 'everywhere' } : { kind: 'profile', profile: `${prefix}profile_${profile}` },
      },
      enable,
    })),
  };
  return ask<ToggleManyResult>('toggleMany', params);
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
