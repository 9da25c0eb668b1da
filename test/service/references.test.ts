/** The other way: everything that names a thing, and nothing that only has the same id in another component. */
import { expect, test } from 'vitest';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { findHighlights } from '../../server/src/service/documentHighlight.ts';
import { findReferences } from '../../server/src/service/references.ts';
import { benchmark, check, collection, markAt, openFixture, oval } from '../support/fixture.ts';

const xccdf =
  benchmark(`<x:Profile id="p1"><x:title>𝔘</x:title><x:select idref="r1" selected="true"/><x:refine-rule idref="r1"/></x:Profile>
<x:Profile id="p2" extends="p1"><x:select idref="r1" selected="false"/><x:refine-value idref="v1" selector="a"/></x:Profile>
<x:Value id="v1"/><x:Rule id="r1">${check('d1', '<x:check-export value-id="v1" export-name="ext"/>')}</x:Rule>
<x:Rule id="r2"><x:requires idref="r0 r1"/><x:conflicts idref="r1"/></x:Rule>`);
const content = oval({
  definitions: `<o:definition id="d1"><o:criteria><o:criterion test_ref="t1"/></o:criteria></o:definition>
<o:definition id="d2"><o:criteria><o:extend_definition definition_ref="d1"/></o:criteria></o:definition>`,
  tests: '<unix:file_test id="t1"><unix:object object_ref="ob1"/></unix:file_test>',
  objects: '<unix:file_object id="ob1"><unix:filepath var_ref="ext"/></unix:file_object>',
  variables: '<o:external_variable id="ext"/>',
});
const text = collection({ xccdf, oval: content, secondXccdf: xccdf, secondOval: content }).replace(
  '<ds:component id="comp-b"',
  `<ds:component id="comp-cpe"><cpe:cpe-list><cpe:cpe-item name="cpe:/o:x"><cpe:check system="http://oval.mitre.org/XMLSchema/oval-definitions-5" href="oval.xml">d1</cpe:check></cpe:cpe-item></cpe:cpe-list></ds:component>
<ds:component id="comp-b"`,
);
const withCpe = text.replace(
  '<ds:checklists>',
  '<ds:dictionaries><ds:component-ref id="cref-cpe" xlink:href="#comp-cpe"><cat:catalog><cat:uri name="oval.xml" uri="#cref-oval-a"/></cat:catalog></ds:component-ref></ds:dictionaries>\n<ds:checklists>',
);

function at(marked: string, includeDeclaration = false): string[] {
  const { snapshot, offset, text: plain } = openFixture(marked);
  return findReferences(snapshot, offset, { includeDeclaration }).map((place) => {
    const component = snapshot.index.components[snapshot.index.componentAt(snapshot.table.elementAt(place.from))]!.id;
    return `${place.kind} ${plain.slice(place.from, place.to)} @${component}`;
  });
}

test('a rule, from its id and from a select: selects, refinements, requires, conflicts of its own component', () => {
  const expected = [
    'xccdf.select@idref r1 @comp-a',
    'xccdf.refine-rule@idref r1 @comp-a',
    'xccdf.select@idref r1 @comp-a',
    'xccdf.requires@idref r1 @comp-a',
    'xccdf.conflicts@idref r1 @comp-a',
  ];
  expect(at(markAt(withCpe, '<x:Rule id="r', '1"'))).toEqual(expected);
  expect(at(markAt(withCpe, '<x:select idref="r', '1"'))).toEqual(expected);
  const declared = at(markAt(withCpe, '<x:select idref="r', '1"'), true);
  expect(declared).toEqual([...expected.slice(0, 3), 'xccdf.Rule r1 @comp-a', ...expected.slice(3)]);
});

test('a definition: check-content-ref, CPE check and extend_definition, across components', () => {
  expect(at(markAt(withCpe, '<o:definition id="d', '1"'))).toEqual([
    'xccdf.check-content-ref@name d1 @comp-a',
    'cpe.check d1 @comp-cpe',
    'oval.extend_definition@definition_ref d1 @comp-oval-a',
  ]);
});

test('a variable: what exports to it and what reads it; a Value: what refines and exports it', () => {
  expect(at(markAt(withCpe, '<o:external_variable id="e', 'xt'))).toEqual([
    'xccdf.check-export@export-name ext @comp-a',
    'oval.entity@var_ref ext @comp-oval-a',
  ]);
  expect(at(markAt(withCpe, '<x:Value id="v', '1'))).toEqual([
    'xccdf.refine-value@idref v1 @comp-a',
    'xccdf.check-export@value-id v1 @comp-a',
  ]);
});

test('a component and a component-ref', () => {
  expect(at(markAt(withCpe, '<ds:component id="comp-', 'a"'))).toEqual(['ds.component-ref@href #comp-a @']);
  expect(at(markAt(withCpe, '<ds:component-ref id="cref-oval', '-a"')).length).toBe(2);
});

test('no name, a name that leads nowhere, broken XML, CRLF', () => {
  expect(at(markAt(withCpe, '<?x', 'ml'))).toEqual([]);
  expect(at(markAt(withCpe, '<x:requires idref="r', '0'))).toEqual([]);
  expect(at(markAt(withCpe.replace('</x:Profile>', '<x:P'), '<x:Rule id="r', '1"')).length).toBe(5);
  expect(at(markAt(withCpe.replaceAll('\n', '\r\n'), '<x:Rule id="r', '1"')).length).toBe(5);
});

test('a tailoring beside the document names its rules and its Benchmark', () => {
  const base = openSnapshot(
    xccdf.replace('<x:Benchmark', '<x:Benchmark xmlns:x="http://checklists.nist.gov/xccdf/1.2"'),
    'file:///b.xml',
  );
  const tailoring = openSnapshot(
    '<x:Tailoring xmlns:x="http://checklists.nist.gov/xccdf/1.2" id="t"><x:benchmark href="b.xml"/><x:Profile id="tp" extends="p1"><x:select idref="r1" selected="false"/></x:Profile></x:Tailoring>',
    'file:///t.xml',
    (href) => (href === 'b.xml' ? base : undefined),
  );
  const find = (id: string) => {
    const from = base.source.whole().indexOf(`id="${id}"`) + 5;
    const found = findReferences(base, from, { includeDeclaration: false, documents: [tailoring] });
    return found.filter((place) => place.uri === 'file:///t.xml').map((place) => place.kind);
  };
  expect(find('r1')).toEqual(['xccdf.select@idref']);
  expect(find('p1')).toEqual(['xccdf.Profile@extends']);
  expect(find('bench')).toEqual(['xccdf.benchmark@href']);
});

test('highlights are the same places, the declaration as a write', () => {
  const { snapshot, offset, text: plain } = openFixture(markAt(withCpe, '<x:refine-value idref="v', '1'));
  const shown = findHighlights(snapshot, offset).map(({ from, to, kind }) => `${kind} ${plain.slice(from - 4, to)}`);
  expect(shown).toEqual(['read ef="v1', 'write id="v1', 'read id="v1']);
});
