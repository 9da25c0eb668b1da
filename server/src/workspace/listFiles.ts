/** The XML files of some folders, by name. Links are not followed: they may lead outside, or in circles. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type FileStamp, stampOf } from './stamp.ts';

/** Version control and installed packages: nobody writes SCAP content there. */
const skipped = new Set(['.git', '.hg', '.svn', 'node_modules']);

export interface ListedFiles {
  readonly files: ReadonlyMap<string, FileStamp>;
  /** There were more than `limit`. */
  readonly isCut: boolean;
}

/** Folders that cannot be read are left out. Each step waits for the disk, so that the server can answer meanwhile. */
export async function listFiles(folders: readonly string[], limit = 20_000): Promise<ListedFiles> {
  const files = new Map<string, FileStamp>();
  const pending = [...new Set(folders)];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !skipped.has(entry.name)) pending.push(path);
      if (!entry.isFile() || !/\.xml$/i.test(entry.name)) continue;
      if (files.size >= limit) return { files, isCut: true };
      const found = await stat(path).catch(() => undefined);
      if (found) files.set(path, stampOf(found));
    }
  }
  return { files, isCut: false };
}
