/**
 * The rows of the side-bar view: benchmark > Everywhere and profiles > groups > rules, each with the state that a scan
 * really has and the reason for it. Rows are made when asked for; nothing here remembers what was shown.
 */
import * as l10n from '@vscode/l10n';
import type { OutlineLook, OutlineNode } from '../protocol/index.ts';
import { titleOf, type XccdfBenchmark, type XccdfItem, type XccdfProfile } from '../scap/benchmark.ts';
import { circleFault } from '../scap/circles.ts';
import { selectionOfScan } from '../scap/explain.ts';
import { countRules, isNameable } from '../scap/groupRules.ts';
import { listKeyedScopes, scopeByKey } from '../scap/scopeKeys.ts';
import { editableProfiles } from '../scap/selection.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import { readsValues } from '../scap/valueUse.ts';
import { filterRules } from './outline/filter.ts';
import { findItem, layoutOf, nthOfEach } from './outline/layout.ts';
import { componentId, type Named, parsePath, pathId, type RowPath } from './outline/rowId.ts';
import { sortItems } from './outline/sort.ts';
import { stateOf } from './outline/state.ts';
import { listValueRows } from './outline/values.ts';
import { countText, shortId, shownText, tooltip } from './outline/words.ts';

/** A row before it is given a place. */
export interface OutlineRow extends Omit<OutlineNode, 'place' | 'toggle'> {
  readonly snapshot: Snapshot;
  readonly element: number;
  /** A profile that is undefined: everywhere. */
  readonly toggle?: { readonly benchmark: string; readonly item: string; readonly profile: string | undefined };
}

/** Below this many rules a filter leaves so little that all of it can be shown. */
const fewRules = 200;

/** The rows below a row, or the document's first rows. Undefined for an id that the document no longer has. */
export function listOutline(
  snapshot: Snapshot,
  rowId?: string,
  look: OutlineLook = {},
): readonly OutlineRow[] | undefined {
  if (rowId === undefined) return firstRows(snapshot);
  const path = parsePath(snapshot, rowId);
  const benchmark = path && scopeByKey(snapshot, path.scope);
  if (!path || !benchmark) return undefined;
  if (path.branch === 'none') return branchRows(snapshot, path.scope, benchmark, look);
  const parent = path.item ? findItem(benchmark, path.item)?.number : -1;
  if (parent === undefined) return undefined;
  const scan = scanOfBranch(benchmark, path);
  if (scan === undefined) return undefined;
  if (path.branch === 'values') return scan.everywhere ? [] : valueRows(snapshot, path.scope, benchmark, scan);
  const profile = scan.everywhere ? undefined : scan.profile;
  const left = filteredIn(snapshot, benchmark, profile, look);
  const items = layoutOf(snapshot, benchmark).byParent.get(parent) ?? [];
  const shown = left ? items.filter(({ number }) => left.has(number)) : items;
  const rows = sortItems(benchmark, profile, shown, look.sort).map((item) =>
    itemRow(snapshot, path.scope, benchmark, scan, item, left),
  );
  // A filter is about rules: what else there is would only be in the way.
  if (scan.everywhere || path.item || left || !readsValues(benchmark, scan.profile)) return rows;
  return [...rows, valuesRow(snapshot, path.scope, scan)];
}

/** How many profiles and rules a document has, for a status bar. */
export function outlineCounts(snapshot: Snapshot): { readonly profiles: number; readonly rules: number } {
  const { index } = snapshot;
  return { profiles: index.countDeclarations('xccdf.Profile'), rules: index.countDeclarations('xccdf.Rule') };
}

function firstRows(snapshot: Snapshot): OutlineRow[] {
  const scopes = listKeyedScopes(snapshot);
  if (scopes.length === 0) return componentRows(snapshot);
  return scopes.map(({ key, benchmark }) => {
    const { tailoring } = benchmark;
    const title = titleOf(benchmark.snapshot, benchmark.element, benchmark.id);
    const own = tailoring ? { snapshot: tailoring.snapshot, element: tailoring.element } : benchmark;
    return {
      id: pathId(snapshot, { scope: key, branch: 'none' }),
      kind: tailoring ? 'tailoring' : 'benchmark',
      label: tailoring ? l10n.t('Tailoring of {0}', title) : title,
      description: tailoring ? tailoring.id : benchmark.id,
      tooltip: tooltip(title, tailoring?.id ?? benchmark.id),
      target: { benchmark: key },
      hasChildren: true,
      expanded: true,
      snapshot: own.snapshot,
      element: own.element,
    };
  });
}

/** Documents without a Benchmark: what they hold instead. */
function componentRows(snapshot: Snapshot): OutlineRow[] {
  return snapshot.index.components
    .filter((component) => component.kind !== 'collection')
    .map((component, number) => ({
      id: componentId(snapshot, number),
      kind: 'component',
      label: component.id || snapshot.table.local(component.element),
      description: snapshot.table.local(component.element),
      tooltip: l10n.t('No Benchmark here: nothing to switch on or off.'),
      hasChildren: false,
      snapshot,
      element: component.element,
    }));
}

/** By item number what a filter leaves: of a group how many rules, of a rule 1. Undefined without a filter. */
type Left = ReadonlyMap<number, number>;

function filteredIn(
  snapshot: Snapshot,
  benchmark: XccdfBenchmark,
  profile: XccdfProfile | undefined,
  { filter = '' }: OutlineLook,
): Left | undefined {
  return filter.trim() === '' ? undefined : filterRules(snapshot, benchmark, profile, filter).left;
}

