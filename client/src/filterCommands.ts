/**
 * Commands that change what the view shows: its filter, typed in a box while the view follows, and its order. VS Code has
 * no filter box inside a view.
 */
import * as vscode from 'vscode';
import type { Sort } from './view/look.ts';
import type { Outline } from './view/outline.ts';

/** Typing is followed when it rests this long. */
const typingMs = 150;

export function filterCommands(outline: Outline) {
  return {
    'scap.filter': () => askFilter(outline),
    'scap.filter.clear': () => outline.look.setFilter(''),
    'scap.sort': () => askSort(outline),
    'scap.follow.on': () => setFollow(true),
    'scap.follow.off': () => setFollow(false),
  };
}

/** Enter keeps the filter and goes to the first rule that it leaves; Escape puts the former one back. */
async function askFilter({ look, focusFirstRule }: Outline): Promise<void> {
  const before = look.filter();
  const box = vscode.window.createInputBox();
  box.title = vscode.l10n.t('Filter Rules');
  box.placeholder = vscode.l10n.t('such as: ssh severity:high state:off ident:CCE-80901-2 ref:AC-6');
  box.prompt = vscode.l10n.t('Words all have to match: title:, id:, ident:, ref:, severity:, state: (on, off, held)');
  box.value = before;
  let timer: NodeJS.Timeout | undefined;
  let isAccepted = false;
  box.onDidChangeValue((text) => {
    clearTimeout(timer);
    timer = setTimeout(() => look.setFilter(text), typingMs);
  });
  box.onDidAccept(() => {
    isAccepted = true;
    look.setFilter(box.value);
    box.hide();
  });
  await new Promise<void>((done) => {
    box.onDidHide(() => {
      clearTimeout(timer);
      if (!isAccepted) look.setFilter(before);
      box.dispose();
      done();
    });
    box.show();
  });
  if (isAccepted && look.filter() !== '') await focusFirstRule();
}

async function askSort({ look }: Outline): Promise<void> {
  const orders: readonly { readonly sort: Sort; readonly label: string }[] = [
    { sort: 'document', label: vscode.l10n.t('Order of the document') },
    { sort: 'title', label: vscode.l10n.t('Title') },
    { sort: 'severity', label: vscode.l10n.t('Severity, the highest first') },
  ];
  const picked = await vscode.window.showQuickPick(
    orders.map((order) => ({
      ...order,
      ...(order.sort === look.sort() ? { description: vscode.l10n.t('now') } : {}),
    })),
    { title: vscode.l10n.t('Sort Rules and Groups By') },
  );
  if (picked !== undefined) await look.setSort(picked.sort);
}

function setFollow(follow: boolean): Thenable<void> {
  return vscode.workspace
    .getConfiguration('scap')
    .update('view.followCursor', follow, vscode.ConfigurationTarget.Global);
}
