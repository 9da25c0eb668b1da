/** What stands in the way of a switch, in the titles that a user sees, and how to go on. */
import * as l10n from '@vscode/l10n';
import type { EditAnswer } from '../protocol/index.ts';
import { titleOf, type XccdfBenchmark, type XccdfItem } from '../scap/benchmark.ts';
import type { ToggleObstacle } from '../scap/toggle.ts';
import { scanName } from './toggleRules.ts';

export function answersInWords(answers: readonly EditAnswer[]) {
  return answers.map((answer) => ({
    answer,
    title: answer === 'withRequired' ? l10n.t('Also select what it requires') : l10n.t('Apply anyway'),
  }));
}

const mostShown = 3;

/** The first few obstacles, by title: a rule that is held is often held in every profile for one reason. */
export function obstacleText(benchmark: XccdfBenchmark, obstacles: readonly ToggleObstacle[]): string {
  const shown = obstacles.slice(0, mostShown).map((obstacle) => obstacleSentence(benchmark, obstacle));
  const more = obstacles.length - shown.length;
  return [...shown, ...(more > 0 ? [l10n.t('... and {0} more', more)] : [])].join(' ');
}

/** The rules that `obstacleText` names. */
export function rulesInText(obstacles: readonly ToggleObstacle[]): ReadonlySet<XccdfItem> {
  return new Set(obstacles.slice(0, mostShown).map(({ rule }) => rule));
}

/** Such as: "Each" would stay off in Half: it requires "Kettle" or "Pot", which is not selected. */
export function obstacleSentence(benchmark: XccdfBenchmark, { profile, rule, drop, effect }: ToggleObstacle): string {
  const name = (item: XccdfItem): string => titleOf(benchmark.snapshot, item.element, item.id);
  const holder = drop.item === rule ? l10n.t('it') : l10n.t('its group "{0}"', name(drop.item));
  const others = drop.ids.map((id) => {
    const item = benchmark.itemsById.get(id);
    return `"${item ? name(item) : id}"`;
  });
  const parts = [name(rule), scanName(profile), holder, others.join(l10n.t(' or '))];
  if (effect === 'stays-off') {
    return drop.code === 'requires'
      ? l10n.t('"{0}" would stay off in {1}: {2} requires {3}, which is not selected.', ...parts)
      : l10n.t('"{0}" would stay off in {1}: {2} conflicts with {3}, which is selected.', ...parts);
  }
  return drop.code === 'requires'
    ? l10n.t('"{0}" would drop out in {1}: {2} requires {3}.', ...parts)
    : l10n.t('"{0}" would drop out in {1}: {2} conflicts with {3}.', ...parts);
}
