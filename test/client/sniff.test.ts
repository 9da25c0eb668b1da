import { describe, expect, test, vi } from 'vitest';
import { sniff, sniffLength } from '../../client/src/sniff.ts';

const stream = 'http://scap.nist.gov/schema/scap/source/1.2';
const xccdf = 'http://checklists.nist.gov/xccdf/1.2';
const scap = (format: string, root: string) => ({ kind: 'scap', format, root });
const other = (root: string, produced = false) => ({ kind: 'other', root, produced });

describe('every kind of authored content', () => {
  test.each([
    [`<ds:data-stream-collection xmlns:ds="${stream}" id="x">`, scap('data-stream', 'ds:data-stream-collection')],
    [`<data-stream-collection xmlns='${stream}'/>`, scap('data-stream', 'data-stream-collection')],
    [`<Benchmark id="a" xmlns="${xccdf}">`, scap('xccdf-1.2', 'Benchmark')],
    ['<cdf:Benchmark xmlns:cdf="http://checklists.nist.gov/xccdf/1.1">', scap('xccdf-1.1', 'cdf:Benchmark')],
    [`<xccdf:Rule xmlns:xccdf="${xccdf}">`, scap('xccdf-1.2', 'xccdf:Rule')],
    [`<t:Tailoring xmlns:t="${xccdf}">`, scap('tailoring', 't:Tailoring')],
    ['<Tailoring xmlns="http://open-scap.org/page/Xccdf-1.1-tailoring">', scap('tailoring', 'Tailoring')],
    [
      '<oval_definitions xmlns="http://oval.mitre.org/XMLSchema/oval-definitions-5">',
      scap('oval-definitions', 'oval_definitions'),
    ],
    ['<cpe-list xmlns="http://cpe.mitre.org/dictionary/2.0">', scap('cpe-dictionary', 'cpe-list')],
    ['<ocil xmlns="http://scap.nist.gov/schema/ocil/2.0">', scap('ocil', 'ocil')],
  ])('%s', (text, expected) => expect(sniff(text)).toEqual(expected));
});

describe('what is not authored SCAP', () => {
  test.each([
    ['<project xmlns="http://maven.apache.org/POM/4.0.0">', other('project')],
    ['<Benchmark>', other('Benchmark')],
    ['<x:Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2">', other('x:Benchmark')],
    ['<constructor xmlns="constructor">', other('constructor')],
    [`<constructor xmlns="${xccdf}">`, other('constructor', true)],
    [`<TestResult xmlns="${xccdf}">`, other('TestResult', true)],
    ['<oval_results xmlns="http://oval.mitre.org/XMLSchema/oval-results-5">', other('oval_results', true)],
    ['<oval_variables xmlns="http://oval.mitre.org/XMLSchema/oval-variables-5">', other('oval_variables', true)],
    [
      '<oval_system_characteristics xmlns="http://oval.mitre.org/XMLSchema/oval-system-characteristics-5">',
      other('oval_system_characteristics', true),
    ],
  ])('%s', (text, expected) => expect(sniff(text)).toEqual(expected));
});

describe('no answer', () => {
  test.each([
    '',
    ' \n',
    'plain text',
    '<',
    '<!-- never closed',
    '<?xml version="1.0"?>',
    '<!DOCTYPE a [ <!ENTITY b ">" ',
    '</a>',
    '<Benchmark xmlns="unfinished',
    '<a b=c>',
  ])('%j', (text) => expect(sniff(text)).toEqual({ kind: 'unknown' }));
});

describe('what stands before the root', () => {
  const root = `<Benchmark xmlns="${xccdf}">`;
  const found = scap('xccdf-1.2', 'Benchmark');

  test('byte order mark, declaration, instruction, CRLF', () => {
    expect(sniff(`\ufeff<?xml version="1.0"?>\r\n<?style <Benchmark?>\r\n${root}`)).toEqual(found);
  });

  test('a long licence comment that names other roots', () => {
    expect(sniff(`<?xml version="1.0"?>\n<!-- ${'<project> & more\n'.repeat(3000)} -->\n${root}`)).toEqual(found);
  });

  test('a DOCTYPE with an internal subset, quotes, comments and brackets', () => {
    const subset = `<!DOCTYPE Benchmark SYSTEM "a>b" [ <!ENTITY e "]>"> <!-- ]> ' --> <?p ]>?> <!ELEMENT a (b)> ]>`;
    expect(sniff(`${subset}${root}`)).toEqual(found);
  });

  test('a root tag over many lines, with `>` in a value and the namespace last', () => {
    expect(sniff(`<Benchmark\n  id = "a>b"\r\n\txml:lang='en'\n xmlns = "${xccdf}" >`)).toEqual(found);
  });

  const long: readonly (readonly [string, string])[] = [
    ['a comment', `<!--${' '.repeat(sniffLength)}-->${root}`],
    ['a value', `<a b="${'x'.repeat(sniffLength)}">`],
    ['space in a tag', `<a ${' '.repeat(sniffLength)}`],
    ['the name of an attribute', `<a ${'x'.repeat(sniffLength)}`],
  ];

  // A hundred times: one that is not linear takes longer than a test may.
  test.each(long)('%s that is longer than the limit says nothing and costs little', (_, text) => {
    for (let times = 0; times < 100; times++) expect(sniff(text)).toEqual({ kind: 'unknown' });
  });

  test('what is behind the limit is never looked at', () => {
    const slice = (from: number, to: number) =>
      `${root}${' '.repeat(sniffLength)}`.slice(from, Math.min(to, sniffLength));
    const text = { length: 10_000_000, slice: vi.fn(slice) };
    expect(sniff(text as never)).toEqual(found);
    expect(text.slice.mock.calls).toEqual([[0, sniffLength]]);
  });
});
