/** What is read of a Benchmark: its parts wherever they stand, the values as they are meant, and nothing of anything else. */
import { expect, test } from 'vitest';
import { listBenchmarks } from '../../server/src/scap/benchmark.ts';
import { editSnapshot } from '../../server/src/scap/editSnapshot.ts';
import { openSnapshot, type Snapshot } from '../../server/src/scap/snapshot.ts';

function read(content: string) {
  const text = `<x:Benchmark xmlns:x="http://checklists.nist.gov/xccdf/1.2" xmlns:h="urn:h" id="b">${content}</x:Benchmark>`;
  const [benchmark] = listBenchmarks(openSnapshot(text));
  const { items, profiles } = benchmark!;
  return { items: items.map(({ element: _, ...item }) => item), profile: profiles[0] };
}

test('items with their groups, in document order, also where a broken rule has taken the next one in', () => {
  const { items } = read(
    `<x:Group id="g"><x:title>t</x:title><x:Rule id="a"><x:fix id="f"/><x:Rule id="b"/></x:Rule><x:Value id="v"/></x:Group>
     <h:Rule id="other"/><x:description><x:Rule id="told"/></x:description><x:Rule id="c" abstract="true"/>`,
  );
  expect(items.map(({ kind, id, parent }) => `${kind} ${id} ${parent}`)).toEqual([
    'group g -1',
    'rule a 0',
    'rule b 1',
    'value v 0',
    'rule c -1',
  ]);
  expect(items.filter(({ gone }) => gone).map(({ id }) => id)).toEqual(['c']);
});

test('attributes in any order and quotes, with references, the first of two', () => {
  const { items } = read(
    `<x:Rule cluster-id='k &amp; l' selected = "1" h:id="no" id="&#x61;" id="two" extends="base"/><x:Rule id="b" selected=" true "/>`,
  );
  expect(items).toMatchObject([
    { id: 'a', selected: true, extends: 'base', clusterId: 'k & l' },
    { id: 'b', selected: false, extends: undefined, clusterId: undefined },
  ]);
});

test('links of an item: a list for each requires, all conflicts together, those of another element not', () => {
  const { items } = read(
    `<x:Group id="g"><x:requires idref="a b"/><x:conflicts idref="c"/><x:requires idref=" "/>
     <x:Rule id="r"><x:conflicts idref="d"/><x:warning><x:requires idref="no"/></x:warning><x:conflicts idref="e"/></x:Rule>
     <x:requires idref="f"/></x:Group><x:Rule id="free"/>`,
  );
  expect(items.map(({ requires, conflicts }) => [requires, conflicts])).toEqual([
    [[['a', 'b'], ['f']], ['c']],
    [[], ['d', 'e']],
    [[], []],
  ]);
});

test('entries of a profile, and none that names nothing or stands deeper', () => {
  const { profile } = read(
    `<x:Profile id="p" extends="q" abstract="1"><x:title>t</x:title><x:select idref="r" selected="yes"/><x:select idref="#s"/>
     <x:select selected="true"/><x:set-value idref="v">a &lt; b</x:set-value><x:refine-value selector="s1" idref="v"/>
     <x:metadata><x:select idref="deep" selected="true"/></x:metadata></x:Profile>`,
  );
  expect(profile).toMatchObject({ id: 'p', extends: 'q', abstract: true, origin: 'benchmark' });
  const without = (entries: readonly { element: number }[]) => entries.map(({ element: _, ...entry }) => entry);
  expect(without(profile!.selects)).toEqual([
    { idref: 'r', selected: true },
    { idref: '#s', selected: false },
  ]);
  expect(without(profile!.setValues)).toEqual([{ idref: 'v', value: 'a < b' }]);
  expect(without(profile!.refineValues)).toEqual([{ idref: 'v', selector: 's1' }]);
});

test('whether a select selects: written with references, behind the name or before it, and after an edit of it', () => {
  const text = `<x:Benchmark xmlns:x="http://checklists.nist.gov/xccdf/1.2" id="b"><x:Profile id="p">
    <x:select selected="&#49;" idref="&#x61;"/><x:select idref='#b' selected = '1'/><x:select idref="c" x:selected="1"/>
    <x:select idref="d" selected="1" selected="0"/><x:select idref="e" selected="false"/></x:Profile></x:Benchmark>`;
  const selectsOf = (snapshot: Snapshot) => {
    const { selects } = listBenchmarks(snapshot)[0]!.profiles[0]!;
    return selects.map(({ idref, selected }) => `${idref} ${selected}`);
  };
  const snapshot = openSnapshot(text);
  expect(selectsOf(snapshot)).toEqual(['a true', '#b true', 'c false', 'd true', 'e false']);
  const at = text.indexOf('false');
  const edited = editSnapshot(snapshot, { from: at, to: at + 5, newText: 'true' });
  expect(selectsOf(edited)).toEqual(['a true', '#b true', 'c false', 'd true', 'e true']);
});
