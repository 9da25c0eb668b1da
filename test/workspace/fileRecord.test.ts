/** What is kept of a file, and that it is read back as it was. */
import { expect, it } from 'vitest';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { recordOf } from '../../server/src/workspace/fileRecord.ts';
import { openRecord } from '../../server/src/workspace/openRecord.ts';
import { benchmark, collection, tailoring, xccdf } from './content.ts';

const record = (text: string) => recordOf(openSnapshot(text));
const opened = (text: string) => openRecord(record(text).body);

it('declarations come back with title and place, lines and columns of UTF-16', () => {
  const open = opened(`<Benchmark xmlns="${xccdf}" id="b">\r\n😀<Rule id="r1"><title>Ü 😀
  two lines</title></Rule></Benchmark>`);
  expect(open.declarationCount).toBe(2);
  const [number] = open.find(['ü', 'LINES']);
  expect(open.declaration(number!)).toMatchObject({
    ...{ kind: 'xccdf.Rule', id: 'r1', line: 1, character: 12, component: 0 },
    title: expect.stringMatching(/^Ü 😀\s+two lines$/),
  });
});

it('every word must be in title or id; what looks like a pattern is none', () => {
  const open = opened(benchmark(['Disable root (login)', 'Disable x']));
  const ids = (words: string[]) => open.find(words).map((number) => open.declaration(number).id);
  expect(ids(['disable'])).toEqual(['rule_1', 'rule_2']);
  expect(ids(['disable', 'rule_2'])).toEqual(['rule_2']);
  expect(ids(['(login)'])).toEqual(['rule_1']);
  expect(ids(['d.sable'])).toEqual([]);
  expect(ids([])).toEqual([]);
});

it('references that lead into other files are kept with their href, others are not', () => {
  const alone = opened(benchmark(['a'])).references();
  expect(alone.map(({ row, id, href, line, length }) => [row.kind, id, href, line, length])).toEqual([
    ['xccdf.check-content-ref@name', 'oval:x:def:1', 'content-oval.xml', 2, 12],
  ]);
  expect(record(benchmark(['a'])).hrefs).toEqual(['content-oval.xml']);
  expect(opened(collection(benchmark(['a']))).references()).toEqual([]);
  const elsewhere = benchmark(['a']).replace('content-oval.xml', 'https://example.org/content-oval.xml');
  expect(opened(elsewhere).references()).toEqual([]);
  const tailored = opened(tailoring('rule_1', 'b.xml')).references();
  expect(tailored.map(({ row, id, href }) => [row.kind, id, href])).toEqual([
    ['xccdf.benchmark@href', 'b.xml', 'b.xml'],
    ['xccdf.select@idref', 'rule_1', 'b.xml'],
  ]);
});

it('a component has the same print alone and in a stream, and another one under other titles', () => {
  const print = (text: string) => record(text).components.at(-1)!.print;
  expect(print(collection(benchmark(['a', 'b'])))).toBe(print(benchmark(['a', 'b'])));
  expect(print(benchmark(['a', 'c']))).not.toBe(print(benchmark(['a', 'b'])));
});

it('a broken text is read as far as it goes', () => {
  expect(opened(benchmark(['a', 'b']).slice(0, -60)).find(['rule_1'])).toHaveLength(1);
});