function branchRows(snapshot: Snapshot, scope: string, benchmark: XccdfBenchmark, look: OutlineLook): OutlineRow[] {
  const everywhere: OutlineRow = {
    id: pathId(snapshot, { scope, branch: 'everywhere' }),
    kind: 'everywhere',
    label: l10n.t('Everywhere (all profiles and the default scan)'),
    tooltip: l10n.t('A box below acts on every profile and on Rule/@selected: both places.'),
    hasChildren: true,
    snapshot: benchmark.snapshot,
    element: benchmark.element,
  };
  const profiles = editableProfiles(benchmark);
  const nths = nthOfEach(profiles);
  return [
    everywhere,
    ...profiles.map((profile) => profileRow(snapshot, scope, benchmark, profile, nths.get(profile)!, look)),
  ];
}

function profileRow(
  snapshot: Snapshot,
  scope: string,
  benchmark: XccdfBenchmark,
  profile: XccdfProfile,
  nth: number,
  look: OutlineLook,
): OutlineRow {
  const rules = countRules(benchmark, selectionOfScan(benchmark, profile).effective);
  const notes = [countText(rules)];
  const left = filteredIn(snapshot, benchmark, profile, look);
  if (left) notes.push(shownText(left.get(-1) ?? 0));
  if (profile.abstract) notes.push(l10n.t('abstract'));
  if (profile.extends !== undefined) notes.push(l10n.t('extends {0}', shortId(profile.extends)));
  const fault = circleFault(benchmark, [profile], []);
  if (fault !== undefined) notes.push(l10n.t('in a circle of extends'));
  return {
    id: pathId(snapshot, { scope, branch: 'profile', profile: { id: profile.id, nth } }),
    kind: 'profile',
    label: titleOf(profile.snapshot, profile.element, profile.id),
    description: notes.join(', '),
    tooltip: tooltip(titleOf(profile.snapshot, profile.element, profile.id), profile.id, notes.join(', '), fault ?? ''),
    rules,
    ...(nth === 1 ? { target: { benchmark: scope, profile: profile.id } } : {}),
    hasChildren: true,
    snapshot: profile.snapshot,
    element: profile.element,
  };
}

function valuesRow(snapshot: Snapshot, scope: string, { profile, named }: ProfileScan): OutlineRow {
  return {
    id: pathId(snapshot, { scope, branch: 'values', profile: named }),
    kind: 'values',
    label: l10n.t('Values'),
    tooltip: l10n.t('The Values that the rules of this profile read.'),
    hasChildren: true,
    snapshot: profile.snapshot,
    element: profile.element,
  };
}

function valueRows(
  snapshot: Snapshot,
  scope: string,
  benchmark: XccdfBenchmark,
  { profile, named }: ProfileScan,
): OutlineRow[] {
  const target = { benchmark: scope, profile: profile.id };
  return listValueRows(benchmark, profile).map(({ value, label, description, reasons }) => ({
    id: pathId(snapshot, { scope, branch: 'values', profile: named, item: { id: value.id, nth: 1 } }),
    kind: 'value',
    label,
    description,
    tooltip: tooltip(label, value.id, ...reasons),
    hasChildren: false,
    snapshot: benchmark.snapshot,
    element: value.element,
    // Of two profiles with one id a scanner means the first.
    ...(named.nth === 1 ? { target: { ...target, item: value.id } } : {}),
  }));
}

interface ProfileScan {
  readonly everywhere: false;
  readonly profile: XccdfProfile;
  readonly named: Named;
}

type BranchScan = { readonly everywhere: true } | ProfileScan;

function scanOfBranch(benchmark: XccdfBenchmark, path: RowPath): BranchScan | undefined {
  const named = path.profile;
  if (!named) return { everywhere: true };
  const profile = editableProfiles(benchmark).filter(({ id }) => id === named.id)[named.nth - 1];
  return profile && { everywhere: false, profile, named };
}

function itemRow(
  snapshot: Snapshot,
  scope: string,
  benchmark: XccdfBenchmark,
  scan: BranchScan,
  item: XccdfItem,
  left: Left | undefined,
): OutlineRow {
  const title = titleOf(benchmark.snapshot, item.element, item.id);
  const { checked, description, reasons, ...more } = stateOf(
    benchmark,
    scan.everywhere ? undefined : scan.profile,
    item,
  );
  const { byParent, nths } = layoutOf(snapshot, benchmark);
  const fault = circleFault(benchmark, scan.everywhere ? editableProfiles(benchmark) : [scan.profile], [item]);
  const named = { id: item.id, nth: nths.get(item)! };
  // What has no id, or one that means something else, can be shown and not switched.
  const isMeant = isNameable(benchmark, item) && (scan.everywhere || scan.named.nth === 1);
  const profile = scan.everywhere ? undefined : scan.profile.id;
  return {
    id: pathId(snapshot, {
      scope,
      ...(scan.everywhere ? { branch: 'everywhere' } : { branch: 'profile', profile: scan.named }),
      item: named,
    }),
    kind: item.kind === 'group' ? 'group' : 'rule',
    label: title,
    description:
      left && item.kind === 'group' ? `${description}, ${shownText(left.get(item.number) ?? 0)}` : description,
    tooltip: tooltip(title, item.id, ...reasons, fault ?? ''),
    ...(isMeant && checked !== undefined ? { checked } : {}),
    ...(isMeant ? { toggle: { benchmark: scope, item: item.id, profile } } : {}),
    ...more,
    hasChildren: item.kind === 'group' && byParent.has(item.number),
    ...(left && item.kind === 'group' && left.get(-1)! <= fewRules ? { expanded: true } : {}),
    snapshot: benchmark.snapshot,
    element: item.element,
  };
}
