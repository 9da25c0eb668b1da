/** Findings on their way to an editor: what a fix may ask of it. */
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { PublishDiagnosticsParams, TextDocumentEdit } from 'vscode-languageserver-protocol';
import type { Finding } from '../../server/src/lint/finding.ts';
import { toOffset } from '../../server/src/lsp/convert.ts';
import { findingsOf, fixActions, publishFindings } from '../../server/src/lsp/diagnostics.ts';
import { openSnapshot, remember } from '../../server/src/scap/snapshot.ts';
import { applyEdits } from '../../server/src/text/edits.ts';

test('a fix of very many places is fewer than 1,000 edits, and does the same', () => {
  const text = `<a>${'<b/> '.repeat(2500)}</a>`;
  const snapshot = openSnapshot(text, 'file:///many.xml');
  const edits = [...text.matchAll(/<b\/>/g)].map(({ index }) => ({ from: index + 2, to: index + 2, newText: 'c' }));
  const fix = { title: 'Rename', safe: true, edits };
  const finding: Finding = {
    ...{ code: 'xml/no-b', severity: 'error', from: 3, to: 7, message: 'm', requirements: [] },
    fixes: [fix],
  };
  remember(snapshot, findingsOf, () => [finding]);
  const [action, ...others] = fixActions(snapshot, 4, 5, 5);
  expect(others).toEqual([]);
  const [change] = action!.edit!.documentChanges as TextDocumentEdit[];
  expect(change!.textDocument).toEqual({ uri: 'file:///many.xml', version: 4 });
  expect(change!.edits.length).toBe(999);
  const made = change!.edits.map((edit) => {
    if (!('newText' in edit)) throw new Error('not a plain edit');
    const [from, to] = [edit.range.start, edit.range.end].map((place) => toOffset(snapshot.source, place));
    return { from: from!, to: to!, newText: edit.newText };
  });
  expect(applyEdits(text, made)).toBe(text.replaceAll('<b/>', '<bc/>'));
});

test('findings are found in turns, and published of a text that is still the current one only', async () => {
  const sent: PublishDiagnosticsParams[] = [];
  const connection = { sendDiagnostics: async (params: PublishDiagnosticsParams) => void sent.push(params) };
  const publish = () => {
    const snapshot = openSnapshot('<a>', 'file:///open.xml');
    const document = {
      uri: snapshot.uri,
      version: 3 as number | null,
      snapshot: snapshot as typeof snapshot | undefined,
    };
    publishFindings(connection, document, snapshot);
    return document;
  };
  const gone = publish();
  gone.snapshot = undefined;
  const held = publish();
  held.version = null;
  publish();
  expect(sent).toEqual([]);
  await expect.poll(() => sent.length).toBeGreaterThanOrEqual(2);
  for (let number = 0; number < 100; number++) await turn();
  // The one that is begun first takes the longest.
  const told = sent.map(({ version, diagnostics }) => `version ${version}: ${diagnostics[0]?.code}`);
  expect(told.sort()).toEqual(['version 3: xml/no-broken-structure', 'version undefined: xml/no-broken-structure']);
});
