/** The standard requests of LSP: each a few lines between the protocol and one service function. */
import {
  type CancellationToken,
  type Connection,
  type DocumentSymbol,
  type ServerCapabilities,
  type TextDocumentPositionParams,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { CodeActionKind, DocumentHighlightKind, MarkupKind } from 'vscode-languageserver-types';
import type { Snapshot } from '../scap/snapshot.ts';
import { findDeclarations } from '../service/declaration.ts';
import { findHighlights } from '../service/documentHighlight.ts';
import { hoverAt } from '../service/hover.ts';
import { findReferences, listNamedAt } from '../service/references.ts';
import { listSymbols, type OutlineSymbol } from '../service/symbols.ts';
import { listToggleActions } from '../service/toggleActions.ts';
import { longestLabel, shorten } from '../text/shorten.ts';
import { answer } from './answer.ts';
import { toLink, toLocation, toLspEdits, toOffset, toRange } from './convert.ts';
import { fixActions } from './diagnostics.ts';
import type { Documents } from './documents.ts';
import { symbolKindOf } from './symbolKinds.ts';
import type { Workspace } from './workspace.ts';
import { referencesFromFiles } from './workspaceSymbols.ts';

/** One kind, so that a user can bind a key to it or ask for it alone. */
export const toggleActionKind = `${CodeActionKind.RefactorRewrite}.scap.toggle`;

export const capabilities: ServerCapabilities = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
  hoverProvider: true,
  definitionProvider: true,
  declarationProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  documentSymbolProvider: { label: 'SCAP' },
  workspaceSymbolProvider: true,
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, toggleActionKind] },
};

/** Registers every handler. A document that is not open here answers null. */
export function registerFeatures(connection: Connection, documents: Documents, workspace: Workspace): void {
  connection.onHover(({ textDocument, position }, token) =>
    answer(documents, textDocument.uri, token, (snapshot) => {
      const hover = hoverAt(snapshot, toOffset(snapshot.source, position));
      if (!hover) return null;
      return {
        contents: { kind: MarkupKind.Markdown, value: hover.markdown },
        range: toRange(snapshot.source, hover.span),
      };
    }),
  );

  const declarations = ({ textDocument, position }: TextDocumentPositionParams, token: CancellationToken) =>
    answer(documents, textDocument.uri, token, (snapshot) => {
      const found = findDeclarations(snapshot, toOffset(snapshot.source, position));
      const origin = found.origin && toRange(snapshot.source, found.origin);
      return found.targets.map((target) => toLink(origin, target.snapshot, target.range, target.selection));
    });
  connection.onDefinition(declarations);
  connection.onDeclaration(declarations);

  connection.onReferences(({ textDocument, position, context }, token) =>
    answer(documents, textDocument.uri, token, (snapshot) => {
      const offset = toOffset(snapshot.source, position);
      const open = documents.atHand();
      const places = findReferences(snapshot, offset, {
        includeDeclaration: context.includeDeclaration,
        documents: open.filter((other) => other !== snapshot),
      });
      const named = listNamedAt(snapshot, offset);
      const covered = [...open, snapshot, ...named].map(({ uri }) => uri);
      return [
        ...places.map((place) => toLocation(place.snapshot, place)),
        ...referencesFromFiles(workspace, named, covered),
      ];
    }),
  );

  connection.onDocumentHighlight(({ textDocument, position }, token) =>
    answer(documents, textDocument.uri, token, (snapshot) =>
      findHighlights(snapshot, toOffset(snapshot.source, position)).map((highlight) => ({
        range: toRange(snapshot.source, highlight),
        kind: highlight.kind === 'write' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
      })),
    ),
  );

  connection.onDocumentSymbol(({ textDocument }, token) =>
    answer(documents, textDocument.uri, token, (snapshot) =>
      listSymbols(snapshot).map((symbol) => toDocumentSymbol(snapshot, symbol)),
    ),
  );

  connection.onCodeAction(({ textDocument, range, context }, token) =>
    answer(documents, textDocument.uri, token, (snapshot, document) => {
      const wanted = (kind: string) =>
        context.only === undefined || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
      const [from, to] = [toOffset(snapshot.source, range.start), toOffset(snapshot.source, range.end)];
      const fixes = wanted(CodeActionKind.QuickFix) ? fixActions(snapshot, document.version, from, to) : [];
      if (!wanted(toggleActionKind)) return fixes;
      if (document.problems.length > 0) return fixes;
      // 1 is CodeActionTriggerKind.Invoked: somebody asked, rather than a cursor passing by.
      const asked = context.triggerKind !== 2;
      const toggles = listToggleActions(snapshot, from, asked).map(({ title, disabled, edit }) => ({
        title: shorten(title, longestLabel),
        kind: toggleActionKind,
        ...(disabled === undefined ? {} : { disabled: { reason: shorten(disabled, longestLabel) } }),
        ...(edit === undefined ? {} : { edit: { documentChanges: [versionedEdit(documents, edit)] } }),
      }));
      return [...fixes, ...toggles];
    }),
  );
}

/** Edits of one document with the version they are for; null for a document that is not open. */
export function versionedEdit(
  documents: Documents,
  { snapshot, edits }: { readonly snapshot: Snapshot; readonly edits: Parameters<typeof toLspEdits>[1] },
) {
  const version = documents.get(snapshot.uri)?.version ?? null;
  return { textDocument: { uri: snapshot.uri, version }, edits: toLspEdits(snapshot.source, edits) };
}

function toDocumentSymbol({ source }: Snapshot, root: OutlineSymbol): DocumentSymbol {
  const convert = (symbol: OutlineSymbol): DocumentSymbol => ({
    name: shorten(symbol.name, longestLabel),
    detail: shorten(symbol.detail, longestLabel),
    kind: symbolKindOf(symbol.kind),
    range: toRange(source, symbol.range),
    selectionRange: toRange(source, symbol.selection),
    // listSymbols bounds the depth, so this recursion is bounded too.
    children: symbol.children.map(convert),
  });
  return convert(root);
}
