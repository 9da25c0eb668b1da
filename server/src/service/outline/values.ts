/** What the rows of Values below a profile say: the value that is bound, what decided it, and what it may be. */
import * as l10n from '@vscode/l10n';
import { titleOf, type XccdfBenchmark, type XccdfItem, type XccdfProfile } from '../../scap/benchmark.ts';
import { constraintsOf } from '../../scap/valueConstraints.ts';
import { valuesInProfile } from '../../scap/valueUse.ts';
import { type BoundValue, listChoices, valueInProfile } from '../../scap/xccdfValue.ts';
import { shorten } from '../../text/shorten.ts';
import { constraintsText } from '../valueWords.ts';

const longestShown = 60;

export interface ValueRow {
  readonly value: XccdfItem;
  readonly label: string;
  readonly description: string;
  /** Sentences for the tooltip. */
  readonly reasons: readonly string[];
}

/** The Values that the profile's effective rules read, in document order. */
export function listValueRows(benchmark: XccdfBenchmark, profile: XccdfProfile): readonly ValueRow[] {
  return [...valuesInProfile(benchmark, profile)].map(([value, rules]) => {
    const bound = valueInProfile(benchmark, profile, value);
    const readBy = rules.length === 1 ? l10n.t('read by 1 rule') : l10n.t('read by {0} rules', rules.length);
    return {
      value,
      label: titleOf(benchmark.snapshot, value.element, value.id),
      description: boundText(bound),
      reasons: [
        decidedText(bound),
        choicesText(benchmark, value),
        constraintsText(constraintsOf(benchmark, value, bound.selector)),
        readBy,
      ],
    };
  });
}

function boundText({ text, selector, by }: BoundValue): string {
  const shown = text === null ? l10n.t('unknown') : text === '' ? l10n.t('(empty)') : shorten(text, longestShown);
  if (by === 'set') return l10n.t('{0} (set)', shown);
  return selector === '' ? shown : l10n.t('{0} ({1})', shown, selector);
}

/** More are for the list to pick from. */
const mostChoices = 12;

/** What a selector may be picked of, each with its value. */
function choicesText(benchmark: XccdfBenchmark, value: XccdfItem): string {
  const choices = listChoices(benchmark, value);
  const shown = choices.slice(0, mostChoices).map(({ selector, text }) => {
    const short = text === '' ? l10n.t('(empty)') : shorten(text, longestShown);
    return selector === '' ? short : l10n.t('{0} ({1})', short, selector);
  });
  const more = choices.length > shown.length ? ['...'] : [];
  return l10n.t('Choices: {0}', [...shown, ...more].join(l10n.t(', ')));
}

function decidedText({ by, text, selector, snapshot, element }: BoundValue): string {
  const line = snapshot.source.lineAt(snapshot.table.start(element)) + 1;
  if (by === 'set') return l10n.t('by the set-value in line {0}', line);
  if (by === 'default') return l10n.t("the Value's own default, in line {0}", line);
  return text === null
    ? l10n.t('the refine-value in line {0} asks for the selector {1}, which the Value does not have', line, selector)
    : l10n.t('by the refine-value in line {0}', line);
}
