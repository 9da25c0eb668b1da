/** The actions that a cursor offers: which, in which order, in which words, and why one cannot be done. */
import { describe, expect, it } from 'vitest';
import { listToggleActions, type ToggleAction, toggleSubjectAt } from '../../server/src/service/toggleActions.ts';
import { applyEdits } from '../../server/src/text/edits.ts';
import { fixturePath, readDocument } from '../support/documents.ts';
import { markAt, openFixture } from '../support/fixture.ts';

const read = (name: string): string => readDocument(fixturePath(`selection/${name}`)).text;
const prefix = 'xccdf_org.example_';
const signature = '<dsig:Signature xmlns:dsig="http://www.w3.org/2000/09/xmldsig#"/>';

function actions(marked: string, everyProfile = false): readonly ToggleAction[] {
  const { snapshot, offset } = openFixture(marked);
  return listToggleActions(snapshot, offset, everyProfile);
}

/** The offers: whether each can be done, and its title without the size behind the colon. */
function offers(marked: string, everyProfile = false): readonly string[] {
  return actions(marked, everyProfile).map(
    ({ title, disabled }) => `${disabled ? 'no' : 'yes'}: ${title.split(': ')[0]}`,
  );
}

const ssg = read('ssg-style.xml');

describe('on a Rule', () => {
  it('everywhere comes first; what cannot be done comes last and says why', () => {
    expect(offers(markAt(ssg, '<Rule id="xccdf_org.example_rule_lo'))).toEqual([
      'yes: Switch "Login" off everywhere (both places)',
      'yes: Switch "Login" on everywhere (both places)',
      'yes: Switch "Login" off where it is named',
      'no: Switch "Login" on where it is named',
    ]);
    const none = actions(markAt(ssg, '<Rule id="xccdf_org.example_rule_swap')).filter(({ disabled }) => disabled);
    expect(none.map(({ disabled }) => disabled)).toEqual(['It is off already; nothing has to change.']);
  });

  it('each profile has its actions for those who ask for them', () => {
    const asked = offers(markAt(ssg, '<Rule id="xccdf_org.example_rule_quota'), true);
    expect(asked).toContain('yes: Switch "Quota" off in "Storage"');
    expect(asked).toContain('yes: Switch "Quota" on in "Small"');
    expect(asked).toContain('no: Switch "Quota" off in "Small"');
    expect(offers(markAt(ssg, '<Rule id="xccdf_org.example_rule_quota')).some((title) => title.includes(' in "'))).toBe(
      false,
    );
  });

  it('the title says the size, and the edit is of the kind that toggleItem makes', () => {
    const { snapshot, offset, text } = openFixture(markAt(ssg, '<Rule id="xccdf_org.example_rule_lo'));
    const [first] = listToggleActions(snapshot, offset, false);
    expect(first!.title).toBe('Switch "Login" off everywhere (both places): Disabled "Login" in 2 profiles.');
    expect(first!.toggle).toMatchObject({ item: `${prefix}rule_login`, scope: { kind: 'everywhere' }, enable: false });
    expect(applyEdits(text, first!.edit!.edits)).toBe(
      text.replaceAll(`rule_login" selected="true"`, `rule_login" selected="false"`),
    );
  });

  it('abstract profiles are no offer', () => {
    const text = read('abstract-profile.xml').replace('<Rule ', '<Rule $0');
    const marked = actions(text, true).map(({ toggle }) => toggle.scope.kind === 'profile' && toggle.scope.profile);
    expect(marked).toContain(`${prefix}profile_first`);
    expect(marked.some((profile) => profile && /base|abstract/.test(profile))).toBe(false);
  });
});

describe('on an entry of a profile', () => {
  it('that profile comes first', () => {
    const marked = markAt(ssg, '<select idref="xccdf_org.example_rule_pass');
    expect(offers(marked)[0]).toBe('yes: Switch "Password" off in "Large"');
    expect(offers(marked)[1]).toBe('yes: Switch "Password" off everywhere (both places)');
    expect(actions(marked)[0]!.title).toBe('Switch "Password" off in "Large"');
  });

  it('a group can be meant too, with no word on where it is named', () => {
    const marked = markAt(ssg, '<select idref="xccdf_org.example_group_netw');
    expect(offers(marked)).toEqual([
      'yes: Switch "Network" on in "Small"',
      'yes: Switch "Network" on everywhere (both places)',
      'yes: Switch "Network" off everywhere (both places)',
      'no: Switch "Network" off in "Small"',
    ]);
    expect(actions(marked)[0]!.title).toBe(
      'Switch "Network" on in "Small": Enabled 2 rules in 1 profile (1 never named it), woke 1 group in 1.',
    );
  });
});

describe('a group of more than a hundred rules', () => {
  const rules = Array.from({ length: 101 }, (_, n) => `<Rule id="r${n}" selected="false"/>`).join('');
  const text = `<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b"><Profile id="p"/><Group id="g"><title>$0Big</title>${rules}</Group></Benchmark>`;
  const { snapshot, offset } = openFixture(text);

  it('offers nothing to a cursor that passes by, and everywhere to one that asks', () => {
    expect(listToggleActions(snapshot, offset, false)).toEqual([]);
    const asked = listToggleActions(snapshot, offset, true);
    expect(asked.map(({ toggle }) => toggle.scope.kind)).toEqual(['everywhere', 'everywhere']);
    expect(asked[0]!.title).toMatch(/^Switch "Big" on everywhere \(both places\): Enabled 101 rules /);
  });
});

