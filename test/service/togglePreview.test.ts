/** What a switch of many would change, in words: it must be what the edit of the same request makes of the document. */
import { describe, expect, it } from 'vitest';
import type { TogglePreview } from '../../server/src/protocol/index.ts';
import { listBenchmarks } from '../../server/src/scap/benchmark.ts';
import { selectionOf } from '../../server/src/scap/selection.ts';
import { openSnapshot, type Snapshot } from '../../server/src/scap/snapshot.ts';
import { wordsOf } from '../../server/src/service/edited.ts';
import { toggleItems } from '../../server/src/service/toggleItem.ts';
import { previewToggle } from '../../server/src/service/togglePreview.ts';
import type { ItemsToggle } from '../../server/src/service/toggleTargets.ts';
import { applyEdits } from '../../server/src/text/edits.ts';
import { fixturePath, openFile, readDocument } from '../support/documents.ts';

const prefix = 'xccdf_org.example_';

function ask(name: string, items: readonly string[], profile: string | undefined, enable: boolean): ItemsToggle {
  return {
    benchmark: `${prefix}benchmark_${name}`,
    items: items.map((id) => prefix + id),
    scope: profile === undefined ? { kind: 'everywhere' } : { kind: 'profile', profile: `${prefix}profile_${profile}` },
    enable,
  };
}

function preview(snapshot: Snapshot, toggle: ItemsToggle): TogglePreview {
  const shown = previewToggle(snapshot, toggle);
  if ('refused' in shown) throw new Error(shown.refused);
  return shown;
}

describe('a preview', () => {
  const snapshot = openFile(fixturePath('selection/ssg-style.xml'));

  it('names what is switched, where, and how much changes in each scan', () => {
    const shown = preview(snapshot, ask('ssg-style', ['group_network'], 'small', true));
    expect(shown).toMatchObject({
      question: 'Switch all 2 rules of "Network" on in "Small"?',
      summary: 'Enabled 2 rules in 1 profile (1 never named them), woke 1 group in 1.',
      lines: ['Small: 2 rules on, 1 group switched on'],
      obstacles: [],
      answers: [],
    });
  });

  it('lists every rule with the scans in which it changes, once', () => {
    const { text, lines } = preview(snapshot, ask('ssg-style', ['group_accounts', 'rule_quota'], undefined, false));
    expect(lines).toEqual(['Small: 1 rule off', 'Large: 2 rules off', 'Storage: 1 rule off']);
    expect(text).toBe(`Switch 3 rules off everywhere?

Disabled 3 rules in 3 profiles.

Where (3)
  Small: 1 rule off
  Large: 2 rules off
  Storage: 1 rule off

Rules switched off (3)
  Login (xccdf_org.example_rule_login): Small; Large
  Password (xccdf_org.example_rule_password): Large
  Quota (xccdf_org.example_rule_quota): Storage`);
  });

  it('names the groups that are switched on and the rules that are kept off for that', () => {
    const { text } = preview(snapshot, ask('ssg-style', ['rule_quota'], undefined, true));
    expect(text).toContain('Groups switched on for them (1)\n  Disk (xccdf_org.example_group_disk): Small; Large');
    const kept = openSnapshot(
      readDocument(fixturePath('selection/ssg-style.xml')).text.replace('rule_swap" selected="false"', 'rule_swap"'),
    );
    expect(preview(kept, ask('ssg-style', ['rule_quota'], 'small', true)).text).toContain(
      'Rules kept off that these groups would wake (1)\n  Swap (xccdf_org.example_rule_swap)',
    );
  });

  it('has a line also where something is edited and no scan changes, so that nobody takes it for nothing', () => {
    const asleep = openFile(fixturePath('selection/sleeping-required.xml'));
    const shown = preview(asleep, ask('sleeping-required', ['rule_dreamer'], 'asleep', false));
    expect(shown.lines).toEqual(['It is off already; its select now says so as well.']);
  });

  it('is empty where nothing would change, and says why where nothing can be', () => {
    expect(preview(snapshot, ask('ssg-style', ['group_disk'], 'small', false))).toMatchObject({
      lines: [],
      obstacles: [],
    });
    expect(previewToggle(snapshot, ask('ssg-style', ['rule_gone'], 'small', false))).toEqual({
      refused: 'xccdf_org.example_rule_gone is not in this document any more.',
    });
  });

  it('names what stands in the way, by title, with the answers that help', () => {
    const requires = openFile(fixturePath('selection/requires-or.xml'));
    const toggle = ask('requires-or', ['rule_each'], 'none_of_list', true);
    const shown = preview(requires, toggle);
    expect(shown.obstacles).toEqual([
      '"Each" would stay off in None of list: it requires "Kettle" or "Pot", which is not selected.',
    ]);
    expect(shown.answers.map(({ answer }) => answer)).toEqual(['withRequired', 'force']);
    const answered = preview(requires, { ...toggle, answer: 'withRequired' });
    expect(answered).toMatchObject({ obstacles: [], answers: [] });
    expect(answered.text).toContain('On by a link to these (3)');
  });

  it('names what changes along, in the words that its edit has', () => {
    const requires = openFile(fixturePath('selection/requires-or.xml'));
    const toggle = ask('requires-or', ['rule_kettle'], 'first_of_list', false);
    const shown = preview(requires, toggle);
    expect(shown.linked).toEqual(['"Either" goes off in First of list: it requires "Kettle".']);
    const edited = toggleItems(requires, toggle);
    expect(edited.kind === 'edit' && wordsOf(edited).linked).toEqual(shown.linked);
    // Asked for itself it is no surprise.
    expect(
      preview(requires, ask('requires-or', ['rule_kettle', 'rule_either'], 'first_of_list', false)).linked,
    ).toEqual([]);
  });
});

