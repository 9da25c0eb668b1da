/** `scapwright refine-rule`: the answer, and what it does not take. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { copyOf, id, run, runJson } from './program.ts';

it('answers with what was and is in force, and with the profiles that inherit it', async () => {
  const path = copyOf('refinements.xml');
  const { code, json } = await runJson<object>([
    ...['refine-rule', path, 'role', '--profile', 'parent'],
    ...['--severity', 'high', '--write'],
  ]);
  const before = { weight: '4.0', selector: '', severity: 'low', role: 'unscored' };
  expect({ code, json }).toMatchObject({
    code: 0,
    json: {
      changed: [
        {
          profile: id('profile:parent'),
          rule: id('rule:role'),
          before,
          after: { ...before, severity: 'high' },
          alsoIn: [id('profile:child'), id('profile:both_child')],
        },
      ],
      warnings: [],
      written: true,
    },
  });
  expect(readFileSync(path, 'utf8')).toContain(
    `<refine-rule idref="${id('rule:role')}" severity="high" role="unscored"/>`,
  );
});

it.each([
  [['--severity', 'critical'], '"critical" is no severity; there are unknown, info, low, medium, high.'],
  [[], 'give some of --severity, --role, --weight and --selector, or --reset'],
  [['--reset', '--role', 'full'], 'give some of --severity, --role, --weight and --selector, or --reset'],
])('exits with 2: %s', async (options, message) => {
  const ran = await run(['refine-rule', copyOf('refinements.xml'), 'role', '--profile', 'parent', ...options]);
  expect({ code: ran.code, told: ran.stderr.includes(message) }).toEqual({ code: 2, told: true });
});
