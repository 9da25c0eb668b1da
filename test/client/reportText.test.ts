/** A report line by line, and that each link covers the name of its place, whatever a document has put into the words. */
import { expect, it } from 'vitest';
import { reportText } from '../../client/src/reportText.ts';

const place = (line: number) => ({
  uri: 'file:///a.xml',
  range: { start: { line, character: 4 }, end: { line, character: 4 } },
});
const nameOf = ({ range }: ReturnType<typeof place>): string => `a.xml, line ${range.start.line + 1}`;

it('says each thing below its place, with what to do about it, and leaves out what is empty', () => {
  const { text } = reportText(
    'Fit',
    'Two things.',
    [
      { title: 'missing', lines: [{ message: 'It is gone.', place: place(6), fix: 'Remove it.' }] },
      { title: 'nothing', lines: [] },
      { title: 'elsewhere', lines: [{ message: 'It was in the older text.' }] },
    ],
    nameOf,
  );
  expect(text).toBe(`Fit
===

Two things.

missing
-------

a.xml, line 7
    It is gone.
    Remove it.

elsewhere
---------

    It was in the older text.
`);
});

it('leads from the name of each place to it, past words with line breaks', () => {
  const lines = [3, 5, 8].map((line) => ({ message: `A title\r\n  in two lines\u2028or three`, place: place(line) }));
  const { text, links } = reportText('T', 'I', [{ title: 'S', lines }], nameOf);
  const written = text.split('\n');
  expect(links.map((link) => written[link.line]!.slice(0, link.length))).toEqual(
    [4, 6, 9].map((line) => `a.xml, line ${line}`),
  );
  expect(links.map((link) => link.place.range.start.line)).toEqual([3, 5, 8]);
  expect(written.filter((line) => line.startsWith('    '))).toEqual(
    lines.map(() => '    A title in two lines or three'),
  );
});
