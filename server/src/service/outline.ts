/**
 * The rows of the side-bar view: benchmark > Everywhere and profiles > groups > rules, each with the state that a scan
 * really has and the reason for it. Rows are made when asked for; nothing here remembers what was shown.
 */
import * as l10n from '@vscode/l10n';
import { titleOf, type XccdfBenchmark, type XccdfItem, type XccdfProfile } from '../scap/benchmark.ts';
import { explainRule, listScans, type Scan, scanId, selectionOfScan, type Why } from '../scap/explain.ts';
import { listKeyedScopes, scopeByKey } from '../scap/scopeKeys.ts';
import { ancestorGroups, type Selection } from '../scap/selection.ts';
import { rememberFor, type Snapshot } from '../scap/snapshot.ts';
import { attributeValue } from '../xml/attributes.ts';
import { hasValues, listValueRows } from './outline/values.ts';

export type OutlineRowKind =
  | 'benchmark'
  | 'tailoring'
  | 'everywhere'
  | 'profile'
  | 'values'
  | 'value'
  | 'group'
  | 'rule'
  | 'component';

export interface OutlineRow {
  /** Stable across edits, unique among all documents. */
  readonly id: string;
  readonly kind: OutlineRowKind;
  readonly label: string;
  readonly description?: string;
  /** Markdown. */
  readonly tooltip: string;
  /** The effective state; under Everywhere: effective in at least one scan. Absent where a row has no box. */
  readonly checked?: boolean;
  /** Why the row is off although it is switched on itself. */
  readonly held?: string;
  readonly hasChildren: boolean;
  readonly expanded?: boolean;
  readonly snapshot: Snapshot;
  readonly element: number;
  readonly toggle?: { readonly benchmark: string; readonly item: string; readonly profile: string | undefined };
  /** What can be edited otherwise: a Benchmark (new profiles), a profile, a Value in a profile. */
  readonly target?: { readonly benchmark: string; readonly profile?: string; readonly item?: string };
}

/** One of several things with one id; a scanner means the first. */
interface Named {
  readonly id: string;
  /** 1 for the first. */
  readonly nth: number;
}

/** A row's id taken apart. `profile` is there under a profile, `item` on groups, rules and Values. */
interface RowPath {
  readonly scope: string;
  readonly branch: 'everywhere' | 'profile' | 'values' | 'none';
  readonly profile?: Named;
  readonly item?: Named;
}

const separator = '|';

/** The rows below a row, or the document's first rows. Undefined for an id that the document no longer has. */
export function listOutline(snapshot: Snapshot, rowId?: string): readonly OutlineRow[] | undefined {
  if (rowId === undefined) return firstRows(snapshot);
  const path = parsePath(snapshot, rowId);
  const benchmark = path && scopeByKey(snapshot, path.scope);
  if (!path || !benchmark) return undefined;
  if (path.branch === 'none') return branchRows(snapshot, path.scope, benchmark);
  const parent = path.item ? findItem(benchmark, path.item)?.number : -1;
  if (parent === undefined) return undefined;
  const scan = scanOfBranch(benchmark, path);
  if (scan === undefined) return undefined;
  if (path.branch === 'values') return scan.everywhere ? [] : valueRows(snapshot, path.scope, benchmark, scan);
  const { byParent } = layoutOf(snapshot, benchmark);
  const rows = byParent.get(parent)?.map((item) => itemRow(snapshot, path.scope, benchmark, scan, item)) ?? [];
  if (scan.everywhere || path.item || !hasValues(benchmark)) return rows;
  return [...rows, valuesRow(snapshot, path.scope, scan)];
}

