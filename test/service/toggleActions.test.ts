/** The actions that a cursor offers: which, in which order, in which words, and why one cannot be done. */
import { describe, expect, it } from 'vitest';
import { listToggleActions, type ToggleAction, type ToggleOffer } from '../../server/src/service/toggleActions.ts';
import { type ItemToggle, toggleItem } from '../../server/src/service/toggleItem.ts';
import { applyEdits } from '../../server/src/text/edits.ts';
import { fixturePath, readDocument } from '../support/documents.ts';
import { markAt, openFixture } from '../support/fixture.ts';

const read = (name: string): string => readDocument(fixturePath(`selection/${name}`)).text;
const prefix = 'xccdf_org.example_';
const signature = '<dsig:Signature xmlns:dsig="http://www.w3.org/2000/09/xmldsig#"/>';

function actions(marked: string, everyProfile = false): readonly ToggleAction[] {
  const { snapshot, offset } = openFixture(marked);
  return listToggleActions(snapshot, offset, { everyProfile });
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
    const [first] = listToggleActions(snapshot, offset, { everyProfile: false });
    expect(first!.title).toBe('Switch "Login" off everywhere (both places): Disabled "Login" in 2 profiles.');
    expect(first!.toggle).toMatchObject({ item: `${prefix}rule_login`, scope: { kind: 'everywhere' }, enable: false });
    expect(applyEdits(text, first!.edit!.edits)).toBe(
      text.replaceAll(`rule_login" selected="true"`, `rule_login" selected="false"`),
    );
  });

  it('the size is said in full also where the title of the rule is long', () => {
    const long = `Ensure ${'that nothing else reads the configuration '.repeat(4)}`;
    const titles = actions(markAt(ssg.replace('>Quota<', `>${long}<`), '<Rule id="xccdf_org.example_rule_quota')).map(
      ({ title }) => title,
    );
    const everywhere = titles.find((title) => /on everywhere/.test(title));
    expect(everywhere).toMatch(/ in 2 profiles and in the scan without one \(2 never named it\), woke 1 group in 2\.$/);
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
      'Switch "Network" on in "Small": Enabled 2 rules in 1 profile (1 never named them), woke 1 group in 1.',
    );
  });
});

describe('a group of more than a hundred rules', () => {
  const rules = Array.from({ length: 101 }, (_, n) => `<Rule id="r${n}" selected="false"/>`).join('');
  const text = `<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b"><Profile id="p"/><Group id="g"><title>$0Big</title>${rules}</Group></Benchmark>`;
  const { snapshot, offset } = openFixture(text);

  it('offers nothing to a cursor that passes by, and everywhere to one that asks', () => {
    expect(listToggleActions(snapshot, offset, { everyProfile: false })).toEqual([]);
    const asked = listToggleActions(snapshot, offset, { everyProfile: true });
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

describe('in a file with one id in two Benchmarks', () => {
  it('an action edits the one that the cursor is in', () => {
    const two = read('two-benchmarks-ds.xml');
    const west = two.lastIndexOf('<Rule id="xccdf_org.example_rule_left"') + 8;
    const [action] = listToggleActions(openFixture(two).snapshot, west, { everyProfile: false });
    expect(action!.edit!.edits.every(({ from }) => from > two.indexOf('benchmark_west'))).toBe(true);
  });
});

describe('edits that go into a tailoring', () => {
  const marked = markAt(ssg, '<select idref="xccdf_org.example_rule_pass');
  const { snapshot, offset } = openFixture(marked);

  it('are worked out there, and the title names it', () => {
    const asked: ItemToggle[] = [];
    const led: ToggleOffer['led'] = {
      name: 'mine.xml',
      workOut: (toggle) => {
        asked.push(toggle);
        if (toggle.scope.kind === 'profile') return toggleItem(snapshot, toggle);
        return { kind: 'refused', reason: 'Only one profile.' };
      },
    };
    const offered = listToggleActions(snapshot, offset, { everyProfile: false, led });
    expect(offered.map(({ title, disabled }) => [title.split(': ')[0], disabled])).toEqual([
      ['Switch "Password" off in "Large" → mine.xml', undefined],
      ['Switch "Password" on in "Large" → mine.xml', 'It is on already; nothing has to change.'],
      ['Switch "Password" off everywhere (both places) → mine.xml', 'Only one profile.'],
      ['Switch "Password" on everywhere (both places) → mine.xml', 'Only one profile.'],
      ['Switch "Password" off where it is named → mine.xml', 'Only one profile.'],
      ['Switch "Password" on where it is named → mine.xml', 'Only one profile.'],
    ]);
    expect(asked).toHaveLength(offered.length);
  });
});
