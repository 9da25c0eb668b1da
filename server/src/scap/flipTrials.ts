/**
 * The single edits that could have a say in the evaluation of a rule, each as a draft: another word of a select that
 * counts, one select less, one more, another @selected of an item. Whether one does is for flips.ts to try.
 */
import * as l10n from '@vscode/l10n';
import { titleOf, type XccdfBenchmark, type XccdfItem, type XccdfProfile } from './benchmark.ts';
import {
  ancestorGroups,
  type DraftSelect,
  defaultSelected,
  extendedItem,
  flattenSelects,
  type Selection,
} from './selection.ts';
import { draftSelects, emptyDraft, ownSelectIndex, setInProfile, type WorkingDraft } from './selectionDraft.ts';
import type { Snapshot } from './snapshot.ts';

export interface FlippingEdit {
  readonly code: 'select' | 'no-select' | 'new-select' | 'moved-select' | 'default';
  /** The id of the item whose switch it is, or that of a cluster. */
  readonly id: string;
  readonly message: string;
  /** The element that is edited; for a new select the profile. */
  readonly snapshot: Snapshot;
  readonly element: number;
}

/** What is asked: a rule in the scan with a profile, or without one. */
export interface Asked {
  readonly benchmark: XccdfBenchmark;
  readonly profile: XccdfProfile | undefined;
  readonly rule: XccdfItem;
}

export interface Trial {
  readonly edit: FlippingEdit;
  readonly draft: WorkingDraft;
}

/** The rule's own switch first, then those of the groups around it, then of what they name in links, and so on from there. */
export function listTrials(asked: Asked, before: Selection): readonly Trial[] {
  const trials = involvedItems(asked).flatMap((item) => [
    ...listSelectTrials(asked, before, item),
    ...listDefaultTrials(asked, item),
  ]);
  // The select of a cluster, or a default that is inherited, is about several items.
  return [...new Map(trials.map((trial) => [keyOf(trial), trial])).values()];
}

function keyOf({ edit: { code, id, snapshot, element } }: Trial): string {
  return [code, id, snapshot.uri, element].join(' ');
}

/** Switches an item as a toggle does: by the profile's own select, or by @selected in the scan without a profile. */
export function switchItem(asked: Asked, draft: WorkingDraft, item: XccdfItem, on: boolean): FlippingEdit {
  const { benchmark, profile } = asked;
  if (!profile) {
    draft.defaults.set(item.number, on);
    return defaultEdit(asked, item, on);
  }
  const own = ownSelectIndex(draftSelects(draft, profile), item);
  const element = draftSelects(draft, profile)[own]?.element ?? profile.element;
  setInProfile(benchmark, draft, profile, item, on);
  const isInPlace = draftSelects(draft, profile)[own]?.idref === item.id;
  const who = nameOf(asked, item);
  const place = { id: item.id, snapshot: profile.snapshot, element };
  if (isInPlace) return { code: 'select', message: l10n.t('{0} in the select of {1}', attribute(on), who), ...place };
  return own < 0
    ? { code: 'new-select', message: l10n.t('a new select of {0} with {1}', who, attribute(on)), ...place }
    : {
        code: 'moved-select',
        message: l10n.t('the select of {0} behind all others, with {1}', who, attribute(on)),
        ...place,
      };
}

function involvedItems({ benchmark, rule }: Asked): readonly XccdfItem[] {
  const found = new Set([rule]);
  for (const item of found) {
    for (const group of ancestorGroups(benchmark, item)) found.add(group);
    for (const id of [...item.requires.flat(), ...item.conflicts]) {
      const other = benchmark.itemsById.get(id);
      if (other) found.add(other);
    }
  }
  return [...found];
}

function listSelectTrials(asked: Asked, before: Selection, item: XccdfItem): readonly Trial[] {
  const { benchmark, profile } = asked;
  if (!profile) return [];
  const trials = flattenSelects(benchmark, profile).flatMap(({ select, owner }) => {
    const named = benchmark.itemsById.get(select.idref);
    const isMeant = named ? named === item : select.idref === item.clusterId;
    return isMeant ? [otherWord(asked, item, owner, select), oneLess(asked, item, owner, select)] : [];
  });
  const draft = emptyDraft();
  const edit = switchItem(asked, draft, item, before.switched[item.number] === 0);
  // In place it is one of those above.
  return edit.code === 'select' || benchmark.itemsById.get(item.id) !== item ? trials : [...trials, { edit, draft }];
}

function otherWord(asked: Asked, item: XccdfItem, owner: XccdfProfile, select: DraftSelect): Trial {
  const said = attribute(!select.selected);
  const message =
    select.idref === item.id
      ? l10n.t('{0} in the select of {1}', said, nameOf(asked, item))
      : l10n.t('{0} in the select of the cluster {1}', said, select.idref);
  const at = positionOf(owner, select);
  const selects = owner.selects.with(at, { ...owner.selects[at]!, selected: !select.selected });
  return selectTrial(asked, 'select', message, owner, select, selects);
}

function oneLess(asked: Asked, item: XccdfItem, owner: XccdfProfile, select: DraftSelect): Trial {
  const message =
    select.idref === item.id
      ? l10n.t('no select of {0}', nameOf(asked, item))
      : l10n.t('no select of the cluster {0}', select.idref);
  return selectTrial(asked, 'no-select', message, owner, select, owner.selects.toSpliced(positionOf(owner, select), 1));
}

function positionOf({ selects }: XccdfProfile, { element }: DraftSelect): number {
  return selects.findIndex((select) => select.element === element);
}

function selectTrial(
  { profile }: Asked,
  code: FlippingEdit['code'],
  said: string,
  owner: XccdfProfile,
  { idref, element }: DraftSelect,
  selects: readonly DraftSelect[],
): Trial {
  const message = owner === profile ? said : l10n.t('{0} in {1}, which this profile extends', said, owner.id);
  const edit = { code, id: idref, message, snapshot: owner.snapshot, element: element! };
  return { edit, draft: { ...emptyDraft(), selects: new Map([[owner, selects]]) } };
}

/** Of the item itself, and of each that it extends, as far as its default comes from there. */
function listDefaultTrials(asked: Asked, item: XccdfItem): readonly Trial[] {
  const { benchmark } = asked;
  const on = !defaultSelected(benchmark, item);
  const line = new Set<XccdfItem>();
  for (let at: XccdfItem | undefined = item; at && !line.has(at); ) {
    line.add(at);
    at = at.selected === undefined && at.extends !== undefined ? extendedItem(benchmark, at) : undefined;
  }
  return [...line].map((at) => {
    const draft = { ...emptyDraft(), defaults: new Map([[at.number, on]]) };
    return { edit: defaultEdit(asked, at, on), draft };
  });
}

function defaultEdit(asked: Asked, item: XccdfItem, on: boolean): FlippingEdit {
  const message = l10n.t('{0} on {1} itself', attribute(on), nameOf(asked, item));
  return { code: 'default', id: item.id, message, snapshot: asked.benchmark.snapshot, element: item.element };
}

function attribute(selected: boolean): string {
  return `selected="${selected}"`;
}

function nameOf({ benchmark, rule }: Asked, item: XccdfItem): string {
  if (item === rule) return l10n.t('the rule');
  if (item.kind !== 'group') return item.id;
  return l10n.t('the group "{0}"', titleOf(benchmark.snapshot, item.element, item.id));
}
