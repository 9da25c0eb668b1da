/** A group's own switch: which selects and attributes change, and that nothing else does. Worked out by hand. */
import { describe, expect, it } from 'vitest';
import { listBenchmarks, listTailorings, withTailoring, type XccdfBenchmark } from '../../server/src/scap/benchmark.ts';
import { type GroupScope, planGroupSwitch } from '../../server/src/scap/groupSwitch.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { fixturePath, readDocument } from '../support/documents.ts';

const xccdf = 'http://checklists.nist.gov/xccdf/1.2';

function open(inside: string): XccdfBenchmark {
  return listBenchmarks(openSnapshot(`<Benchmark xmlns="${xccdf}" id="b">${inside}</Benchmark>`))[0]!;
}

/** The draft as `default=value` and `profile: idref=value ...` for each profile that changes. */
function plan(benchmark: XccdfBenchmark, id: string, scope: string, on: boolean): readonly string[] {
  const profiles = [...(benchmark.tailoring?.profiles ?? []), ...benchmark.profiles];
  const asked = /^(?:everywhere|mentioned)$/.test(scope)
    ? (scope as GroupScope)
    : profiles.find((profile) => profile.id === scope)!;
  const draft = planGroupSwitch(benchmark, benchmark.itemsById.get(id)!, asked, on);
  return [
    ...[...draft.defaults].map(([number, value]) => `${benchmark.items[number]!.id} default=${value}`),
    ...[...draft.selects].map(
      ([profile, selects]) =>
        `${profile.id}: ${selects.map(({ idref, selected }) => `${idref}=${selected}`).join(' ')}`,
    ),
  ];
}

const group = '<Group id="g"><Rule id="r"/><Group id="inner"/></Group>';

describe('in one profile', () => {
  const benchmark = open(
    `<Profile id="says"><select idref="r" selected="true"/><select idref="g" selected="false"/></Profile>
     <Profile id="silent"/><Profile id="child" extends="says"/>${group}`,
  );

  it('sets its own select, or adds one where it says nothing', () => {
    expect(plan(benchmark, 'g', 'says', true)).toEqual(['says: r=true g=true']);
    expect(plan(benchmark, 'g', 'silent', false)).toEqual(['silent: g=false']);
    expect(plan(benchmark, 'g', 'child', true)).toEqual(['child: g=true']);
  });

  it('does nothing where it is so already', () => {
    expect(plan(benchmark, 'g', 'says', false)).toEqual([]);
    expect(plan(benchmark, 'g', 'silent', true)).toEqual([]);
    expect(plan(benchmark, 'g', 'child', false)).toEqual([]);
  });

  it('looks at its own switch, not at that of the group around it', () => {
    expect(plan(benchmark, 'inner', 'says', false)).toEqual(['says: r=true g=false inner=false']);
    expect(plan(benchmark, 'inner', 'says', true)).toEqual([]);
  });

  it('moves its select behind a later cluster select that covers it', () => {
    const covered = open(
      `<Profile id="p"><select idref="g" selected="true"/><select idref="all" selected="false"/></Profile>
       <Group id="g" cluster-id="all"/>`,
    );
    expect(plan(covered, 'g', 'p', true)).toEqual(['p: all=false g=true']);
  });
});

describe('everywhere', () => {
  it('sets the attribute, and the profiles that say otherwise', () => {
    const benchmark = open(
      `<Profile id="yes"><select idref="g" selected="true"/></Profile>
       <Profile id="no"><select idref="g" selected="false"/></Profile><Profile id="silent"/>${group}`,
    );
    expect(plan(benchmark, 'g', 'everywhere', false)).toEqual(['g default=false', 'yes: g=false']);
    expect(plan(benchmark, 'g', 'everywhere', true)).toEqual(['no: g=true']);
  });

  it('leaves a child alone that follows its parent, wherever that stands', () => {
    const benchmark = open(
      `<Profile id="child" extends="parent"/><Profile id="parent"><select idref="all" selected="false"/></Profile>
       <Group id="g" cluster-id="all"/>`,
    );
    expect(plan(benchmark, 'g', 'everywhere', true)).toEqual(['parent: all=false g=true']);
  });

  it('sets selects that an earlier cluster select makes meaningless too', () => {
    const benchmark = open(
      `<Profile id="p"><select idref="g" selected="true"/><select idref="all" selected="false"/></Profile>
       <Group id="g" cluster-id="all" selected="false"/>`,
    );
    expect(plan(benchmark, 'g', 'everywhere', false)).toEqual(['p: g=false all=false']);
  });

  it('with a Tailoring in force changes its profiles only', () => {
    const read = (name: string) => openSnapshot(readDocument(fixturePath(`selection/${name}`)).text);
    const [base] = listBenchmarks(read('tailoring-base.xml')) as [XccdfBenchmark];
    const tailored = withTailoring(base, listTailorings(read('tailoring-two-profiles.xml'))[0]!);
    const short = plan(tailored, 'xccdf_org.example_group_far', 'everywhere', true).map((line) =>
      line.replaceAll(/xccdf_org\.example_(?:rule_|group_|profile_)/g, ''),
    );
    // The site's night profile has it on by itself.
    expect(short).toEqual(['site: left=false far=true']);
    const near = plan(tailored, 'xccdf_org.example_group_near', 'everywhere', false);
    // The night profile follows the site's.
    expect(near.map((line) => line.split(':')[0])).toEqual(['xccdf_org.example_profile_site']);
  });
});

describe('where it is named', () => {
  it('leaves the attribute and every other profile as they are', () => {
    const benchmark = open(
      `<Profile id="yes"><select idref="g" selected="true"/></Profile>
       <Profile id="no"><select idref="g" selected="false"/></Profile><Profile id="silent"/>${group}`,
    );
    expect(plan(benchmark, 'g', 'mentioned', false)).toEqual(['yes: g=false']);
    expect(plan(benchmark, 'g', 'mentioned', true)).toEqual(['no: g=true']);
  });
});
