/**
 * A file that may be very large, read in pieces: as text, and again to see whether it still is that text. Bytes are
 * decoded as they come and never kept.
 */
import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import { open } from 'node:fs/promises';
import type { SourceText } from '../text/sourceText.ts';
import { decoderOf } from '../workspace/decode.ts';

const pieceBytes = 1024 * 1024;
const replacement = '\ufffd';

export interface DiskReading {
  /** Size and time of the last change. */
  readonly stamp: string;
  /** Of the bytes. */
  readonly hash: string;
  /** True where an editor that takes the file for UTF-8, unless a byte order mark says otherwise, keeps all bytes. */
  readonly isPlain: boolean;
}

/** Reads the file without keeping others waiting. Throws where it cannot be read, or is longer than a string can be. */
export async function readDiskText(path: string): Promise<DiskReading & { readonly text: string }> {
  const pieces: string[] = [];
  const { isStill: _, ...reading } = await readPieces(path, (piece) => pieces.push(piece));
  return { ...reading, text: pieces.join('') };
}

export interface DiskComparison<Name extends string> extends DiskReading {
  /** Which of the texts the file holds; undefined where none, or where it was written to while it was read. */
  readonly is: Name | undefined;
}

/** Reads the file to its end without keeping others waiting. Throws where it cannot be read. */
export async function compareDiskText<Name extends string>(
  path: string,
  texts: Readonly<Record<Name, SourceText | undefined>>,
): Promise<DiskComparison<Name>> {
  let candidates = (Object.keys(texts) as Name[]).filter((name) => texts[name] !== undefined);
  let offset = 0;
  const { isStill, ...reading } = await readPieces(path, (piece) => {
    const end = offset + piece.length;
    candidates = candidates.filter((name) => texts[name]!.slice(offset, end) === piece);
    offset = end;
  });
  const is = candidates.find((name) => isStill && texts[name]!.length === offset);
  return { ...reading, is };
}

/** `isStill`: nobody wrote to the file while it was read. */
async function readPieces(
  path: string,
  onPiece: (piece: string) => void,
): Promise<DiskReading & { readonly isStill: boolean }> {
  const file = await open(path, 'r');
  try {
    const stamp = stampOf(await file.stat());
    const reader = createReader(onPiece);
    const bytes = Buffer.allocUnsafe(pieceBytes);
    for (let read = await file.read(bytes); read.bytesRead > 0; read = await file.read(bytes)) {
      reader.take(bytes.subarray(0, read.bytesRead));
    }
    const isStill = stampOf(await file.stat()) === stamp;
    return { ...reader.end(), stamp, isStill };
  } finally {
    await file.close();
  }
}

export function stampOf({ size, mtimeMs, ino }: Stats): string {
  return `${size} ${mtimeMs} ${ino}`;
}

function createReader(onPiece: (piece: string) => void) {
  const hash = createHash('sha256');
  let decoder: TextDecoder | undefined;
  let isPlain = true;
  let isUnicode = true;
  const give = (piece: string): void => {
    // Only ASCII reads alike in every encoding that is not told by a mark.
    if (piece.includes(replacement) || (!isUnicode && /[^\0-\x7f]/.test(piece))) isPlain = false;
    onPiece(piece);
  };
  return {
    take(bytes: Uint8Array): void {
      decoder ??= decoderOf(bytes);
      isUnicode = decoder.encoding.startsWith('utf-');
      hash.update(bytes);
      give(decoder.decode(bytes, { stream: true }));
    },
    end(): { readonly hash: string; readonly isPlain: boolean } {
      give(decoder?.decode() ?? '');
      return { hash: hash.digest('hex'), isPlain };
    },
  };
}
