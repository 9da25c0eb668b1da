/** The words around a toggle: its size in one sentence, warnings, and which answers help against an obstacle. */
import { describe, expect, it } from 'vitest';
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

describe('the summary of what is edited and switches nothing', () => {
  it.each([
    ['disa-style-1.1', ['SV-2r1_rule'], false, ['MAC-3_Low'], 'It is off already; its select now says so as well.'],
    ['disa-style-1.1', ['SV-1r1_rule'], true, ['MAC-3_Low'], 'Nothing has to change.'],
    [
      'sleeping-required',
      ['snorer', 'dreamer'],
      false,
      ['asleep_and_false'],
      'They are off already; their own entries now say so as well.',
    ],
    [
      'sleeping-required',
      ['dreamer'],
      false,
      ['asleep', 'asleep_and_false'],
      'It is off already; its own entries now say so as well.',
    ],
  ] as const)('%s: %s, %s in %s', (name, rules, enable, profiles, summary) => {
    const [benchmark] = listScopes(openFile(fixturePath(`selection/${name}.xml`)));
    const done = toggleRules(benchmark!, {
      rules: benchmark!.items.filter(({ id }) => rules.some((rule) => id.endsWith(rule))),
      enable,
      scope: {
        kind: 'profiles',
        profiles: benchmark!.profiles.filter(({ id }) => profiles.some((profile) => id.endsWith(profile))),
      },
    });
    expect(done.changes).toEqual([]);
    expect(done.edits.size).toBe(summary === 'Nothing has to change.' ? 0 : 1);
    expect(done.summary).toBe(summary);
  });

  const content = `<Profile id="p" abstract="true"/><Profile id="on"><select idref="r" selected="true"/></Profile>
    <Rule id="n" selected="false"/><Rule id="r" selected="false"><requires idref="n"/></Rule>`;
  const inContent = (profile: string, enable: boolean, kind: 'profiles' | 'mentioned' | 'everywhere') => {
    const [benchmark] = listScopes(
      openSnapshot(`<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b">${content}</Benchmark>`),
    );
    const profiles = benchmark!.profiles.filter(({ id }) => id === profile);
    return toggleRules(benchmark!, {
      rules: [benchmark!.itemsById.get('r')!],
      enable,
      scope: kind === 'profiles' ? { kind, profiles } : { kind },
    });
  };

  it('goes on to what changes along', () => {
    const { summary } = toggled('sleeping-required', 'snorer', false, 'asleep');
    expect(summary).toBe('It is off already; its select now says so as well, 1 linked rule changes too.');
  });

  it('says that it is so already of scans only', () => {
    expect(inContent('p', true, 'profiles').summary).toBe('What was edited changes no scan.');
  });

  it('says so neither of a rule that something holds off', () => {
    const forced = inContent('', true, 'everywhere');
    expect(forced.obstacles.length).toBeGreaterThan(0);
    expect(forced.summary).toBe('What was edited changes no scan.');
  });

  it('is the same for profiles that name the rule', () => {
    const named = inContent('', false, 'mentioned');
    expect(named.changes).toEqual([]);
    expect(named.summary).toBe('It is off already; its select now says so as well.');
  });
});

it('counts the rules that are switched, not those that were so before', () => {
  const [benchmark] = listScopes(openFile(fixturePath('host-ownership-ds.xml')));
  const workstation = benchmark!.profiles.filter(({ id }) => id.endsWith('profile_workstation'));
  const switched = (enable: boolean, ...ids: readonly string[]) =>
    toggleRules(benchmark!, {
      rules: benchmark!.items.filter(({ id }) => ids.some((rule) => id.endsWith(`rule_${rule}`))),
      enable,
      scope: { kind: 'profiles', profiles: workstation },
    });
  const asked = ['usr_known_owners', 'etc_known_owners', 'watched_directory_owner'];
  const done = switched(true, ...asked);
  expect(done.changes.map(({ enabled }) => enabled.length)).toEqual([1]);
  expect(done.summary).toMatch(/^Enabled "[^"]+" in 1 profile/);
  expect(switched(false, ...asked).summary).toBe('Disabled 2 rules in 1 profile.');
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
