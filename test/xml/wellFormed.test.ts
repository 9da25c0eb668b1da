/** Faults below the level of tags in long texts, which are looked at a stretch at a time: none is lost or told twice. */
import { describe, expect, test } from 'vitest';
import { scanXml } from '../../server/src/xml/scanner.ts';
import { listXmlProblems, listXmlProblemsInSteps } from '../../server/src/xml/wellFormed.ts';

/** Longer than two of the stretches. */
const long = 600_000;

function problemsIn(text: string): string[] {
  return listXmlProblems(text, scanXml(text)).map(({ kind, from, to }) => `${kind} ${from}-${to}`);
}

/** A piece of content that ends at an offset of the text. */
function withPieceAt(end: number, piece: string): string {
  return `<a>${'x'.repeat(end - 3 - piece.length)}${piece}${'y'.repeat(long - end)}</a>`;
}

/** Stretches end at powers of two: whatever their length is, one of these offsets is the end of one. */
const ends = [17, 18, 19].map((power) => 2 ** power);

describe.each(ends)('at the end of a stretch at %i', (end) => {
  test.each([-1, 0, 1, 2, 3])('moved by %i', (moved) => {
    const at = end + moved;
    expect(problemsIn(withPieceAt(at, '😀'))).toEqual([]);
    expect(problemsIn(withPieceAt(at, '\ud83d'))).toEqual([`bad-character ${at - 1}-${at}`]);
    expect(problemsIn(withPieceAt(at, '\ude00'))).toEqual([`bad-character ${at - 1}-${at}`]);
    expect(problemsIn(withPieceAt(at, '\u0001'))).toEqual([`bad-character ${at - 1}-${at}`]);
    expect(problemsIn(withPieceAt(at, '&amp;'))).toEqual([]);
    expect(problemsIn(withPieceAt(at, '&no;'))).toEqual([`unknown-entity ${at - 4}-${at}`]);
    expect(problemsIn(withPieceAt(at, '& '))).toEqual([`bad-reference ${at - 2}-${at - 1}`]);
    expect(problemsIn(withPieceAt(at, ']]>'))).toEqual([`cdata-end-in-text ${at - 3}-${at}`]);
    expect(problemsIn(withPieceAt(at, '<![CDATA[&]]>'))).toEqual([]);
  });
});

test('in one list by place, and others get their turn between', () => {
  const text = `<a>${`&no; ]]> \u0001 ${'x'.repeat(50_000)}`.repeat(20)}</a>`;
  const problems = listXmlProblems(text, scanXml(text));
  const kinds = ['unknown-entity', 'cdata-end-in-text', 'bad-character'];
  expect(problems.map(({ kind }) => kind)).toEqual(new Array(20).fill(kinds).flat());
  const steps = [...listXmlProblemsInSteps(text, scanXml(text))];
  expect(steps.length).toBeGreaterThan(3);
  expect(steps).toEqual(steps.toSorted((a, b) => a - b));
});

test('a thousand of them are enough', () => {
  expect(problemsIn(`<a>${'&no; '.repeat(3000)}${'\u0001'.repeat(3000)}</a>`)).toHaveLength(1000);
});
