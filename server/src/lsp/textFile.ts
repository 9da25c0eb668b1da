/** Reads a text file as an editor would show it: by its byte order mark, then its XML declaration, then UTF-8. */
import { readFileSync } from 'node:fs';

const declared = /^<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]+)["']/;

/** Never throws on content: what does not decode shows as U+FFFD, as in an editor. Throws where the file cannot be read. */
export function readTextFile(path: string): string {
  const bytes = readFileSync(path);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const label = declared.exec(bytes.toString('latin1', 0, 256))?.[1] ?? 'utf-8';
  return decoderFor(label).decode(bytes);
}

function decoderFor(label: string): TextDecoder {
  try {
    return new TextDecoder(label);
  } catch {
    // An encoding nobody knows: ASCII, which is nearly all of it, reads right as UTF-8.
    return new TextDecoder('utf-8');
  }
}
