/**
 * Records on disk, a file for each indexed file, so that the next start reads no XML. What does not fit to the last byte, or
 * is of another file, time or program, counts as absent and is written anew; nothing here ever fails an answer.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type FileRecord, recordFormat } from './fileRecord.ts';
import { type FileStamp, sameStamp } from './stamp.ts';

const magic = 'scapwright index\n';
const suffix = '.scapindex';

interface Header extends FileStamp, Pick<FileRecord, 'components' | 'hrefs'> {
  readonly format: string;
  readonly path: string;
  readonly bodyHash: string;
}

export interface CacheKey {
  readonly folder: string;
  readonly path: string;
  /** Of the program: another one may read the same file differently. */
  readonly version: string;
}

/** The record of a file as it was at that time; undefined where there is none that can be trusted. */
export async function loadRecord(key: CacheKey, stamp: FileStamp): Promise<FileRecord | undefined> {
  try {
    const bytes = new Uint8Array(await readFile(fileOf(key)));
    const { header, body } = split(bytes);
    if (header.format !== formatOf(key) || header.path !== key.path || !sameStamp(header, stamp)) return undefined;
    if (header.bodyHash !== hash(body)) return undefined;
    return { components: header.components, hrefs: header.hrefs, body };
  } catch {
    return undefined;
  }
}

/** Synchronous, for a worker. The file appears whole or not at all. Throws where the folder cannot be written. */
export function storeRecord(key: CacheKey, stamp: FileStamp, { components, hrefs, body }: FileRecord): void {
  const bodyHash = hash(body);
  const header: Header = { format: formatOf(key), path: key.path, ...stamp, components, hrefs, bodyHash };
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  mkdirSync(key.folder, { recursive: true });
  const unfinished = join(key.folder, `${randomBytes(8).toString('hex')}.unfinished`);
  try {
    writeFileSync(unfinished, Buffer.concat([Buffer.from(magic), length, json, body]));
    renameSync(unfinished, fileOf(key));
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

/** Removes what no file of the workspace asks for any more, and what an interrupted run left. */
export async function pruneCache(folder: string, paths: Iterable<string>): Promise<void> {
  const wanted = new Set([...paths].map(nameOf));
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    if (name.endsWith('.unfinished') || (name.endsWith(suffix) && !wanted.has(name))) {
      await rm(join(folder, name), { force: true }).catch(() => {});
    }
  }
}

function split(bytes: Uint8Array): { readonly header: Header; readonly body: Uint8Array<ArrayBuffer> } {
  const buffer = Buffer.from(bytes.buffer);
  if (buffer.toString('latin1', 0, magic.length) !== magic) throw new Error('not a record');
  const bodyFrom = magic.length + 4 + buffer.readUInt32LE(magic.length);
  const header: Header = JSON.parse(buffer.toString('utf8', magic.length + 4, bodyFrom));
  return { header, body: new Uint8Array(buffer.subarray(bodyFrom)) };
}

function formatOf({ version }: CacheKey): string {
  return `${recordFormat} ${version}`;
}

function fileOf({ folder, path }: CacheKey): string {
  return join(folder, nameOf(path));
}

/** Not the path itself: it may be too long, or be told apart by case only. */
function nameOf(path: string): string {
  return createHash('sha1').update(path).digest('hex') + suffix;
}

function hash(body: Uint8Array): string {
  return createHash('sha1').update(body).digest('hex');
}
