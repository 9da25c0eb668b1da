/** Circles of extends: every edit that touches one is refused with its name, and rows and reasons say it. */
import { describe, expect, it } from 'vitest';
import { listBenchmarks, listScopes } from '../../server/src/scap/benchmark.ts';
import { circleFault, circleOf, itemCycle, listCircles } from '../../server/src/scap/circles.ts';
import { cycleText } from '../../server/src/scap/cycle.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { editProfile, type ProfileChange } from '../../server/src/service/editProfile.ts';
import { editValue } from '../../server/src/service/editValue.ts';
import { documentInfo } from '../../server/src/service/info.ts';
import { refineRule } from '../../server/src/service/refineRule.ts';
import { explainInScans } from '../../server/src/service/rules.ts';
import { listToggleActions } from '../../server/src/service/toggleActions.ts';
import { type ItemToggle, toggleItem } from '../../server/src/service/toggleItem.ts';
import { previewToggle } from '../../server/src/service/togglePreview.ts';
import { circles, circleId as id, profileCircle, ruleCircle, valueCircle } from '../support/circles.ts';
import { markAt, openFixture } from '../support/fixture.ts';
import { open, rowAt } from '../support/outlineRows.ts';

const snapshot = openSnapshot(circles, 'file:///circles.xml');
const benchmark = listBenchmarks(snapshot)[0]!;
const profile = (name: string) => benchmark.profiles.find((one) => one.id === id('profile', name))!;
const item = (kind: string, name: string) => benchmark.itemsById.get(id(kind, name))!;

