/**
 * Edits that once made an incremental snapshot differ from one from scratch, each as small as it can be: real failures, and
 * those that a guard of the code is there for. test/corpus/editSnapshot.test.ts finds new ones and prints them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fixturePath } from '../support/documents.ts';
import { type EditCase, replay } from '../support/shrinkEdits.ts';

interface KeptCase extends EditCase {
  /** What goes wrong without the code that this case is about. */
  readonly why: string;
}

const kept = readdirSync(fixturePath('edits')).map((file) => {
  const text = readFileSync(fixturePath(`edits/${file}`), 'utf8');
  return [file, JSON.parse(text) as KeptCase] as const;
});

test('there are kept cases', () => expect(kept.length).toBeGreaterThan(5));

test.each(kept)('%s', (_, { why, text, edits }) => expect(replay({ text, edits }), why).toBeUndefined());
