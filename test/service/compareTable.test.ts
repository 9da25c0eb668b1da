/** The table of a comparison, and its CSV and Markdown read back by parsers that are not ours. */
import { parse } from 'csv-parse/sync';
import { lexer, type Tokens } from 'marked';
import { expect, it } from 'vitest';
import { listBenchmarks } from '../../server/src/scap/benchmark.ts';
import { listScans } from '../../server/src/scap/explain.ts';
import { profilesInForce } from '../../server/src/scap/selection.ts';
import { compareScans } from '../../server/src/service/compare.ts';
import { tableCsv, tableMarkdown, tableRows } from '../../server/src/service/compareTable.ts';
import { benchmark, collection, openFixture } from '../support/fixture.ts';

function tableOf(inside: string) {
  const { snapshot } = openFixture(collection({ xccdf: benchmark(inside), oval: '' }));
  const found = listBenchmarks(snapshot)[0]!;
  const comparison = compareScans(found, listScans(profilesInForce(found)));
  return { comparison, rows: tableRows(comparison) };
}

const awkward = [
  'a "b", c',
  'line one\r\nline two',
  'x | y',
  '<b>&amp;</b>',
  '`code` *star* _low_',
  '[l](javascript:x)',
];
const texts = awkward.map((text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\r', '&#13;'));
const document = `
  <x:Profile id="p1"><x:title>First | "one"</x:title><x:select idref="r0" selected="false"/><x:set-value idref="v">-1</x:set-value>
    <x:refine-rule idref="r1" severity="low"/></x:Profile>
  <x:Profile id="p2"><x:title>Second</x:title><x:set-value idref="v">=cmd|' /C calc'!A0</x:set-value></x:Profile>
  <x:Value id="v"><x:title>A value</x:title><x:value>+3.5</x:value></x:Value>
  ${texts.map((text, number) => `<x:Rule id="r${number}" severity="high"><x:title>${text}</x:title></x:Rule>`).join('')}`;

it('has a row for each rule, each Value and each property that is refined', () => {
  const { rows } = tableOf(document);
  expect(rows.map(({ key, cells, differs }) => [key, ...cells, differs])).toEqual([
    ['rule r0', 'off', 'on', 'on', true],
    ...awkward.slice(1).map((_, number) => [`rule r${number + 1}`, 'on', 'on', 'on', false]),
    ['value v', '-1', "=cmd|' /C calc'!A0", '+3.5', true],
    ['severity r1', 'low', 'high', 'high', true],
  ]);
});

it('tells things with one id apart', () => {
  const { rows } = tableOf('<x:Rule id="r"><x:title>A</x:title></x:Rule><x:Rule id="r"><x:title>B</x:title></x:Rule>');
  expect(rows.map(({ key, id, nth, title }) => [key, id, nth, title])).toEqual([
    ['rule r', 'r', 1, 'A'],
    ['rule r 2', 'r', 2, 'B'],
  ]);
});

it('CSV is read back as it was, with formulas made harmless and numbers left alone', () => {
  const { comparison, rows } = tableOf(document);
  const csv = tableCsv(comparison, rows);
  expect(csv.replace(/"(?:[^"]|"")*"/g, '')).not.toMatch(/(?<!\r)\n/);
  const [header, ...lines] = parse(csv, { recordDelimiter: '\r\n' }) as string[][];
  expect(header).toEqual(['kind', 'id', 'title', 'severity', 'p1', 'p2', '(default)']);
  const expected = rows.map(({ kind, id, title, severity, cells }) => [kind, id, title, severity, ...cells]);
  expected[awkward.length]![5] = "'=cmd|' /C calc'!A0";
  expect(lines).toEqual(expected);
});

it.each(['=1+1', '@SUM(A1)', '+A1', '-A1+2', '\t=1', '-', '-1-1'])('"%s" is taken for a formula', (text) => {
  const { comparison, rows } = tableOf('<x:Rule id="r"/>');
  const csv = tableCsv(comparison, [{ ...rows[0]!, title: text }]);
  expect((parse(csv) as string[][])[1]![2]).toBe(`'${text}`);
});

it.each(['-1', '+3.5', '12', '1-2', '/etc/=x', ' =1'])('"%s" is not', (text) => {
  const { comparison, rows } = tableOf('<x:Rule id="r"/>');
  const csv = tableCsv(comparison, [{ ...rows[0]!, title: text }]);
  expect((parse(csv) as string[][])[1]![2]).toBe(text);
});

it('Markdown is read back as three tables, and nothing of the content becomes markup', () => {
  const { comparison, rows } = tableOf(document);
  const tokens = lexer(tableMarkdown(comparison, rows));
  const headings = tokens.filter((token): token is Tokens.Heading => token.type === 'heading');
  expect(headings.map(({ text }) => text)).toEqual(['Small benchmark', 'Rules', 'Values', 'Refinements']);
  const tables = tokens.filter((token): token is Tokens.Table => token.type === 'table');
  const read = tables.map(({ header, rows: body }) => [header, ...body].map((cells) => cells.map(plainText)));
  expect(read).toEqual([
    [
      ['Rule', 'Severity', 'First | "one"', 'Second', '(default)'],
      ...awkward.map((title, number) => [
        title.replace(/\s+/g, ' '),
        'high',
        ...(number === 0 ? ['off', 'on', 'on'] : ['on', 'on', 'on']),
      ]),
    ],
    [
      ['Value', 'First | "one"', 'Second', '(default)'],
      ['A value', '-1', "=cmd|' /C calc'!A0", '+3.5'],
    ],
    [
      ['Rule or group', 'Property', 'First | "one"', 'Second', '(default)'],
      ['line one line two', 'severity', 'low', 'high', 'high'],
    ],
  ]);
});

it('Markdown leaves out what has no row', () => {
  const { comparison, rows } = tableOf('<x:Rule id="r"/>');
  expect(tableMarkdown(comparison, rows)).toBe(
    '# Small benchmark\n\n## Rules\n\n| Rule | Severity | (default) |\n| --- | --- | --- |\n| r | unknown | on |\n',
  );
  expect(tableMarkdown(comparison, [])).toBe('# Small benchmark\n');
});

/** The words of a cell; throws where the content has become a link, code or HTML. */
function plainText({ tokens }: Tokens.TableCell): string {
  return tokens
    .map((token) => {
      if (token.type !== 'text' && token.type !== 'escape') throw new Error(`${token.type}: ${token.raw}`);
      const { text } = token as Tokens.Text;
      return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
    })
    .join('');
}
