/**
 * Switches a rule or group. In files over 50 MiB, where every edit is saved, the clicks that come meanwhile go into one;
 * everywhere else a toggle is an edit like any other.
 */
import { type ToggleParams, toggleRequest } from '../../server/src/protocol/index.ts';
import type { SwitchMany } from './bulk.ts';
import { createCollector } from './collect.ts';
import { createDiskToggle } from './diskToggle.ts';
import type { Editing } from './editing.ts';
import type { Server } from './server.ts';

export type ToggleOrder = Omit<ToggleParams, 'answer'>;

/** Settles when the tree may show the effective state: the server has read the edit, or there was none. */
export type Toggle = (order: ToggleOrder) => Promise<void>;

export interface Toggler {
  readonly toggle: Toggle;
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
  const onDisk = createCollector(editing.queue, createDiskToggle(server, editing));
  const many: SwitchMany = (order) => {
    // What is clicked from here on must not go into an edit before it.
    onDisk.seal();
    return switchMany(order);
  };
  return {
    toggle: (order) =>
      // What goes into a tailoring saves no large file.
      editing.isOnDisk(order.uri) && !isLed(order.uri)
        ? onDisk.add(order.uri, order)
        : editing.edit(toggleRequest, order),
    toggleGroup: ({ uri, target: { item, ...target }, enable }) =>
      many({ uri, target: { ...target, items: [item] }, enable }),
    switchMany: many,
    undoLast: () => {
      onDisk.seal();
      return editing.undoLast();
    },
  };
}
