// What was done to a document in its editor, as the server heard of it. The rows of the view show a new state before VS Code
// has made the edit, so whoever saw the row has to wait for the text as well; these functions do.
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect } from 'vitest';
import { eventually } from './attempts.ts';
import { type LineChange, lineChanges } from './difference.ts';
import { activeTab, focusEditor, save } from './editor.ts';
import { fileOnDisk, type Host } from './host.ts';
import type { Observed } from './observe.ts';
import { runCommand } from './workbench.ts';

export interface EditedText {
  /** The lines that differ from the original, once they are so many (or as many as the function takes). */
  readonly lines: (count: number | ((count: number) => boolean)) => Promise<LineChange[]>;
  /** Waits until the editor holds the original again. */
  readonly isOriginal: () => Promise<void>;
  /** Does something that edits the text and waits until the text has been edited. */
  readonly edits: (action: () => Promise<unknown>) => Promise<void>;
}

/** Watches the document `name`, whose text was `original` when it was opened. */
export function editedText(observed: Observed, name: string, original: () => Buffer): EditedText {
  const countEdits = () =>
    observed.messages().filter(({ method, uri }) => method === 'textDocument/didChange' && uri?.endsWith(`/${name}`))
      .length;
  /** The last answer, and after how many edits: comparing 24 MB takes a while. */
  let seen: { readonly edits: number; readonly changes: LineChange[] } | undefined;
  const changes = () => {
    const edits = countEdits();
    if (seen?.edits !== edits)
      seen = { edits, changes: lineChanges(original(), observed.textInEditor(name, original())) };
    return seen.changes;
  };
  const lines: EditedText['lines'] = async (count) => {
    const accept = typeof count === 'number' ? (now: number) => now === count : count;
    await eventually(`${count} edited lines of ${name}`, async () => changes().length, accept);
    return changes();
  };
  return {
    lines,
    isOriginal: async () => {
      await lines(0);
      expect(observed.textInEditor(name, original()).equals(original())).toBe(true);
    },
    edits: async (action) => {
      const before = countEdits();
      await action();
      await eventually(
        `an edit of ${name}`,
        async () => countEdits(),
        (now) => now > before,
      );
    },
  };
}

/** Saves the active editor until its file holds what is wanted: an edit may come after the first save. Answers the bytes. */
export async function saveUntil(host: Host, wanted: string, accept: (bytes: Buffer) => boolean): Promise<Buffer> {
  await focusEditor(host);
  const { name } = await activeTab(host);
  let bytes = fileOnDisk(host, name);
  await eventually(
    `${name} on disk with ${wanted}`,
    async () => {
      await save(host);
      bytes = fileOnDisk(host, name);
      return accept(bytes);
    },
    (accepted) => accepted,
  );
  return bytes;
}

/** Saves what is unsaved until a file has the text that is waited for: an edit may come later than a save. Answers the text. */
export async function waitForSaved(
  host: Host,
  name: string,
  accept: (text: string) => boolean,
  encoding: BufferEncoding = 'utf8',
): Promise<string> {
  const read = () => (existsSync(join(host.folder, name)) ? fileOnDisk(host, name).toString(encoding) : '');
  const dirty = host.page.locator(`.tab.dirty[data-resource-name="${basename(name)}"]`);
  return eventually(
    `${name} with the edit in it`,
    async () => {
      if (await dirty.isVisible()) {
        await runCommand(host, 'File: Save All Files');
        await dirty.waitFor({ state: 'hidden' });
      }
      return (await dirty.isVisible()) ? '' : read();
    },
    accept,
  );
}
