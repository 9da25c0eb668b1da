/**
 * One click on a box, one code action: rules or groups of a document, switched in a scope. Answers the edits and their
 * inverse, or in words why there are none. Nothing is edited while the text is not well-formed.
 */
import * as l10n from '@vscode/l10n';
import type { EditAnswer } from '../protocol/index.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import { type Edited, editDocument } from './edited.ts';
import { answersInWords, obstacleText, rulesInText } from './toggleObstacles.ts';
import { besidesOf } from './toggleOthers.ts';
import { type ToggledRules, toggleRules } from './toggleRules.ts';
import { findTargets, type ItemsToggle, type ToggleTargets } from './toggleTargets.ts';

export type ItemToggle = Omit<ItemsToggle, 'items'> & { readonly item: string };

/** Works one toggle out; a group's is that of all its rules. Costs a few evaluations of every profile in scope. */
export function toggleItem(snapshot: Snapshot, { item, ...toggle }: ItemToggle): Edited {
  return toggleItems(snapshot, { ...toggle, items: [item] });
}

/** Works a switch of many rules and groups out, as one edit. */
export function toggleItems(snapshot: Snapshot, toggle: ItemsToggle): Edited {
  const targets = findTargets(snapshot, toggle);
  if ('refused' in targets) return { kind: 'refused', reason: targets.refused };
  return editTargets(targets, toggle.answer);
}

/** As `toggleItems`, of what has been looked up. */
export function editTargets(targets: ToggleTargets, answer: EditAnswer | undefined): Edited {
  const { benchmark, request } = targets;
  const toggled = toggleRules(benchmark, request);
  if (toggled.obstacles.length > 0 && answer !== 'force') {
    return {
      kind: 'choice',
      reason: obstacleText(benchmark, toggled.obstacles),
      answers: answersInWords(toggled.answers),
    };
  }
  return outcome(targets, toggled);
}

/**
 * Several rules switched alike, as one: what a run of single switches would do, in the time of one. Undefined where something
 * stands in the way of one of them, or is no rule: then each has to be asked for by itself.
 */
export function toggleAlike(snapshot: Snapshot, toggles: readonly ItemToggle[]): Edited | undefined {
  const [first] = toggles;
  if (!first) return undefined;
  const targets = findTargets(snapshot, { ...first, items: toggles.map(({ item }) => item) });
  // A group, or one rule twice.
  if ('refused' in targets || targets.request.rules.length !== toggles.length) return undefined;
  const toggled = toggleRules(targets.benchmark, targets.request);
  return toggled.obstacles.length > 0 ? undefined : outcome(targets, toggled);
}

function outcome({ benchmark, request }: ToggleTargets, toggled: ToggledRules): Edited {
  const { edits, summary, changes, obstacles } = toggled;
  const snapshot = benchmark.tailoring?.snapshot ?? benchmark.snapshot;
  const made = edits.get(snapshot) ?? [];
  if (made.length === 0) {
    const reason = request.enable
      ? l10n.t('It is on already; nothing has to change.')
      : l10n.t('It is off already; nothing has to change.');
    return { kind: 'nothing', reason };
  }
  // Its warnings are for who is not asked before: `signed` and `linked` say the same.
  return editDocument(snapshot, made, summary, [], besidesOf(benchmark, request, changes, rulesInText(obstacles)));
}
