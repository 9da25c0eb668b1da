/** Which rules a user means who wants to switch many: all that a filter shows, or those of a pasted list. */
import type { PickedRules } from '../protocol/index.ts';
import { isNameable } from '../scap/groupRules.ts';
import { listRuleFacts } from '../scap/ruleFacts.ts';
import { scopeByKey } from '../scap/scopeKeys.ts';
import { profilesInForce } from '../scap/selection.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import { filterRules } from './outline/filter.ts';
import { shortId } from './outline/words.ts';

/** What a filter shows below a profile, or below Everywhere. Undefined for a Benchmark that is no more. */
export function pickShown(
  snapshot: Snapshot,
  key: string,
  profileId: string | undefined,
  filter: string,
): PickedRules | undefined {
  const benchmark = scopeByKey(snapshot, key);
  if (!benchmark) return undefined;
  const profile = profilesInForce(benchmark).find(({ id }) => id === profileId);
  const { rules } = filterRules(snapshot, benchmark, profile, filter);
  return { items: rules.filter((rule) => isNameable(benchmark, rule)).map(({ id }) => id), unknown: [] };
}

/**
 * A list as people have it: ids in full or without what all begin with, or identifiers such as CCE-80823-8, between white
 * space, commas, semicolons or quotes. An identifier means every rule that has it; a group's id all rules inside.
 */
export function pickListed(snapshot: Snapshot, key: string, list: string): PickedRules | undefined {
  const benchmark = scopeByKey(snapshot, key);
  if (!benchmark) return undefined;
  const named = new Map<string, Set<string>>();
  const name = (word: string, id: string): void => {
    const ids = named.get(word.toLowerCase()) ?? new Set();
    named.set(word.toLowerCase(), ids.add(id));
  };
  for (const { item, idents } of listRuleFacts(benchmark)) {
    if (!isNameable(benchmark, item)) continue;
    for (const word of new Set([item.id, shortId(item.id), ...idents])) name(word, item.id);
  }
  const words = [...new Set(list.split(/[\s,;"']+/).filter((word) => word !== ''))];
  const picked = new Set(words.flatMap((word) => [...(named.get(word.toLowerCase()) ?? [])]));
  return {
    items: benchmark.items.filter((item) => picked.has(item.id) && isNameable(benchmark, item)).map(({ id }) => id),
    unknown: words.filter((word) => !named.has(word.toLowerCase())),
  };
}
