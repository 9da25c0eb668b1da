/** Bytes to text as an editor would show them: by byte order mark, then by the XML declaration, else UTF-8. Reads no files. */

const wide = /^(?:utf-?(?:16|32)|ucs-?[24]|unicode|iso-10646)/i;
const declared = /^<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]+)["']/;

/** Never throws on content: what does not decode shows as U+FFFD, as in an editor. */
export function decodeText(bytes: Uint8Array): string {
  return decoderOf(bytes).decode(bytes);
}

/** What decodes a file that starts with these bytes, a byte order mark among them or not. */
export function decoderOf(bytes: Uint8Array): TextDecoder {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be');
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 256));
  const label = declared.exec(start.toString('latin1'))?.[1] ?? 'utf-8';
  // A declaration of wide characters that reads byte by byte is wrong about itself.
  return decoderFor(wide.test(label) ? 'utf-8' : label);
}

function decoderFor(label: string): TextDecoder {
  try {
    return new TextDecoder(label);
  } catch {
    // An encoding nobody knows: ASCII, which is nearly all of it, reads right as UTF-8.
    return new TextDecoder('utf-8');
  }
}
