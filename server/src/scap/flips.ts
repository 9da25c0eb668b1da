/**
 * Which edits of selection would make a rule evaluated in a scan, or no longer. Each is tried out, not reasoned about: a rule
 * can be held by its groups, by links, or by a select that hides another. It edits nothing.
 */
import * as l10n from '@vscode/l10n';
import type { XccdfBenchmark, XccdfItem } from './benchmark.ts';
import { type Scan, selectionOfScan } from './explain.ts';
import { type Asked, type FlippingEdit, listTrials, switchItem } from './flipTrials.ts';
import { ancestorGroups, evaluateSelection, type Selection, type SelectionDraft } from './selection.ts';
import { emptyDraft } from './selectionDraft.ts';

export interface Flip<Edit = FlippingEdit> {
  /** One edit; where none alone is enough, those that are needed together. */
  readonly edits: readonly Edit[];
  /** How many other rules of the scan change with it. */
  readonly others: number;
}

/**
 * Every single edit that is enough, those of the rule itself first; else what a toggle would edit. New selects are in the
 * profile itself only. Empty where nothing helps, and for "(all)". Costs an evaluation for each edit that is tried.
 */
export function listFlips(benchmark: XccdfBenchmark, scan: Scan, rule: XccdfItem): readonly Flip[] {
  if (scan === '(all)' || rule.gone) return [];
  const asked: Asked = { benchmark, profile: scan === '(default)' ? undefined : scan, rule };
  const before = selectionOfScan(benchmark, scan);
  const single = listTrials(asked, before).flatMap(({ edit, draft }) => flipOf(asked, before, [edit], draft) ?? []);
  if (single.length > 0 || before.effective[rule.number] === 1) return single;
  return [switchTogether(asked, before) ?? []].flat();
}

/** A flip in words; `say` gives those of one edit. */
export function flipText<Edit>({ edits, others }: Flip<Edit>, say: (edit: Edit) => string): string {
  const all = edits.map(say).join(l10n.t(', and '));
  if (others === 0) return all;
  return others === 1
    ? l10n.t('{0}; 1 other rule changes with it', all)
    : l10n.t('{0}; {1} other rules change with it', all, others);
}

function flipOf(
  { benchmark, profile, rule }: Asked,
  before: Selection,
  edits: readonly FlippingEdit[],
  draft: SelectionDraft,
): Flip | undefined {
  const { effective } = evaluateSelection(benchmark, profile, draft);
  if (effective[rule.number] === before.effective[rule.number]) return undefined;
  const changed = effective.reduce((count, now, number) => (now === before.effective[number] ? count : count + 1), 0);
  return { edits, others: changed - 1 };
}

/** Switches one thing after the other that holds the rule, until it is evaluated; undefined where that leads nowhere. */
function switchTogether(asked: Asked, before: Selection): Flip | undefined {
  const draft = emptyDraft();
  const edits: FlippingEdit[] = [];
  const switched = new Set<XccdfItem>();
  for (;;) {
    const holder = holderOf(asked, evaluateSelection(asked.benchmark, asked.profile, draft));
    if (!holder) return flipOf(asked, before, edits, draft);
    // It holds the rule although it has been switched: by a link that goes the other way.
    if (switched.has(holder.item)) return undefined;
    switched.add(holder.item);
    edits.push(switchItem(asked, draft, holder.item, holder.on));
  }
}

/** What has to be switched first, and how; undefined where nothing holds the rule, or only what cannot be switched. */
function holderOf(
  { benchmark, rule }: Asked,
  { switched, drops, effective }: Selection,
): { readonly item: XccdfItem; readonly on: boolean } | undefined {
  if (effective[rule.number] === 1) return undefined;
  const line = [rule, ...ancestorGroups(benchmark, rule)];
  const off = line.find(({ number }) => switched[number] === 0);
  if (off) return { item: off, on: true };
  const drop = line.map(({ number }) => drops.get(number)).find((one) => one !== undefined);
  const linked = drop?.ids.map((id) => benchmark.itemsById.get(id)).find((one) => one !== undefined);
  return linked && { item: linked, on: drop!.code === 'requires' };
}
