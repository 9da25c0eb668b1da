/**
 * Switches in files over 50 MiB. Saving such a file takes seconds, so what is clicked meanwhile goes into the next edit, in
 * the order of the clicks.
 */
import * as vscode from 'vscode';
import {
  type ToggleManyParams,
  type ToggleManyResult,
  type ToggleOutcome,
  toggleManyRequest,
} from '../../server/src/protocol/index.ts';
import type { Editing } from './editing.ts';
import type { Server } from './server.ts';
import { choose, refuse, say } from './talk.ts';
import type { ToggleOrder } from './toggle.ts';

type Order = ToggleManyParams['orders'][number];

/** `orders` are of one document. To be run in the queue. */
export function createDiskToggle(server: Server, editing: Editing) {
  const run = async (uri: string, orders: readonly ToggleOrder[]): Promise<void> => {
    let rest: readonly Order[] = orders.map(({ target, enable }) => ({ target, enable }));
    while (rest.length > 0) {
      const result = await server.ask<ToggleManyResult>(toggleManyRequest, { uri, orders: rest });
      if (result === null || result.outcomes.length === 0) {
        return refuse(vscode.l10n.t('The SCAP server gave no answer; see its output.'));
      }
      if (result.edit !== undefined && (await editing.carryOut(uri, result.edit)) !== 'done') return;
      tell(result.outcomes);
      const answered = await chooseEach(result.outcomes, rest);
      rest = [...answered, ...rest.slice(result.outcomes.length)];
    }
  };
  return (uri: string, orders: readonly ToggleOrder[]) =>
    editing.whenSaved(uri, vscode.l10n.t('Save and Toggle'), () => run(uri, orders));
}

function tell(outcomes: readonly ToggleOutcome[]): void {
  const reasons = (kind: 'nothing' | 'refused') => [
    ...new Set(outcomes.flatMap((outcome) => (outcome.kind === kind ? [outcome.reason] : []))),
  ];
  for (const reason of reasons('nothing')) say(reason);
  for (const reason of reasons('refused')) refuse(reason);
}

/** The orders that met an obstacle, each with what the user answered to it. */
async function chooseEach(outcomes: readonly ToggleOutcome[], orders: readonly Order[]): Promise<Order[]> {
  const answered: Order[] = [];
  for (const [index, outcome] of outcomes.entries()) {
    if (outcome.kind !== 'choice') continue;
    const answer = await choose(outcome);
    if (answer !== undefined) answered.push({ ...orders[index]!, answer });
  }
  return answered;
}
