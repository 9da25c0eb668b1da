/** The encoding that an XML document declares, beside the one that an editor has it in. Names are those of VS Code; reads nothing. */

export interface DeclaredEncoding {
  /** As written, or what XML means without a declaration. */
  readonly label: string;
  /** Under these names an editor has the document as it is declared. */
  readonly names: readonly [string, ...string[]];
  readonly isAscii: boolean;
}

/** How XML spells what VS Code names otherwise than by the letters and digits of the label. */
const spelled: Readonly<Record<string, DeclaredEncoding['names']>> = {
  utf8: ['utf8', 'utf8bom'],
  usascii: ['utf8', 'utf8bom'],
  ascii: ['utf8', 'utf8bom'],
  utf16: ['utf16le', 'utf16be'],
  latin1: ['iso88591'],
  cp1252: ['windows1252'],
};

/** By the XML declaration at the start of a text; without one it is UTF-8, or UTF-16 if its bytes say so. */
export function declaredEncoding(text: string): DeclaredEncoding {
  const label = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(text.slice(0, 256))?.[1];
  if (label === undefined) return { label: 'UTF-8', names: ['utf8', 'utf8bom', 'utf16le', 'utf16be'], isAscii: false };
  const plain = label.toLowerCase().replace(/[^a-z0-9]/g, '');
  return { label, names: spelled[plain] ?? [plain], isAscii: /^(?:us)?ascii$/.test(plain) };
}

/** Whether the text is ASCII, and so the same bytes in every encoding that is read here but UTF-16. */
export function isAsciiText(text: string): boolean {
  return !/[^\0-\x7f]/.test(text);
}
