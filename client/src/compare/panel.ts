/**
 * One table of profiles in a tab. It asks for the table again whenever the document has been read anew and hands on only
 * what reads differently; a box is switched the way those of the view are.
 */
import * as vscode from 'vscode';
import { type CompareRow, type CompareTable, compareRequest } from '../../../server/src/protocol/index.ts';
import { type Documents, nameOf } from '../documents.ts';
import type { EditTarget } from '../editTarget.ts';
import { goToRule, why } from '../navigate.ts';
import type { Server } from '../server.ts';
import type { Toggler } from '../toggle.ts';
import { chooseAgain } from './choose.ts';
import { exportTable } from './export.ts';
import type { FromPage, Subject, ToPage } from './messages.ts';
import { pageHtml } from './page.ts';
import { statusOf } from './status.ts';

export interface CompareParts {
  readonly extensionUri: vscode.Uri;
  readonly documents: Documents;
  readonly server: Server;
  readonly toggler: Toggler;
  readonly editTarget: Pick<EditTarget, 'of' | 'onDidChange'>;
}

export interface ComparePanel {
  readonly subject: () => Subject;
  readonly reveal: () => void;
  readonly onDidDispose: vscode.Event<void>;
}

/** Fills a tab that is new or was there before a reload. */
export function createPanel(panel: vscode.WebviewPanel, parts: CompareParts, first: Subject): ComparePanel {
  const { extensionUri, documents, server, toggler, editTarget } = parts;
  const { webview } = panel;
  let subject = first;
  let table: CompareTable | undefined;
  let isGone = false;
  /** The states of the document, and of the tailoring that edits go to, that the table was last asked for. */
  let asked = '';
  let refreshing: Promise<void> | undefined;
  let isOutdated = false;

  const post = (message: ToPage) => void webview.postMessage(message);
  const document = () => documents.find(vscode.Uri.parse(subject.uri).toString());
  const into = () => editTarget.of(subject.uri);
  const tailoring = () => documents.find(into() ?? '');
  const missing = () =>
    table ? subject.profiles.filter((id) => !table?.columns.some((column) => column.id === id)) : [];
  const postStatus = () => {
    const facts = {
      subject,
      document: document(),
      server: server.status(),
      isShown: table !== undefined,
      into: into(),
    };
    post({ kind: 'status', status: statusOf({ ...facts, isGone, missing: missing() }) });
  };

  const read = async () => {
    const answer = await server.ask<CompareTable>(compareRequest, { ...subject, into: into() });
    if (answer === null) {
      isGone = document()?.state?.state === 'ready' && server.status() === 'running';
      return;
    }
    isGone = false;
    const changed = table && changedRows(table, answer);
    table = answer;
    if (changed === undefined) post({ kind: 'table', subject, table });
    else if (changed.length > 0) post({ kind: 'rows', rows: changed });
  };

  /** Settles when the page shows the document as it is now; what comes in between is one more round. */
  const refresh = (): Promise<void> => {
    isOutdated = true;
    refreshing ??= (async () => {
      while (isOutdated) {
        isOutdated = false;
        await read();
      }
      refreshing = undefined;
      postStatus();
    })();
    return refreshing;
  };

  const openBehind = () => {
    for (const uri of [subject.uri, into()]) {
      const parsed = uri === undefined ? undefined : vscode.Uri.parse(uri);
      if (parsed !== undefined && documents.find(parsed.toString()) === undefined) openTab(parsed);
    }
  };

  const follow = () => {
    openBehind();
    const state = document()?.state;
    const isRead = state?.state === 'ready' || state?.state === 'broken';
    const states = [into(), ...[state, tailoring()?.state].map((one) => `${one?.state} ${one?.version}`)].join(' ');
    const now = isRead && server.status() === 'running' ? states : '';
    const isNew = now !== '' && now !== asked;
    asked = now === '' && document() !== undefined ? asked : now;
    if (isNew) void refresh();
    else postStatus();
  };

  const show = (next: Subject) => {
    subject = next;
    table = undefined;
    panel.title = vscode.l10n.t('Compare: {0}', nameOf(vscode.Uri.parse(next.uri)));
    void refresh();
  };

  /** A column of the tailoring is about the tailoring's own document. */
  const target = (item: string, column: string) => {
    const tailored = table?.columns.find(({ id }) => id === column)?.tailored;
    const { uri, benchmark, profile } = tailored ?? { ...subject, profile: column };
    const scope = profile === '(default)' ? ({ kind: 'everywhere' } as const) : ({ kind: 'profile', profile } as const);
    return { uri, target: { benchmark, item, scope } };
  };

  const receive = async (message: FromPage): Promise<void> => {
    switch (message.kind) {
      case 'ready':
        table = undefined;
        return refresh();
      case 'toggle': {
        const { row, item, profile, enable } = message;
        try {
          await toggler.toggle({ ...target(item, profile), enable });
          await refresh();
        } finally {
          post({ kind: 'settled', row, profile });
        }
        return;
      }
      case 'why':
        return why(server, target(message.item, message.profile));
      case 'goTo':
        return goToRule(server, target(message.item, '(default)'));
      case 'undo':
        return toggler.undoLast();
      case 'export':
        return exportTable(server, { ...subject, into: into() }, message.format, message.rows);
      case 'openDocument':
        await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(subject.uri));
        return;
      case 'choose': {
        const chosen = await chooseAgain(server, subject);
        if (chosen !== undefined) show(chosen);
      }
    }
  };

  const listeners = [
    webview.onDidReceiveMessage(receive),
    documents.onDidChange((changed) => {
      if (changed === undefined || changed === document() || changed === tailoring()) follow();
    }),
    editTarget.onDidChange(follow),
    server.onDidChangeStatus(follow),
  ];
  panel.onDidDispose(() => vscode.Disposable.from(...listeners).dispose());
  const media = vscode.Uri.joinPath(extensionUri, 'media');
  const icon = (theme: string) => vscode.Uri.joinPath(media, `scap-file-${theme}.svg`);
  panel.iconPath = { light: icon('light'), dark: icon('dark') };
  panel.title = vscode.l10n.t('Compare: {0}', nameOf(vscode.Uri.parse(first.uri)));
  webview.html = pageHtml(webview, vscode.Uri.joinPath(extensionUri, 'dist'));
  openBehind();
  return { subject: () => subject, reveal: () => panel.reveal(), onDidDispose: panel.onDidDispose };
}

/** Undefined where more than the reading of some rows has changed. */
function changedRows(before: CompareTable, now: CompareTable): readonly CompareRow[] | undefined {
  const frame = ({ title, columns }: CompareTable) => JSON.stringify([title, columns]);
  const isSame =
    before.rows.length === now.rows.length && now.rows.every(({ key }, at) => key === before.rows[at]!.key);
  if (!isSame || frame(before) !== frame(now)) return undefined;
  return now.rows.filter((row, at) => JSON.stringify(row) !== JSON.stringify(before.rows[at]));
}

/**
 * Has VS Code read the text of a tab that was not shown since the window was loaded, which it does not do by itself, and lets
 * go of after some minutes. What cannot be opened the page says, and offers to show it.
 */
function openTab(uri: vscode.Uri): void {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const hasTab = tabs.some(
    ({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString(),
  );
  if (hasTab) void vscode.workspace.openTextDocument(uri).then(undefined, () => {});
}
