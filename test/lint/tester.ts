/**
 * Tests one rule by fixtures that are one string each: «...» marks where a finding must stand, and nothing else may be
 * found. Each is read as written, with CRLF, behind a comment of characters that take two code units, and cut off.
 */
import { expect, test } from 'vitest';
import type { Finding, LintRule } from '../../server/src/lint/finding.ts';
import { openSnapshot, type Siblings, type Snapshot } from '../../server/src/scap/snapshot.ts';
import { applyEdits } from '../../server/src/text/edits.ts';

export interface Fixture {
  readonly text: string;
  /** What the message of the first finding must hold. */
  readonly says?: readonly string[];
  /** The text (marks dropped) after the first finding's first fix. */
  readonly fixed?: string;
  readonly siblings?: Siblings;
}

export interface Marked {
  readonly text: string;
  readonly spans: readonly (readonly [number, number])[];
}

export function readMarks(marked: string): Marked {
  const spans: [number, number][] = [];
  let text = '';
  for (const part of marked.split(/([«»])/)) {
    if (part === '«') spans.push([text.length, -1]);
    else if (part === '»') spans.findLast((span) => span[1] < 0)![1] = text.length;
    else text += part;
  }
  if (spans.some(([, to]) => to < 0)) throw new Error(`a mark is not closed: ${marked}`);
  return { text, spans };
}

/** What a rule gets wrong about a fixture; empty where all is well. */
export function mistakesOf(rule: LintRule, fixture: Fixture): string[] {
  const { text, spans } = readMarks(fixture.text);
  const snapshot = openSnapshot(text, '', fixture.siblings);
  const findings = rule.check(snapshot);
  const show = (from: number, to: number): string => `${from}..${to} ${JSON.stringify(text.slice(from, to))}`;
  const found = findings.map(({ from, to }) => show(from, to));
  const expected = spans.map(([from, to]) => show(from, to));
  const mistakes = [
    ...found.filter((place) => !expected.includes(place)).map((place) => `found, not marked: ${place}`),
    ...expected.filter((place) => !found.includes(place)).map((place) => `marked, not found: ${place}`),
    ...findings.flatMap((finding) => wrongFacts(rule, finding)),
  ];
  if (found.length !== expected.length) mistakes.push(`${found.length} findings, ${expected.length} marks`);
  const first = findings[0];
  for (const words of fixture.says ?? []) {
    if (!first?.message.includes(words)) mistakes.push(`does not say "${words}": ${first?.message}`);
  }
  if (fixture.fixed !== undefined) mistakes.push(...wrongFix(snapshot, first, fixture.fixed));
  return mistakes;
}

function wrongFacts(rule: LintRule, finding: Finding): string[] {
  const same = finding.code === rule.code && finding.severity === rule.severity;
  const placeless = finding.message.includes('{0}') || finding.message.includes('undefined');
  return [...(same ? [] : ['facts of another rule']), ...(placeless ? [`unfilled message: ${finding.message}`] : [])];
}

function wrongFix(snapshot: Snapshot, finding: Finding | undefined, fixed: string): string[] {
  const edits = finding?.fixes?.[0]?.edits;
  if (!edits) return ['no fix is offered'];
  const made = applyEdits(snapshot.source.whole(), edits);
  return made === fixed ? [] : [`fixed to ${JSON.stringify(made)}`];
}

const twoUnits = '<!-- 𝔖𝔠𝔞𝔭 😀 -->';

/** The same fixture in other dresses. Those that change what a fix has to write leave the fix out. */
function variantsOf(fixture: Fixture): readonly (readonly [string, Fixture])[] {
  const { fixed: _, ...rest } = fixture;
  const declaration = /^<\?xml[^>]*\?>/.exec(fixture.text)?.[0] ?? '';
  const behind = declaration + twoUnits + fixture.text.slice(declaration.length);
  return [
    ['as written', fixture],
    ['with CRLF', { ...rest, text: fixture.text.replaceAll('\n', '\r\n') }],
    ['behind characters of two units', { ...rest, text: behind }],
  ];
}

/** Registers the tests of a rule. `faulty` fixtures have marks, `quiet` ones none. */
export function testRule(
  rule: LintRule,
  fixtures: {
    readonly faulty: Readonly<Record<string, Fixture>>;
    readonly quiet: Readonly<Record<string, string | Fixture>>;
    /** Rules on the text as XML look at another text when line ends or characters before it change. */
    readonly plainOnly?: true;
  },
): void {
  const quiet = Object.entries(fixtures.quiet).map(
    ([name, entry]) => [name, typeof entry === 'string' ? { text: entry } : entry] as const,
  );
  for (const [name, fixture] of [...Object.entries(fixtures.faulty), ...quiet]) {
    test(`${rule.code}: ${name}`, () => {
      const marks = readMarks(fixture.text).spans.length;
      expect(marks > 0, 'faulty fixtures have marks, quiet ones none').toBe(name in fixtures.faulty);
      const variants = fixtures.plainOnly ? variantsOf(fixture).slice(0, 1) : variantsOf(fixture);
      for (const [variant, dressed] of variants) expect(mistakesOf(rule, dressed), variant).toEqual([]);
    });
  }
  test(`${rule.code}: answers on broken XML`, () => {
    for (const { text } of Object.values(fixtures.faulty)) {
      const whole = readMarks(text).text;
      for (let end = 0; end < whole.length; end += 5) rule.check(openSnapshot(whole.slice(0, end)));
      for (const cut of [/<\/\w+>/, /"/, />/]) rule.check(openSnapshot(whole.replace(cut, '')));
    }
  });
}
