/** Go to: what each name leads to, in which component, and the sentence where it leads nowhere. */
import { expect, test } from 'vitest';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { findCheckOfRule, findDeclarations } from '../../server/src/service/declaration.ts';
import { benchmark, check, collection, markAt, openFixture, oval } from '../support/fixture.ts';

const items = `<x:platform idref="#nowhere"/>
<x:plain-text id="words">text</x:plain-text>
<x:Profile id="p1"><x:title>𝔘 One</x:title><x:select idref="r1" selected="true"/><x:select idref="cl" selected="true"/><x:select idref="gone" selected="true"/><x:refine-rule idref="r2" selector="s"/><x:refine-value idref="v1" selector="s"/><x:set-value idref="v1">3</x:set-value></x:Profile>
<x:Profile id="p2" extends="p1"/>
<x:Value id="v1"><x:value>1</x:value></x:Value><x:Value id="v2" extends="v1"/>
<x:Group id="g1"><x:Rule id="r1" cluster-id="cl"><x:description><x:sub idref="words"/></x:description><x:requires idref="r2 r3"/><x:conflicts idref="g1"/>${check('d1', '<x:check-export value-id="v1" export-name="ext"/>')}</x:Rule></x:Group>
<x:Rule id="r2" cluster-id="cl" extends="r1"/>
<x:Rule id="r3"><x:check system="http://oval.mitre.org/XMLSchema/oval-definitions-5"><x:check-content-ref href="oval.xml"/></x:check></x:Rule>
<x:Rule id="r4"><x:check system="http://oval.mitre.org/XMLSchema/oval-definitions-5"><x:check-content-ref href="elsewhere.xml" name="d1"/></x:check></x:Rule>`;

const content = oval({
  definitions: `<o:definition id="d1" class="compliance"><o:criteria><o:criterion test_ref="t1"/><o:extend_definition definition_ref="d2"/></o:criteria></o:definition><o:definition id="d2"/>`,
  tests: '<unix:file_test id="t1"><unix:object object_ref="ob1"/><unix:state state_ref="s1"/></unix:file_test>',
  objects: `<unix:file_object id="ob1"><unix:filepath var_ref="ext"/><o:filter>s1</o:filter></unix:file_object>
<unix:file_object id="ob2"><o:set><o:object_reference>ob1</o:object_reference></o:set></unix:file_object>`,
  states: '<unix:file_state id="s1"/>',
  variables: `<o:external_variable id="ext"/><o:local_variable id="loc"><o:object_component object_ref="ob2"/></o:local_variable>`,
});

const text = collection({
  xccdf: benchmark(items),
  oval: content,
  secondXccdf: benchmark(items, 'second'),
  secondOval: content,
});

/** `kind id @component`, the component told by the wrapper's id. */
function at(marked: string): string {
  const { snapshot, offset } = openFixture(marked);
  const answer = findDeclarations(snapshot, offset);
  const targets = answer.targets.map((target) => {
    const { component } = target.snapshot.index.declarationsOf(target.id).find((declaration) => {
      return target.snapshot.table.start(declaration.element) === target.range.from;
    })!;
    return `${target.kind} ${target.id} @${target.snapshot.index.components[component]?.id}`;
  });
  return targets.join('; ') || (answer.reason ?? (answer.origin ? 'no reason' : 'no name'));
}

test.each([
  ['<x:select idref="r', '1', 'xccdf.Rule r1 @comp-a'],
  ['<x:select idref="c', 'l', 'xccdf.cluster cl @comp-a; xccdf.cluster cl @comp-a'],
  ['<x:select idref="go', 'ne', 'Nothing here has the id gone.'],
  ['<x:refine-rule idref="r', '2', 'xccdf.Rule r2 @comp-a'],
  ['<x:refine-value idref="v', '1', 'xccdf.Value v1 @comp-a'],
  ['<x:set-value idref="v', '1', 'xccdf.Value v1 @comp-a'],
  ['<x:Profile id="p2" extends="p', '1', 'xccdf.Profile p1 @comp-a'],
  ['<x:Value id="v2" extends="v', '1', 'xccdf.Value v1 @comp-a'],
  ['<x:sub idref="wo', 'rds', 'xccdf.plain-text words @comp-a'],
  ['<x:requires idref="r2 r', '3', 'xccdf.Rule r3 @comp-a'],
  ['<x:conflicts idref="g', '1', 'xccdf.Group g1 @comp-a'],
  ['cl" extends="r', '1', 'xccdf.Rule r1 @comp-a'],
  ['value-id="v', '1', 'xccdf.Value v1 @comp-a'],
  ['export-name="e', 'xt', 'oval.variable ext @comp-oval-a'],
  ['name="d', '1"', 'oval.definition d1 @comp-oval-a'],
  ['<x:check-content-ref hr', 'ef="oval.xml" name', 'oval.definition d1 @comp-oval-a'],
  ['<x:Rule id="r', '1"', 'oval.definition d1 @comp-oval-a'],
  ['<x:Ru', 'le id="r1"', 'oval.definition d1 @comp-oval-a'],
  ['<x:Rule id="r', '2"', 'oval.definition d1 @comp-oval-a'],
  ['<x:Rule id="r', '3"', 'ds.component comp-oval-a @'],
  ['<x:Rule id="r', '4"', '"elsewhere.xml" names no component of this file.'],
  ['<x:platform idref="#no', 'where', 'Nothing here has the id nowhere.'],
  ['<x:Profile id="p', '1"', 'xccdf.Profile p1 @comp-a'],
  ['test_ref="t', '1', 'oval.test t1 @comp-oval-a'],
  ['definition_ref="d', '2', 'oval.definition d2 @comp-oval-a'],
  ['<o:def', 'inition id="d1"', 'oval.test t1 @comp-oval-a; oval.definition d2 @comp-oval-a'],
  ['<o:definition id="d', '1"', 'oval.definition d1 @comp-oval-a'],
  ['<unix:file_te', 'st', 'oval.object ob1 @comp-oval-a; oval.state s1 @comp-oval-a'],
  ['<unix:object object_ref="o', 'b1', 'oval.object ob1 @comp-oval-a'],
  ['<unix:state state_ref="s', '1', 'oval.state s1 @comp-oval-a'],
  ['<unix:filepath var_ref="e', 'xt', 'oval.variable ext @comp-oval-a'],
  ['<o:filter>s', '1', 'oval.state s1 @comp-oval-a'],
  ['<o:object_reference>o', 'b1', 'oval.object ob1 @comp-oval-a'],
  ['<o:object_component object_ref="o', 'b2', 'oval.object ob2 @comp-oval-a'],
  ['xlink:href="#co', 'mp-a', 'ds.component comp-a @'],
  ['xlink:href="https', ':', 'https://example.org/far.xml is outside this file. It is never fetched.'],
  ['uri="#cref', '-oval-a', 'ds.component-ref cref-oval-a @'],
  ['<x:title>Small ben', 'chmark', 'xccdf.Benchmark bench @comp-a'],
  ['use-c', 'ase', 'ds.data-stream stream @'],
  ['<?x', 'ml', 'no name'],
])('%s|%s', (before, after, expected) => {
  expect(at(markAt(text, before, after))).toBe(expected);
});

