/**
 * One click: the edit and its inverse, or in words why there is none. What the edit makes a scanner evaluate is proved in
 * test/corpus/toggle.test.ts; here are the answers around it, worked out by hand on small documents.
 */
import { describe, expect, it } from 'vitest';
import { openSnapshot, type Snapshot } from '../../server/src/scap/snapshot.ts';
import type { Edited, EditedDocument } from '../../server/src/service/edited.ts';
import { type ItemToggle, toggleItem } from '../../server/src/service/toggleItem.ts';
import { applyEdits } from '../../server/src/text/edits.ts';
import { fixturePath, readDocument } from '../support/documents.ts';

const read = (name: string): string => readDocument(fixturePath(`selection/${name}`)).text;
const prefix = 'xccdf_org.example_';

type Scope = 'everywhere' | 'mentioned' | { readonly profile: string };

function ask(name: string, item: string, scope: Scope, enable: boolean, answer?: ItemToggle['answer']): ItemToggle {
  return {
    benchmark: `${prefix}benchmark_${name}`,
    item: `${prefix}${item}`,
    scope:
      typeof scope === 'string' ? { kind: scope } : { kind: 'profile', profile: `${prefix}profile_${scope.profile}` },
    enable,
    ...(answer === undefined ? {} : { answer }),
  };
}

function edit(toggled: Edited): EditedDocument {
  if (toggled.kind !== 'edit') throw new Error(JSON.stringify(toggled));
  return toggled;
}

/** The lines that an edit takes out and puts in, trimmed; the inverse must lead back to the same text. */
function changedLines(toggled: Edited): readonly string[] {
  const { snapshot, edits, inverse } = edit(toggled);
  const before = snapshot.source.whole();
  const after = applyEdits(before, edits);
  expect(applyEdits(after, inverse)).toBe(before);
  const [old, now] = [before.split('\n'), after.split('\n')];
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `- ${line.trim()}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+ ${line.trim()}`),
  ];
}