describe('a choice', () => {
  it('is disabled with its reason, and has one action for each answer', () => {
    const text = read('requires-or.xml');
    const at = text.indexOf('<select', text.indexOf('profile_half'));
    const marked = `${text.slice(0, at)}<select idref="${prefix}rule_either" selected="$0false"/>\n    ${text.slice(at)}`;
    const offered = actions(marked).filter(({ toggle }) => toggle.scope.kind === 'profile' && toggle.enable);
    expect(offered.map(({ title }) => title)).toEqual([
      'Switch "Either" on in "Half" - Also select what it requires. Also on: "Kettle", "Each".',
      'Switch "Either" on in "Half" - Apply anyway',
      expect.stringMatching(/^Switch "Either" on in "Half": "Either" would stay off/),
    ]);
    expect(offered[2]!.disabled).toContain('it requires "Kettle" or "Pot", which is not selected.');
    expect(offered.map(({ toggle }) => toggle.answer)).toEqual(['withRequired', 'force', undefined]);
  });
});

describe('what else changes', () => {
  it('stands in the title, and so does a signature that breaks', () => {
    const text = read('requires-or.xml').replace('</Benchmark>', `${signature}</Benchmark>`);
    const titles = actions(markAt(text, '<Rule id="xccdf_org.example_rule_kettle'), true).map(({ title }) => title);
    expect(titles).toContain('Switch "Kettle" off in "First of list". Also off: "Either". Breaks the signature.');
    expect(titles).toContain('Switch "Kettle" on in "Second of list". Breaks the signature.');
    const everywhere = titles.find((title) => title.startsWith('Switch "Kettle" on everywhere'));
    expect(everywhere).toMatch(/2 linked rules change too\. Also on: "Either", "Each"\. Breaks the signature\.$/);
  });

  it('is in sight where a rule has a title that is as long as its document', () => {
    const text = read('requires-or.xml').replace('>Kettle<', `>${'Kettle '.repeat(1000)}<`);
    const titles = actions(markAt(text, '<Rule id="xccdf_org.example_rule_kettle')).map(({ title }) => title);
    expect(titles[0]!.length).toBeLessThan(500);
    expect(titles[0]).toMatch(/Also o(?:n|ff): "Either"/);
  });
});

describe('what a cursor means', () => {
  const subject = (marked: string) => {
    const { snapshot, offset } = openFixture(marked);
    const found = toggleSubjectAt(snapshot, offset);
    return found && [found.item.id.replace(prefix, ''), found.profile?.id.replace(prefix, '')];
  };

  it('is the rule around it, or the group around that', () => {
    expect(subject(markAt(ssg, '<title>Fire'))).toEqual(['rule_firewall', undefined]);
    expect(subject(markAt(ssg, '<title>Wire'))).toEqual(['group_wireless', undefined]);
    expect(subject(markAt(ssg, '<title>Lar'))).toBeUndefined();
    expect(subject(markAt(ssg, '<title>Ssg'))).toBeUndefined();
  });

  it('in front of a tag is that tag, on its line', () => {
    expect(
      subject(
        ssg.replace('    <Rule id="xccdf_org.example_rule_radio', '$0    <Rule id="xccdf_org.example_rule_radio'),
      ),
    ).toEqual(['rule_radio', undefined]);
    expect(
      subject(ssg.replace('  <Group id="xccdf_org.example_group_disk', '$0  <Group id="xccdf_org.example_group_disk')),
    ).toEqual(['group_disk', undefined]);
  });

  it('is what the entry under it names, in its profile', () => {
    expect(subject(markAt(ssg, '<select idref="xccdf_org.example_group_netw'))).toEqual([
      'group_network',
      'profile_small',
    ]);
    expect(subject(markAt(read('requires-or.xml'), '<requires idref="xccdf_org.example_rule_kettle xccdf_'))).toEqual([
      'rule_pot',
      undefined,
    ]);
  });

  it('is found with CR LF, one line, and characters of two units in front', () => {
    for (const name of ['crlf.xml', 'one-line.xml', 'non-bmp.xml']) {
      expect(subject(markAt(read(name), '<Rule id="xccdf_org.example_rule_ri')), name).toEqual([
        'rule_right',
        undefined,
      ]);
    }
  });

  it('is of the Benchmark that it is in, where ids are in two', () => {
    const two = read('two-benchmarks-ds.xml');
    const west = two.lastIndexOf('<Rule id="xccdf_org.example_rule_left"') + 8;
    const { snapshot } = openFixture(two);
    expect(toggleSubjectAt(snapshot, west)!.key).toBe(`${prefix}benchmark_west`);
    const [action] = listToggleActions(snapshot, west, false);
    expect(action!.edit!.edits.every(({ from }) => from > two.indexOf('benchmark_west'))).toBe(true);
  });

  it('is nothing in broken or foreign text', () => {
    for (const marked of ['$0', '<$0', '<a>$0</a>', '<Benchmark id="$0']) expect(actions(marked), marked).toEqual([]);
  });
});
