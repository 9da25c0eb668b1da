/**
 * A server that is told each edit answers like one that is given the whole text: hundreds of random edits, among them such
 * as break and mend the XML, each followed by the same questions to both. The second server never sees an edit.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { SourceText } from '../../server/src/text/sourceText.ts';
import type { TextEdit } from '../../server/src/text/span.ts';
import { type LanguageClient, startClient } from '../support/languageClient.ts';
import { type SeededRandom, seeded } from '../support/random.ts';
import { randomDocument, randomEdit, undoOf } from '../support/randomEdits.ts';

let edited: LanguageClient;
let whole: LanguageClient;
beforeAll(async () => {
  [edited, whole] = await Promise.all([startClient(), startClient()]);
});
afterAll(() => Promise.all([edited.stop(), whole.stop()]));

/** Where somebody may ask: half of the time inside a tag. */
function somewhere(random: SeededRandom, text: string): number {
  const at = Math.floor(random.next() * (text.length + 1));
  const tag = random.next() < 0.5 ? text.indexOf('="', at) : -1;
  return tag < 0 ? at : tag + 3;
}

async function answers(client: LanguageClient, uri: string, text: string, offset: number): Promise<unknown> {
  const params = { textDocument: { uri }, position: SourceText.of(text).positionAt(offset) };
  const range = { start: params.position, end: params.position };
  return Promise.all([
    client.request('textDocument/hover', params),
    client.request('textDocument/definition', params),
    client.request('textDocument/references', { ...params, context: { includeDeclaration: true } }),
    client.request('textDocument/documentSymbol', { textDocument: { uri } }),
    client.request('textDocument/codeAction', { ...params, range, context: { diagnostics: [], only: ['refactor'] } }),
    client.request('scap/outline/children', { uri }),
  ]);
}

function sorted(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map((diagnostic) => JSON.stringify(diagnostic)).sort();
}

/** A change as an editor sends it: by lines of the text before. */
function changeOf(text: string, edit: TextEdit): object {
  const source = SourceText.of(text);
  return { range: { start: source.positionAt(edit.from), end: source.positionAt(edit.to) }, text: edit.newText };
}

/** Editors never cut a CR LF in two: there is no position between. */
function betweenLineEnds(text: string, edit: TextEdit): TextEdit {
  const moved = (at: number): number => (text[at - 1] === '\r' && text[at] === '\n' ? at + 1 : at);
  return { ...edit, from: moved(edit.from), to: moved(edit.to) };
}

describe('after each of many edits', () => {
  it.each(Array.from({ length: 6 }, (_, number) => `document ${number}`))(
    '%s reads as if opened anew',
    async (seed) => {
      const random = seeded(`incremental ${seed}`);
      const uri = `file:///${seed.replace(' ', '-')}.xml`;
      const first = randomDocument(random, 12);
      let text = first;
      let broken = 0;
      await edited.open(uri, text);
      let undo: TextEdit | undefined;
      for (let version = 2; version <= 61; version++) {
        const edits: TextEdit[] = [];
        const changes: object[] = [];
        // One message may carry several changes, each about the text that the one before leaves.
        for (let count = random.next() < 0.2 ? 3 : 1; count > 0; count--) {
          const edit: TextEdit = undo && random.next() < 0.5 ? undo : betweenLineEnds(text, randomEdit(random, text));
          changes.push(changeOf(text, edit));
          undo = undo === edit ? undefined : undoOf(text, edit);
          text = text.slice(0, edit.from) + edit.newText + text.slice(edit.to);
          edits.push(edit);
        }
        if (version % 12 === 0) {
          // The file was reverted: the whole text, in a change without a range.
          text = first;
          undo = undefined;
          changes.push({ text });
        }
        await edited.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: changes });
        await whole.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'scap', version, text } });
        const offset = somewhere(random, text);
        const [actual, expected] = await Promise.all([
          answers(edited, uri, text, offset),
          answers(whole, uri, text, offset),
        ]);
        const where = `version ${version} at ${offset} after ${JSON.stringify(edits)}`;
        // While the text is broken the view keeps the last rows, which a fresh server cannot know.
        const isBroken = (await whole.diagnostics(uri, version)).diagnostics.some(({ code }) =>
          `${code}`.startsWith('xml/'),
        );
        if (isBroken) for (const list of [actual, expected] as unknown[][]) list.pop();
        broken += isBroken ? 1 : 0;
        expect(actual, where).toEqual(expected);
        if (version % 10 === 1) {
          const at = await edited.diagnostics(uri, version);
          expect(sorted(at.diagnostics), where).toEqual(sorted((await whole.diagnostics(uri, version)).diagnostics));
        }
        await whole.notify('textDocument/didClose', { textDocument: { uri } });
      }
      // Both kinds of text were met.
      expect(broken).toBeGreaterThan(5);
      expect(broken).toBeLessThan(60);
    },
    60_000,
  );
});
