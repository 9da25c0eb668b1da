/**
 * What a Value lets itself be set to: type, bounds, pattern and choices (XCCDF 1.2, 6.4.5). It reads them and compares; it
 * has no words for a user.
 */

import { attributeValue } from '../xml/attributes.ts';
import { textContent } from '../xml/content.ts';
import type { XccdfBenchmark, XccdfItem } from './benchmark.ts';
import { openPattern } from './perlPattern.ts';
import { extendedItem } from './selection.ts';
import { readBoolean } from './xccdfBoolean.ts';

export interface ValueConstraints {
  readonly type: 'number' | 'string' | 'boolean';
  /** As written; undefined where there is no bound. They count for numbers only. */
  readonly lower: string | undefined;
  readonly upper: string | undefined;
  /** A Perl regular expression for the whole text; not for booleans. */
  readonly match: string | undefined;
  /** What is offered; empty where nothing is. */
  readonly choices: readonly string[];
  readonly mustMatch: boolean;
}

/** The first thing that a text breaks. `pattern-unknown`: the pattern is none that can be tried here. */
export type BrokenConstraint = 'type' | 'lower' | 'upper' | 'choices' | 'match' | 'pattern-unknown';

/** Those that hold while `selector` counts: the ones with that selector, else the ones without. */
export function constraintsOf(benchmark: XccdfBenchmark, value: XccdfItem, selector: string): ValueConstraints {
  const { source, table } = benchmark.snapshot;
  const line = withExtended(benchmark, value);
  const pick = (local: string): number | undefined => {
    const all = line.flatMap(({ element }) => [...table.children(element)].filter((at) => table.local(at) === local));
    const selectorOf = (at: number) => attributeValue(source, table, at, 'selector') ?? '';
    return all.find((at) => selectorOf(at) === selector) ?? all.find((at) => selectorOf(at) === '');
  };
  const text = (local: string) => {
    const element = pick(local);
    return element === undefined ? undefined : textContent(source, table, element);
  };
  const choices = pick('choices');
  const types = line.flatMap(({ element }) => attributeValue(source, table, element, 'type') ?? []);
  return {
    type: types[0] === 'number' || types[0] === 'boolean' ? types[0] : 'string',
    lower: text('lower-bound'),
    upper: text('upper-bound'),
    match: text('match'),
    choices:
      choices === undefined
        ? []
        : [...table.children(choices)]
            .filter((at) => table.local(at) === 'choice')
            .map((at) => textContent(source, table, at)),
    mustMatch: choices !== undefined && readBoolean(attributeValue(source, table, choices, 'mustMatch') ?? ''),
  };
}

/** Undefined where the text may be set. */
export function brokenConstraint(constraints: ValueConstraints, text: string): BrokenConstraint | undefined {
  const { type, lower, upper, match, choices, mustMatch } = constraints;
  if (type === 'number') {
    if (!isNumber(text)) return 'type';
    if (lower !== undefined && isNumber(lower) && Number(text) < Number(lower)) return 'lower';
    if (upper !== undefined && isNumber(upper) && Number(text) > Number(upper)) return 'upper';
  }
  if (type === 'boolean' && !['true', 'false', '1', '0'].includes(text)) return 'type';
  if (mustMatch && choices.length > 0 && !choices.includes(text)) return 'choices';
  if (match === undefined || match === '' || type === 'boolean') return undefined;
  const pattern = openPattern(match);
  if (!pattern || (pattern.asciiOnly && /[\u0080-\uffff]/.test(text))) return 'pattern-unknown';
  return pattern.whole.test(text) ? undefined : 'match';
}

function isNumber(text: string): boolean {
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(text);
}

/** The Value and those that it extends, nearest first. */
function withExtended(benchmark: XccdfBenchmark, value: XccdfItem): readonly XccdfItem[] {
  const line: XccdfItem[] = [];
  for (let at: XccdfItem | undefined = value; at && !line.includes(at); ) {
    line.push(at);
    at = at.extends === undefined ? undefined : extendedItem(benchmark, at);
  }
  return line;
}
