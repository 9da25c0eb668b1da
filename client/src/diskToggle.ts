/**
 * Switches in files over 50 MiB. Saving such a file takes seconds, so what is clicked meanwhile goes into the next edit, in
 * the order of the clicks. Text that only the editor knows is saved first, if the user says so, and never edited.
 */
import * as vscode from 'vscode';
import {
  type ToggleManyParams,
  type ToggleManyResult,
  type ToggleOutcome,
  type ToggleResult,
  toggleManyRequest,
} from '../../server/src/protocol.ts';
import { applyToDisk, saveLargeFile } from './diskEdit.ts';
import { nameOf } from './documents.ts';
import { isDirtyTab } from './largeFiles.ts';
import type { Queue } from './queue.ts';
import type { Server } from './server.ts';
import type { ToggleOrder } from './toggle.ts';
import type { Undo } from './undo.ts';

export interface DiskToggleParts {
  readonly server: Server;
  readonly undo: Undo;
  readonly queue: Queue;
  readonly say: (message: string) => void;
  readonly refuse: (reason: string) => void;
  readonly acceptSignature: (uri: string) => Promise<boolean>;
  /** Asks the user what to do about an obstacle; undefined where nothing is to be done. */
  readonly choose: (choice: Extract<ToggleResult, { kind: 'choice' }>) => Promise<Order['answer']>;
  /** Applies an edit of a document that is not one of these. */
  readonly applyElsewhere: (edit: Extract<ToggleResult, { kind: 'edit' }>) => Promise<boolean>;
  readonly isOnDisk: (uri: string) => boolean;
}

type Order = ToggleManyParams['orders'][number];

/** `orders` are of one document. To be run in the queue. */
export function createDiskToggle(parts: DiskToggleParts) {
  const { server, queue, refuse, say } = parts;

  const toggle = async (uri: string, orders: readonly ToggleOrder[]): Promise<void> => {
    if (server.status() !== 'running') {
      return refuse(vscode.l10n.t('The SCAP server is not running. Restart it first.'));
    }
    if (!isDirtyTab(vscode.Uri.parse(uri))) return run(uri, orders);
    // Not awaited: other documents can be switched while the question stands.
    void offerSave(uri, orders);
  };

  const offerSave = async (uri: string, orders: readonly ToggleOrder[]): Promise<void> => {
    const file = vscode.Uri.parse(uri);
    const name = nameOf(file);
    const question = vscode.l10n.t('{0} is over 50 MiB and has unsaved changes, which only its editor knows.', name);
    const goOn = vscode.l10n.t('Save and Toggle');
    if ((await vscode.window.showWarningMessage(question, goOn)) !== goOn) return;
    await queue.run(async () => {
      if (isDirtyTab(file) && !(await saveLargeFile(file))) refuse(vscode.l10n.t('{0} was not saved.', name));
      else await toggle(uri, orders);
    });
  };

  const run = async (uri: string, orders: readonly ToggleOrder[]): Promise<void> => {
    let rest: readonly Order[] = orders.map(({ target, enable }) => ({ target, enable }));
    while (rest.length > 0) {
      const result = await server.ask<ToggleManyResult>(toggleManyRequest, { uri, orders: rest });
      if (result === null || result.outcomes.length === 0) {
        return refuse(vscode.l10n.t('The SCAP server gave no answer; see its output.'));
      }
      if (result.edit !== undefined && !(await apply(uri, result.edit))) return;
      tell(result.outcomes);
      const answered = await chooseEach(result.outcomes, rest);
      rest = [...answered, ...rest.slice(result.outcomes.length)];
    }
  };

  /** False where nothing more can be done: the user knows why. */
  const apply = async (uri: string, result: NonNullable<ToggleManyResult['edit']>): Promise<boolean> => {
    if (result.signed && !(await parts.acceptSignature(uri))) return false;
    if (!parts.isOnDisk(result.edit.uri)) return parts.applyElsewhere(result);
    const edited = await applyToDisk(server, result.edit);
    if ('reason' in edited) {
      refuse(edited.reason);
      return false;
    }
    parts.undo.remember({
      inverse: result.inverse,
      version: undefined,
      hash: edited.hash,
      summary: result.summary,
    });
    say(result.summary);
    if (result.warnings.length > 0) refuse(result.warnings.join(' '));
    return true;
  };

  const tell = (outcomes: readonly ToggleOutcome[]): void => {
    const reasons = (kind: 'nothing' | 'refused') => [
      ...new Set(outcomes.flatMap((outcome) => (outcome.kind === kind ? [outcome.reason] : []))),
    ];
    for (const reason of reasons('nothing')) say(reason);
    for (const reason of reasons('refused')) refuse(reason);
  };

  /** The orders that met an obstacle, each with what the user answered to it. */
  const chooseEach = async (outcomes: readonly ToggleOutcome[], orders: readonly Order[]): Promise<Order[]> => {
    const answered: Order[] = [];
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome.kind !== 'choice') continue;
      const answer = await parts.choose(outcome);
      if (answer !== undefined) answered.push({ ...orders[index]!, answer });
    }
    return answered;
  };

  return toggle;
}