describe('a circle', () => {
  it('is found from each that leads into it, and from no other', () => {
    expect(circleOf(benchmark, profile('left'))).toBe(profileCircle);
    expect(circleOf(benchmark, profile('heir'))).toBe(profileCircle);
    expect(circleOf(benchmark, profile('apart'))).toBeUndefined();
    expect(cycleText(itemCycle(benchmark, item('rule', 'into'))!)).toBe(ruleCircle);
    expect(cycleText(itemCycle(benchmark, item('value', 'v'))!)).toBe(valueCircle);
    expect(itemCycle(benchmark, item('rule', 'plain'))).toBeUndefined();
  });

  it('is listed once', () => {
    const { profiles, items } = listCircles(benchmark);
    expect([profiles.length, items.length]).toEqual([1, 2]);
    expect(documentInfo(snapshot)!.circles).toEqual([profileCircle, valueCircle, ruleCircle]);
    expect(documentInfo(openSnapshot(circles.replaceAll(/ extends="[^"]*"/g, '')))!.circles).toEqual([]);
  });

  it('may be one of groups, in XCCDF 1.1, and of the profiles of a tailoring', () => {
    const old = '<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.1" id="b"><Profile id="p"/>';
    const groups = `${old}<Group id="g" extends="h"><Rule id="r"/></Group><Group id="h" extends="g"/></Benchmark>`;
    const [first] = listBenchmarks(openSnapshot(groups));
    expect(circleFault(first!, [], [first!.itemsById.get('r')!])).toContain(
      'The extends of g run in a circle: g -> h -> g.',
    );
    const tailoring = `<x:Tailoring xmlns:x="http://checklists.nist.gov/xccdf/1.2" id="t"><x:benchmark href="b.xml"/>
      <x:Profile id="p" extends="q"/><x:Profile id="q" extends="p"/></x:Tailoring>`;
    const [scope] = listScopes(openSnapshot(tailoring, 'file:///t.xml', () => openSnapshot(groups)));
    expect(circleOf(scope!, scope!.tailoring!.profiles[0]!)).toBe('p -> q -> p');
  });
});

type Scope = ItemToggle['scope'];
const inProfile = (name: string): Scope => ({ kind: 'profile', profile: id('profile', name) });

describe('refused with the name of the circle is', () => {
  it.each<[string, string, Scope, string]>([
    ['a switch in a profile of it', 'rule_plain', inProfile('right'), profileCircle],
    ['a switch in a profile that leads into it', 'rule_plain', inProfile('heir'), profileCircle],
    ['a switch everywhere', 'rule_plain', { kind: 'everywhere' }, profileCircle],
    ['a switch where named', 'rule_named', { kind: 'mentioned' }, profileCircle],
    ['a switch of a rule of it', 'rule_two', inProfile('apart'), ruleCircle],
    ['a switch of a rule that leads into it', 'rule_into', inProfile('apart'), ruleCircle],
    ['a switch of the group that has them', 'group_all', inProfile('apart'), ruleCircle],
  ])('%s', (_, name, scope, circle) => {
    const toggle = { benchmark: benchmark.id, item: `xccdf_org.example_${name}`, scope, enable: false };
    const members = circle.split(' -> ');
    for (const answer of [undefined, 'force'] as const) {
      const answered = toggleItem(snapshot, { ...toggle, ...(answer ? { answer } : {}) });
      expect(answered.kind).toBe('refused');
      const { reason } = answered as Extract<typeof answered, { kind: 'refused' }>;
      expect(reason).toContain(' -> ');
      for (const member of members) expect(reason).toContain(member);
    }
    expect(previewToggle(snapshot, { ...toggle, items: [toggle.item] })).toHaveProperty('refused');
  });

  it('a code action, which stays there without an edit', () => {
    const { snapshot: marked, offset } = openFixture(markAt(circles, `<Rule id="${id('rule', 'plain')}`));
    const actions = listToggleActions(marked, offset, { everyProfile: true });
    const doable = actions.filter(({ edit }) => edit).map(({ toggle }) => toggle.scope);
    expect(doable).toEqual([inProfile('apart')]);
    const everywhere = actions.find(({ toggle }) => toggle.scope.kind === 'everywhere');
    expect(everywhere!.disabled).toContain(profileCircle);
  });

  it('a Value, a refinement, and a profile that would lead into it', () => {
    const values = [
      editValue(benchmark, profile('left'), item('value', 'plain'), { kind: 'set', text: '2' }),
      editValue(benchmark, profile('apart'), item('value', 'v'), { kind: 'set', text: '2' }),
      editValue(benchmark, profile('heir'), item('value', 'plain'), { kind: 'reset' }),
    ];
    const refinements = [
      refineRule(benchmark, profile('right'), item('rule', 'plain'), { severity: 'high' }),
      refineRule(benchmark, profile('apart'), item('rule', 'three'), { severity: 'high' }),
      refineRule(benchmark, profile('heir'), item('rule', 'plain'), 'reset'),
    ];
    for (const { edited } of [...values, ...refinements]) {
      expect(edited).toMatchObject({ kind: 'refused', reason: expect.stringContaining('run in a circle: ') });
    }
    const changes: readonly ProfileChange[] = [
      { kind: 'new', id: id('profile', 'new'), title: 'New', base: profile('left') },
      { kind: 'copy', id: id('profile', 'new'), profile: profile('heir') },
    ];
    for (const change of changes) {
      expect(editProfile(benchmark, change)).toMatchObject({
        kind: 'refused',
        reason: expect.stringContaining(profileCircle),
      });
    }
  });
});

describe('free is', () => {
  it('what does not touch it', () => {
    const toggle = { benchmark: benchmark.id, item: id('rule', 'plain'), scope: inProfile('apart'), enable: false };
    expect(toggleItem(snapshot, toggle).kind).toBe('edit');
    const value = editValue(benchmark, profile('apart'), item('value', 'plain'), { kind: 'set', text: '2' });
    expect(value.edited.kind).toBe('edit');
    expect(refineRule(benchmark, profile('apart'), item('rule', 'plain'), { severity: 'high' }).edited.kind).toBe(
      'edit',
    );
  });

  it('the way out of it', () => {
    expect(editProfile(benchmark, { kind: 'delete', profile: profile('right') }, { force: true }).kind).toBe('edit');
  });
});

describe('said is it', () => {
  it('by the rows of the view', () => {
    const rows = open(circles);
    const [left, apart] = [rowAt(rows, 'Circles', 'Profile left'), rowAt(rows, 'Circles', 'Profile apart')];
    expect(left.description).toContain('in a circle of extends');
    expect(left.tooltip).toContain('run in a circle');
    expect(apart.description).not.toContain('circle');
    const tooltip = (...path: readonly string[]) => rowAt(rows, 'Circles', ...path).tooltip;
    expect(tooltip('Profile left', 'All', 'Rule plain')).toContain('run in a circle');
    expect(tooltip('Everywhere', 'All', 'Rule plain')).toContain('run in a circle');
    expect(tooltip('Profile apart', 'All', 'Rule into')).toContain('run in a circle');
    expect(tooltip('Profile apart', 'All', 'Rule plain')).not.toContain('run in a circle');
  });

  it('by the reasons of a rule, which then names no edits', () => {
    const [inCircle] = explainInScans(benchmark, item('rule', 'plain'), profile('right'));
    const circleIn = (of: typeof inCircle) => of!.chain.find(({ code }) => code === 'circle')?.message;
    expect(circleIn(inCircle)).toContain(' -> ');
    expect(inCircle!.flips).toEqual([]);
    const [ofRule] = explainInScans(benchmark, item('rule', 'into'), '(default)');
    expect(circleIn(ofRule)).toContain(ruleCircle);
    const [free] = explainInScans(benchmark, item('rule', 'plain'), profile('apart'));
    expect(free!.chain.map(({ code }) => code)).not.toContain('circle');
    expect(free!.flips!.length).toBeGreaterThan(0);
  });
});
