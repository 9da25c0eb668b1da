/** One file from disk to its record: sniffed by its start, then read whole. Synchronous, so it belongs into a worker. */
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { openSnapshot } from '../scap/snapshot.ts';
import { largestBytes, sniffBytes } from '../text/fileSizes.ts';
import { decodeText } from './decode.ts';
import { type FileRecord, recordOf } from './fileRecord.ts';
import { sniff } from './sniff.ts';
import { type FileStamp, stampOf } from './stamp.ts';

export type ReadOutcome =
  | { readonly kind: 'scap'; readonly stamp: FileStamp; readonly record: FileRecord }
  /** Other XML, or no XML. */
  | { readonly kind: 'other'; readonly stamp: FileStamp }
  | { readonly kind: 'tooLarge'; readonly stamp: FileStamp };

/** Throws where the file cannot be read. The stamp is from before the text was read: a later change is a change. */
export function readRecord(path: string): ReadOutcome {
  const file = openSync(path, 'r');
  try {
    const stamp = stampOf(fstatSync(file));
    const head = Buffer.alloc(Math.min(sniffBytes, stamp.size));
    const length = readSync(file, head, 0, head.length, 0);
    if (sniff(head.subarray(0, length)) === undefined) return { kind: 'other', stamp };
    if (stamp.size > largestBytes) return { kind: 'tooLarge', stamp };
    return { kind: 'scap', stamp, record: recordOf(openSnapshot(decodeText(readFileSync(path)))) };
  } finally {
    closeSync(file);
  }
}
