// The extension with its server put under watch: every message between client and server is noted, so that a test can
// tell what the server was really given, or that none was started.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { builtExtension } from './host.ts';

export interface SeenMessage {
  readonly direction: 'toServer' | 'fromServer';
  readonly method?: string;
  readonly id?: number | string;
  readonly uri?: string;
  readonly language?: string;
  /** Of a didChange: what was done to the text. */
  readonly changes?: readonly TextDocumentContentChangeEvent[];
  /** Of a response that is a list: how long it is. */
  readonly rows?: number;
}

/** What stands in the log: a message, or one of these. */
interface Entry extends SeenMessage {
  readonly started?: number;
  readonly activationMs?: number;
}

export interface Observed {
  /** What to give to the host as `extension`. */
  readonly extension: string;
  /** How many server processes were started so far. */
  readonly starts: () => number;
  /** The id of the process that was started last. */
  readonly lastServer: () => number | undefined;
  /** From the entry of `activate` to its return; undefined before it has returned. */
  readonly activationMs: () => number | undefined;
  readonly messages: () => readonly SeenMessage[];
  /** The text of a document in the editor, from what it was when it was opened. A save of 24 MB takes seconds; this does not. */
  readonly textInEditor: (name: string, opened: Buffer) => Buffer;
  readonly dispose: () => void;
}

/** The server's entry in place of the real one; the extension is copied, so the log stands at a fixed place. */
const watcher = (log: string) => `
const { appendFileSync } = require('node:fs');
const note = (entry) => appendFileSync(${JSON.stringify(log)}, JSON.stringify(entry) + '\\n');
const noteMessage = (direction, { method, id, params, result }) => note({
  direction, method, id,
  uri: params?.textDocument?.uri ?? params?.uri,
  language: params?.textDocument?.languageId,
  changes: params?.contentChanges,
  rows: Array.isArray(result) ? result.length : undefined,
});
note({ started: process.pid });
process.on('message', (message) => noteMessage('toServer', message));
const send = process.send.bind(process);
process.send = (message, ...rest) => {
  noteMessage('fromServer', message);
  return send(message, ...rest);
};
require('./watched.js');
`;

/** The extension's entry in place of the real one. */
const stopwatch = (log: string) => `
const { appendFileSync } = require('node:fs');
const watched = require('./watchedClient.js');
exports.deactivate = watched.deactivate;
exports.activate = (context) => {
  const start = performance.now();
  const result = watched.activate(context);
  const activationMs = performance.now() - start;
  appendFileSync(${JSON.stringify(log)}, JSON.stringify({ activationMs }) + '\\n');
  return result;
};
`;

export function observedExtension(): Observed {
  const folder = mkdtempSync(join(tmpdir(), 'scapwright-observed-'));
  const built = builtExtension();
  const dist = join(folder, 'dist');
  mkdirSync(dist);
  for (const name of ['package.json', 'package.nls.json', 'language-configuration.json', 'media', 'syntaxes', 'l10n']) {
    symlinkSync(join(built, name), join(folder, name));
  }
  const log = join(folder, '.messages.log');
  const watched: Readonly<Record<string, string>> = { 'server.js': 'watched.js', 'client.js': 'watchedClient.js' };
  for (const name of readdirSync(join(built, 'dist'))) {
    symlinkSync(join(built, 'dist', name), join(dist, watched[name] ?? name));
  }
  writeFileSync(join(dist, 'server.js'), watcher(log));
  writeFileSync(join(dist, 'client.js'), stopwatch(log));
  const entries = (): Entry[] => {
    if (!existsSync(log)) return [];
    return readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  };
  /** How far the messages about a document have been followed. */
  const followed = new Map<string, { document: TextDocument; next: number }>();
  const messages = () =>
    entries().filter(({ started, activationMs }) => started === undefined && activationMs === undefined);
  return {
    extension: folder,
    lastServer: () => entries().findLast(({ started }) => started !== undefined)?.started,
    starts: () => entries().filter(({ started }) => started !== undefined).length,
    activationMs: () => entries().find(({ activationMs }) => activationMs !== undefined)?.activationMs,
    messages,
    textInEditor: (name, opened) => {
      const of = messages().filter(({ uri }) => uri?.endsWith(`/${name}`));
      const start = of.findLastIndex(({ method }) => method === 'textDocument/didOpen') + 1;
      let { document, next } = followed.get(name) ?? { document: undefined, next: 0 };
      if (document === undefined || next < start) {
        document = TextDocument.create(name, 'scap', 0, opened.toString('utf8'));
        next = start;
      }
      for (const { changes = [] } of of.slice(next)) document = changeDocument(document, changes);
      followed.set(name, { document, next: of.length });
      return Buffer.from(document.getText());
    },
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Each change of 24 MB makes a new text, so many are made at once. */
const fewChanges = 10;

function changeDocument(document: TextDocument, changes: readonly TextDocumentContentChangeEvent[]): TextDocument {
  if (changes.length <= fewChanges) return TextDocument.update(document, [...changes], 0);
  // VS Code lists the changes of an edit from the last place to the first, so that each means the text before the edit.
  const edits = changes.flatMap((change) => ('range' in change ? [{ range: change.range, newText: change.text }] : []));
  expect(edits).toHaveLength(changes.length);
  return TextDocument.create(document.uri, 'scap', 0, TextDocument.applyEdits(document, edits));
}
