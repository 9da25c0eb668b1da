/**
 * Several switches of one document as one edit and one undo step: ticks that are made at once, and in a file over 50 MiB, where
 * saving takes seconds, all that is clicked meanwhile. They count in their order.
 */
import * as vscode from 'vscode';
import {
  type ToggleManyParams,
  type ToggleManyResult,
  type ToggleOutcome,
  toggleManyRequest,
} from '../../server/src/protocol/index.ts';
import { attempts, type Editing } from './editing.ts';
import type { Server } from './server.ts';
import { choose, refuse, refuseUnsettled, say } from './talk.ts';
import type { ToggleOrder } from './toggle.ts';

type Order = ToggleManyParams['orders'][number];

/** `orders` are of one document, and all go where its edits go. To be run in the queue. */
export function createToggleTogether(
  server: Pick<Server, 'ask'>,
  editing: Pick<Editing, 'carryOut' | 'whenSaved' | 'whyNot' | 'into'>,
) {
  const run = async (uri: string, orders: readonly ToggleOrder[]): Promise<void> => {
    const into = editing.into(uri);
    const reason = await editing.whyNot(uri, into);
    if (reason !== undefined) return refuse(reason);
    let rest: readonly Order[] = orders.map(({ uri: _, ...order }) => order);
    let accepted: readonly string[] = [];
    for (let outdated = 0; rest.length > 0; ) {
      const result = await server.ask<ToggleManyResult>(toggleManyRequest, {
        uri,
        orders: rest,
        ...(into === undefined ? {} : { into }),
      });
      if (result === null || result.outcomes.length === 0) {
        return refuse(vscode.l10n.t('The SCAP server gave no answer; see its output.'));
      }
      // What is answered to a choice belongs into the same edit, so nothing is made before.
      const answered = await chooseEach(result.outcomes, rest);
      if (answered !== undefined) {
        rest = answered;
        continue;
      }
      const outcome = result.edit === undefined ? 'done' : await editing.carryOut(result.edit, accepted);
      if (outcome === 'stopped') return;
      if (outcome === 'outdated') {
        if (++outdated === attempts) return refuseUnsettled();
        accepted = result.edit?.linked ?? [];
        continue;
      }
      tell(result.outcomes);
      rest = rest.slice(result.outcomes.length);
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

/** The orders with what the user answered where one met an obstacle, without those given up; undefined where none did. */
async function chooseEach(
  outcomes: readonly ToggleOutcome[],
  orders: readonly Order[],
): Promise<readonly Order[] | undefined> {
  if (!outcomes.some(({ kind }) => kind === 'choice')) return undefined;
  const answered: Order[] = [];
  for (const [index, order] of orders.entries()) {
    const outcome = outcomes[index];
    const answer = outcome?.kind === 'choice' ? await choose(outcome) : order.answer;
    if (outcome?.kind !== 'choice' || answer !== undefined) {
      answered.push(answer === undefined ? order : { ...order, answer });
    }
  }
  return answered;
}
