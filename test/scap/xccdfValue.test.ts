/** Which value holds in which profile (selection.md, section 3). */
import { expect, test } from 'vitest';
import { listBenchmarks } from '../../server/src/scap/benchmark.ts';
import { listChoices, valueInProfile } from '../../server/src/scap/xccdfValue.ts';
import { benchmark, collection, openFixture } from '../support/fixture.ts';

function values(profiles: string, items: string): Record<string, string> {
  const { snapshot, text } = openFixture(collection({ xccdf: benchmark(profiles + items), oval: '' }));
  const found = listBenchmarks(snapshot)[0]!;
  const value = found.itemsById.get('v')!;
  const answer: Record<string, string> = {};
  for (const profile of [undefined, ...found.profiles]) {
    const bound = valueInProfile(found, profile, value);
    const tag = text.slice(bound.snapshot.table.start(bound.element), bound.snapshot.table.openEnd(bound.element));
    answer[profile?.id ?? '-'] = `${bound.text} ${bound.by} ${tag}`;
  }
  return answer;
}

const plain = '<x:Value id="v"><x:value selector="a">1</x:value><x:value>2</x:value></x:Value>';

test('no entry: the value without selector; else the first', () => {
  expect(values('', plain)).toEqual({ '-': '2 default <x:value>' });
  const none = '<x:Value id="v"><x:value selector="a">1</x:value><x:value selector="b">2</x:value></x:Value>';
  expect(values('', none)).toEqual({ '-': '1 default <x:value selector="a">' });
  expect(values('', '<x:Value id="v"/>')).toEqual({ '-': 'null default <x:Value id="v"/>' });
});

test('the last refine-value counts, set-value beats it wherever it stands, an unknown selector is null', () => {
  const profiles = `<x:Profile id="last"><x:refine-value idref="v" selector="x"/><x:refine-value idref="v" selector="a"/></x:Profile>
<x:Profile id="set"><x:set-value idref="v">7</x:set-value><x:set-value idref="v">8</x:set-value><x:refine-value idref="v" selector="a"/></x:Profile>
<x:Profile id="unknown"><x:refine-value idref="v" selector="nope"/></x:Profile>
<x:Profile id="other"><x:refine-value idref="w" selector="a"/></x:Profile>`;
  expect(values(profiles, plain)).toEqual({
    '-': '2 default <x:value>',
    last: '1 refined <x:refine-value idref="v" selector="a"/>',
    set: '8 set <x:set-value idref="v">',
    unknown: 'null refined <x:refine-value idref="v" selector="nope"/>',
    other: '2 default <x:value>',
  });
});

test('a child profile: its own entry replaces the parent one of the same kind only', () => {
  const profiles = `<x:Profile id="base"><x:set-value idref="v">9</x:set-value></x:Profile>
<x:Profile id="child" extends="base"><x:refine-value idref="v" selector="a"/></x:Profile>
<x:Profile id="own" extends="base"><x:set-value idref="v">10</x:set-value></x:Profile>
<x:Profile id="loop" extends="loop2"/><x:Profile id="loop2" extends="loop"/>`;
  const found = values(profiles, plain);
  expect(found.child).toBe('9 set <x:set-value idref="v">');
  expect(found.own).toBe('10 set <x:set-value idref="v">');
  expect(found.loop).toBe('2 default <x:value>');
});

test('an entry for a cluster reaches no Value', () => {
  const profiles =
    '<x:Profile id="p"><x:refine-value idref="c" selector="a"/><x:set-value idref="c">3</x:set-value></x:Profile>';
  const member = '<x:Value id="v" cluster-id="c"><x:value selector="a">1</x:value><x:value>2</x:value></x:Value>';
  expect(values(profiles, member).p).toBe('2 default <x:value>');
});

test('a Value that extends another has its choices too, its own first; a cycle ends', () => {
  const items = `<x:Value id="v" extends="base"><x:value selector="b">own b</x:value></x:Value>
<x:Value id="base" extends="v" abstract="true"><x:value selector="a">base a</x:value><x:value selector="b">base b</x:value></x:Value>`;
  const { snapshot } = openFixture(collection({ xccdf: benchmark(items), oval: '' }));
  const found = listBenchmarks(snapshot)[0]!;
  const choices = listChoices(found, found.itemsById.get('v')!).map(({ selector, text }) => `${selector}=${text}`);
  expect(choices).toEqual(['b=own b', 'a=base a']);
});
