/**
 * What a user types to find rules: words that all have to match, such as `ssh severity:high state:off ref:AC-6`. Knows no
 * document: it is asked about one rule at a time.
 */
import type { RuleFacts } from '../scap/ruleFacts.ts';
import type { RuleMark } from '../scap/ruleMark.ts';
import { shortId } from './outline/words.ts';

/** Fields that a word can be about; a word without one is looked for in all but severity and state. */
const fields = ['title', 'id', 'ident', 'ref', 'severity', 'state'] as const;

interface Word {
  readonly field: (typeof fields)[number] | undefined;
  /** In small letters. */
  readonly text: string;
}

export interface RuleQuery {
  readonly words: readonly Word[];
  /** Whether an answer depends on what a scan makes of the rule. */
  readonly asksState: boolean;
  /** Whether it depends on the severity, which a profile can refine. */
  readonly asksSeverity: boolean;
}

/** `"two words"` are one; a field without a text (as one types it) matches everything. */
export function parseQuery(text: string): RuleQuery {
  const words = [...text.matchAll(/(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))/gi)].flatMap((match): Word[] => {
    const field = fields.find((name) => name === match[1]?.toLowerCase());
    const said = match[2] ?? match[3] ?? '';
    // Not one of our fields: a colon like any other.
    const whole = field === undefined && match[1] !== undefined ? `${match[1]}:${said}` : said;
    return whole === '' ? [] : [{ field, text: whole.toLowerCase() }];
  });
  const meant = words.filter(
    ({ field, text: word }) => field !== undefined || !fields.some((name) => word === `${name}:`),
  );
  const asks = (wanted: Word['field']): boolean => meant.some(({ field }) => field === wanted);
  return { words: meant, asksState: asks('state'), asksSeverity: asks('severity') };
}

/** Whether all words match that are about the rule itself: not about a state or a severity. */
export function matchesText({ words }: RuleQuery, facts: RuleFacts): boolean {
  return words.every(({ field, text }) => field === 'state' || field === 'severity' || isIn(facts, field, text));
}

/** Whether a severity, undefined where there is none, is what all words on severities ask for. */
export function matchesSeverity({ words }: RuleQuery, severity: string | undefined): boolean {
  return words.every(({ field, text }) => field !== 'severity' || (severity?.toLowerCase().startsWith(text) ?? false));
}

/** Whether what a scan makes of a rule is what all words on states ask for. */
export function matchesState({ words }: RuleQuery, mark: RuleMark): boolean {
  return words.every(({ field, text }) => field !== 'state' || isInState(mark, text));
}

function isIn(facts: RuleFacts, field: Exclude<Word['field'], 'state' | 'severity'>, text: string): boolean {
  const { item, title, idents, references } = facts;
  if (field === 'title') return hasText(title, text);
  if (field === 'id') return hasText(item.id, text);
  if (field === 'ident') return idents.some((ident) => hasText(ident, text));
  if (field === 'ref') return references.some((reference) => hasNumber(reference, text));
  // What all ids begin with is no answer to a word.
  const isInId = hasText(text.startsWith('xccdf_') ? item.id : shortId(item.id), text);
  return isInId || (['title', 'ident', 'ref'] as const).some((each) => isIn(facts, each, text));
}

function hasText(text: string, word: string): boolean {
  return text.toLowerCase().includes(word);
}

/** As the number of a control: 5.2.1 is in 5.2.1(a), not in 5.2.10 or 15.2.1; AC-6 is in AC-6(5). */
function hasNumber(reference: string, word: string): boolean {
  const text = reference.toLowerCase();
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const end = at + word.length;
    if (!goOn(text[at - 1], word[0]) && !goOn(word.at(-1), text[end]) && text[at - 1] !== '.') return true;
  }
  return false;
}

/** Whether two characters stand in one number or one word. */
function goOn(first: string | undefined, second: string | undefined): boolean {
  const pair = `${first ?? ' '}${second ?? ' '}`;
  return /^(?:\p{N}\p{N}|\p{L}\p{L})$/u.test(pair);
}

/** `off` is everything that is not evaluated, `held` what something else than its own switch holds. */
function isInState(mark: RuleMark, word: string): boolean {
  if (word === 'off') return mark !== 'on';
  if (word === 'held') return mark !== 'on' && mark !== 'off';
  return mark === word || (word.length > 2 && mark.startsWith(word));
}
