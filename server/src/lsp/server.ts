/**
 * The language server on one connection: what it can do, what it tells unasked, and when. It needs no client of ours:
 * any editor that speaks LSP gets navigation, findings and toggles; the side-bar view is an extra.
 */
import * as l10n from '@vscode/l10n';
import type { Connection } from 'vscode-languageserver';
import { runLint } from '../lint/runner.ts';
import { type DocumentState, documentStateNotification, outlineChangedNotification } from '../protocol/index.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import { profilesText, rulesText } from '../service/counts.ts';
import { documentTypeOf, notScapReason } from '../service/open.ts';
import { outlineCounts } from '../service/outline.ts';
import { registerBulkRequests } from './bulkRequests.ts';
import { registerCompareRequests } from './compareRequests.ts';
import { elementLocation, toLocation } from './convert.ts';
import { findingsOf, publishFindings } from './diagnostics.ts';
import { createDocuments, type Documents, type OpenDocument, restLeftMs } from './documents.ts';
import { capabilities, registerFeatures } from './features.ts';
import { registerFindRequests } from './findRequests.ts';
import { createOutlineTracker } from './outlineTracker.ts';
import { registerOwnRequests } from './ownRequests.ts';
import { registerProfileRequests } from './profileRequests.ts';
import { registerRefinementRequests } from './refinementRequests.ts';
import { createRowsAhead } from './rowsAhead.ts';
import { registerTailoringReports } from './tailoringReports.ts';
import { registerTailoringRequests } from './tailoringRequests.ts';
import { registerValueRequests } from './valueRequests.ts';
import { version } from './version.ts';
import { createWorkspace } from './workspace.ts';
import { registerWorkspaceSymbols } from './workspaceSymbols.ts';

export function startServer(connection: Connection): void {
  const tracker = createOutlineTracker();
  const findingTimers = new Map<string, NodeJS.Timeout>();
  const workspace = createWorkspace(connection, (uris) => {
    for (const uri of uris) documents.changedOnDisk(uri);
  });

  connection.onInitialize((params) => {
    workspace.initialize(params);
    return { capabilities, serverInfo: { name: 'scapwright', version } };
  });

  const documents: Documents = createDocuments(connection, workspace.folders, {
    reading: (document, progress) =>
      tell({ ...identity(document), state: 'indexing', percent: Math.floor(progress * 100) }),
    read: (document, snapshot) => {
      // The rows first: a client that hears 'ready' may click the next box.
      const isToTell = document.problems.length === 0 && !ahead.isAhead(document);
      const changes = isToTell ? tracker.changes(snapshot) : undefined;
      if (changes) void connection.sendNotification(outlineChangedNotification, changes);
      tell(stateOf(document, snapshot));
      publishSoon(document, snapshot);
    },
    closed: (document) => {
      clearTimeout(findingTimers.get(document.uri));
      findingTimers.delete(document.uri);
      tracker.forget(document.uri);
      ahead.forget(document.uri);
      tell({ ...identity(document), state: 'closed' });
      void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
    },
  });
  const ahead = createRowsAhead(connection, documents, tracker);
  registerFeatures(connection, documents, workspace);
  registerWorkspaceSymbols(connection, documents, workspace);
  registerOwnRequests(connection, documents, tracker, ahead);
  registerProfileRequests(connection, documents, workspace);
  registerValueRequests(connection, documents);
  registerBulkRequests(connection, documents);
  registerFindRequests(connection, documents);
  registerRefinementRequests(connection, documents);
  registerTailoringRequests(connection, documents, workspace);
  registerTailoringReports(connection, documents);
  registerCompareRequests(connection, documents);
  connection.listen();

  function tell(state: DocumentState): void {
    void connection.sendNotification(documentStateNotification, state);
  }

  /** When typing has rested, which is what finding them is for; dropped when a newer text has come meanwhile. */
  function publishSoon(document: OpenDocument, snapshot: Snapshot): void {
    clearTimeout(findingTimers.get(document.uri));
    const publish = (): void => {
      if (document.snapshot === snapshot) publishFindings(connection, document, snapshot);
    };
    findingTimers.set(document.uri, setTimeout(publish, restLeftMs(document, performance.now())));
  }

  function stateOf(document: OpenDocument, snapshot: Snapshot): DocumentState {
    const reason = snapshot.table.count === 0 ? undefined : notScapReason(snapshot);
    if (reason !== undefined) {
      return { ...identity(document), state: 'notScap', message: reason, place: elementLocation(snapshot, 0) };
    }
    const [fault] = document.problems;
    if (fault) {
      const said = findingsOf(snapshot).find(({ from }) => from === fault.from) ?? runLint(snapshot)[0];
      const line = snapshot.source.lineAt(fault.from) + 1;
      const message = l10n.t('Line {0}: {1}', line, said?.message ?? fault.kind);
      return { ...identity(document), state: 'broken', message, place: toLocation(snapshot, fault) };
    }
    const { profiles, rules } = outlineCounts(snapshot);
    const summary = [profilesText(profiles), rulesText(rules)].join(l10n.t(', '));
    const kind = documentTypeOf(snapshot) === 'xccdf-tailoring' ? { isTailoring: true } : {};
    return { ...identity(document), state: 'ready', summary, ...kind };
  }
}

function identity({ uri, version: of }: OpenDocument): { readonly uri: string; readonly version: number } {
  return { uri, version: of ?? 0 };
}
