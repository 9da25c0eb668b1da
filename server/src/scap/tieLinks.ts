/**
 * The links on requires and conflicts, of a rule and of the groups around it: whether each is met, and the state that what it
 * names counts with. That is the state in the moment at which a scanner comes to the tie, since what fell out before does not
 * count any more, and what falls out later still does.
 */
import * as l10n from '@vscode/l10n';
import type { XccdfBenchmark, XccdfItem } from './benchmark.ts';
import { ancestorGroups, type Drop, extensionLine } from './selection.ts';
import { switchReason } from './switchLinks.ts';
import type { AskedScan, WhyLink } from './whyLink.ts';

/** One requires or conflicts element. */
interface Tie {
  readonly code: Drop['code'];
  readonly element: number;
  readonly ids: readonly string[];
}

/** Each tie with what it names, those of the rule first; also of a rule or group that is off, where they would count next. */
export function tieLinks(asked: AskedScan, rule: XccdfItem): readonly WhyLink[] {
  return [rule, ...ancestorGroups(asked.benchmark, rule)].flatMap((holder) =>
    listTies(asked.benchmark, holder).flatMap((tie) => {
      const falls = fallsBefore(asked, holder, rule);
      const partners = tie.ids.map((id) => partnerLink(asked, tie, id, falls));
      return [tieLink(asked, holder, rule, tie, falls), ...partners];
    }),
  );
}

/** The tie that holds a rule whose own switch and groups are on; undefined where none does. */
export function holdingTie(asked: AskedScan, rule: XccdfItem): WhyLink | undefined {
  const { benchmark, selection } = asked;
  const holder = [rule, ...ancestorGroups(benchmark, rule)].find(({ number }) => selection.drops.has(number));
  if (!holder) return undefined;
  const { code, ids } = selection.drops.get(holder.number)!;
  const tie = listTies(benchmark, holder).find((one) => one.code === code && ids.every((id) => one.ids.includes(id)));
  return tie && tieLink(asked, holder, rule, tie, fallsBefore(asked, holder, rule));
}

function tieLink(
  asked: AskedScan,
  holder: XccdfItem,
  rule: XccdfItem,
  { code, element, ids }: Tie,
  falls: Falls,
): WhyLink {
  const counting = ids.filter((id) => countsAsSelected(asked, id, falls));
  const isMet = code === 'requires' ? counting.length > 0 : counting.length === 0;
  const who = holder === rule ? l10n.t('the rule') : l10n.t('its group {0}', holder.id);
  const named = (isMet || code === 'requires' ? ids : counting).join(l10n.t(' or '));
  return {
    code: isMet ? `${code}-met` : code,
    id: (isMet ? ids : [...counting, ...ids])[0]!,
    message: tieMessage(code, isMet, who, named),
    snapshot: asked.benchmark.snapshot,
    element,
  };
}

function tieMessage(code: Drop['code'], isMet: boolean, who: string, named: string): string {
  if (code === 'requires') {
    return isMet
      ? l10n.t('{0} requires {1}, which is selected', who, named)
      : l10n.t('{0} requires {1}, which is not selected', who, named);
  }
  return isMet
    ? l10n.t('{0} conflicts with {1}, which is not selected', who, named)
    : l10n.t('{0} conflicts with {1}, which is selected', who, named);
}

function partnerLink(asked: AskedScan, tie: Tie, id: string, falls: Falls): WhyLink {
  const { benchmark, selection } = asked;
  const item = benchmark.itemsById.get(id);
  const link = { code: 'partner', id, snapshot: benchmark.snapshot } as const;
  if (!item) {
    return { ...link, message: l10n.t('nothing here has the id {0}: a scanner gives up', id), element: tie.element };
  }
  const { message: reason, ...place } = switchReason(asked, item);
  if (selection.switched[item.number] === 0) {
    return { ...link, message: l10n.t('{0} is not selected: {1}', id, reason), ...place };
  }
  const drop = dropOf(asked, item, falls);
  if (drop) return { ...link, message: droppedMessage(id, drop), element: drop.item.element };
  const groups = ancestorGroups(benchmark, item);
  const message = groups.some(({ number }) => selection.switched[number] === 0)
    ? l10n.t('{0} is selected: {1}; that a group around it is off does not count here', id, reason)
    : l10n.t('{0} is selected: {1}', id, reason);
  return { ...link, message, ...place };
}

function droppedMessage(id: string, { code, ids, item }: Drop): string {
  const why = tieMessage(code, false, item.id, ids.join(l10n.t(' or ')));
  return l10n.t('{0} has fallen out before: {1}', id, why);
}

/** Whether something has fallen out by the time that a tie is asked. */
type Falls = (drop: Drop) => boolean;

/** A group is asked before each of its children, a rule behind its group (selection.ts). */
function fallsBefore({ benchmark, selection }: AskedScan, holder: XccdfItem, rule: XccdfItem): Falls {
  const inside = [rule, ...ancestorGroups(benchmark, rule)];
  const asker = inside[Math.max(0, inside.indexOf(holder) - 1)]!.number;
  const turn = Math.min(asker, selection.drops.get(holder.number)?.turn ?? asker);
  return (drop) => drop.turn < turn || (drop.turn === turn && holder === rule && drop.item !== rule);
}

function countsAsSelected(asked: AskedScan, id: string, falls: Falls): boolean {
  const item = asked.benchmark.itemsById.get(id);
  return item !== undefined && asked.selection.switched[item.number] === 1 && !dropOf(asked, item, falls);
}

/** What has taken an item out: a tie of its own, or of a group around it. */
function dropOf({ benchmark, selection }: AskedScan, item: XccdfItem, falls: Falls): Drop | undefined {
  return [item, ...ancestorGroups(benchmark, item)]
    .map(({ number }) => selection.drops.get(number))
    .find((drop) => drop !== undefined && falls(drop));
}

/** Its own ties in document order; then the conflicts of what it extends, whose requires are not inherited. */
function listTies(benchmark: XccdfBenchmark, holder: XccdfItem): readonly Tie[] {
  if (holder.requires.length === 0 && holder.conflicts.length === 0) return [];
  return extensionLine(benchmark, holder).flatMap((item) =>
    tiesOf(benchmark, item).filter(({ code }) => item === holder || code === 'conflicts'),
  );
}

function tiesOf({ snapshot: { table, index } }: XccdfBenchmark, { element }: XccdfItem): Tie[] {
  return [...table.children(element)].flatMap((child): Tie[] => {
    const code = table.local(child);
    if (code !== 'requires' && code !== 'conflicts') return [];
    const kind = `xccdf.${code}@idref`;
    const ids = index.referencesAt(child).flatMap(({ row, id }) => (row.kind === kind ? [id] : []));
    return ids.length === 0 ? [] : [{ code, element: child, ids }];
  });
}
