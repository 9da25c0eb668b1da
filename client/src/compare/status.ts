/** How far a table of profiles can be trusted, from what is known of its document and the server. Plain data in and out. */
import * as vscode from 'vscode';
import { nameOf, type ScapDocument } from '../documents.ts';
import type { ServerStatus } from '../server.ts';
import type { Status, Subject } from './messages.ts';

export interface Facts {
  readonly subject: Subject;
  /** Undefined where it is not open. */
  readonly document: ScapDocument | undefined;
  readonly server: ServerStatus;
  /** Whether there is a table at all. */
  readonly isShown: boolean;
  /** The Benchmark was looked for and is not there. */
  readonly isGone: boolean;
  /** Profiles that are no more. */
  readonly missing: readonly string[];
  /** The URI of the tailoring that edits go to. */
  readonly into: string | undefined;
}

export function statusOf({ subject, document, server, isShown, isGone, missing, into }: Facts): Status {
  const name = nameOf(vscode.Uri.parse(subject.uri));
  const blocked = (message: string, isClosed = false): Status => ({ message, canToggle: false, isClosed });
  if (document === undefined) {
    return blocked(
      isShown
        ? vscode.l10n.t('{0} is closed. The table shows what it held.', name)
        : vscode.l10n.t('{0} is not open.', name),
      true,
    );
  }
  if (server === 'stopped') return blocked(vscode.l10n.t('The SCAP server is not running. Restart it first.'));
  const { state } = document;
  if (state?.state === 'broken') {
    const reason = state.message ?? vscode.l10n.t('The XML is broken.');
    return blocked(vscode.l10n.t('{0} Nothing can be switched until the XML is mended.', reason));
  }
  if (state?.state === 'notScap') return blocked(state.message ?? vscode.l10n.t('Not SCAP'));
  if (isGone) return blocked(vscode.l10n.t('{0} is not in the document any more.', subject.benchmark));
  if (!isShown) return blocked(vscode.l10n.t('{0} is being read.', name));
  const gone = missing.length === 0 ? [] : [vscode.l10n.t('No longer in the document: {0}', missing.join(', '))];
  const led = into === undefined ? [] : [ledText(nameOf(vscode.Uri.parse(into)))];
  const message = [...gone, ...led].join(' ');
  const usable = { canToggle: true, isClosed: false };
  return message === '' ? usable : { ...usable, message, isNote: gone.length === 0 };
}

function ledText(tailoring: string): string {
  return vscode.l10n.t('Switches go into the tailoring {0}. What it makes of a profile stands beside it.', tailoring);
}
