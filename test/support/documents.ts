/** Documents for tests: read in whatever encoding the fixture is in, written back the same, opened as snapshots. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import iconv from 'iconv-lite';
import { openSnapshot, type Snapshot } from '../../server/src/scap/snapshot.ts';

export interface TestDocument {
  readonly path: string;
  readonly text: string;
  readonly encode: (text: string) => Buffer;
}

/** By byte order mark, then by the XML declaration, else UTF-8. The mark stays in the text. */
export function readDocument(path: string): TestDocument {
  const bytes = readFileSync(path);
  const encoding = encodingOf(bytes);
  const text = iconv.decode(bytes, encoding, { stripBOM: false });
  return { path, text, encode: (changed) => iconv.encode(changed, encoding, { addBOM: false }) };
}

function encodingOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return /^<\?xml[^>]*encoding=["']([^"']+)/.exec(bytes.toString('latin1', 0, 200))?.[1] ?? 'utf-8';
}

export function fixturePath(name: string): string {
  return fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
}

export function openFile(path: string): Snapshot {
  return openSnapshot(readDocument(path).text, path);
}
