/** Which name a cursor means, at its edges, in lists, in text, in broken documents. */
import { expect, test } from 'vitest';
import { cursorTarget } from '../../server/src/scap/cursor.ts';
import { benchmark, collection, markAt, openFixture, oval } from '../support/fixture.ts';

const text = collection({
  xccdf: benchmark(`<x:Profile id="p1"><x:title>First 𝔘</x:title><x:select idref="r1" selected="true"/></x:Profile>
<x:Group id="g1" cluster-id="c1"><x:title>Group</x:title>
<x:Rule id="r1" severity="high"><x:title>Rule</x:title><x:description>words</x:description><x:requires idref="r2  r3"/></x:Rule>
<x:Rule id="r2"/></x:Group>`),
  oval: oval({
    objects: `<ind:variable_object id="o:obj:1"><ind:var_ref> o:var:1
</ind:var_ref></ind:variable_object>`,
  }),
});

function at(marked: string): string {
  const { snapshot, offset, text: plain } = openFixture(marked);
  const target = cursorTarget(snapshot, offset);
  if (!target) return 'nothing';
  const where = `${target.onName ? 'name' : 'tag'} "${plain.slice(target.span.from, target.span.to)}"`;
  return target.kind === 'declaration'
    ? `${target.declaration.kind} ${target.declaration.id}, ${where}`
    : `${target.reference.row.kind} ${target.reference.id}, ${where}`;
}

test.each([
  ['<x:select idref="', 'r1"', 'xccdf.select@idref r1, name "r1"'],
  ['<x:select idref="r1', '" selected', 'xccdf.select@idref r1, name "r1"'],
  ['<x:sel', 'ect', 'xccdf.select@idref r1, tag "<x:select idref="r1" selected="true"/>"'],
  ['selected="tr', 'ue"', 'xccdf.select@idref r1, tag "<x:select idref="r1" selected="true"/>"'],
  ['<x:Rule id="r', '1"', 'xccdf.Rule r1, name "r1"'],
  ['<x:Ru', 'le id="r1"', 'xccdf.Rule r1, tag "<x:Rule id="r1" severity="high">"'],
  ['severity="hi', 'gh"', 'xccdf.Rule r1, tag "<x:Rule id="r1" severity="high">"'],
  ['</x:Ru', 'le>\n', 'xccdf.Rule r1, tag "<x:Rule id="r1" severity="high">"'],
  ['<x:title>Ru', 'le<', 'xccdf.Rule r1, tag "<x:Rule id="r1" severity="high">"'],
  ['<x:description>wo', 'rds', 'nothing'],
  ['<x:requires idref="r', '2', 'xccdf.requires@idref r2, name "r2"'],
  ['<x:requires idref="r2  ', 'r3', 'xccdf.requires@idref r3, name "r3"'],
  ['cluster-id="c', '1"', 'xccdf.cluster c1, name "c1"'],
  ['<ind:var_ref> o:v', 'ar', 'oval.var_ref o:var:1, name "o:var:1"'],
  ['<?xml ver', 'sion', 'nothing'],
  ['<x:Group id="g1" cluster-id="c1"', '>', 'xccdf.Group g1, tag "<x:Group id="g1" cluster-id="c1">"'],
])('%s|%s', (before, after, expected) => {
  expect(at(markAt(text, before, after))).toBe(expected);
});

test('CRLF and a character beyond the BMP before the cursor move nothing', () => {
  const marked = markAt(text.replaceAll('\n', '\r\n'), '<x:requires idref="r', '2');
  expect(at(marked)).toBe('xccdf.requires@idref r2, name "r2"');
});

test('broken XML around: the name under the cursor is still known', () => {
  const broken = text.replace('<x:title>Group</x:title>', '<x:title>Group</x:tit & <').replace('</x:Group>', '');
  expect(at(markAt(broken, '<x:Rule id="r', '1"'))).toBe('xccdf.Rule r1, name "r1"');
  expect(at('<x:Rule id="r$01')).toBe('nothing');
  expect(at('$0')).toBe('nothing');
});
