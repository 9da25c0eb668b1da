/**
 * The view "SCAP": one root row per document, everything below asked from the server when a row is opened. It redraws
 * only rows that changed, and hands clicks on boxes on without changing any state itself.
 */
import * as vscode from 'vscode';
import {
  type OutlineNode,
  outlineChildrenRequest,
  outlineCountRequest,
  outlinePathRequest,
  type ToggleTarget,
} from '../../../server/src/protocol/index.ts';
import { type Documents, nameOf, type ScapDocument } from '../documents.ts';
import type { EditTarget } from '../editTarget.ts';
import type { Server } from '../server.ts';
import type { Click } from './clicks.ts';
import { documentItem, nodeItem } from './item.ts';
import { createLook, type Look } from './look.ts';
import { branchOf, firstRule, revealPath } from './reveal.ts';
import { createRows, type NodeRow, type Row } from './rows.ts';
import { type Shown, shownOf, viewStateOf } from './states.ts';

export interface Outline extends vscode.Disposable {
  readonly view: vscode.TreeView<Row>;
  /** Draws a row as it is, whatever its box looks like after a click. */
  readonly redraw: (row: Row) => void;
  readonly look: Look;
  /** Selects the row of an item; of scope Everywhere below the profile that was last looked at. */
  readonly revealItem: (uri: string, target: ToggleTarget, focus: boolean) => Promise<void>;
  /** Of the rules that are shown, where the view was last looked at. */
  readonly focusFirstRule: () => Promise<void>;
}

/**
 * VS Code asks again for everything below a row that it draws anew, and what is clicked there meanwhile is lost. So rows
 * that were opened, which show how many rules are on below them, wait until clicks have rested this long.
 */
const restMs = 700;

/** Boxes that were changed at once. */
export type OnClick = (clicks: readonly Click[]) => void;

