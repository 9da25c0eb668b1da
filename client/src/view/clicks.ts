/**
 * Clicks on boxes of the view. VS Code says in one event which boxes changed where several rows were selected: those are one
 * switch, and not one after the other.
 */
import type { BulkOrder } from '../bulk.ts';
import type { ToggleOrder, Toggler } from '../toggle.ts';
import type { NodeRow } from './rows.ts';

export interface Click {
  readonly row: NodeRow;
  readonly enable: boolean;
}

/** What becomes of clicks that were made at once. Each group in it is shown before it is switched. */
export type ClickPlan =
  | { readonly kind: 'rules'; readonly orders: readonly ToggleOrder[] }
  | { readonly kind: 'group'; readonly order: ToggleOrder }
  | { readonly kind: 'many'; readonly order: BulkOrder };

type Meant = readonly [ToggleOrder, isGroup: boolean];

/** One preview where groups and rules are switched alike in one place; else the rules together and the groups one by one. */
export function planClicks(clicks: readonly Click[]): readonly ClickPlan[] {
  const meant = clicks.flatMap(({ row: { uri, node }, enable }): readonly Meant[] =>
    node.toggle === undefined ? [] : [[{ uri, target: node.toggle, enable }, node.kind === 'group']],
  );
  const orders = meant.map(([order]) => order);
  const groups = meant.filter(([, isGroup]) => isGroup).map(([order]) => order);
  const [first] = orders;
  if (first === undefined) return [];
  if (groups.length > 0 && orders.length > 1 && orders.every((order) => placeOf(order) === placeOf(first))) {
    const { uri, target, enable } = first;
    const { benchmark, scope } = target;
    const items = orders.map((order) => order.target.item);
    return [{ kind: 'many', order: { uri, target: { benchmark, scope, items }, enable } }];
  }
  const rules = orders.filter((order) => !groups.includes(order));
  return [
    ...(rules.length > 0 ? [{ kind: 'rules' as const, orders: rules }] : []),
    ...groups.map((order) => ({ kind: 'group' as const, order })),
  ];
}

/** Settles when the view may show the effective states. */
export async function carryOutClicks(toggler: Toggler, clicks: readonly Click[]): Promise<void> {
  await Promise.all(
    planClicks(clicks).map((plan) => {
      if (plan.kind === 'rules') return toggler.toggleTogether(plan.orders);
      return plan.kind === 'group' ? toggler.toggleGroup(plan.order) : toggler.switchMany(plan.order);
    }),
  );
}

function placeOf({ uri, target: { benchmark, scope }, enable }: ToggleOrder): string {
  return JSON.stringify([uri, benchmark, scope, enable]);
}
