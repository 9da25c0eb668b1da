/** Texts of a document cut for a row, a title or a message: an id may be as long as the document. */

/** At most `limit` characters and three dots; a character of two code units is never halved. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const isHalved = /[\uD800-\uDBFF]/.test(text[limit - 1]!);
  return `${text.slice(0, isHalved ? limit - 1 : limit).trimEnd()}...`;
}

/** What a person can read in a list: an editor is sent no more. */
export const longestLabel = 500;
