/** Requests about refinements over stdio: what a list needs, and edits. */
import { expect, it } from 'vitest';
import type { EditResult, RefinementState, RefineRuleParams } from '../../server/src/protocol/index.ts';
import { openForAll } from '../support/requests.ts';

const id = (name: string) => `xccdf_org.example_${name}`;
const { ask: askAbout } = openForAll('refinements.xml');

function ask<Answer>(request: string, rule: string, more: object = {}): Promise<Answer> {
  const target = { benchmark: id('benchmark_refinements'), profile: id('profile_child'), item: id(rule) };
  return askAbout(`rule/${request}`, { target, ...more });
}

const refine = (rule: string, change: RefineRuleParams['change']) => ask<EditResult>('refine', rule, { change });

it('a list is told what is in force and what there is', async () => {
  expect(await ask<RefinementState>('refinement', 'rule_role')).toEqual({
    title: 'Role',
    severity: 'low',
    role: 'unscored',
    weight: '4.0',
    selector: '',
    severities: ['unknown', 'info', 'low', 'medium', 'high'],
    roles: ['full', 'unscored', 'unchecked'],
    selectors: [],
    isOwn: false,
  });
  expect(await ask('checkWeight', 'rule_role', { text: 'heavy' })).toEqual({
    fault: '"heavy" is no weight: a number from 0 on, of at most three digits, is.',
  });
  expect(await ask('checkWeight', 'rule_role', { text: '10' })).toEqual({});
});

it('an edit keeps what is in force, a reset takes the own element out', async () => {
  const refined = await refine('rule_role', { severity: 'high' });
  if (refined.kind !== 'edit') throw new Error(JSON.stringify(refined));
  expect(refined.edit.edits.map(({ newText }) => newText.trim())).toEqual([
    `<refine-rule idref="${id('rule_role')}" severity="high" role="unscored"/>`,
  ]);
  expect(refined.inverse.edits.map(({ newText }) => newText)).toEqual(['']);
  expect(await refine('rule_own', 'reset')).toMatchObject({ kind: 'edit' });
  expect(await refine('rule_role', 'reset')).toMatchObject({ kind: 'nothing' });
});

it('what is no rule is refused', async () => {
  const reason = `${id('rule_ghost')} is not in this document any more.`;
  expect(await refine('rule_ghost', { severity: 'high' })).toEqual({ kind: 'refused', reason });
  expect(await ask('refinement', 'rule_ghost')).toBeNull();
});
