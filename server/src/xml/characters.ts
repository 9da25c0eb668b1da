/** Character classes of XML 1.0 (fifth edition), as far as a scanner of UTF-16 code units needs them. */
import { detached } from '../text/detached.ts';

/** Space, tab, line feed, carriage return: XML's only white space. */
export function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 9 || code === 13;
}

/** For the first 256 code units, what a scanner asks of every character of a tag: 1 starts a name, 2 continues one. */
const nameClasses = new Uint8Array(256);
for (let code = 0; code < 256; code++) {
  const isLetter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code === 58;
  const isLatin = code >= 0xc0 && code !== 0xd7 && code !== 0xf7;
  const isLater = (code >= 48 && code <= 57) || code === 45 || code === 46 || code === 0xb7;
  nameClasses[code] = isLetter || isLatin ? 1 : isLater ? 2 : 0;
}

/** A code unit that may start a name (production NameStartChar); half of a surrogate pair is let through. */
export function isNameStart(code: number): boolean {
  return code < 256 ? nameClasses[code] === 1 : code <= 0x2ff || isHighNameStart(code);
}

export function isName(code: number): boolean {
  if (code < 256) return nameClasses[code] !== 0;
  return code <= 0x36f || code === 0x203f || code === 0x2040 || isHighNameStart(code);
}

/** The name that starts at an offset; '' where none does. */
export function nameAt(text: string, from: number): string {
  let to = from;
  if (isNameStart(text.charCodeAt(to))) while (isName(text.charCodeAt(to))) to++;
  return text.slice(from, to);
}

function isHighNameStart(code: number): boolean {
  return (
    (code >= 0x370 && code <= 0x1fff && code !== 0x37e) ||
    code === 0x200c ||
    code === 0x200d ||
    (code >= 0x2070 && code <= 0x218f) ||
    (code >= 0x2c00 && code <= 0x2fef) ||
    (code >= 0x3001 && code <= 0xdfff) ||
    (code >= 0xf900 && code <= 0xfdcf) ||
    (code >= 0xfdf0 && code <= 0xfffd)
  );
}

/** The five entities that every XML document has. */
export const predefinedEntities: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** A code point that XML 1.0 allows in a document (production Char). */
export function isXmlCharacter(codePoint: number): boolean {
  return (
    codePoint === 9 ||
    codePoint === 10 ||
    codePoint === 13 ||
    (codePoint >= 0x20 && codePoint <= 0xd7ff) ||
    (codePoint >= 0xe000 && codePoint <= 0xfffd) ||
    (codePoint >= 0x10000 && codePoint <= 0x10ffff)
  );
}

/**
 * Character data or an attribute value with its references replaced. Entities that the document declares itself stay as
 * written: they are never expanded, so an entity bomb costs nothing. The answer has characters of its own: whoever keeps it
 * does not keep the text that it was read from.
 */
export function decodeReferences(raw: string): string {
  if (!raw.includes('&')) return detached(raw);
  return raw.replace(/&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(\w+));/g, (whole, hex, decimal, name) => {
    if (name !== undefined) return predefinedEntities.get(name) ?? whole;
    const codePoint = hex === undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
    return isXmlCharacter(codePoint) ? String.fromCodePoint(codePoint) : whole;
  });
}

/** Text made fit to stand between tags. */
export function encodeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Text made fit to stand in an attribute value between the given quotes. */
export function encodeAttributeValue(value: string, quote: '"' | "'"): string {
  const encoded = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return quote === '"' ? encoded.replaceAll('"', '&quot;') : encoded.replaceAll("'", '&apos;');
}
