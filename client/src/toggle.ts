/**
 * Switches rules and groups. In files over 50 MiB, where every edit is saved, the clicks that come meanwhile go into one;
 * everywhere else a toggle is an edit like any other.
 */
import { type ToggleParams, toggleRequest } from '../../server/src/protocol/index.ts';
import type { SwitchMany } from './bulk.ts';
import { createCollector } from './collect.ts';
import type { Editing } from './editing.ts';
import type { Server } from './server.ts';
import { createToggleTogether } from './toggleTogether.ts';

export type ToggleOrder = ToggleParams;

/** Settles when the tree may show the effective state: the server has read the edit, or there was none. */
export type Toggle = (order: ToggleOrder) => Promise<void>;

export interface Toggler {
  readonly toggle: Toggle;
  /** Rules that are switched at once: one edit and one undo step for each document, or for the tailoring that its edits go into. */
  readonly toggleTogether: (orders: readonly ToggleOrder[]) => Promise<void>;
  /** The same of all rules of a group, after a preview. */
  readonly toggleGroup: Toggle;
  readonly switchMany: SwitchMany;
  readonly undoLast: () => Promise<void>;
}

/** `isLed`: whether edits of a document go into a tailoring. */
export function createToggler(
  server: Server,
  editing: Editing,
  switchMany: SwitchMany,
  isLed: (uri: string) => boolean,
): Toggler {
  const together = createToggleTogether(server, editing);
  const onDisk = createCollector(editing.queue, together);
  const many: SwitchMany = (order) => {
    // What is clicked from here on must not go into an edit before it.
    onDisk.seal();
    return switchMany(order);
  };
  const toggle: Toggle = (order) =>
    // What goes into a tailoring saves no large file.
    editing.isOnDisk(order.uri) && !isLed(order.uri)
      ? onDisk.add(order.uri, order)
      : editing.edit(toggleRequest, order);

  const togetherIn = async (uri: string, orders: readonly ToggleOrder[]): Promise<unknown> => {
    if (orders.length === 1 || (editing.isOnDisk(uri) && !isLed(uri))) return Promise.all(orders.map(toggle));
    return editing.queue.run(() => together(uri, orders));
  };

  return {
    toggle,
    async toggleTogether(orders) {
      const uris = [...new Set(orders.map(({ uri }) => uri))];
      await Promise.all(
        uris.map((uri) =>
          togetherIn(
            uri,
            orders.filter((order) => order.uri === uri),
          ),
        ),
      );
    },
    toggleGroup: ({ target: { item, ...target }, ...order }) =>
      many({ ...order, target: { ...target, items: [item] } }),
    switchMany: many,
    undoLast: () => {
      onDisk.seal();
      return editing.undoLast();
    },
  };
}
