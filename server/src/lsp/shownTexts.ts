/**
 * Names for texts, so that an edit can say which ones its asker was shown. Of each text anew: a version starts at 1 again where
 * a document is closed and opened, and a file on disk has none.
 */
import { randomUUID } from 'node:crypto';
import type { SourceText } from '../text/sourceText.ts';
import type { Documents } from './documents.ts';

/** Another server does not take the names of this one for its own. */
const run = randomUUID();
const numbers = new WeakMap<SourceText, number>();
let count = 0;

/** The texts that documents have now, those that are not open included. Equal only while none of them has been changed. */
export function shownTexts(documents: Documents, uris: readonly (string | undefined)[]): string {
  const named = uris.map((uri) => (uri === undefined ? 'none' : numberOf(documents.get(uri)?.source)));
  return [run, ...named].join(' ');
}

function numberOf(source: SourceText | undefined): number | 'closed' {
  if (!source) return 'closed';
  const number = numbers.get(source) ?? ++count;
  numbers.set(source, number);
  return number;
}