describe('a rule', () => {
  const text = read('ssg-style.xml');
  const snapshot = openSnapshot(text, 'file:///ssg-style.xml');

  it('is switched off in a profile by one word', () => {
    const toggled = edit(toggleItem(snapshot, ask('ssg-style', 'rule_login', { profile: 'small' }, false)));
    expect(toggled.edits).toHaveLength(1);
    const [only] = toggled.edits;
    expect([text.slice(only!.from, only!.to), only!.newText]).toEqual(['true', 'false']);
    expect(text.slice(0, only!.from)).toMatch(/profile_small"[\s\S]*rule_login" selected="$/);
    expect(applyEdits(applyEdits(text, toggled.edits), toggled.inverse)).toBe(text);
    expect(toggled).toMatchObject({ summary: 'Disabled "Login" in 1 profile.', warnings: [], signed: false });
  });

  it('is switched on in a profile with the groups around it', () => {
    const toggled = toggleItem(snapshot, ask('ssg-style', 'rule_radio', { profile: 'small' }, true));
    const { edits, snapshot: of } = edit(toggled);
    const after = applyEdits(of.source.whole(), edits);
    const profile = after.slice(after.indexOf('profile_small'), after.indexOf('</Profile>'));
    expect(profile).toContain(`<select idref="${prefix}group_network" selected="true"/>`);
    expect(profile).toContain(`<select idref="${prefix}rule_radio" selected="true"/>\n  `);
    expect(edits).toHaveLength(2);
  });

  it('is switched off everywhere, and then again with nothing to do', () => {
    const toggled = toggleItem(snapshot, ask('ssg-style', 'rule_login', 'everywhere', false));
    expect(edit(toggled).edits).toHaveLength(2);
    const after = openSnapshot(applyEdits(text, edit(toggled).edits));
    expect(toggleItem(after, ask('ssg-style', 'rule_login', 'everywhere', false))).toEqual({
      kind: 'nothing',
      reason: 'It is off already; nothing has to change.',
    });
    expect(toggleItem(snapshot, ask('ssg-style', 'rule_login', { profile: 'small' }, true))).toEqual({
      kind: 'nothing',
      reason: 'It is on already; nothing has to change.',
    });
  });

  it('is switched on where it is named, in those profiles only', () => {
    const off = applyEdits(text, edit(toggleItem(snapshot, ask('ssg-style', 'rule_login', 'everywhere', false))).edits);
    const again = toggleItem(openSnapshot(off), ask('ssg-style', 'rule_login', 'mentioned', true));
    expect(applyEdits(off, edit(again).edits)).toBe(text);
  });
});

describe('an obstacle', () => {
  const requires = openSnapshot(read('requires-or.xml'));

  it('that another rule would lift is a choice with both answers', () => {
    const toggled = toggleItem(requires, ask('requires-or', 'rule_each', { profile: 'none_of_list' }, true));
    expect(toggled).toEqual({
      kind: 'choice',
      reason: '"Each" would stay off in None of list: it requires "Kettle" or "Pot", which is not selected.',
      answers: [
        { answer: 'withRequired', title: 'Also select what it requires' },
        { answer: 'force', title: 'Apply anyway' },
      ],
    });
  });

  it('answered with what is required selects the first of each list too', () => {
    const toggled = toggleItem(
      requires,
      ask('requires-or', 'rule_each', { profile: 'none_of_list' }, true, 'withRequired'),
    );
    const { edits, snapshot } = edit(toggled);
    const added = applyEdits(snapshot.source.whole(), edits).match(/none_of_list[\s\S]*?<\/Profile>/)![0];
    expect(
      [...added.matchAll(/idref="xccdf_org\.example_rule_(\w+)" selected="true"/g)].map(([, id]) => id).sort(),
    ).toEqual(['each', 'either', 'kettle', 'tea']);
  });

  it('answered with force is done as asked', () => {
    const toggled = toggleItem(requires, ask('requires-or', 'rule_each', { profile: 'none_of_list' }, true, 'force'));
    expect(changedLines(toggled)).toEqual([]);
    expect(edit(toggled).edits.map(({ newText }) => newText.trim())).toEqual([
      `<select idref="${prefix}rule_each" selected="true"/>`,
    ]);
  });

  it('that nothing can lift leaves force alone; of many the first three are told', () => {
    const conflicts = openSnapshot(read('conflicts-mutual.xml'));
    const toggled = toggleItem(conflicts, ask('conflicts-mutual', 'rule_cat', 'everywhere', true));
    expect(toggled.kind).toBe('choice');
    if (toggled.kind !== 'choice') return;
    expect(toggled.answers).toEqual([{ answer: 'force', title: 'Apply anyway' }]);
    // Both scans in which dog is on: cat stands first and would be the one to go.
    expect(toggled.reason).toContain('"Cat" would stay off in Both: it conflicts with "Dog", which is selected.');
    const five = Array.from(
      { length: 5 },
      (_, n) => `<Profile id="p${n}"><select idref="b" selected="true"/></Profile>`,
    );
    const many = openSnapshot(
      `<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="x">${five.join('')}<Rule id="a" selected="false"><conflicts idref="b"/></Rule><Rule id="b" selected="false"/></Benchmark>`,
    );
    const answer = toggleItem(many, { benchmark: 'x', item: 'a', scope: { kind: 'everywhere' }, enable: true });
    expect(answer.kind === 'choice' && answer.reason).toMatch(
      /^"a" would stay off in p0: [^.]+\. "a" [^.]+ p1: [^.]+\. "a" [^.]+ p2: [^.]+\. \.\.\. and 2 more$/,
    );
  });
});

describe('a group', () => {
  const text = read('ssg-style.xml');
  const snapshot = openSnapshot(text);
  const small = { profile: 'small' };

  it('is its own select, and says that its rules follow', () => {
    const toggled = toggleItem(snapshot, ask('ssg-style', 'group_network', small, true));
    expect(edit(toggled).edits).toHaveLength(1);
    expect(edit(toggled).summary).toBe('Switched the group "Network" on; its rules follow their own selects.');
    const off = toggleItem(snapshot, ask('ssg-style', 'group_accounts', small, false));
    expect(edit(off).summary).toBe('Switched the group "Accounts" off; none of its rules is evaluated.');
    expect(edit(off).edits[0]!.newText).toBe(`\n    <select idref="${prefix}group_accounts" selected="false"/>`);
  });

  it('under one that is off says so instead of that it is on', () => {
    expect(toggleItem(snapshot, ask('ssg-style', 'group_wireless', small, true))).toEqual({
      kind: 'nothing',
      reason: 'It is on itself; the group "Network" around it is off, so switch that one on.',
    });
    expect(toggleItem(snapshot, ask('ssg-style', 'group_accounts', small, true))).toEqual({
      kind: 'nothing',
      reason: 'It is on already; nothing has to change.',
    });
  });

  it('under one that is off is still switched where it says otherwise itself', () => {
    const off = openSnapshot(text.replace('group_disk" selected', 'group_wireless" selected'));
    const toggled = edit(toggleItem(off, ask('ssg-style', 'group_wireless', small, true)));
    expect(toggled.edits.map(({ newText }) => newText)).toEqual(['true']);
  });

  it('names the nearest group around it that is off', () => {
    const nested = openSnapshot(
      '<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="x"><Profile id="p"/><Group id="a" selected="false"><Group id="b" selected="false"><Group id="c"><Group id="d"/></Group></Group></Group></Benchmark>',
    );
    const scope = { kind: 'profile' as const, profile: 'p' };
    const toggled = toggleItem(nested, { benchmark: 'x', item: 'd', scope, enable: true });
    expect(toggled.kind === 'nothing' && toggled.reason).toContain('the group "b" around it is off');
  });

  it('where it is named leaves its attribute and the other profiles alone', () => {
    const toggled = toggleItem(snapshot, ask('ssg-style', 'group_network', 'mentioned', true));
    const after = applyEdits(text, edit(toggled).edits);
    expect(after).toBe(text.replaceAll('group_network" selected="false"', 'group_network" selected="true"'));
    expect(toggleItem(snapshot, ask('ssg-style', 'group_network', 'mentioned', false)).kind).toBe('nothing');
  });
});

describe('a refusal', () => {
  const snapshot = openSnapshot(read('ssg-style.xml'));

  it('names what is gone, or cannot be edited', () => {
    expect(toggleItem(snapshot, ask('ssg-style', 'rule_nowhere', 'everywhere', true))).toEqual({
      kind: 'refused',
      reason: 'xccdf_org.example_rule_nowhere is not in this document any more.',
    });
    expect(toggleItem(snapshot, ask('other', 'rule_login', 'everywhere', true)).kind).toBe('refused');
    expect(toggleItem(snapshot, ask('ssg-style', 'rule_login', { profile: 'nobody' }, true))).toEqual({
      kind: 'refused',
      reason: 'The profile xccdf_org.example_profile_nobody cannot be edited here.',
    });
  });

  it('is what a Value gets, and what has no id', () => {
    const odd = openSnapshot(
      '<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="x"><Value id="v"/><Rule/></Benchmark>',
    );
    const toggle = { benchmark: 'x', scope: { kind: 'everywhere' as const }, enable: false };
    expect(toggleItem(odd, { ...toggle, item: 'v' })).toEqual({
      kind: 'refused',
      reason: 'A Value is not selected or deselected.',
    });
    expect(toggleItem(odd, { ...toggle, item: '' }).kind).toBe('refused');
  });
});

describe('a Tailoring', () => {
  const base = openSnapshot(read('tailoring-base.xml'), 'file:///tailoring-base.xml');
  const text = read('tailoring-two-profiles.xml');
  const snapshot: Snapshot = openSnapshot(text, 'file:///tailoring.xml', (href) =>
    href === 'tailoring-base.xml' ? base : undefined,
  );
  const toggle = (scope: ItemToggle['scope']): ItemToggle => ({
    benchmark: `${prefix}tailoring_tailoring-two-profiles`,
    item: `${prefix}rule_middle`,
    scope,
    enable: false,
  });

  it('is what is edited, never its base', () => {
    const toggled = edit(toggleItem(snapshot, toggle({ kind: 'profile', profile: `${prefix}profile_site_night` })));
    expect(toggled.snapshot).toBe(snapshot);
    const after = applyEdits(text, toggled.edits);
    expect(after).toBe(
      text.replace(
        '<select idref="xccdf_org.example_rule_moon" selected="true"/>\n',
        '<select idref="xccdf_org.example_rule_moon" selected="true"/>\n    <select idref="xccdf_org.example_rule_middle" selected="false"/>\n',
      ),
    );
    expect(toggleItem(snapshot, toggle({ kind: 'profile', profile: `${prefix}profile_strict` })).kind).toBe('refused');
  });
});

describe('many edits', () => {
  it('become fewer than a thousand, and still one way back', () => {
    const profiles = Array.from(
      { length: 1200 },
      (_, n) => `<Profile id="p${n}">\n<select idref="r" selected="true"/>\n</Profile>\n`,
    );
    const text = `<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="x">\n${profiles.join('')}<Rule id="r"/>\n</Benchmark>`;
    const toggled = edit(
      toggleItem(openSnapshot(text), { benchmark: 'x', item: 'r', scope: { kind: 'everywhere' }, enable: false }),
    );
    expect(toggled.edits.length).toBe(999);
    const after = applyEdits(text, toggled.edits);
    expect(after).toBe(
      text.replaceAll('selected="true"', 'selected="false"').replace('<Rule id="r"', '<Rule id="r" selected="false"'),
    );
    expect(applyEdits(after, toggled.inverse)).toBe(text);
  });
});

describe('a signature', () => {
  it('is told', () => {
    const text = read('ssg-style.xml').replace(
      '</Benchmark>',
      '<dsig:Signature xmlns:dsig="http://www.w3.org/2000/09/xmldsig#"/></Benchmark>',
    );
    const toggled = edit(toggleItem(openSnapshot(text), ask('ssg-style', 'rule_login', { profile: 'small' }, false)));
    expect(toggled).toMatchObject({ signed: true, warnings: [] });
  });
});