test('the second checklist, with the same ids, leads into its own components', () => {
  const from = text.indexOf('<ds:component id="comp-b"');
  const behind = (before: string, after: string) => text.slice(0, from) + markAt(text.slice(from), before, after);
  expect(at(behind('<x:select idref="r', '1'))).toBe('xccdf.Rule r1 @comp-b');
  expect(at(behind('<x:Rule id="r', '1"'))).toBe('oval.definition d1 @comp-oval-b');
  expect(at(behind('export-name="e', 'xt'))).toBe('oval.variable ext @comp-oval-b');
});

test('a platform of the own Benchmark, not of another that has one of that id', () => {
  const own =
    '<l:platform-specification xmlns:l="http://cpe.mitre.org/language/2.0"><l:platform id="mine"/></l:platform-specification>';
  const inside = benchmark(`${own}<x:platform idref="#mine"/>`);
  const both = collection({ xccdf: inside, oval: '', secondXccdf: inside });
  const from = both.indexOf('<ds:component id="comp-b"');
  expect(at(markAt(both, '<x:platform idref="#m', 'ine'))).toBe('cpe.platform mine @comp-a');
  const second = both.slice(0, from) + markAt(both.slice(from), '<x:platform idref="#m', 'ine');
  expect(at(second)).toBe('cpe.platform mine @comp-b');
});

test('a check-content-ref without a name leads to the component, or says why not', () => {
  const whole = (href: string) => {
    const rule = `<x:Rule id="w">${check('d1').replace('oval.xml', href).replace(' name="d1"', '')}</x:Rule>`;
    return markAt(collection({ xccdf: benchmark(rule), oval: content }), '<x:check-content-ref hr', 'ef=');
  };
  expect(at(whole('oval.xml'))).toBe('ds.component comp-oval-a @');
  expect(at(whole('none.xml'))).toBe('"none.xml" names no component of this file.');
});

test('CRLF, and broken XML around', () => {
  expect(at(markAt(text, '<x:select idref="r', '1').replaceAll('\n', '\r\n'))).toBe('xccdf.Rule r1 @comp-a');
  const broken = text.replace('</x:Profile>', '</x:Pro').replace('</o:definitions>', '<');
  expect(at(markAt(broken, 'test_ref="t', '1'))).toBe('oval.test t1 @comp-oval-a');
  expect(at(markAt(broken, '<x:Rule id="r', '1"'))).toBe('oval.definition d1 @comp-oval-a');
});

test('a stand-alone checklist leads into the OVAL beside it, or says that it is not loaded', () => {
  const alone = `<?xml version="1.0"?>${benchmark(items).replace('<x:Benchmark', '<x:Benchmark xmlns:x="http://checklists.nist.gov/xccdf/1.2"')}`;
  const names =
    'xmlns:o="http://oval.mitre.org/XMLSchema/oval-definitions-5" xmlns:unix="http://oval.mitre.org/XMLSchema/oval-definitions-5#unix"';
  const beside = openSnapshot(
    content.replace('<o:oval_definitions', `<o:oval_definitions ${names}`),
    'file:///oval.xml',
  );
  const marked = markAt(alone, '<x:Rule id="r', '1"');
  const { snapshot, offset } = openFixture(marked, (href) => (href === 'oval.xml' ? beside : undefined));
  const answer = findDeclarations(snapshot, offset);
  expect(answer.targets.map(({ uri, id }) => `${uri} ${id}`)).toEqual(['file:///oval.xml d1']);
  expect(at(marked)).toBe('oval.xml has not been read.');
  const rule = snapshot.index.declarationsOf('r1')[0]!;
  expect(findCheckOfRule(snapshot, rule).targets.map(({ id }) => id)).toEqual(['d1']);
});

test('the selection is the id, inside the range of the element', () => {
  const { snapshot, offset, text: plain } = openFixture(markAt(text, '<x:select idref="r', '1'));
  const target = findDeclarations(snapshot, offset).targets[0]!;
  expect(plain.slice(target.selection.from, target.selection.to)).toBe('r1');
  expect(plain.slice(target.range.from, target.range.to)).toMatch(/^<x:Rule id="r1"[\s\S]*<\/x:Rule>$/);
});
