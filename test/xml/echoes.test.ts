/** One slip is told once. */
import { expect, test } from 'vitest';
import { withoutEchoes } from '../../server/src/xml/echoes.ts';
import { scanXml } from '../../server/src/xml/scanner.ts';
import { listXmlProblems } from '../../server/src/xml/wellFormed.ts';

function told(text: string): readonly string[] {
  const table = scanXml(text);
  return withoutEchoes(listXmlProblems(text, table), table).map(({ kind, from, name, otherName }) =>
    [kind, from, name, otherName].filter((part) => part !== undefined).join(' '),
  );
}

test('a close tag with a wrong name is that, and not also an element never closed', () => {
  expect(told('<a><b>x</c><d/></a>')).toEqual(['mismatched-close 7 c b']);
  expect(told('<a>x</c>')).toEqual(['mismatched-close 4 c a']);
});

test('a tag that does not end is that alone', () => {
  expect(told('<a><b c="d"<e/></a>')).toEqual(['unfinished-tag 3 b']);
  expect(told('<a><b <e/><f/></a>')).toEqual(['unfinished-tag 3 b']);
  expect(told('<a><b c="d>\n<e f="g"/></a>')).toEqual(['less-than-in-attribute 12 c']);
});

test('two slips stay two', () => {
  expect(told('<a></c></a>')).toEqual(['stray-close 3 c']);
  expect(told('<a><b></a>')).toEqual(['mismatched-close 6 a b']);
  expect(told('<a><b></c></d></a>')).toEqual(['mismatched-close 6 c b', 'stray-close 10 d']);
  expect(told('<a><b x=1></a>')).toEqual(['unquoted-attribute 6 x', 'mismatched-close 10 a b']);
});

test('what is whole stays so', () => {
  expect(told('<a><b/></a>')).toEqual([]);
});
