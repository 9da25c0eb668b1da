/** A server over stdio, driven as an editor would: our bundle, or the stub that only keeps the text. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import type { SourceText } from '../../server/src/text/sourceText.ts';
import type { TextEdit } from '../../server/src/text/span.ts';
import { context } from './context.ts';

export interface Server {
  readonly connection: MessageConnection;
  /** Resident memory, in millions of bytes. Linux only. */
  readonly residentMegabytes: () => number;
  /** The most that it ever was. */
  readonly peakMegabytes: () => number;
  /** When the findings of a version were published, by performance.now(). */
  readonly published: (version: number) => Promise<number>;
  readonly stop: () => Promise<void>;
}

export const uri = 'file:///bench/open-ds.xml';

export interface WatchedServer extends Server {
  /** Since it was last asked, or since the start. */
  readonly longestTurnMs: () => Promise<number>;
}

/** `facts` are what an editor says beyond its process. */
export function startServer(program: string, facts: object = {}): Promise<Server> {
  return drive(spawn(process.execPath, [program, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] }), facts);
}

/** A server that tells how long its turns are. */
export async function startWatched(program: string): Promise<WatchedServer> {
  const words = ['--require', context.turnWatch, program, '--stdio'];
  const child = spawn(process.execPath, words, { stdio: ['pipe', 'pipe', 'inherit', 'ipc'] });
  const longestTurnMs = (): Promise<number> =>
    new Promise((resolve) => {
      child.once('message', resolve);
      child.send('longest');
    });
  return { ...(await drive(child, {})), longestTurnMs };
}

async function drive(child: ChildProcess, facts: object): Promise<Server> {
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout!),
    new StreamMessageWriter(child.stdin!),
  );
  const versions = new Map<number, number>();
  const waiting = new Map<number, (at: number) => void>();
  connection.onNotification('textDocument/publishDiagnostics', ({ version }: { version?: number }) => {
    if (version === undefined) return;
    versions.set(version, performance.now());
    waiting.get(version)?.(performance.now());
  });
  connection.onUnhandledNotification(() => {});
  connection.listen();
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {}, ...facts });
  await connection.sendNotification('initialized', {});
  return {
    connection,
    residentMegabytes: () => residentMegabytes(child, 'VmRSS'),
    peakMegabytes: () => residentMegabytes(child, 'VmHWM'),
    published: (version) =>
      new Promise((resolve) => {
        const at = versions.get(version);
        if (at !== undefined) resolve(at);
        else waiting.set(version, resolve);
      }),
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      await ended;
      connection.dispose();
    },
  };
}

export function openText(server: Server, text: string): Promise<void> {
  return server.connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'scap', version: 1, text },
  });
}

export interface Place {
  readonly line: number;
  readonly character: number;
}

/** One character at a place, typed. */
export function typeAt(server: Server, version: number, place: Place, text = 'x'): Promise<void> {
  return server.connection.sendNotification('textDocument/didChange', {
    textDocument: { uri, version },
    contentChanges: [{ range: { start: place, end: place }, text }],
  });
}

/** An edit of a text as an editor sends it. */
export function typeEdit(server: Server, version: number, source: SourceText, edit: TextEdit): Promise<void> {
  const range = { start: source.positionAt(edit.from), end: source.positionAt(edit.to) };
  return server.connection.sendNotification('textDocument/didChange', {
    textDocument: { uri, version },
    contentChanges: [{ range, text: edit.newText }],
  });
}

function residentMegabytes({ pid }: ChildProcess, field: 'VmRSS' | 'VmHWM'): number {
  if (process.platform !== 'linux') throw new Error('resident memory is read from /proc, which is Linux only');
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kibibytes = Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)![1]);
  return (kibibytes * 1024) / 1e6;
}
