/** The order of rows in one group. */
import { describe, expect, it } from 'vitest';
import type { OutlineSort } from '../../../server/src/service/outline/sort.ts';
import { listOutline, type OutlineRow } from '../../../server/src/service/outline.ts';
import { fixturePath, openFile } from '../../support/documents.ts';
import { benchmark, collection, openFixture } from '../../support/fixture.ts';
import { host, labels, open, rowAt } from '../../support/outlineRows.ts';

describe('an order', () => {
  const snapshot = open(host);
  const sorted = (sort: OutlineSort, row: OutlineRow) => labels(listOutline(snapshot, row.id, { sort })!);

  it('by title or by severity puts groups first, and keeps the order of the document among equals', () => {
    const rules = `<x:Rule id="r1" severity="low"><x:title>b</x:title></x:Rule><x:Rule id="r2"><x:title>a 10</x:title></x:Rule>
<x:Group id="g2"><x:title>z</x:title></x:Group><x:Rule id="r3" severity="high"><x:title>A 9</x:title></x:Rule>
<x:Group id="g1"><x:title>y</x:title></x:Group><x:Rule id="r4" severity="low"><x:title>a</x:title></x:Rule>`;
    const small = openFixture(collection({ xccdf: benchmark(rules), oval: '' })).snapshot;
    const everywhere = rowAt(small, 'Small', 'Everywhere');
    const by = (sort: OutlineSort) => labels(listOutline(small, everywhere.id, { sort })!);
    expect(by('document')).toEqual(['b', 'a 10', 'z', 'A 9', 'y', 'a']);
    expect(by('title')).toEqual(['y', 'z', 'a', 'A 9', 'a 10', 'b']);
    expect(by('severity')).toEqual(['z', 'y', 'A 9', 'b', 'a', 'a 10']);
  });

  it('by severity is that of the profile, and below Everywhere that of the rules', () => {
    const refinements = openFile(fixturePath('refinements.xml'));
    const by = (label: string) =>
      labels(listOutline(refinements, rowAt(refinements, 'Refinements', label).id, { sort: 'severity' })!);
    expect(by('Everywhere')).toEqual(['Own', 'One', 'Two', 'Role', 'Unchecked']);
    expect(by('Id and cluster')).toEqual(['One', 'Two', 'Own', 'Role', 'Unchecked']);
    expect(by('Child')).toEqual(['Own', 'One', 'Two', 'Role', 'Unchecked']);
    expect(by('Over')).toEqual(['Two', 'Own', 'Role', 'One', 'Unchecked']);
  });

  it('does not touch the list of profiles', () => {
    const first = rowAt(snapshot, 'Who owns');
    expect(sorted('title', first)).toEqual(sorted('document', first));
  });
});
