/** The rule tester is seen failing on each thing that it is there to notice. */
import { expect, test } from 'vitest';
import type { Finding, LintRule } from '../../server/src/lint/finding.ts';
import { mistakesOf, readMarks } from './tester.ts';

const facts = { code: 'xml/no-b', severity: 'error', requirements: [] } as const;
/** Reports every letter b, and offers to write c for it. */
const noB: LintRule = {
  ...facts,
  check: ({ source }) =>
    [...source.whole().matchAll(/b/g)].map(({ index }): Finding => {
      const place = { from: index, to: index + 1 };
      return {
        ...facts,
        ...place,
        message: 'b stands here',
        fixes: [{ title: 'c', safe: true, edits: [{ ...place, newText: 'c' }] }],
      };
    }),
};

test('marks are taken out and counted in the text without them', () => {
  expect(readMarks('a«b»c«»')).toEqual({
    text: 'abc',
    spans: [
      [1, 2],
      [3, 3],
    ],
  });
  expect(() => readMarks('a«b')).toThrow('not closed');
});

test('a rule that does as marked makes no mistake', () => {
  expect(mistakesOf(noB, { text: '<a>«b»</a>', says: ['stands'], fixed: '<a>c</a>' })).toEqual([]);
  expect(mistakesOf(noB, { text: '<a/>' })).toEqual([]);
});

test('each mistake is told', () => {
  const mistakes = (text: string, extra = {}) => mistakesOf(noB, { text, ...extra }).join('; ');
  expect(mistakes('<a>b</a>')).toContain('found, not marked');
  expect(mistakes('<«a»/>')).toContain('marked, not found');
  expect(mistakes('<a>«b»</a>', { says: ['runs'] })).toContain('does not say');
  expect(mistakes('<a>«b»</a>', { fixed: '<a/>' })).toContain('fixed to');
  expect(mistakes('<a/>', { fixed: '<a/>' })).toContain('no fix');
  const other: LintRule = { ...noB, severity: 'warning' };
  expect(mistakesOf(other, { text: '<a>«b»</a>' }).join()).toContain('facts of another rule');
});