describe('what is previewed', () => {
  /** From scratch: the rules whose state differs between the document and the edited one, by profile. */
  function differences(before: Snapshot, after: Snapshot): readonly string[] {
    const [old, now] = [listBenchmarks(before)[0]!, listBenchmarks(after)[0]!];
    return [undefined, ...old.profiles].flatMap((profile) => {
      if (profile?.abstract) return [];
      const was = selectionOf(old, profile).effective;
      const is = selectionOf(
        now,
        now.profiles.find(({ id }) => id === profile?.id),
      ).effective;
      return old.items.filter(({ number }) => was[number] !== is[number]).map(({ id }) => `${profile?.id ?? ''} ${id}`);
    });
  }

  it.each([
    ['ssg-style', ['group_network', 'group_disk'], undefined, true],
    ['ssg-style', ['group_accounts'], 'large', false],
    ['nested-groups-off', ['group_outer'], undefined, true],
    ['disa-style', ['rule_SV-1r1_rule', 'group_V-3'], undefined, false],
  ] as const)('of %s is what the edit changes', (name, items, profile, enable) => {
    const snapshot = openFile(fixturePath(`selection/${name}.xml`));
    const toggle: ItemsToggle = { ...ask(name, items, profile, enable), answer: 'force' };
    const edited = toggleItems(snapshot, toggle);
    if (edited.kind !== 'edit') throw new Error(JSON.stringify(edited.kind));
    const after = openSnapshot(applyEdits(snapshot.source.whole(), edited.edits));
    const { lines, summary } = preview(snapshot, toggle);
    const flips = lines.flatMap((line) =>
      [...line.matchAll(/(\d+) rules? (?:on|off|by a link)/g)].map(([, n]) => Number(n)),
    );
    expect(summary).toBe(edited.summary);
    expect(flips.reduce((sum, count) => sum + count, 0)).toBe(differences(snapshot, after).length);
    expect(flips.length).toBeGreaterThan(0);
  });
});
