/** The words around a toggle: its size in one sentence, warnings, and which answers help against an obstacle. */
import { expect, it } from 'vitest';
import { listScopes } from '../../server/src/scap/benchmark.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { toggleRules } from '../../server/src/service/toggleRules.ts';
import { fixturePath, openFile } from '../support/documents.ts';

function toggled(name: string, rule: string, enable: boolean, scope: string) {
  const [benchmark] = listScopes(openFile(fixturePath(`selection/${name}.xml`)));
  const profiles = benchmark!.profiles.filter(({ id }) => id.endsWith(`profile_${scope}`));
  return toggleRules(benchmark!, {
    rules: benchmark!.items.filter(({ id }) => id.endsWith(`rule_${rule}`)),
    enable,
    scope: scope === 'everywhere' ? { kind: 'everywhere' } : { kind: 'profiles', profiles },
  });
}

it.each([
  ['ssg-style', 'login', false, 'everywhere', 'Disabled "Login" in 2 profiles.'],
  [
    'disa-style',
    'SV-1r1_rule',
    false,
    'everywhere',
    'Disabled "Sv-1r1 rule" in 4 profiles and in the scan without one.',
  ],
  ['ssg-style', 'login', true, 'small', 'Nothing has to change.'],
  ['ssg-style', 'radio', true, 'small', 'Enabled "Radio" in 1 profile (1 never named it), woke 1 group in 1.'],
  [
    'plain',
    'moon',
    true,
    'first',
    'Enabled "Moon" in 1 profile (1 never named it), woke 1 group in 1, 1 other rule kept off.',
  ],
  ['child-chain', 'one', false, 'grandparent', 'Disabled "One" in 3 profiles, 2 of them by inheritance.'],
  ['requires-or', 'kettle', false, 'first_of_list', 'Disabled "Kettle" in 1 profile, 1 linked rule changes too.'],
] as const)('%s: %s, %s in %s', (name, rule, enable, scope, summary) => {
  expect(toggled(name, rule, enable, scope).summary).toBe(summary);
});

it('offers what helps', () => {
  expect(toggled('requires-or', 'each', true, 'none_of_list').answers).toEqual(['withRequired', 'force']);
  expect(toggled('conflicts-mutual', 'cat', true, 'only_dog').answers).toEqual(['force']);
  expect(toggled('plain', 'left', false, 'first').answers).toEqual([]);
  // What is required is not enough where a conflict stands in the way as well.
  const [benchmark] = listScopes(
    openSnapshot(`<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b"><Rule id="a"/><Rule id="n" selected="false"/>
      <Rule id="r" selected="false"><requires idref="n"/><conflicts idref="a"/></Rule>
      <Rule id="s" selected="false"><requires idref="n"/></Rule></Benchmark>`),
  );
  const answers = (...ids: readonly string[]) =>
    toggleRules(benchmark!, {
      rules: benchmark!.items.filter(({ id }) => ids.includes(id)),
      enable: true,
      scope: { kind: 'everywhere' },
    }).answers;
  expect(answers('r', 's')).toEqual(['force']);
  expect(answers('s')).toEqual(['withRequired', 'force']);
});

it('warns of a signature once, and only where something is edited', () => {
  const text = `<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b"><Profile id="p"/><Rule id="r"/>
    <signature><s:Signature xmlns:s="http://www.w3.org/2000/09/xmldsig#"/></signature></Benchmark>`;
  const [benchmark] = listScopes(openSnapshot(text));
  const request = { rules: benchmark!.items, scope: { kind: 'everywhere' as const } };
  expect(toggleRules(benchmark!, { ...request, enable: false }).warnings.map(({ code }) => code)).toEqual(['signed']);
  expect(toggleRules(benchmark!, { ...request, enable: true }).warnings).toEqual([]);
});
