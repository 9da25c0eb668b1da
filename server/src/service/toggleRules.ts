/**
 * Switching rules on or off as one action: the edits, what they change, what stands in the way and in which words. It
 * decides nothing for the user: obstacles are listed, and whether to go on is the caller's business.
 */
import * as l10n from '@vscode/l10n';
import { titleOf, type XccdfBenchmark } from '../scap/benchmark.ts';
import { draftEdits } from '../scap/selectionEdits.ts';
import { planToggle, type ToggleChange, type ToggleObstacle, type ToggleRequest } from '../scap/toggle.ts';
import type { TextEdit } from '../text/span.ts';
import { type EditWarning, signatureWarnings } from './edited.ts';
import type { Snapshot } from './open.ts';
import { toggleSummary } from './toggleSummary.ts';

export type { ToggleScope } from '../scap/toggle.ts';

export interface ObstacleInWords extends ToggleObstacle {
  readonly message: string;
}

export interface ToggledRules {
  /** By document; empty where nothing has to change. */
  readonly edits: ReadonlyMap<Snapshot, readonly TextEdit[]>;
  /** Scans in which something changes: the one without profile first, then in document order. */
  readonly changes: readonly ToggleChange[];
  /** Not empty: do not edit unless the user says so. */
  readonly obstacles: readonly ObstacleInWords[];
  /** How to go on in spite of obstacles; 'withRequired' only where selecting what is required too is enough. */
  readonly answers: readonly ('withRequired' | 'force')[];
  readonly warnings: readonly EditWarning[];
  /** One sentence on what was done, with its size. */
  readonly summary: string;
}

/** Works a toggle out to the edits. Costs a few evaluations of every profile. */
export function toggleRules(benchmark: XccdfBenchmark, request: ToggleRequest): ToggledRules {
  const plan = planToggle(benchmark, request);
  const edits = draftEdits(benchmark, plan.draft);
  return {
    edits,
    changes: plan.changes,
    obstacles: obstaclesInWords(plan.obstacles),
    answers: answersTo(benchmark, request, plan.obstacles),
    warnings: [...signatureWarnings([...edits.keys()]), ...linkWarnings(plan.changes)],
    summary: toggleSummary(benchmark, request, plan, edits.size > 0),
  };
}

export function obstaclesInWords(obstacles: readonly ToggleObstacle[]): readonly ObstacleInWords[] {
  return obstacles.map((obstacle) => ({ ...obstacle, message: obstacleMessage(obstacle) }));
}

function answersTo(
  benchmark: XccdfBenchmark,
  request: ToggleRequest,
  obstacles: readonly ToggleObstacle[],
): ToggledRules['answers'] {
  if (obstacles.length === 0) return [];
  const unmet = obstacles.some(({ effect, drop }) => effect === 'stays-off' && drop.code === 'requires');
  if (!unmet || request.withRequired) return ['force'];
  const enough = planToggle(benchmark, { ...request, withRequired: true }).obstacles.length === 0;
  return enough ? ['withRequired', 'force'] : ['force'];
}

/** The name of a scan as a sentence has it. */
export function scanName(profile: ToggleChange['profile']): string {
  return profile ? titleOf(profile.snapshot, profile.element, profile.id) : l10n.t('the scan without a profile');
}

function obstacleMessage({ profile, rule, drop, effect }: ToggleObstacle): string {
  const where = profile?.id ?? '(default)';
  const holder = drop.item === rule ? rule.id : l10n.t('its group {0}', drop.item.id);
  const ids = drop.ids.join(l10n.t(' or '));
  if (effect === 'stays-off') {
    return drop.code === 'requires'
      ? l10n.t('in {0}, {1} would stay off: {2} requires {3}, which is not selected', where, rule.id, holder, ids)
      : l10n.t('in {0}, {1} would stay off: {2} conflicts with {3}, which is selected', where, rule.id, holder, ids);
  }
  return drop.code === 'requires'
    ? l10n.t('in {0}, {1} would drop out: {2} requires {3}', where, rule.id, holder, ids)
    : l10n.t('in {0}, {1} would drop out: {2} conflicts with {3}', where, rule.id, holder, ids);
}

/** A sentence for each rule that changes because of a link to the toggled one, however many scans it changes in. */
function linkWarnings(changes: readonly ToggleChange[]): EditWarning[] {
  const byMessage = new Map<string, EditWarning>();
  for (const { alsoChanged } of changes) {
    for (const { item, enabled, because, of } of alsoChanged) {
      // What was asked for with it is no surprise.
      if (because === 'required') continue;
      const message = linkMessage(item.id, enabled, because, of);
      byMessage.set(message, { code: because, message });
    }
  }
  return [...byMessage.values()];
}

function linkMessage(id: string, enabled: boolean, because: 'requires' | 'conflicts' | 'group', of: string): string {
  if (because === 'requires') {
    return enabled
      ? l10n.t('{0} is switched on too: it requires {1}', id, of)
      : l10n.t('{0} drops out too: it requires {1}', id, of);
  }
  if (because === 'conflicts') {
    return enabled
      ? l10n.t('{0} is switched on too: it conflicts with {1}, which goes', id, of)
      : l10n.t('{0} drops out too: it conflicts with {1}', id, of);
  }
  return enabled ? l10n.t('{0} is switched on too', id) : l10n.t('{0} drops out too', id);
}
