/**
 * Finds SCAP files over 50 MiB among the open tabs. VS Code gives them to no extension, so only their first 64 KB are
 * read here and the server is told to read the rest from disk.
 */
import { open, stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { Documents } from './documents.ts';
import type { Server } from './server.ts';
import { sniff, sniffLength } from './sniff.ts';

/** The limit of VS Code's text model, in UTF-16 units; no file below it in bytes can be over it. */
const modelLimit = 50 * 1024 * 1024;

export function watchLargeFiles(documents: Documents, server: Server): vscode.Disposable {
  const dirty = new Set<string>();

  const look = async (uri: vscode.Uri) => {
    const isOpen = vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
    if (isOpen || documents.find(uri.toString())?.onDisk) return;
    if (await isLargeScap(uri.fsPath)) documents.add(uri, true);
  };

  const refresh = () => {
    const tabs = largeCandidates();
    for (const document of documents.list()) {
      if (!document.onDisk || tabs.has(document.uri.toString())) continue;
      documents.remove(document.uri);
      server.tellDiskFile({ uri: document.uri.toString(), open: false });
    }
    for (const [key, tab] of tabs) {
      void look(tab.uri);
      // A save is the only moment when the text on disk becomes what the editor shows.
      if (tab.isDirty) dirty.add(key);
      else if (dirty.delete(key) && documents.find(key)?.onDisk) server.tellDiskFile({ uri: key, open: true });
    }
  };

  const listener = vscode.window.tabGroups.onDidChangeTabs(refresh);
  refresh();
  return listener;
}

/** Whether the editor of a file over the limit holds changes that nobody can see from here. */
export function isDirtyTab(uri: vscode.Uri): boolean {
  return largeCandidates().get(uri.toString())?.isDirty ?? false;
}

function largeCandidates(): Map<string, { readonly uri: vscode.Uri; readonly isDirty: boolean }> {
  const found = new Map<string, { readonly uri: vscode.Uri; readonly isDirty: boolean }>();
  for (const { input, isDirty } of vscode.window.tabGroups.all.flatMap((group) => group.tabs)) {
    if (!(input instanceof vscode.TabInputText) || input.uri.scheme !== 'file') continue;
    found.set(input.uri.toString(), { uri: input.uri, isDirty });
  }
  return found;
}

async function isLargeScap(path: string): Promise<boolean> {
  try {
    const { size } = await stat(path);
    if (size <= modelLimit) return false;
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(sniffLength), 0, sniffLength, 0);
      return sniff(decode(buffer.subarray(0, bytesRead))).kind === 'scap';
    } finally {
      await file.close();
    }
  } catch {
    // Gone or unreadable: the editor says so itself.
    return false;
  }
}

/** Root tags are ASCII in every encoding that scanners read, so only UTF-16 needs its own way. */
function decode(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return head.toString('utf16le');
  if (head[0] === 0xfe && head[1] === 0xff)
    return head
      .subarray(0, head.length & ~1)
      .swap16()
      .toString('utf16le');
  return head.toString('utf8');
}
