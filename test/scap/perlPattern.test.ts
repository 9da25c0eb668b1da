/** Patterns that Perl and JavaScript spell differently. The answers are those of perl 5 itself (`perl -e`, with `\A(?:...)\z`). */
import { describe, expect, it } from 'vitest';
import { openPattern } from '../../server/src/scap/perlPattern.ts';

const matching = (pattern: string, texts: readonly string[]) =>
  texts.filter((text) => openPattern(pattern)!.whole.test(text));

describe('a POSIX class', () => {
  const texts = ['', '7', '42', 'a', 'Z', 'aZ7', '_', '-', ' ', '\t', 'a b', ']', '[', 'ff', ':'];

  it.each([
    ['[[:digit:]]+', ['7', '42']],
    ['[[:alpha:]]+', ['a', 'Z', 'ff']],
    ['[[:alnum:]_-]+', ['7', '42', 'a', 'Z', 'aZ7', '_', '-', 'ff']],
    ['[^[:space:]]*', ['', '7', '42', 'a', 'Z', 'aZ7', '_', '-', ']', '[', 'ff', ':']],
    ['[[:^digit:][:blank:]]', ['a', 'Z', '_', '-', ' ', '\t', ']', '[', ':']],
    ['[[:upper:]]', ['Z']],
    ['[[:punct:]]', ['_', '-', ']', '[', ':']],
    ['[[:xdigit:]]{2}', ['42', 'ff']],
    ['[[:word:]]+', ['7', '42', 'a', 'Z', 'aZ7', '_', 'ff']],
    ['[[:cntrl:]]', ['\t']],
    ['[]a]', ['a', ']']],
    ['[^]a]', ['7', 'Z', '_', '-', ' ', '\t', '[', ':']],
    ['[[:digit:]-]', ['7', '-']],
    ['[-[:digit:]]', ['7', '-']],
    ['\\[[[:lower:]]*', ['[']],
  ])('%s', (pattern, expected) => {
    expect(matching(pattern, texts)).toEqual(expected);
  });

  it('says nothing of texts outside ASCII', () => {
    expect(openPattern('[[:alpha:]]+')!.asciiOnly).toBe(true);
    expect(openPattern('[a-zé]+')!.asciiOnly).toBe(false);
  });
});

it('a leading (?i) is about the whole pattern, classes included', () => {
  expect(matching('(?i)yes|no', ['yes', 'YES', 'No', 'nope'])).toEqual(['yes', 'YES', 'No']);
  expect(matching('(?i)[[:upper:]]+', ['ab', 'AB', '1'])).toEqual(['ab', 'AB']);
});

it.each(['(?x)a b', 'a(?i)b{,', '[:digit:]', '[a-[:digit:]]', '[[:digit:]-z]', '[[:nope:]]', '\\Aa\\z', 'a++', '('])(
  '%s is left alone',
  (pattern) => {
    expect(openPattern(pattern)).toBeUndefined();
  },
);