/** How many profiles and rules a document has, for a status bar. */
export function outlineCounts(snapshot: Snapshot): { readonly profiles: number; readonly rules: number } {
  const count = (kind: string) => snapshot.index.declarations.filter((declaration) => declaration.kind === kind).length;
  return { profiles: count('xccdf.Profile'), rules: count('xccdf.Rule') };
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
      tooltip: markdown(title, tailoring?.id ?? benchmark.id),
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
      id: `${snapshot.uri}${separator}component${separator}${number}`,
      kind: 'component',
      label: component.id || snapshot.table.local(component.element),
      description: snapshot.table.local(component.element),
      tooltip: l10n.t('No Benchmark here: nothing to switch on or off.'),
      hasChildren: false,
      snapshot,
      element: component.element,
    }));
}

function branchRows(snapshot: Snapshot, scope: string, benchmark: XccdfBenchmark): OutlineRow[] {
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
    ...profiles.map((profile) => profileRow(snapshot, scope, benchmark, profile, nths.get(profile)!)),
  ];
}

/** A tailoring shows its own profiles only: the base is never edited through it. */
function editableProfiles(benchmark: XccdfBenchmark): readonly XccdfProfile[] {
  return benchmark.tailoring?.profiles ?? benchmark.profiles;
}

function profileRow(
  snapshot: Snapshot,
  scope: string,
  benchmark: XccdfBenchmark,
  profile: XccdfProfile,
  nth: number,
): OutlineRow {
  const on = countEffective(benchmark, selectionOfScan(benchmark, profile));
  const notes = [countText(on, countRules(benchmark))];
  if (profile.abstract) notes.push(l10n.t('abstract'));
  if (profile.extends !== undefined) notes.push(l10n.t('extends {0}', shortId(profile.extends)));
  return {
    id: pathId(snapshot, { scope, branch: 'profile', profile: { id: profile.id, nth } }),
    kind: 'profile',
    label: titleOf(profile.snapshot, profile.element, profile.id),
    description: notes.join(', '),
    tooltip: markdown(titleOf(profile.snapshot, profile.element, profile.id), profile.id, notes.join(', ')),
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
    tooltip: markdown(label, value.id, ...reasons),
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

function findItem({ itemsById, items }: XccdfBenchmark, { id, nth }: Named): XccdfItem | undefined {
  return nth === 1 ? itemsById.get(id) : items.filter((item) => item.id === id && !item.gone)[nth - 1];
}

function itemRow(
  snapshot: Snapshot,
  scope: string,
  benchmark: XccdfBenchmark,
  scan: BranchScan,
  item: XccdfItem,
): OutlineRow {
  const title = titleOf(benchmark.snapshot, item.element, item.id);
  const state = item.kind === 'group' ? groupState(benchmark, scan, item) : ruleState(benchmark, scan, item);
  const { byParent, nths } = layoutOf(snapshot, benchmark);
  const named = { id: item.id, nth: nths.get(item)! };
  // What has no id, or one that means something else, can be shown and not switched.
  const isMeant = item.id !== '' && named.nth === 1 && (scan.everywhere || scan.named.nth === 1);
  const profile = scan.everywhere ? undefined : scan.profile.id;
  return {
    id: pathId(snapshot, {
      scope,
      ...(scan.everywhere ? { branch: 'everywhere' } : { branch: 'profile', profile: scan.named }),
      item: named,
    }),
    kind: item.kind === 'group' ? 'group' : 'rule',
    label: title,
    description: state.description,
    tooltip: markdown(title, item.id, ...state.reasons),
    ...(isMeant ? { checked: state.checked, toggle: { benchmark: scope, item: item.id, profile } } : {}),
    ...(state.held === undefined ? {} : { held: state.held }),
    hasChildren: item.kind === 'group' && byParent.has(item.number),
    snapshot: benchmark.snapshot,
    element: item.element,
  };
}

interface RowState {
  readonly checked: boolean;
  readonly held?: string;
  readonly description: string;
  /** Sentences for the tooltip. */
  readonly reasons: readonly string[];
}

function ruleState(benchmark: XccdfBenchmark, scan: BranchScan, rule: XccdfItem): RowState {
  const severity = attributeValue(benchmark.snapshot.source, benchmark.snapshot.table, rule.element, 'severity');
  const notes = severity === undefined ? [] : [severity];
  if (!scan.everywhere) {
    const why = explainRule(benchmark, scan.profile, rule);
    const held = !why.effective && heldCodes.has(why.decided.code) ? why.decided.message : undefined;
    const reason = lineOfWhy(why);
    return {
      checked: why.effective,
      ...(held === undefined ? {} : { held }),
      description: notes.join(', '),
      reasons: [why.effective ? l10n.t('Evaluated: {0}', reason) : l10n.t('Not evaluated: {0}', reason)],
    };
  }
  const scans = scansOf(benchmark);
  const on = scans.filter((candidate) => selectionOfScan(benchmark, candidate).effective[rule.number] === 1);
  const profiles = on.filter((candidate) => candidate !== '(default)').length;
  const inProfiles = l10n.t(
    'in {0} of {1} profiles',
    profiles,
    scans.filter((candidate) => candidate !== '(default)').length,
  );
  const byDefault = on.includes('(default)') ? l10n.t('default scan: on') : l10n.t('default scan: off');
  return {
    checked: on.length > 0,
    description: [...notes, inProfiles].join(', '),
    reasons: [`${inProfiles}; ${byDefault}`, on.map(scanId).map(shortId).join(', ')],
  };
}

const heldCodes: ReadonlySet<string> = new Set(['group-off', 'requires', 'conflicts']);

function lineOfWhy({ decided }: Why): string {
  const line = decided.snapshot.source.lineAt(decided.snapshot.table.start(decided.element)) + 1;
  return l10n.t('{0} (line {1})', decided.message, line);
}

/** A group's box is its own switch, as long as the groups around it are on. */
function groupState(benchmark: XccdfBenchmark, scan: BranchScan, group: XccdfItem): RowState {
  const note = l10n.t("The box changes the group's own select or attribute, nothing else.");
  if (scan.everywhere) {
    const scans = scansOf(benchmark);
    const on = scans.filter((candidate) => isGroupOn(benchmark, selectionOfScan(benchmark, candidate), group));
    const text = l10n.t('on in {0} of {1} scans', on.length, scans.length);
    return { checked: on.length > 0, description: text, reasons: [text, note] };
  }
  const selection = selectionOfScan(benchmark, scan.profile);
  const checked = isGroupOn(benchmark, selection, group);
  const count = countText(countEffective(benchmark, selection, group), countRules(benchmark, group));
  const outer = ancestorGroups(benchmark, group).find((around) => selection.switched[around.number] === 0);
  const held =
    selection.switched[group.number] === 1 && outer
      ? l10n.t('the group "{0}" around it is off', titleOf(benchmark.snapshot, outer.element, outer.id))
      : undefined;
  return {
    checked,
    ...(held === undefined ? {} : { held }),
    description: count,
    reasons: [l10n.t('{0} rules effective', count), ...(held === undefined ? [] : [held]), note],
  };
}

function isGroupOn(benchmark: XccdfBenchmark, selection: Selection, group: XccdfItem): boolean {
  return [group, ...ancestorGroups(benchmark, group)].every((item) => selection.switched[item.number] === 1);
}

function scansOf(benchmark: XccdfBenchmark): readonly Scan[] {
  const scans = listScans(editableProfiles(benchmark));
  return benchmark.tailoring ? scans.filter((scan) => scan !== '(default)') : scans;
}

interface Layout {
  /** Rules and groups by the number of the group around them, -1 for the Benchmark itself; Values are left out. */
  readonly byParent: ReadonlyMap<number, readonly XccdfItem[]>;
  /** Which of those with its id an item is. */
  readonly nths: ReadonlyMap<XccdfItem, number>;
}

function layoutOf(snapshot: Snapshot, benchmark: XccdfBenchmark): Layout {
  return rememberFor(snapshot, layoutOf, benchmark.items, () => {
    const byParent = new Map<number, XccdfItem[]>();
    const present = benchmark.items.filter((item) => !item.gone);
    for (const item of present) {
      if (item.kind === 'value') continue;
      const siblings = byParent.get(item.parent);
      if (siblings) siblings.push(item);
      else byParent.set(item.parent, [item]);
    }
    return { byParent, nths: nthOfEach(present) };
  });
}

function nthOfEach<T extends { readonly id: string }>(list: readonly T[]): ReadonlyMap<T, number> {
  const counts = new Map<string, number>();
  return new Map(
    list.map((one) => {
      const nth = (counts.get(one.id) ?? 0) + 1;
      counts.set(one.id, nth);
      return [one, nth];
    }),
  );
}

/** The items inside a group stand behind it without a gap, up to the first that is not inside. */
function* rulesOf(benchmark: XccdfBenchmark, group?: XccdfItem): Generator<XccdfItem> {
  const { table } = benchmark.snapshot;
  const end = group ? table.subtreeEnd(group.element) : Number.MAX_SAFE_INTEGER;
  for (let number = group ? group.number + 1 : 0; number < benchmark.items.length; number++) {
    const item = benchmark.items[number]!;
    if (item.element >= end) return;
    if (item.kind === 'rule' && !item.gone) yield item;
  }
}

function countRules(benchmark: XccdfBenchmark, group?: XccdfItem): number {
  let count = 0;
  for (const _ of rulesOf(benchmark, group)) count++;
  return count;
}

function countEffective(benchmark: XccdfBenchmark, selection: Selection, group?: XccdfItem): number {
  let count = 0;
  for (const rule of rulesOf(benchmark, group)) count += selection.effective[rule.number]!;
  return count;
}

function countText(on: number, of: number): string {
  return l10n.t('{0} of {1}', on.toLocaleString('en-US'), of.toLocaleString('en-US'));
}

/** `xccdf_org.ssgproject.content_profile_cis` reads as `cis`. */
export function shortId(id: string): string {
  return /^xccdf_[^_]+_(?:profile|rule|group|value|benchmark|tailoring)_(.+)$/.exec(id)?.[1] ?? id;
}

function markdown(title: string, id: string, ...sentences: readonly string[]): string {
  return [`**${escapeMarkdown(title)}**`, `\`${id}\``, ...sentences.map(escapeMarkdown)]
    .filter((part) => part !== '')
    .join('\n\n');
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>]/g, '\\$&');
}

