/**
 * Requests that cross an edit: answered about the text that the asker saw, or refused as "content modified"; never about
 * another text.
 */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { LSPErrorCodes, type ResponseError } from 'vscode-languageserver-protocol';
import { answer, answerShown } from '../../server/src/lsp/answer.ts';
import type { Documents, OpenDocument } from '../../server/src/lsp/documents.ts';
import { openSnapshot, type Snapshot } from '../../server/src/scap/snapshot.ts';
import { type LanguageClient, startClient } from '../support/languageClient.ts';

const uri = 'file:///a.xml';

/** One document whose readings end when the test says so. */
function documentsOf(version: number | null) {
  const document = {
    uri,
    version,
    asking: new Set(),
    snapshot: undefined,
    stale: undefined,
  } as unknown as OpenDocument;
  const waiting: ((snapshot: Snapshot | undefined) => void)[] = [];
  const read = () => new Promise<Snapshot | undefined>((resolve) => waiting.push(resolve));
  let isOpen = true;
  const documents = { get: () => (isOpen ? document : undefined), snapshot: read, shownSnapshot: read };
  return {
    documents: documents as unknown as Documents,
    document,
    /** How many are waited for. */
    reads: () => waiting.length,
    /** The oldest reading that is waited for is done, of the current text unless said otherwise. */
    done: (snapshot = document.snapshot) => waiting.shift()!(snapshot),
    close: () => {
      isOpen = false;
    },
  };
}

const neverCancelled = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) };

describe('a request that waits for a text', () => {
  test('is answered about it', async () => {
    const { documents, document, done } = documentsOf(3);
    const answered = answer(documents, uri, neverCancelled, ({ source }, { version }) => [source.length, version]);
    document.snapshot = openSnapshot('<a/>', uri);
    done();
    expect(await answered).toEqual([4, 3]);
  });

  test('is refused when the text has changed meanwhile, and nothing is worked out', async () => {
    const { documents, document, done } = documentsOf(3);
    const compute = vi.fn();
    const answered = answer(documents, uri, neverCancelled, compute);
    document.version = 4;
    document.snapshot = openSnapshot('<b/>', uri);
    done();
    await expect(answered).rejects.toMatchObject({ code: LSPErrorCodes.ContentModified });
    expect(compute).not.toHaveBeenCalled();
  });

  test('is refused when the asker has given it up', async () => {
    const { documents, document, done } = documentsOf(3);
    const token = { ...neverCancelled };
    const answered = answer(documents, uri, token, () => 1);
    token.isCancellationRequested = true;
    document.snapshot = openSnapshot('<a/>', uri);
    done();
    await expect(answered).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  });

  test('answers null where the document was closed, or never open', async () => {
    const { documents, close, done } = documentsOf(3);
    const answered = answer(documents, uri, neverCancelled, () => 1);
    close();
    done(openSnapshot('<a/>', uri));
    expect(await answered).toBeNull();
  });

  test('asks again where an edit that was tried out has used its snapshot up', async () => {
    const { documents, document, reads, done } = documentsOf(null);
    const answered = answer(documents, uri, neverCancelled, ({ source }) => source.whole());
    const used = openSnapshot('<used/>', uri);
    document.snapshot = openSnapshot('<again/>', uri);
    done(used);
    await expect.poll(reads).toBe(1);
    done();
    expect(await answered).toBe('<again/>');
  });

  test('about what the view shows may be about the last text that was whole', async () => {
    const { documents, document, done } = documentsOf(3);
    const answered = answerShown(documents, uri, neverCancelled, ({ source }) => source.whole());
    document.snapshot = openSnapshot('<broken', uri);
    document.stale = openSnapshot('<whole/>', uri);
    done(document.stale);
    expect(await answered).toBe('<whole/>');
  });
});

describe('of a server that is typed into all the time', () => {
  let client: LanguageClient;
  beforeAll(async () => {
    client = await startClient();
  });
  afterAll(() => client.stop());

  test('each answer is about the text before the request', async () => {
    const title = (version: number): string => `Title number ${version}`;
    const [at, from] = [2, textWith('').split('\n')[2]!.indexOf('</title>')];
    await client.open(uri, textWith(title(1)));
    const outcomes: { readonly version: number; readonly said: Promise<string> }[] = [];
    for (let version = 2; version <= 60; version++) {
      const end = { line: at, character: from + title(version - 1).length };
      const contentChanges: object[] = [{ range: { start: { line: at, character: from }, end }, text: title(version) }];
      // Half of the texts have to be read anew as a whole: what is asked then has to wait, and the next key comes first.
      if (version % 2 === 0) contentChanges.push(...commentAndBack);
      void client.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
      outcomes.push({ version, said: symbolsOrCode() });
      // Now and then a pause, in which there is time to answer.
      if (version % 7 === 0) await Promise.allSettled(outcomes.map(({ said }) => said));
    }
    const said = await Promise.all(outcomes.map(async ({ version, said }) => ({ version, said: await said })));
    const answered = said.filter(({ said }) => said !== `${LSPErrorCodes.ContentModified}`);
    for (const { version, said } of answered) expect(said).toContain(`"${title(version)}"`);
    expect(answered.length).toBeGreaterThan(5);
    expect(said.length - answered.length).toBeGreaterThan(5);
  });

  function symbolsOrCode(): Promise<string> {
    return client
      .request('textDocument/documentSymbol', { textDocument: { uri } })
      .then((symbols) => JSON.stringify(symbols))
      .catch((error: ResponseError<void>) => `${error.code}`);
  }
});

/** Reading it takes longer than the next message takes to come. */
const longEnough = '<status>draft</status>'.repeat(60_000);

function textWith(title: string): string {
  return `<?xml version="1.0"?>
<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b">
  <Rule id="r"><title>${title}</title></Rule>${longEnough}
</Benchmark>`;
}

const top = { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } };
/** Opens a comment in the second line, which takes in all behind it, and takes it away again. */
const commentAndBack = [
  { range: top, text: '<!--' },
  { range: { start: top.start, end: { line: 1, character: 4 } }, text: '' },
];
