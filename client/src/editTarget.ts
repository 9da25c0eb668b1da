/**
 * Where the edits of a stream go: into itself, or into a tailoring. The status bar says it for the active document; a click
 * changes it. It is remembered for the workspace and decides nothing about the edits themselves.
 */
import * as vscode from 'vscode';
import { type Documents, nameOf } from './documents.ts';
import { activeDocument } from './status.ts';

export interface EditTarget extends vscode.Disposable {
  /** The URI of the tailoring that edits of a document go to; undefined: into the document itself. */
  readonly of: (uri: string) => string | undefined;
  readonly set: (stream: string, tailoring: string | undefined) => void;
  readonly onDidChange: vscode.Event<void>;
}

const key = 'scap.editTarget';

export function createEditTarget(documents: Documents, state: vscode.Memento): EditTarget {
  const targets = new Map(Object.entries(state.get<Record<string, string>>(key, {})));
  const normal = (uri: string) => vscode.Uri.parse(uri).toString();
  const of = (uri: string) => targets.get(normal(uri));
  const changed = new vscode.EventEmitter<void>();
  const item = vscode.window.createStatusBarItem(key, vscode.StatusBarAlignment.Right, 89);
  item.name = vscode.l10n.t('Where SCAP Edits Go');
  item.command = 'scap.chooseTarget';

  const show = () => {
    const document = activeDocument(documents);
    if (document?.state?.state !== 'ready' || document.state.isTailoring) return item.hide();
    const target = of(document.uri.toString());
    const name = target === undefined ? vscode.l10n.t('this file') : nameOf(vscode.Uri.parse(target));
    item.text = `$(${target === undefined ? 'edit' : 'diff-added'}) ${vscode.l10n.t('Edits: {0}', name)}`;
    item.tooltip =
      target === undefined
        ? vscode.l10n.t('SCAP edits go into {0} itself. Click to lead them into a tailoring.', nameOf(document.uri))
        : vscode.l10n.t(
            'SCAP edits of {0} go into the tailoring {1}. Click to change that.',
            nameOf(document.uri),
            name,
          );
    item.accessibilityInformation = { label: vscode.l10n.t('SCAP edits go into {0}', name), role: 'button' };
    item.show();
  };
  const listeners = [
    item,
    changed,
    documents.onDidChange(show),
    vscode.window.tabGroups.onDidChangeTabs(show),
    vscode.window.tabGroups.onDidChangeTabGroups(show),
  ];
  show();
  return {
    of,
    set: (stream, tailoring) => {
      if (tailoring === undefined) targets.delete(normal(stream));
      else targets.set(normal(stream), normal(tailoring));
      void state.update(key, Object.fromEntries(targets));
      show();
      changed.fire();
    },
    onDidChange: changed.event,
    dispose: () => vscode.Disposable.from(...listeners).dispose(),
  };
}
