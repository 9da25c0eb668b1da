/**
 * Bytes to text and back: the encoding is chosen by byte order mark, then by the XML declaration, and read strictly, so
 * that no byte is ever replaced by a question mark. Windows-1252 is iconv-lite's, the rest Node's own.
 */
import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { CommandFailure } from './failure.ts';

export type EncodingName = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'ISO-8859-1' | 'windows-1252' | 'US-ASCII';

export interface Decoded {
  /** Without the byte order mark. */
  readonly text: string;
  readonly encoding: EncodingName;
  /** Length of the byte order mark, 0 where there is none. */
  readonly markLength: number;
}

/** Throws a CommandFailure, without the file's name, where the bytes are not what mark or declaration say. */
export function decode(bytes: Buffer): Decoded {
  const mark = byteOrderMark(bytes);
  const declared = mark ? undefined : declaredEncoding(bytes);
  const encoding = mark?.encoding ?? silentUtf16(bytes) ?? knownEncoding(declared, bytes);
  const markLength = mark?.length ?? 0;
  const body = bytes.subarray(markLength);
  const text = decoders[encoding](body);
  if (text === undefined) throw new CommandFailure(undecodable(body, markLength, encoding, declared));
  return { text, encoding, markLength };
}

export type Encoder = (text: string) => Buffer;

/** Writes text in an encoding, without byte order mark; throws a CommandFailure for a character that the encoding lacks. */
export function encoderOf(encoding: EncodingName): Encoder {
  return (text) => {
    const bytes =
      encoding === 'windows-1252' ? iconv.encode(text, encoding) : Buffer.from(text, nodeEncodings[encoding]);
    if (encoding === 'UTF-16BE') bytes.swap16();
    if (decoders[encoding](bytes) === text) return bytes;
    throw new CommandFailure(`the edit holds characters that ${encoding} does not have: ${text.slice(0, 120).trim()}`);
  };
}

const nodeEncodings: Readonly<Record<Exclude<EncodingName, 'windows-1252'>, BufferEncoding>> = {
  'UTF-8': 'utf8',
  'UTF-16LE': 'utf16le',
  'UTF-16BE': 'utf16le',
  'ISO-8859-1': 'latin1',
  'US-ASCII': 'latin1',
};

function byteOrderMark(bytes: Buffer): { readonly encoding: EncodingName; readonly length: number } | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'UTF-8', length: 3 };
  const wide = (a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff);
  if (wide) throw new CommandFailure('the encoding UTF-32 is not supported');
  if (a === 0xff && b === 0xfe) return { encoding: 'UTF-16LE', length: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: 'UTF-16BE', length: 2 };
  return undefined;
}

/** UTF-16 without a mark shows itself by its first two characters, `<?` (XML 1.0, appendix F). */
function silentUtf16(bytes: Buffer): EncodingName | undefined {
  const head = bytes.toString('latin1', 0, 4);
  if (head === '<\0?\0') return 'UTF-16LE';
  return head === '\0<\0?' ? 'UTF-16BE' : undefined;
}

/** What the XML declaration names; undefined where there is none, or it names nothing. */
function declaredEncoding(bytes: Buffer): string | undefined {
  const head = bytes.toString('latin1', 0, 1024);
  return /^<\?xml\s[^>]*?\bencoding\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(head)?.slice(1).find(Boolean);
}

const names: ReadonlyMap<string, EncodingName> = new Map([
  ['utf-8', 'UTF-8'],
  ['utf8', 'UTF-8'],
  ['iso-8859-1', 'ISO-8859-1'],
  ['iso8859-1', 'ISO-8859-1'],
  ['iso_8859-1', 'ISO-8859-1'],
  ['latin1', 'ISO-8859-1'],
  ['windows-1252', 'windows-1252'],
  ['cp1252', 'windows-1252'],
  ['us-ascii', 'US-ASCII'],
  ['ascii', 'US-ASCII'],
]);

