/**
 * What the view leaves out and in which order it shows the rest: the filter of this window, and the order of the settings.
 * It only remembers and tells; the server knows what a filter means.
 */
import * as vscode from 'vscode';
import type { OutlineLook } from '../../../server/src/protocol/index.ts';

export type Sort = NonNullable<OutlineLook['sort']>;

export interface Look extends vscode.Disposable {
  readonly now: () => OutlineLook;
  /** '' where nothing is left out. */
  readonly filter: () => string;
  readonly setFilter: (filter: string) => void;
  readonly sort: () => Sort;
  readonly setSort: (sort: Sort) => Thenable<void>;
  readonly onDidChange: vscode.Event<void>;
}

const sortSetting = 'view.sort';

export function createLook(): Look {
  const changed = new vscode.EventEmitter<void>();
  let filter = '';
  const sort = () => vscode.workspace.getConfiguration('scap').get<Sort>(sortSetting, 'document');
  const listener = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(`scap.${sortSetting}`)) changed.fire();
  });
  return {
    sort,
    now: () => ({ ...(filter === '' ? {} : { filter }), sort: sort() }),
    filter: () => filter,
    setFilter(text) {
      const next = text.trim();
      if (next === filter) return;
      filter = next;
      void vscode.commands.executeCommand('setContext', 'scap.filtered', filter !== '');
      changed.fire();
    },
    setSort: (order) =>
      vscode.workspace.getConfiguration('scap').update(sortSetting, order, vscode.ConfigurationTarget.Global),
    onDidChange: changed.event,
    dispose: () => vscode.Disposable.from(changed, listener).dispose(),
  };
}
