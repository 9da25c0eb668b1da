/** Toggles whose rules hang together by requires and conflicts: what may change along, and what has to be kept still. */
import { describe, expect, it } from 'vitest';
import { listBenchmarks } from '../../server/src/scap/benchmark.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { planToggle, type ToggleRequest } from '../../server/src/scap/toggle.ts';

function plan(
  content: string,
  rules: readonly string[],
  request: Omit<ToggleRequest, 'rules' | 'scope'> & { scope: string },
) {
  const [benchmark] = listBenchmarks(
    openSnapshot(`<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b">${content}</Benchmark>`),
  );
  const { scope, ...rest } = request;
  const kind =
    scope === 'everywhere' || scope === 'mentioned' ? { kind: scope as 'everywhere' | 'mentioned' } : undefined;
  const planned = planToggle(benchmark!, {
    ...rest,
    rules: rules.map((id) => benchmark!.itemsById.get(id)!),
    scope: kind ?? {
      kind: 'profiles',
      profiles: scope === '(default)' ? [undefined] : benchmark!.profiles.filter(({ id }) => id === scope),
    },
  });
  const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);
  return {
    changes: planned.changes.map(({ profile, enabled, disabled, alsoChanged, slept }) => ({
      profile: profile?.id ?? '(default)',
      on: ids(enabled),
      off: ids(disabled),
      also: alsoChanged.map(({ item, enabled: on, because }) => `${on ? '+' : '-'}${item.id} ${because}`),
      slept: ids(slept),
    })),
    obstacles: planned.obstacles.map(
      ({ profile, rule, effect }) => `${profile?.id ?? '(default)'} ${rule.id} ${effect}`,
    ),
    selects: Object.fromEntries(
      [...planned.draft.selects].map(([{ id }, selects]) => [
        id,
        selects.map((s) => `${s.selected ? '+' : '-'}${s.idref}`),
      ]),
    ),
  };
}

describe('toggle and links', () => {
  it('puts to sleep what stands under a group that was off, also where a link of an inner group is met now', () => {
    const { changes } = plan(
      `<Profile id="p"><select idref="outer" selected="false"/></Profile>
       <Group id="outer"><Rule id="r" selected="false"/>
         <Group id="inner"><requires idref="r"/><Rule id="s"/></Group></Group>`,
      ['r'],
      { enable: true, scope: 'p' },
    );
    expect(changes).toEqual([{ profile: 'p', on: ['r'], off: [], also: [], slept: ['s'] }]);
  });

  it('names what requires a rule that is put to sleep, and refuses nothing for it', () => {
    const { changes, obstacles } = plan(
      `<Profile id="p"><select idref="g" selected="false"/></Profile>
       <Group id="g"><Rule id="r"/><Rule id="s"/></Group>
       <Rule id="guard"><requires idref="s"/></Rule><Rule id="second"><requires idref="guard"/></Rule>`,
      ['r'],
      { enable: true, scope: 'p' },
    );
    expect(obstacles).toEqual([]);
    expect(changes).toEqual([
      { profile: 'p', on: ['r'], off: [], also: ['-guard requires', '-second requires'], slept: ['s'] },
    ]);
  });

  it('takes a conflict for an obstacle, also by way of what is required', () => {
    const { obstacles } = plan(
      `<Profile id="p"><select idref="r" selected="false"/></Profile>
       <Rule id="r"/>
       <Group id="quiet"><conflicts idref="r"/><Rule id="off" selected="false"/></Group>
       <Rule id="cat"><conflicts idref="r"/></Rule>
       <Rule id="needs_quiet"><requires idref="quiet"/></Rule><Rule id="needs_cat"><requires idref="cat"/></Rule>`,
      ['r'],
      { enable: true, scope: 'p' },
    );
    expect(obstacles).toEqual(['p cat drops-other', 'p needs_quiet drops-other', 'p needs_cat drops-other']);
  });

  it('sees no obstacle in a profile that does not name the rule', () => {
    const { obstacles } = plan(
      `<Profile id="p"><select idref="free" selected="false"/></Profile>
       <Profile id="q"><select idref="need" selected="true"/><select idref="held" selected="false"/></Profile>
       <Rule id="need" selected="false"/><Rule id="held"><requires idref="need"/></Rule><Rule id="free"/>`,
      ['free', 'held'],
      { enable: true, scope: 'mentioned' },
    );
    expect(obstacles).toEqual([]);
  });

  it('selects what is required only where it is missing', () => {
    const { changes, obstacles } = plan(
      `<Profile id="has_other"><select idref="y" selected="true"/></Profile>
       <Profile id="has_none"><select idref="z" selected="true"/></Profile>
       <Rule id="x" selected="false"/><Rule id="y" selected="false"/><Rule id="z" selected="false"/>
       <Rule id="r" selected="false"><requires idref="x y"/></Rule>`,
      ['r'],
      { enable: true, scope: 'everywhere', withRequired: true },
    );
    expect(obstacles).toEqual([]);
    expect(changes).toEqual([
      { profile: '(default)', on: ['r'], off: [], also: ['+x required'], slept: [] },
      { profile: 'has_other', on: ['r'], off: [], also: [], slept: ['x'] },
      { profile: 'has_none', on: ['r'], off: [], also: ['+x required'], slept: [] },
    ]);
  });

  it('gives a rule its switch back in other scans, also under a group that requires that rule', () => {
    const { changes, selects } = plan(
      `<Profile id="p"/>
       <Group id="g"><requires idref="r"/><Rule id="r"/></Group>`,
      ['r'],
      { enable: false, scope: '(default)' },
    );
    expect(changes).toEqual([{ profile: '(default)', on: [], off: ['r'], also: [], slept: [] }]);
    expect(selects).toEqual({ p: ['+r'] });
  });

  it('keeps a group off in other scans by one select, when its default is moved', () => {
    const { changes, selects } = plan(
      `<Profile id="p"><select idref="r" selected="true"/></Profile><Profile id="q"/>
       <Group id="g" selected="false"><Rule id="r" selected="false"/><Rule id="s"/><Rule id="t"/></Group>`,
      ['r'],
      { enable: true, scope: '(default)' },
    );
    expect(changes.map(({ profile, on }) => [profile, on])).toEqual([['(default)', ['r']]]);
    expect(selects).toEqual({ p: ['+r', '-g'], q: ['-g'] });
  });

  it('keeps the switch of a rule that is not evaluated, where a link asks for it', () => {
    const { changes, selects } = plan(
      `<Profile id="p"><select idref="y" selected="false"/></Profile>
       <Rule id="r"><requires idref="y z"/></Rule><Rule id="w"><requires idref="r"/></Rule><Rule id="y"/>
       <Rule id="z"><conflicts idref="w"/></Rule>`,
      ['r'],
      { enable: false, scope: '(default)' },
    );
    expect(changes.map(({ profile }) => profile)).toEqual(['(default)']);
    expect(selects).toEqual({ p: ['-y', '+r', '+z'] });
  });

  it('gives a rule its switch back in a profile that inherits its sleep, whatever its group requires', () => {
    const { selects } = plan(
      `<Profile id="p"><select idref="g" selected="false"/></Profile>
       <Profile id="c" extends="p"><select idref="g" selected="true"/></Profile>
       <Group id="g"><requires idref="s"/><Rule id="s"/><Rule id="r" selected="false"/></Group>`,
      ['r'],
      { enable: true, scope: 'p' },
    );
    expect(selects).toEqual({ p: ['+g', '+r', '-s'], c: ['+g', '+s'] });
  });
});
