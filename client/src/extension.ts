/**
 * Where VS Code comes in. Activation only wires the parts and looks at what is open; it waits for no process and reads
 * no file.
 */
import * as vscode from 'vscode';
import { createAssociation } from './association.ts';
import { createSwitchMany } from './bulk.ts';
import { createCodeActions, registerAskedToggle } from './codeActions.ts';
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
import { type Click, carryOutClicks } from './view/clicks.ts';
import { followCursor } from './view/follow.ts';
import { createOutline } from './view/outline.ts';
import { revealTailored } from './view/tailored.ts';

export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel('SCAP', { log: true });
  const documents = createDocuments();
  const target = createEditTarget(documents, context.workspaceState);
  const server = createServer(context, documents, output, createCodeActions(documents, target.of));
  const association = createAssociation(documents, context.workspaceState);
  const underneath = watchUnderneath((uri) => documents.find(uri)?.state?.isTailoring === true);
  const redirection = { into: target.of, whyNot: underneath.whyNot };
  const editing = createEditing(documents, server, createUndo(server), redirection);
  const toggler = createToggler(
    server,
    editing,
    createSwitchMany(server, editing),
    (uri) => target.of(uri) !== undefined,
  );

  const click = (clicks: readonly Click[]) => {
    void carryOutClicks(toggler, clicks).finally(() => {
      // VS Code has moved the boxes already; the rules may not have followed.
      for (const { row, enable } of clicks) if (row.node.checked !== enable) outline.redraw(row);
      const [first] = clicks.filter(({ row }) => row.node.toggle !== undefined);
      if (first === undefined) return undefined;
      const { uri, node } = first.row;
      return revealTailored(server, outline, { uri, target: node.toggle! }, target.of(uri));
    });
  };
  const outline = createOutline(context.extensionUri, documents, server, target, click);
  const reports = createReports();
  const targets = createTargets(outline.view, documents, server);

  const comparisons = createComparisons({
    ...{ extensionUri: context.extensionUri, documents, server, toggler },
    editTarget: target,
  });

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
      switchRow: (row, enable) => click([{ row, enable }]),
    }),
    registerAskedToggle(toggler),
    target,
    underneath,
    watchLargeFiles(documents, server),
    registerPreview(),
    followCursor(outline, documents, server),
    server,
  );
  association.start();
}
