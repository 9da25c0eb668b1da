/**
 * Replacing a file as a whole or not at all: a temporary file beside it, flushed, then renamed over it. Mode and owner stay;
 * a file that has changed since it was read, or that is read-only, is left alone.
 */
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import {
  access,
  copyFile,
  type FileHandle,
  link,
  lstat,
  open,
  readFile,
  realpath,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CommandFailure, systemReason } from './failure.ts';

export interface WriteOptions {
  /** The bytes that the file must still have; left out where a new answer replaces whatever was there. */
  readonly expected?: Buffer;
  /** Keeps the old file beside the new one. */
  readonly backup?: boolean;
  /** For what the user has to know, such as a link that was followed. */
  readonly note: (message: string) => void;
}

/** Writes a file; throws a CommandFailure that names it, and leaves the old one, where anything goes wrong. */
export async function writeFileAtomically(path: string, bytes: Buffer, options: WriteOptions): Promise<void> {
  try {
    const target = await followLink(path, options.note);
    const old = await stat(target).catch(absent);
    if (old && !old.isFile()) throw new CommandFailure('this is no regular file');
    if (old) await access(target, constants.W_OK);
    await replace(target, bytes, old, options);
  } catch (error) {
    if (error instanceof CommandFailure) throw new CommandFailure(`${path}: ${error.message}; nothing was written`);
    throw new CommandFailure(`${path}: cannot be written: ${systemReason(error)}; nothing was written`);
  }
}

/** A link stays a link: what it leads to is replaced, and the user is told. */
async function followLink(path: string, note: WriteOptions['note']): Promise<string> {
  const link = await lstat(path).catch(absent);
  if (!link?.isSymbolicLink()) return path;
  const target = await realpath(path);
  note(`${path} is a symbolic link; writing ${target}`);
  return target;
}

type OldFile = Awaited<ReturnType<typeof stat>> | undefined;

async function replace(target: string, bytes: Buffer, old: OldFile, options: WriteOptions): Promise<void> {
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
  // 'wx': a file that somebody put there is never written through.
  const handle = await open(temporary, 'wx', old ? 0o600 : 0o666);
  try {
    try {
      await handle.writeFile(bytes);
      if (old) await keepOwnerAndMode(handle, old);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await expectUnchanged(target, options.expected);
    if (old && options.backup) options.note(`the old file is kept as ${await backUp(target)}`);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(target));
}

async function keepOwnerAndMode(handle: FileHandle, old: NonNullable<OldFile>): Promise<void> {
  const made = await handle.stat();
  if (made.uid !== old.uid || made.gid !== old.gid) {
    await handle.chown(Number(old.uid), Number(old.gid)).catch(() => {
      throw new CommandFailure('its owner or group cannot be kept');
    });
  }
  // After the owner: a change of owner clears bits of the mode.
  await handle.chmod(Number(old.mode) & 0o7777);
}

async function expectUnchanged(target: string, expected: Buffer | undefined): Promise<void> {
  if (!expected) return;
  const now = await readFile(target).catch(absent);
  if (!now?.equals(expected)) throw new CommandFailure('the file has changed since it was read');
}

/** The first free name of FILE.bak, FILE.bak.1, ...: an older backup is never lost. */
async function backUp(target: string): Promise<string> {
  for (let number = 0; ; number++) {
    const name = number === 0 ? `${target}.bak` : `${target}.bak.${number}`;
    try {
      // A second name for the old file keeps everything about it; where links are not to be had, a copy will do.
      await link(target, name).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'EEXIST') throw error;
        return copyFile(target, name, constants.COPYFILE_EXCL);
      });
      return name;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** So that the rename survives a power cut; some systems cannot open a folder, and then it is left to them. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
}
