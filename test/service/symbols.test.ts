/** The outline: by title, nested as the content nests, whole on broken text, bounded. */
import { expect, test } from 'vitest';
import { listSymbols, type OutlineSymbol } from '../../server/src/service/symbols.ts';
import { benchmark, check, collection, openFixture, oval } from '../support/fixture.ts';

const xccdf =
  benchmark(`<x:Profile id="p1"><x:title>First 𝔘 &amp; more</x:title><x:select idref="r1" selected="true"/></x:Profile>
<x:Group id="g1" cluster-id="cl"><x:title>The group</x:title>
<x:Value id="v1"><x:title>Minutes</x:title></x:Value>
<x:Rule id="r1"><x:title>
  Rule
  one</x:title>${check('d1')}</x:Rule></x:Group>
<x:Rule id="r2"/>`);
const content = oval({
  definitions: '<o:definition id="d1"><o:metadata><o:title>Definition one</o:title></o:metadata></o:definition>',
  tests: '<unix:file_test id="t1" comment="A test"/>',
  objects: '<unix:file_object id="ob1"/>',
});
const text = collection({ xccdf, oval: content });

function outline(symbols: readonly OutlineSymbol[], indent = ''): string {
  return symbols
    .map((symbol) => {
      const detail = symbol.detail === '' ? '' : ` (${symbol.detail})`;
      return `${indent}${symbol.kind}: ${symbol.name}${detail}\n${outline(symbol.children, `${indent}  `)}`;
    })
    .join('');
}

const expected = `component: collection
  ds.data-stream: stream
    ds.component-ref: cref-a
    ds.component-ref: cref-b
    ds.component-ref: cref-oval-a
    ds.component-ref: cref-oval-b
    ds.component-ref: cref-far
  xccdf.Benchmark: Small benchmark (bench)
    xccdf.Profile: First 𝔘 & more (p1)
    xccdf.Group: The group (g1)
      xccdf.Value: Minutes (v1)
      xccdf.Rule: Rule one (r1)
    xccdf.Rule: r2
  ds.component: comp-b
  component: OVAL definitions: comp-oval-a
    section: Definitions
      oval.definition: Definition one (d1)
    section: Tests
      oval.test: A test (t1)
    section: Objects
      oval.object: ob1
  ds.component: comp-oval-b
`;

test('reads like the benchmark, not like tags', () => {
  expect(outline(listSymbols(openFixture(text).snapshot))).toBe(expected);
});

test('CRLF changes nothing', () => {
  expect(outline(listSymbols(openFixture(text.replaceAll('\n', '\r\n')).snapshot))).toBe(expected);
});

function checkNesting(symbols: readonly OutlineSymbol[], around: { from: number; to: number }): number {
  let count = 0;
  for (const { range, selection, children, name } of symbols) {
    expect(name).not.toBe('');
    expect([range.from >= around.from, range.to <= around.to]).toEqual([true, true]);
    expect([selection.from >= range.from, selection.to <= range.to, selection.from <= selection.to]).toEqual([
      true,
      true,
      true,
    ]);
    count += 1 + checkNesting(children, range);
  }
  return count;
}

test('ranges nest and selections lie inside, whatever place the text is cut off at', () => {
  for (let end = 0; end < text.length; end += 7) {
    checkNesting(listSymbols(openFixture(text.slice(0, end)).snapshot), { from: 0, to: end });
  }
  expect(checkNesting(listSymbols(openFixture(text).snapshot), { from: 0, to: text.length })).toBe(22);
});

test('at most so many; what was left out is counted', () => {
  const shown = listSymbols(openFixture(text).snapshot, 8);
  expect(outline(shown)).toContain(
    '    ds.component-ref: cref-far\n  xccdf.Benchmark: Small benchmark (bench)\nrest: ... and 14 more\n',
  );
});

test('10,000 nested groups make no deep tree', () => {
  const deep = 10_000;
  const nested = Array.from({ length: deep }, (_, at) => `<x:Group id="g${at}">`).join('') + '</x:Group>'.repeat(deep);
  const symbols = listSymbols(openFixture(collection({ xccdf: benchmark(nested), oval: '' })).snapshot);
  let depth = 0;
  for (let at = symbols; at.length > 0; at = at.flatMap((symbol) => symbol.children)) depth++;
  expect(depth).toBeLessThan(70);
  expect(JSON.stringify(symbols)).toContain('g9999');
});

test('stand-alone documents and text that is no XML', () => {
  const alone = xccdf.replace('<x:Benchmark', '<x:Benchmark xmlns:x="http://checklists.nist.gov/xccdf/1.2"');
  expect(outline(listSymbols(openFixture(alone).snapshot))).toMatch(
    /^xccdf\.Benchmark: Small benchmark \(bench\)\n {2}xccdf/,
  );
  expect(listSymbols(openFixture('no xml').snapshot)).toEqual([]);
  expect(listSymbols(openFixture('').snapshot)).toEqual([]);
});
