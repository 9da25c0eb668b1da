/**
 * One click: the edit and its inverse, or in words why there is none. What the edit makes a scanner evaluate is proved in
 * test/corpus/toggle.test.ts; here are the answers around it, worked out by hand on small documents.
 */
import { describe, expect, it } from 'vitest';
import { openSnapshot, type Snapshot } from '../../server/src/scap/snapshot.ts';
import type { Edited, EditedDocument } from '../../server/src/service/edited.ts';
import { type ItemToggle, toggleItem, toggleItems } from '../../server/src/service/toggleItem.ts';
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
    expect(toggled).toMatchObject({ summary: 'Disabled "Login" in 1 profile.', warnings: [], signed: [] });
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

  const profileOf = (after: string, id: string): string =>
    after.match(new RegExp(`<Profile id="${prefix}profile_${id}">[\\s\\S]*?</Profile>`))![0];

  it('is all its rules, with the groups around and inside that have to be on for them', () => {
    const on = edit(toggleItem(snapshot, ask('ssg-style', 'group_network', small, true)));
    expect(on.summary).toBe('Enabled 2 rules in 1 profile (1 never named them), woke 1 group in 1.');
    const after = applyEdits(text, on.edits);
    expect(
      [...profileOf(after, 'small').matchAll(/example_(\w+)" selected="(\w+)"/g)].map(([, id, to]) => `${id} ${to}`),
    ).toEqual(['group_network true', 'group_disk false', 'rule_login true', 'rule_firewall true', 'rule_radio true']);
    expect(applyEdits(after, on.inverse)).toBe(text);
    const off = edit(toggleItem(snapshot, ask('ssg-style', 'group_accounts', small, false)));
    expect(off.summary).toBe('Disabled "Login" in 1 profile.');
    // The other rule is off already.
    expect(off.edits.map(({ newText }) => newText)).toEqual(['false']);
  });

  it('is on when all its rules are, and off when none is', () => {
    expect(toggleItem(snapshot, ask('ssg-style', 'group_disk', small, false))).toMatchObject({ kind: 'nothing' });
    const large = { profile: 'large' };
    expect(toggleItem(snapshot, ask('ssg-style', 'group_accounts', large, true))).toMatchObject({ kind: 'nothing' });
    expect(toggleItem(snapshot, ask('ssg-style', 'group_network', large, true))).toMatchObject({ kind: 'edit' });
  });

  it('without a rule is refused, by title', () => {
    const empty = openSnapshot(
      '<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="x"><Profile id="p"/><Group id="g"><title>Nothing</title></Group></Benchmark>',
    );
    const toggle = { benchmark: 'x', item: 'g', scope: { kind: 'everywhere' as const }, enable: true };
    expect(toggleItem(empty, toggle)).toEqual({ kind: 'refused', reason: 'There is no rule in "Nothing".' });
  });

  it('where it is named leaves the attribute and the profiles that name none of its rules alone', () => {
    const off = edit(toggleItem(snapshot, ask('ssg-style', 'group_accounts', 'mentioned', false)));
    const after = applyEdits(text, off.edits);
    expect(after).toBe(text.replaceAll(/(rule_(?:login|password)" selected=)"true"/g, '$1"false"'));
  });
});

describe('several rules and groups', () => {
  const snapshot = openSnapshot(read('ssg-style.xml'));
  const scope = { kind: 'profile' as const, profile: `${prefix}profile_small` };
  const all = { benchmark: `${prefix}benchmark_ssg-style`, scope, enable: true };

  it('are one edit, each rule once', () => {
    const items = ['rule_radio', 'group_network', 'rule_password', 'rule_radio'].map((id) => prefix + id);
    expect(edit(toggleItems(snapshot, { ...all, items })).summary).toMatch(/^Enabled 3 rules in 1 profile/);
  });

  it('are refused together where one is gone', () => {
    const items = [`${prefix}rule_radio`, `${prefix}rule_gone`];
    expect(toggleItems(snapshot, { ...all, items })).toEqual({
      kind: 'refused',
      reason: `${prefix}rule_gone is not in this document any more.`,
    });
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
    const snapshot = openSnapshot(text, 'file:///signed.xml');
    const toggled = edit(toggleItem(snapshot, ask('ssg-style', 'rule_login', { profile: 'small' }, false)));
    expect(toggled).toMatchObject({ signed: ['file:///signed.xml'], warnings: [] });
  });
});
