/** Values in words: what one may be set to, and why a text may not stand. */
import * as l10n from '@vscode/l10n';
import { type BrokenConstraint, brokenConstraint, type ValueConstraints } from '../scap/valueConstraints.ts';
import { forbiddenCharacter } from '../xml/wellFormed.ts';

/** Why a text cannot stand in a document at all; undefined where it can. */
export function characterFault(text: string): string | undefined {
  const character = forbiddenCharacter(text);
  return character && l10n.t('the text holds {0}, which no XML document can hold', character);
}

/** Why a text cannot be a Value's; undefined where it can. Names the limit that it breaks. */
export function valueFault(constraints: ValueConstraints, text: string): string | undefined {
  const character = characterFault(text);
  if (character !== undefined) return character;
  const broken = brokenConstraint(constraints, text);
  return broken && broken !== 'pattern-unknown' ? faultText(constraints, text, broken) : undefined;
}

/** True where the Value has a pattern that is none of JavaScript's, so that nothing is said about it. */
export function isPatternUnknown(constraints: ValueConstraints, text: string): boolean {
  return brokenConstraint(constraints, text) === 'pattern-unknown';
}

function faultText(constraints: ValueConstraints, text: string, broken: BrokenConstraint): string {
  const { type, lower = '', upper = '', match = '', choices } = constraints;
  if (broken === 'type') {
    return type === 'number'
      ? l10n.t('"{0}" is no number, and this Value is of type number', text)
      : l10n.t('"{0}" is neither true nor false, and this Value is of type boolean', text);
  }
  if (broken === 'lower') return l10n.t('{0} is below the lower bound, {1}', text, lower);
  if (broken === 'upper') return l10n.t('{0} is above the upper bound, {1}', text, upper);
  if (broken === 'choices') return l10n.t('"{0}" is none of the choices: {1}', text, listed(choices));
  return l10n.t('"{0}" does not match the pattern {1}', text, match);
}

/** Such as: number, from 1 to 100. */
export function constraintsText({ type, lower, upper, match, choices, mustMatch }: ValueConstraints): string {
  const parts: string[] = [type];
  if (type === 'number' && lower !== undefined) parts.push(l10n.t('at least {0}', lower));
  if (type === 'number' && upper !== undefined) parts.push(l10n.t('at most {0}', upper));
  if (mustMatch && choices.length > 0) parts.push(l10n.t('one of {0}', listed(choices)));
  if (match !== undefined && match !== '' && type !== 'boolean') parts.push(l10n.t('like {0}', match));
  return parts.join(l10n.t(', '));
}

const longestList = 12;

function listed(choices: readonly string[]): string {
  const shown = choices.slice(0, longestList).map((choice) => `"${choice}"`);
  return [...shown, ...(choices.length > shown.length ? ['...'] : [])].join(l10n.t(', '));
}
