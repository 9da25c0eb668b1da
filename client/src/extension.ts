/**
 * Where VS Code comes in. Activation only wires the parts and looks at what is open; it waits for no process and reads
 * no file.
 */
import * as vscode from 'vscode';
import { createAssociation } from './association.ts';
import { createSwitchMany } from './bulk.ts';
import { registerCommands } from './commands.ts';
import { createComparisons } from './compare/comparisons.ts';
import { createDocuments } from './documents.ts';
import { createEditing } from './editing.ts';
import { createEditTarget } from './editTarget.ts';
import { watchLargeFiles } from './largeFiles.ts';
import { registerPreview } from './previewText.ts';
import { createReports } from './report.ts';
import { createServer } from './server.ts';
import { createStatus } from './status.ts';
import { createTargets } from './target.ts';
import { createToggler } from './toggle.ts';
import { watchUnderneath } from './underneath.ts';
import { createUndo } from './undo.ts';
import { followCursor } from './view/follow.ts';
import { createOutline } from './view/outline.ts';
import type { NodeRow } from './view/rows.ts';
import { revealTailored } from './view/tailored.ts';

export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel('SCAP', { log: true });
  const documents = createDocuments();
  const server = createServer(context, documents, output);
  const association = createAssociation(documents, context.workspaceState);
  const target = createEditTarget(documents, context.workspaceState);
  const underneath = watchUnderneath((uri) => documents.find(uri)?.state?.isTailoring === true);
  const redirection = { into: target.of, whyNot: underneath.whyNot };
  const editing = createEditing(documents, server, createUndo(server), redirection);
  const toggler = createToggler(
    server,
    editing,
    createSwitchMany(server, editing),
    (uri) => target.of(uri) !== undefined,
  );

  const switchRow = (row: NodeRow, enable: boolean) => {
    const { toggle } = row.node;
    if (toggle === undefined) return outline.redraw(row);
    const order = { uri: row.uri, target: toggle, enable };
    const done = row.node.kind === 'group' ? toggler.toggleGroup(order) : toggler.toggle(order);
    void done.finally(() => {
      // VS Code has moved the box already; the rule may not have followed.
      if (row.node.checked !== enable) outline.redraw(row);
      return revealTailored(server, outline, order, target.of(row.uri));
    });
  };
  const outline = createOutline(context.extensionUri, documents, server, target, switchRow);
  const reports = createReports();
  const targets = createTargets(outline.view, documents, server);

  const comparisons = createComparisons({ extensionUri: context.extensionUri, documents, server, toggler });

  context.subscriptions.push(
    output,
    association,
    outline,
    targets,
    comparisons,
    createStatus(documents, server),
    reports,
    registerCommands({
      documents,
      server,
      outline,
      targets,
      toggler,
      target,
      editing,
      comparisons,
      reports,
      output,
      switchRow,
    }),
    target,
    underneath,
    watchLargeFiles(documents, server),
    registerPreview(),
    followCursor(outline, documents, server),
    server,
  );
  association.start();
}
