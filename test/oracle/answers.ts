/**
 * Answers by what was asked. The scanner has no memory, so the same text has the same answer: most edits change few of the
 * profiles of a document, and the others need not be scanned again.
 */
import { createHash } from 'node:crypto';

export type Answers<T> = (asked: readonly (string | Uint8Array)[], answer: () => Promise<T>) => Promise<T>;

export function createAnswers<T>(): Answers<T> {
  const known = new Map<string, Promise<T>>();
  return (asked, answer) => {
    const hash = createHash('sha256');
    for (const part of asked) hash.update(`${part.length} `).update(part);
    const key = hash.digest('hex');
    const found = known.get(key);
    if (found !== undefined) return found;
    const asking = answer();
    known.set(key, asking);
    // What failed is asked again.
    asking.catch(() => known.delete(key));
    return asking;
  };
}
