/** Reading documents from disk, and the documents beside them. It writes nothing; write.ts does. */
import { closeSync, openSync, readdirSync, readFileSync, readSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { documentTypeOf, notScapReason, openSnapshot, type Siblings, type Snapshot } from '../service/open.ts';
import { sortEdits } from '../text/edits.ts';
import { sniffBytes } from '../text/fileSizes.ts';
import type { TextEdit } from '../text/span.ts';
import { type Decoded, decode, encoderOf } from './encoding.ts';
import { CommandFailure, systemReason } from './failure.ts';

/** A document as it was read; `bytes` tell later whether the file has changed since. */
export interface ReadDocument extends Decoded {
  /** As the user gave it. */
  readonly path: string;
  readonly bytes: Buffer;
  readonly snapshot: Snapshot;
}

/** Reads and decodes a file, whatever it holds; throws a CommandFailure that names the file. */
export async function readAnyDocument(path: string, siblings?: Siblings): Promise<ReadDocument> {
  let bytes: Buffer;
  try {
    // In one piece: nothing else is to be done meanwhile, and the other way a large file comes in hundreds of parts.
    bytes = readFileSync(path);
  } catch (error) {
    throw new CommandFailure(`${path}: ${systemReason(error)}`);
  }
  let decoded: Decoded;
  try {
    decoded = decode(bytes);
  } catch (error) {
    if (error instanceof CommandFailure) throw new CommandFailure(`${path}: ${error.message}`);
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STRING_TOO_LONG') throw error;
    throw new CommandFailure(`${path}: the file is too large to be read as one text`);
  }
  const snapshot = openSnapshot(decoded.text, resolve(path), siblings ?? siblingsBeside(path));
  return { ...decoded, path, bytes, snapshot };
}

/**
 * As above, and only well-formed SCAP content: a scanner would read nothing else either. What is only read is not looked at
 * character by character, which takes time and changes no answer.
 */
export async function readScapDocument(path: string, use: 'read' | 'edit', siblings?: Siblings): Promise<ReadDocument> {
  const document = await readAnyDocument(path, siblings);
  const reason = notScapReason(document.snapshot);
  if (reason !== undefined) throw new CommandFailure(`${path}: ${reason}`);
  const { firstFault } = await import('../service/check.ts');
  const fault = firstFault(document.snapshot, use === 'edit' ? 'all' : 'tags');
  if (fault) {
    throw new CommandFailure(
      `${path}:${fault.line}:${fault.column}: not well-formed XML: ${fault.message}\nscapwright check lists all faults`,
    );
  }
  return document;
}

/**
 * The files beside a stand-alone document that its hrefs may mean: relative, inside the folder of the document also when
 * symbolic links are followed, read when first asked for. What cannot be read or is no SCAP content is "not loaded". Of a
 * script only whether it is there is asked.
 */
export function siblingsBeside(path: string): Siblings {
  const folder = dirname(resolve(path));
  const known = new Map<string, Snapshot | undefined>();
  const find = (href: string): Snapshot | undefined => {
    const target = insideFolder(folder, href);
    if (target === undefined) return undefined;
    if (!known.has(target)) known.set(target, readSibling(target, siblings));
    return known.get(target);
  };
  // A scanner takes the path of a script by its letters.
  const siblings = Object.assign(find, {
    hasFile: (path: string) => fileInside(folder, join(folder, path)) !== undefined,
  });
  return siblings;
}

/**
 * The tailorings in the folder of a document that are about it, by their root element and their href. Others are not read; what
 * cannot be read is none.
 */
export function tailoringsBeside({ path, snapshot }: ReadDocument): readonly Snapshot[] {
  const [folder, own] = [dirname(resolve(path)), realpathSync(path)];
  const siblings: Siblings = (href) => (insideFolder(folder, href) === own ? snapshot : undefined);
  return namesIn(folder).flatMap((name) => {
    const target = /\.xml$/i.test(name) ? fileInside(folder, name) : undefined;
    if (target === undefined || target === own || !isTailoring(target)) return [];
    return readSibling(target, siblings) ?? [];
  });
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isTailoring(path: string): boolean {
  // In every encoding that is read the letters of a name are their own ASCII, with zeros between in UTF-16.
  const start = startOf(path)?.toString('latin1').replaceAll('\0', '') ?? '';
  return /<(?:[\w.-]+:)?Tailoring[\s>]/.test(start);
}

function startOf(path: string): Buffer | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    const start = Buffer.alloc(sniffBytes);
    readSync(file, start);
    return start;
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function insideFolder(folder: string, href: string): string | undefined {
  try {
    const relative = decodeURI(href.replace(/#.*$/, ''));
    return relative === '' || relative.includes('\0') ? undefined : fileInside(folder, relative);
  } catch {
    return undefined;
  }
}

/** The file that a path leads to, links followed; undefined where there is none, or not in the folder. */
function fileInside(folder: string, relative: string): string | undefined {
  try {
    const target = realpathSync(resolve(folder, relative));
    const root = realpathSync(folder);
    const inside = target.startsWith(root.endsWith(sep) ? root : root + sep);
    return inside && statSync(target).isFile() ? target : undefined;
  } catch {
    return undefined;
  }
}

/** Siblings are asked for in the midst of an answer that cannot wait, hence synchronously. */
function readSibling(target: string, siblings: Siblings): Snapshot | undefined {
  try {
    const snapshot = openSnapshot(decode(readFileSync(target)).text, target, siblings);
    return documentTypeOf(snapshot) ? snapshot : undefined;
  } catch {
    return undefined;
  }
}

/** The file's bytes with the edits made: every byte that no edit touches is copied, not encoded anew. */
export function editedBytes(document: ReadDocument, edits: readonly TextEdit[]): Buffer {
  const { bytes, text } = document;
  const encode = encoderOf(document.encoding);
  const parts: Buffer[] = [];
  let at = 0;
  let byteAt = document.markLength;
  let copied = 0;
  const goTo = (offset: number): void => {
    byteAt += lengthInBytes(document, text.slice(at, offset));
    at = offset;
  };
  for (const { from, to, newText } of sortEdits(edits)) {
    goTo(from);
    parts.push(bytes.subarray(copied, byteAt), encode(newText));
    goTo(to);
    copied = byteAt;
  }
  return Buffer.concat([...parts, bytes.subarray(copied)]);
}

function lengthInBytes({ encoding }: ReadDocument, text: string): number {
  if (encoding === 'UTF-8') return Buffer.byteLength(text, 'utf8');
  return encoding.startsWith('UTF-16') ? text.length * 2 : text.length;
}
