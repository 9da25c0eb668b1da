/** Reads a text file as an editor would show it. */
import { readFileSync } from 'node:fs';
import { decodeText } from '../workspace/decode.ts';

/** Never throws on content. Throws where the file cannot be read. */
export function readTextFile(path: string): string {
  return decodeText(readFileSync(path));
}
