/**
 * Switches many rules at once, after a look at what would change: a question with a line for each profile, on demand all
 * of it as a text, then one edit and one undo step. Nothing is applied that was not shown.
 */
import * as vscode from 'vscode';
import {
  type EditAnswer,
  type ShownPreview,
  type ToggleItemsParams,
  type TogglePreview,
  toggleItemsRequest,
  togglePreviewRequest,
} from '../../server/src/protocol/index.ts';
import type { Editing } from './editing.ts';
import { whileShown } from './previewText.ts';
import type { Server } from './server.ts';
import { bounded, refuse, say } from './talk.ts';

export type BulkOrder = Omit<ToggleItemsParams, 'answer' | 'shown'>;

/** Settles when the tree may show the effective state: the edit was made and read, or there was none. */
export type SwitchMany = (order: BulkOrder) => Promise<void>;

/** More lines than these do not fit into a question; the text to read has them all. */
const mostLines = 12;

export function createSwitchMany(server: Server, editing: Editing): SwitchMany {
  /** In its turn behind edits that were asked for earlier, since it is about what they leave. */
  const preview = (params: ToggleItemsParams) =>
    vscode.window.withProgress({ location: { viewId: 'scap.outline' } }, () =>
      editing.queue.run(() => server.ask<ShownPreview | { readonly refused: string }>(togglePreviewRequest, params)),
    );

  const switchMany = async (order: ToggleItemsParams): Promise<void> => {
    const shown = await preview(order);
    if (shown === null) return refuse(vscode.l10n.t('The SCAP server gave no answer; see its output.'));
    if ('refused' in shown) return refuse(shown.refused);
    if (shown.lines.length === 0 && shown.obstacles.length === 0) return say(shown.summary);
    const confirmed = await confirm(shown);
    if (confirmed === undefined) return;
    // What was shown is not all of what would be done: look again.
    if (confirmed === 'withRequired') return switchMany({ ...order, answer: confirmed });
    const answer = confirmed === 'apply' ? order.answer : confirmed;
    const title = vscode.l10n.t('Switching rules...');
    // What changes along was shown as well.
    const agreed = { acceptOthers: shown.linked, shown: shown.shown, ...(answer === undefined ? {} : { answer }) };
    // Of a document, a tailoring or a file that is another one by now it is not what would be done.
    const lookAgain = () => void switchMany(order);
    const edit = () => editing.edit(toggleItemsRequest, { ...order, ...agreed }, lookAgain);
    await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, edit);
  };
  // What is shown is about the document that is edited.
  return (order) => switchMany({ ...order, into: editing.into(order.uri) });
}

type Confirmed = EditAnswer | 'apply';

async function confirm(preview: TogglePreview): Promise<Confirmed | undefined> {
  const choices: readonly { readonly title: string; readonly answer: Confirmed }[] =
    preview.answers.length > 0 ? preview.answers : [{ title: vscode.l10n.t('Apply'), answer: 'apply' }];
  const titles = choices.map(({ title }) => title);
  const showAll = vscode.l10n.t('Show All Changes');
  const options = { modal: true, detail: detailOf(preview) };
  let picked = await vscode.window.showInformationMessage(preview.question, options, ...titles, showAll);
  if (picked === showAll) {
    // Not modal, so that the text can be read and searched; both stay until it is answered.
    picked = await whileShown(preview.text, () =>
      vscode.window.showInformationMessage(preview.question, ...titles, vscode.l10n.t('Cancel')),
    );
  }
  return choices.find(({ title }) => title === picked)?.answer;
}

function detailOf({ lines, obstacles }: TogglePreview): string {
  return [...bounded(lines, mostLines), ...(obstacles.length > 0 ? ['', ...bounded(obstacles, 3)] : [])].join('\n');
}
