/** The way from a document's first rows down to the row of a rule or group, so that a view can open it. */
import { scopeByKey } from '../../scap/scopeKeys.ts';
import { ancestorGroups, editableProfiles } from '../../scap/selection.ts';
import type { Snapshot } from '../../scap/snapshot.ts';
import { pathId } from './rowId.ts';

/**
 * Ids of rows, the first level first and the item's own last. Undefined where the item, or the profile, has no row. The first
 * of several with one id is meant.
 */
export function pathToItem(
  snapshot: Snapshot,
  scope: string,
  itemId: string,
  profileId: string | undefined,
): readonly string[] | undefined {
  const benchmark = scopeByKey(snapshot, scope);
  const item = benchmark?.itemsById.get(itemId);
  if (!benchmark || !item || item.kind === 'value') return undefined;
  if (profileId !== undefined && !editableProfiles(benchmark).some(({ id }) => id === profileId)) return undefined;
  const branch =
    profileId === undefined
      ? ({ scope, branch: 'everywhere' } as const)
      : ({ scope, branch: 'profile', profile: { id: profileId, nth: 1 } } as const);
  const items = [item, ...ancestorGroups(benchmark, item)].reverse();
  return [
    pathId(snapshot, { scope, branch: 'none' }),
    pathId(snapshot, branch),
    ...items.map(({ id }) => pathId(snapshot, { ...branch, item: { id, nth: 1 } })),
  ];
}