export function createOutline(
  extensionUri: vscode.Uri,
  documents: Documents,
  server: Server,
  target: Pick<EditTarget, 'of' | 'onDidChange'>,
  onClick: OnClick,
): Outline {
  const redrawn = new vscode.EventEmitter<Row | Row[] | undefined>();
  const media = vscode.Uri.joinPath(extensionUri, 'media');
  const shown = new Map<string, Shown>();
  const look = createLook();
  const rows = createRows((uri, node) =>
    server.ask<readonly OutlineNode[]>(outlineChildrenRequest, {
      uri,
      look: look.now(),
      ...(node === undefined ? {} : { node }),
    }),
  );
  const shownIn = (document: ScapDocument) => shown.get(document.uri.toString()) ?? 'loading';

  const waiting = new Set<Row>();
  let restTimer: NodeJS.Timeout | undefined;
  const drawWaiting = () => {
    const due = [...waiting];
    waiting.clear();
    if (due.length > 0) redrawn.fire(due);
  };
  const rest = () => {
    clearTimeout(restTimer);
    if (waiting.size > 0) restTimer = setTimeout(drawWaiting, restMs);
  };

  const roots = (): Row[] =>
    currentState() === 'tree' ? documents.list().map(({ uri }) => rows.document(uri.toString())) : [];
  const currentState = () => viewStateOf(server.status() === 'stopped', documents.list().map(shownIn));

  /** VS Code remembers by id what was open: filtered groups have ids of their own, so that they show what is left. */
  const itemOfNode = (row: NodeRow, stale: string | undefined): vscode.TreeItem => {
    const item = nodeItem(row, media, stale, intoOf(row));
    if (row.node.kind === 'group' && look.filter() !== '') item.id = `${row.node.id}|filtered`;
    return item;
  };

  /** The name of the tailoring that edits of a stream's profile go to, and its new profiles. */
  const intoOf = ({ uri, node }: NodeRow): string | undefined => {
    const isOfProfile = node.kind === 'profile' || node.kind === 'benchmark' || node.toggle?.scope.kind === 'profile';
    const into = isOfProfile ? target.of(uri) : undefined;
    return into === undefined ? undefined : nameOf(vscode.Uri.parse(into));
  };

  const itemOf = (row: Row): vscode.TreeItem => {
    const document = documents.find(row.uri);
    if (row.kind === 'node') return itemOfNode(row, document && staleReason(document, shownIn(document)));
    return document ? documentItem(document, shownIn(document)) : new vscode.TreeItem(row.uri);
  };

  const view = vscode.window.createTreeView<Row>('scap.outline', {
    manageCheckboxStateManually: true,
    showCollapseAll: true,
    canSelectMany: true,
    treeDataProvider: {
      onDidChangeTreeData: redrawn.event,
      getTreeItem: itemOf,
      getParent: (row) => (row.kind === 'node' ? row.parent : undefined),
      getChildren: (row) => (row === undefined ? roots() : rows.children(row).then((children) => [...children])),
    },
  });

  let filterText = '';
  /** Counts anew after each change, since what a filter leaves may depend on states. */
  const countFiltered = async () => {
    const filter = look.filter();
    const counts = await Promise.all(
      (filter === '' ? [] : documents.list()).map(({ uri }) =>
        server.ask<number>(outlineCountRequest, { uri: uri.toString(), filter }),
      ),
    );
    if (filter !== look.filter()) return;
    const count = counts.reduce<number>((sum, one) => sum + (one ?? 0), 0);
    const shown =
      count === 1
        ? vscode.l10n.t('Filter: {0} - 1 rule', filter)
        : vscode.l10n.t('Filter: {0} - {1} rules', filter, count.toLocaleString('en-US'));
    filterText = filter === '' ? '' : shown;
    showState();
  };

  const showState = () => {
    void vscode.commands.executeCommand('setContext', 'scap.viewState', currentState());
    const reasons = documents.list().flatMap((document) => {
      const reason = staleReason(document, shownIn(document));
      return reason === undefined ? [] : [`${nameOf(document.uri)}: ${reason}`];
    });
    const percent = documents.list().find((document) => shownIn(document) === 'loading')?.state?.percent;
    view.message = [filterText, ...reasons].filter((text) => text !== '').join('\n');
    view.description = percent === undefined ? '' : vscode.l10n.t('indexing {0} %', percent);
  };

  /** The list of documents changed, or the server: everything above the rows is drawn anew. */
  const showAll = () => {
    const listed = new Set(documents.list().map(({ uri }) => uri.toString()));
    for (const uri of shown.keys()) if (!listed.has(uri)) shown.delete(uri);
    for (const document of documents.list()) {
      shown.set(document.uri.toString(), shownOf(document.state, shown.get(document.uri.toString())));
    }
    rows.keepOnly(server.status() === 'running' ? listed : new Set());
    showState();
    redrawn.fire(undefined);
  };

  const showDocument = (document: ScapDocument) => {
    const uri = document.uri.toString();
    const before = currentState();
    const was = shown.get(uri);
    const now = shownOf(document.state, was);
    shown.set(uri, now);
    showState();
    // VS Code has just made an edit and is busy with it, and what a filter leaves may depend on it.
    rest();
    if (now === 'tree' && look.filter() !== '') void countFiltered();
    if (was === now && now !== 'loading') return;
    if (was === 'loading') rows.invalidate(uri);
    redrawn.fire(before === currentState() && before === 'tree' ? rows.document(uri) : undefined);
  };

  const listeners = [
    view,
    redrawn,
    documents.onDidChange((document) => (document === undefined ? showAll() : showDocument(document))),
    server.onDidChangeStatus(showAll),
    server.onOutlineChanged((change) => {
      const uri = vscode.Uri.parse(change.uri).toString();
      const relisted = new Set(change.structure);
      const redraw: Row[] = [];
      for (const row of rows.apply({ ...change, uri })) {
        const isListed = row.children !== undefined && !relisted.has(row.kind === 'node' ? row.node.id : '');
        if (isListed) waiting.add(row);
        else redraw.push(row);
      }
      if (redraw.length > 0) redrawn.fire(redraw);
      rest();
    }),
    look,
    look.onDidChange(() => {
      waiting.clear();
      rows.invalidateAll();
      redrawn.fire(undefined);
      void countFiltered();
    }),
    vscode.window.onDidChangeActiveColorTheme(() => redrawn.fire(undefined)),
    target.onDidChange(() => redrawn.fire(undefined)),
    view.onDidChangeCheckboxState(({ items }) => {
      rest();
      onClick(
        items.flatMap(([row, state]) =>
          row.kind === 'node' ? [{ row, enable: state === vscode.TreeItemCheckboxState.Checked }] : [],
        ),
      );
    }),
  ];
  const revealItem = async (uri: string, item: ToggleTarget, focus: boolean) => {
    const selected = view.selection[0];
    const last = selected?.kind === 'node' && selected.uri === uri ? branchOf(selected) : undefined;
    const profile = last?.kind === 'node' ? last.node.target?.profile : undefined;
    const isSame =
      selected?.kind === 'node' && selected.node.toggle?.item === item.item && item.scope.kind === 'everywhere';
    if (isSame) return;
    const scope =
      item.scope.kind === 'everywhere' && profile !== undefined ? ({ kind: 'profile', profile } as const) : item.scope;
    const path = await server.ask<readonly string[]>(outlinePathRequest, { uri, target: { ...item, scope } });
    if (path !== null) await revealPath(view, rows, uri, path, focus);
  };

  const focusFirstRule = async () => {
    const start = view.selection[0] ?? roots()[0];
    const row = start && (await firstRule(rows, branchOf(start)));
    if (row !== undefined) await view.reveal(row, { select: true, focus: true });
  };

  showAll();
  return {
    view,
    look,
    revealItem,
    focusFirstRule,
    redraw: (row) => redrawn.fire(row),
    dispose: () => {
      clearTimeout(restTimer);
      vscode.Disposable.from(...listeners).dispose();
    },
  };
}

function staleReason({ state }: ScapDocument, shown: Shown): string | undefined {
  const reason = state?.message ?? vscode.l10n.t('The XML is broken.');
  if (shown === 'broken') return vscode.l10n.t('{0} Nothing can be switched until the XML is mended.', reason);
  if (shown !== 'stale') return undefined;
  return vscode.l10n.t('{0} This is the last good state; nothing can be switched until the XML is mended.', reason);
}
