/** What a Value lets itself be set to, by selector and by inheritance. */
import { describe, expect, it } from 'vitest';
import { listBenchmarks } from '../../server/src/scap/benchmark.ts';
import { brokenConstraint, constraintsOf } from '../../server/src/scap/valueConstraints.ts';
import { benchmark, collection, openFixture } from '../support/fixture.ts';

/** What each text breaks in the Value `v`. */
function broken(items: string, texts: readonly string[], selector = ''): readonly (string | undefined)[] {
  const { snapshot } = openFixture(collection({ xccdf: benchmark(items), oval: '' }));
  const found = listBenchmarks(snapshot)[0]!;
  const constraints = constraintsOf(found, found.itemsById.get('v')!, selector);
  return texts.map((text) => brokenConstraint(constraints, text));
}

const value = (type: string, content: string) => `<x:Value id="v" type="${type}">${content}</x:Value>`;

describe('a number', () => {
  it('is written as one', () => {
    const texts = ['0', '-1', '+2.5', '.5', '1e3', '', ' 1', '1,5', 'ten', '0x10', '1.2.3'];
    const faults = broken(value('number', ''), texts);
    expect(faults).toEqual([...new Array(5).fill(undefined), ...new Array(6).fill('type')]);
  });

  it('is within its bounds, which count themselves', () => {
    const bounds = '<x:lower-bound>1</x:lower-bound><x:upper-bound>10</x:upper-bound>';
    expect(broken(value('number', bounds), ['0.9', '1', '9', '10', '10.1'])).toEqual([
      'lower',
      undefined,
      undefined,
      undefined,
      'upper',
    ]);
    // Of a text "9" and "10" would be the other way round; it has no bounds.
    expect(broken(value('string', bounds), ['0.9', 'x'])).toEqual([undefined, undefined]);
  });

  it('has the bounds of the selector in force, else those without one', () => {
    const bounds = '<x:upper-bound>10</x:upper-bound><x:upper-bound selector="wide">99</x:upper-bound>';
    expect(broken(value('number', bounds), ['50'], 'wide')).toEqual([undefined]);
    expect(broken(value('number', bounds), ['50'], 'other')).toEqual(['upper']);
  });
});

it('a boolean is one', () => {
  expect(broken(value('boolean', '<x:match>x</x:match>'), ['true', '0', 'yes', ''])).toEqual([
    undefined,
    undefined,
    'type',
    'type',
  ]);
});

it('choices bind only where the Value must match', () => {
  const choices = (mustMatch: string) =>
    value('string', `<x:choices${mustMatch}><x:choice>a &amp; b</x:choice><x:choice>c</x:choice></x:choices>`);
  expect(broken(choices(' mustMatch="true"'), ['a & b', 'c', 'd'])).toEqual([undefined, undefined, 'choices']);
  expect(broken(choices(' mustMatch="0"'), ['d'])).toEqual([undefined]);
  expect(broken(choices(''), ['d'])).toEqual([undefined]);
});

const unknown = ['pattern-unknown', 'pattern-unknown'];

it('a pattern has to fit the whole text; one that only Perl knows is not judged', () => {
  expect(broken(value('string', '<x:match>a|bc</x:match>'), ['a', 'bc', 'ac', 'xbc', ''])).toEqual([
    undefined,
    undefined,
    'match',
    'match',
    'match',
  ]);
  // Of these JavaScript takes the last ones, and means other texts by them.
  const perls = [
    '(?x) a  (?#comment)',
    '[:digit:]+',
    '[[:space:]-~]*',
    '[+-[:digit:]]',
    '[[:posix:]]',
    '\\A\\d+\\z',
    '\\d+\\Z',
    '\\Qa.b\\E',
  ];
  for (const perl of perls) {
    expect(broken(value('string', `<x:match>${perl}</x:match>`), ['5', 'a]']), perl).toEqual(unknown);
  }
  expect(broken(value('string', '<x:match>(?i)[[:digit:]]a+</x:match>'), ['5A', '5', '5é'])).toEqual([
    undefined,
    'match',
    'pattern-unknown',
  ]);
  const both = String.raw`[:d]\\A\d\w\.\-\/\t[:,;]`;
  expect(broken(value('string', `<x:match>${both}</x:match>`), [':\\A5x.-/\t;', '5'])).toEqual([undefined, 'match']);
});

it('what a Value does not say itself is that of the Value it extends', () => {
  const items = `<x:Value id="base" type="number" abstract="true"><x:upper-bound>5</x:upper-bound></x:Value>
<x:Value id="v" extends="base"><x:value>1</x:value></x:Value>`;
  expect(broken(items, ['4', '6', 'x'])).toEqual([undefined, 'upper', 'type']);
});