function knownEncoding(declared: string | undefined, bytes: Buffer): EncodingName {
  if (declared === undefined) return 'UTF-8';
  const known = names.get(declared.toLowerCase());
  if (known) return known;
  if (/^utf-?16/i.test(declared)) {
    const how = bytes.includes(0) ? '' : ': they have no byte order mark and look like a single-byte encoding';
    throw new CommandFailure(`the XML declaration names ${declared}, but the bytes are not${how}`);
  }
  throw new CommandFailure(
    `the encoding "${declared.slice(0, 60)}" of the XML declaration is not supported; known are UTF-8, UTF-16, ISO-8859-1 and windows-1252`,
  );
}

/** Undefined for bytes that are not of the encoding. Nothing is replaced, so that writing the same text gives the same bytes. */
const decoders: Readonly<Record<EncodingName, (bytes: Buffer) => string | undefined>> = {
  'UTF-8'(bytes) {
    // One byte a character where that is enough: half the memory, and faster to scan.
    if (isAscii(bytes)) return bytes.toString('latin1');
    return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
  },
  'UTF-16LE': utf16,
  'UTF-16BE': (bytes) => (bytes.length % 2 === 0 ? utf16(Buffer.from(bytes).swap16()) : undefined),
  'ISO-8859-1': (bytes) => bytes.toString('latin1'),
  'windows-1252'(bytes) {
    // Not TextDecoder: that of Node 20 takes this encoding for ISO-8859-1. Five bytes mean nothing; they come as U+FFFD.
    const text = iconv.decode(bytes, 'windows-1252', { stripBOM: false });
    return text.includes('\ufffd') ? undefined : text;
  },
  'US-ASCII': (bytes) => (isAscii(bytes) ? bytes.toString('latin1') : undefined),
};

function utf16(bytes: Buffer): string | undefined {
  if (bytes.length % 2 !== 0) return undefined;
  const text = bytes.toString('utf16le');
  // Half of a pair stands for no character.
  return /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text) ? undefined : text;
}

function undecodable(body: Buffer, markLength: number, encoding: EncodingName, declared: string | undefined): string {
  const source =
    markLength > 0
      ? 'which the byte order mark promises'
      : declared === undefined
        ? 'which XML is without a declaration of another'
        : 'which the XML declaration names';
  if (encoding.startsWith('UTF-16') && body.length % 2 !== 0)
    return `the file ends in the middle of a character of ${encoding}, ${source}`;
  const at = firstBadByte(body, encoding);
  const line = body.subarray(0, at).filter((byte) => byte === 10).length + 1;
  const hex = (body[at] ?? 0).toString(16).toUpperCase().padStart(2, '0');
  const advice = encoding === 'UTF-8' ? '; is it ISO-8859-1 or windows-1252?' : '';
  return `line ${line}: byte 0x${hex} at offset ${at + markLength} is not ${encoding}, ${source}${advice}`;
}

/** Halving: the end of the longest head that decodes. A head may end in the middle of a character, which is no fault. */
function firstBadByte(body: Buffer, encoding: EncodingName): number {
  const unit = encoding.startsWith('UTF-16') ? 2 : 1;
  const decodes = (length: number) => decoders[encoding](body.subarray(0, length)) !== undefined;
  const decodesNearly = (length: number) => [0, 1, 2, 3].some((cut) => decodes(Math.max(0, length - cut * unit)));
  let good = 0;
  let bad = Math.floor(body.length / unit);
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (decodesNearly(middle * unit)) good = middle;
    else bad = middle;
  }
  // The good head may hold the first bytes of the bad character.
  for (let at = Math.max(0, good - 4) * unit; at < body.length; at += unit) {
    if (
      decodes(at) &&
      !decodes(at + unit) &&
      !decodes(at + 2 * unit) &&
      !decodes(at + 3 * unit) &&
      !decodes(at + 4 * unit)
    )
      return at;
  }
  return good * unit;
}
