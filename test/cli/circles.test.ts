/** Circles of extends on the command line: edits end in 1 with the circle's name and write nothing; answers tell of it. */
import { describe, expect, it } from 'vitest';
import { circles, circleId as id, profileCircle, ruleCircle } from '../support/circles.ts';
import { fileWith, run, runJson, stateOf } from './program.ts';

describe('an edit that touches a circle', () => {
  it.each([
    [['disable', 'rule_plain', '--profile', 'left'], profileCircle],
    [['disable', 'rule_plain', '--everywhere', '--force'], profileCircle],
    [['enable', 'rule_named', '--mentioned'], profileCircle],
    [['disable', 'rule_two', '--profile', 'apart'], ruleCircle.split(' -> ')[1]!],
    [['set-value', 'value_plain', '2', '--profile', 'heir'], profileCircle],
    [['refine-value', 'value_plain', '--reset', '--profile', 'left'], profileCircle],
    [['refine-rule', 'rule_plain', '--severity', 'high', '--profile', 'left'], profileCircle],
    [['profile', 'new', id('profile', 'new'), '--extends', 'left'], profileCircle],
    [['profile', 'copy', 'left', id('profile', 'new')], profileCircle],
  ])('%j writes nothing', async (parameters, circle) => {
    const path = fileWith('circles.xml', circles);
    const before = stateOf(path);
    const at = parameters[0] === 'profile' ? 2 : 1;
    const given = [...parameters.slice(0, at), path, ...parameters.slice(at)];
    const { code, json, stderr } = await runJson<object>([...given, '--write']);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /run in a circle: .* -> .*; remove one of these extends first\.\nscapwright: nothing was written\n$/,
    );
    expect(stderr).toContain(circle);
    const reason = expect.stringContaining(circle);
    expect(json).toMatchObject({ changed: [], edits: [], warnings: [], reason, written: false });
    const plain = await run(given);
    expect(plain).toMatchObject({ code: 1, stdout: '' });
    expect(stateOf(path)).toEqual(before);
  });
});

it('a tailoring of a profile in a circle, or of a rule in one, is not made', async () => {
  const path = fileWith('circles.xml', circles);
  for (const [given, circle] of [
    [['--profile', 'left'], profileCircle],
    [['--profile', 'heir', '--disable', 'plain'], profileCircle],
    [['--profile', 'apart', '--disable', 'rule_one'], ruleCircle],
  ] as const) {
    const { code, stdout, stderr } = await run(['tailor', path, ...given]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(`run in a circle: ${circle}.`);
  }
  expect((await run(['tailor', path, '--profile', 'apart', '--disable', 'rule_plain'])).code).toBe(0);
});

it('is told by info, rules, compare and explain', async () => {
  const path = fileWith('circles.xml', circles);
  expect((await run(['info', path])).stdout).toContain(`Extends in a circle\n  ${profileCircle}\n`);
  const told = `the extends of the profile ${id('profile', 'left')} run in a circle: ${profileCircle}\n`;
  for (const parameters of [
    ['rules', path, '--profile', 'left'],
    ['compare', path],
    ['explain', path, 'plain', '--profile', 'left'],
  ]) {
    const { code, stderr } = await run(parameters);
    expect(code, parameters[0]).toBe(0);
    expect(stderr, parameters[0]).toContain(told);
  }
  const explained = await run(['explain', path, 'rule_plain']);
  expect(explained.stdout).toContain(`the extends of ${id('profile', 'left')} run in a circle`);
});
