/** Working drafts: own selects only, never two for one idref, and defaults that keep what others took from them. */
import { describe, expect, it } from 'vitest';
import { listBenchmarks, type XccdfBenchmark } from '../../server/src/scap/benchmark.ts';
import {
  draftSelects,
  emptyDraft,
  ownSelectIndex,
  setDefault,
  setInProfile,
  setOwnInPlace,
} from '../../server/src/scap/selectionDraft.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';

const xccdf = 'http://checklists.nist.gov/xccdf/1.2';

function open(inside: string): XccdfBenchmark {
  return listBenchmarks(openSnapshot(`<Benchmark xmlns="${xccdf}" id="b">${inside}</Benchmark>`))[0]!;
}

const benchmark = open(`<Profile id="p">
<select idref="one" selected="true"/><select idref="both" selected="true"/><select idref="two" selected="true"/>
</Profile><Rule id="one" cluster-id="both"/><Rule id="two" cluster-id="both"/><Rule id="free"/>`);
const profile = benchmark.profiles[0]!;
const item = (id: string, of = benchmark) => of.itemsById.get(id)!;

/** The selects after one change, and whether it was one. */
function changed(change: (draft: ReturnType<typeof emptyDraft>) => boolean): readonly [boolean, string] {
  const draft = emptyDraft();
  const isChange = change(draft);
  const selects = draftSelects(draft, profile);
  return [isChange, selects.map(({ idref, selected }) => `${idref}=${selected}`).join(' ')];
}

describe('setInProfile', () => {
  it('changes in place, moves from under a cluster, adds at the end', () => {
    const set = (id: string, selected: boolean) =>
      changed((draft) => setInProfile(benchmark, draft, profile, item(id), selected));
    expect(set('two', false)).toEqual([true, 'one=true both=true two=false']);
    expect(set('one', false)).toEqual([true, 'both=true two=true one=false']);
    expect(set('free', false)).toEqual([true, 'one=true both=true two=true free=false']);
    expect(set('two', true)).toEqual([false, 'one=true both=true two=true']);
  });

  it('finds its own addition again instead of a second one', () => {
    expect(
      changed((draft) => {
        setInProfile(benchmark, draft, profile, item('free'), false);
        return setInProfile(benchmark, draft, profile, item('free'), true);
      }),
    ).toEqual([true, 'one=true both=true two=true free=true']);
  });

  it('takes a name for an item before a cluster of that name', () => {
    const same =
      open(`<Profile id="p"><select idref="one" selected="true"/><select idref="two" selected="true"/></Profile>
<Rule id="one" cluster-id="two"/><Rule id="two"/>`);
    const draft = emptyDraft();
    setInProfile(same, draft, same.profiles[0]!, item('one', same), false);
    expect(draftSelects(draft, same.profiles[0]!).map(({ idref }) => idref)).toEqual(['one', 'two']);
  });
});

describe('setOwnInPlace', () => {
  it('changes what is there, also under a cluster, and adds nothing', () => {
    const set = (id: string, selected: boolean) =>
      changed((draft) => setOwnInPlace(draft, profile, item(id), selected));
    expect(set('one', false)).toEqual([true, 'one=false both=true two=true']);
    expect(set('one', true)).toEqual([false, 'one=true both=true two=true']);
    expect(set('free', false)).toEqual([false, 'one=true both=true two=true']);
  });
});

describe('ownSelectIndex', () => {
  it('of two is the last, of none -1', () => {
    const twice = [
      { idref: 'one', selected: true },
      { idref: 'two', selected: true },
      { idref: 'one', selected: false },
    ];
    expect(ownSelectIndex(twice, item('one'))).toBe(2);
    expect(ownSelectIndex(twice, item('free'))).toBe(-1);
  });
});

describe('setDefault', () => {
  const family = open(`<Rule id="base" selected="false"/><Rule id="heir" extends="base"/>
<Rule id="own" extends="base" selected="true"/><Rule id="grandchild" extends="heir"/><Value id="v" extends="base"/>`);
  const defaults = (change: (draft: ReturnType<typeof emptyDraft>) => void) => {
    const draft = emptyDraft();
    change(draft);
    return [...draft.defaults].map(([number, value]) => `${family.items[number]!.id}=${value}`);
  };

  it('gives those that inherit it their former value, and those behind them nothing', () => {
    expect(defaults((draft) => setDefault(family, draft, item('base', family), true))).toEqual([
      'base=true',
      'heir=false',
    ]);
    expect(defaults((draft) => setDefault(family, draft, item('base', family), false))).toEqual([]);
  });

  it('does not take back what was decided for an heir before', () => {
    expect(
      defaults((draft) => {
        setDefault(family, draft, item('heir', family), true);
        setDefault(family, draft, item('base', family), true);
      }),
    ).toEqual(['heir=true', 'grandchild=false', 'base=true']);
  });
});
