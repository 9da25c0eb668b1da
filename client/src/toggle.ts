/**
 * Switches a rule or group. In files over 50 MiB, where every edit is saved, the clicks that come meanwhile go into one;
 * everywhere else a toggle is an edit like any other.
 */
import { type ToggleParams, toggleRequest } from '../../server/src/protocol.ts';
import { createCollector } from './collect.ts';
import { createDiskToggle } from './diskToggle.ts';
import type { Editing } from './editing.ts';
import type { Server } from './server.ts';

export type ToggleOrder = Omit<ToggleParams, 'answer'>;

/** Settles when the tree may show the effective state: the server has read the edit, or there was none. */
export type Toggle = (order: ToggleOrder) => Promise<void>;

export interface Toggler {
  readonly toggle: Toggle;
  readonly undoLast: () => Promise<void>;
}

export function createToggler(server: Server, editing: Editing): Toggler {
  const onDisk = createCollector(editing.queue, createDiskToggle(server, editing));
  return {
    toggle: (order) =>
      editing.isOnDisk(order.uri) ? onDisk.add(order.uri, order) : editing.edit(toggleRequest, order),
    undoLast: () => {
      onDisk.seal();
      return editing.undoLast();
    },
  };
}
