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
import { longestLabel, shorten } from '../text/shorten.ts';
import { answer } from './answer.ts';
import { registerCodeActions, toggleActionKind } from './codeActions.ts';
import { toLink, toLocation, toOffset, toRange } from './convert.ts';
import type { Documents } from './documents.ts';
import { symbolKindOf } from './symbolKinds.ts';
import type { Workspace } from './workspace.ts';
import { referencesFromFiles } from './workspaceSymbols.ts';

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

  registerCodeActions(connection, documents);
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
