/** Ids of rows: unique, of their document, and the same after an edit, whatever the content calls its things. */
import { describe, expect, it } from 'vitest';
import { listOutline } from '../../../server/src/service/outline.ts';
import { benchmark, collection, openFixture } from '../../support/fixture.ts';
import { childrenOf, everyRow, host, labels, open, rowAt } from '../../support/outlineRows.ts';

describe('ids', () => {
  it('are unique in a document, and hold across an edit that moves everything', () => {
    const before = everyRow(open(host)).map((row) => row.id);
    // Values are read by rules of four profiles: 2, 4, 6 and 2 of them.
    expect(before).toHaveLength(1 + 6 + 6 * (8 + 20) + 4 + (2 + 4 + 6 + 2));
    expect(new Set(before).size).toBe(before.length);
    const moved = host.replace('<Value ', '<!-- a\ncomment -->\n<Value ').replace('>Workstation<', '>Desk<');
    expect(everyRow(open(moved)).map((row) => row.id)).toEqual(before);
  });

  it('are of their document', () => {
    const one = openFixture(host, undefined, 'file:///a.xml').snapshot;
    const other = openFixture(host, undefined, 'file:///b.xml').snapshot;
    const [row] = listOutline(one)!;
    expect(listOutline(other, row!.id)).toBeUndefined();
  });

  it('of rows that are no more answer undefined', () => {
    const snapshot = open(host);
    const group = rowAt(snapshot, 'Who owns', 'Minimal', 'Recovery').id;
    const profile = rowAt(snapshot, 'Who owns', 'Minimal').id;
    const first = rowAt(snapshot, 'Who owns').id;
    expect(listOutline(open(host.replaceAll('group_recovery', 'group_rescue')), group)).toBeUndefined();
    expect(listOutline(open(host.replaceAll('profile_minimal', 'profile_least')), profile)).toBeUndefined();
    expect(listOutline(open(host.replaceAll('benchmark_host', 'benchmark_guest')), first)).toBeUndefined();
    for (const odd of ['', '|', `${snapshot.uri}`, `${snapshot.uri}|%`, `${snapshot.uri}|a|b|c|d`, `${first}|x|y`]) {
      expect(listOutline(snapshot, odd), odd).toBeUndefined();
    }
  });

  it.each([
    ['a bar', 'V-1|2'],
    ['spaces', 'the  first one'],
    ['a percent sign', '100% of %7C'],
    ['a number sign', 'V-1#2'],
    ['letters beyond ASCII', 'prüf-😀'],
    ['half a character', 'half \ud83d'],
    ['an entity', 'a&amp;b'],
  ])('with %s lead to the same rows', (_, odd) => {
    const text = `<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.1" id="${odd}"><title>Odd</title>
<Profile id="${odd}"><title>Only</title><select idref="${odd}" selected="true"/></Profile>
<Group id="g ${odd}"><title>Group</title><Rule id="${odd}" selected="false"><title>Rule</title></Rule></Group>
</Benchmark>`;
    const snapshot = open(text);
    expect(rowAt(snapshot, 'Odd', 'Only', 'Group', 'Rule')).toMatchObject({ kind: 'rule', checked: true });
    expect(rowAt(snapshot, 'Odd', 'Only', 'Group', 'Rule').toggle!.item).toBe(odd.replace('&amp;', '&'));
    const ids = everyRow(snapshot).map((row) => row.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('of two things with one id are told apart; only the one that a scanner means has a box', () => {
    const inside = (mark: string) => `<x:Profile id="p"><x:title>P ${mark}</x:title></x:Profile>
<x:Group id="g"><x:title>G ${mark}</x:title><x:Rule id="r"><x:title>R ${mark}</x:title></x:Rule></x:Group>`;
    const rows = openFixture(collection({ xccdf: benchmark(`${inside('one')}\n${inside('two')}`), oval: '' })).snapshot;
    const ids = everyRow(rows).map((row) => row.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(labels(childrenOf(rows, 'Small'))).toEqual([
      'Everywhere (all profiles and the default scan)',
      'P one',
      'P two',
    ]);
    expect(labels(childrenOf(rows, 'Small', 'P one', 'G one'))).toEqual(['R one']);
    expect(labels(childrenOf(rows, 'Small', 'P one', 'G two'))).toEqual(['R two']);
    expect(rowAt(rows, 'Small', 'P one', 'G one', 'R one').toggle).toBeDefined();
    for (const second of [
      rowAt(rows, 'Small', 'P one', 'G two', 'R two'),
      rowAt(rows, 'Small', 'P one', 'G two'),
      rowAt(rows, 'Small', 'P two', 'G one', 'R one'),
    ]) {
      expect(second.toggle).toBeUndefined();
      expect(second.checked).toBeUndefined();
    }
  });

  it('that are missing make no circle, and nothing that could be switched', () => {
    const rows = openFixture(
      collection({
        xccdf: benchmark(
          '<x:Group><x:title>Nameless</x:title><x:Rule><x:title>R</x:title></x:Rule><x:Rule id="named"/></x:Group>',
        ),
        oval: '',
      }),
    ).snapshot;
    const items = everyRow(rows).filter((row) => row.kind === 'group' || row.kind === 'rule');
    expect(new Set(items.map((row) => row.id)).size).toBe(items.length);
    expect(items.filter((row) => row.toggle !== undefined).map((row) => row.label)).toEqual(['named']);
  });
});
