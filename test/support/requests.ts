/** What tests of our own requests start with: a client with one fixture open, rows by their labels, an answered edit made. */
import { afterAll, beforeAll } from 'vitest';
import type { OutlineLook, OutlineNode, TextEditInVersion } from '../../server/src/protocol/index.ts';
import { applyEdits } from '../../server/src/text/edits.ts';
import { SourceText } from '../../server/src/text/sourceText.ts';
import { fixturePath, readDocument } from './documents.ts';
import { type LanguageClient, startClient } from './languageClient.ts';

/** Asks a request of ours, named without its prefix, about the document. */
export type Ask = <Answer>(request: string, params?: object) => Promise<Answer>;

/** Opened once for all tests of the file that calls this, and closed behind them. */
export function openForAll(fixture: string): { readonly text: string; readonly uri: string; readonly ask: Ask } {
  const { text } = readDocument(fixturePath(fixture));
  const uri = `file:///content/${fixture}`;
  let client: LanguageClient;
  beforeAll(async () => {
    client = await startClient();
    await client.open(uri, text);
  });
  afterAll(() => client.stop());
  return { text, uri, ask: (request, params = {}) => client.request(`scap/${request}`, { uri, ...params }) };
}

/** The rows that a path of labels leads to; each label may be cut at its end. */
export async function rowsBelow(ask: Ask, look: OutlineLook, ...labels: readonly string[]): Promise<OutlineNode[]> {
  let rows = await ask<OutlineNode[]>('outline/children', { look });
  for (const label of labels) {
    const row = rows.find((candidate) => candidate.label.startsWith(label))!;
    rows = await ask<OutlineNode[]>('outline/children', { look, node: row.id });
  }
  return rows;
}

/** The text as the edit leaves it. */
export function applied(text: string, { edits }: TextEditInVersion): string {
  const source = SourceText.of(text);
  const offset = source.offsetAt.bind(source);
  return applyEdits(
    text,
    edits.map(({ range, newText }) => ({ from: offset(range.start), to: offset(range.end), newText })),
  );
}