function pathId({ uri }: Snapshot, { scope, branch, profile, item }: RowPath): string {
  return [uri, escapePart(scope), branch, profile ? namedPart(profile) : '', ...(item ? [namedPart(item)] : [])].join(
    separator,
  );
}

function parsePath({ uri }: Snapshot, rowId: string): RowPath | undefined {
  if (!rowId.startsWith(uri + separator)) return undefined;
  const [scope, branch, profile, item, ...more] = rowId.slice(uri.length + 1).split(separator);
  if (scope === undefined || profile === undefined || more.length > 0) return undefined;
  const path = { scope: unescapePart(scope), ...(item === undefined ? {} : { item: parseNamed(item) }) };
  if (branch === 'profile' || branch === 'values') return { ...path, branch, profile: parseNamed(profile) };
  return branch === 'everywhere' || branch === 'none' ? { ...path, branch } : undefined;
}

function namedPart({ id, nth }: Named): string {
  return nth === 1 ? escapePart(id) : `${escapePart(id)}#${nth}`;
}

function parseNamed(part: string): Named {
  const [id, nth] = part.split('#');
  return { id: unescapePart(id!), nth: nth === undefined ? 1 : Number(nth) };
}

/** Ids of XCCDF 1.1 may hold anything, halves of characters too, which encodeURIComponent does not take. */
function escapePart(part: string): string {
  return part.replaceAll('%', '%25').replaceAll(separator, '%7C').replaceAll('#', '%23');
}

function unescapePart(part: string): string {
  return part.replaceAll('%23', '#').replaceAll('%7C', separator).replaceAll('%25', '%');
}
