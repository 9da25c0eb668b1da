/**
 * Edits that once made an incremental snapshot differ from one from scratch, each as small as it can be: real failures, and
 * those that a guard of the code is there for. test/corpus/editSnapshot.test.ts finds new ones and prints them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { editLocally, editSnapshot } from '../../server/src/scap/editSnapshot.ts';
import { openSnapshot, type Snapshot } from '../../server/src/scap/snapshot.ts';
import type { TextEdit } from '../../server/src/text/span.ts';
import { fixturePath } from '../support/documents.ts';
import { linearDocument } from '../support/linearDocument.ts';
import { type EditCase, replay, warm } from '../support/shrinkEdits.ts';
import { stepsOf, withWatchedArrays } from '../support/steps.ts';

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

/** Of rule 14, far from both ends of the document: what is typed, where (behind that text), and how much goes. */
const keys: Readonly<Record<string, readonly [behind: string, newText: string, gone?: number]>> = {
  'a letter in a text': ['>Rule &amp; 14', 'x'],
  'a letter in an attribute value': ['<x:Rule id="r14" selected="', 'x'],
  'an id': ['<x:Rule id="r1', '9'],
  'an element': ['>Rule &amp; 14', '<x:sub idref="v10"/>'],
  'a paste of 1 KB': ['>Rule &amp; 14', `${'All of it is prose. '.repeat(50)}\n`],
  'an open tag without a close tag': ['>Rule &amp; 14', '<b>'],
  'a close tag taken away': ['>Rule &amp; 14', '', '</x:title>'.length],
  'a comment that is closed': ['>Rule &amp; 14', '<!-- c -->'],
};

function keyOf(text: string, [behind, newText, gone = 0]: (typeof keys)[string]): TextEdit {
  const from = text.indexOf(behind) + behind.length;
  return { from, to: from + gone, newText };
}

/** What a key costs in a document of so many rules, and how many rows the table had and has. */
function costOf(key: (typeof keys)[string], rules: number): { steps: number; before: number; after: number } {
  return withWatchedArrays(() => {
    const text = linearDocument(rules);
    const snapshot = warm(openSnapshot(text));
    const before = snapshot.table.count;
    const edit = keyOf(text, key);
    let next: Snapshot | undefined;
    const steps = stepsOf(() => {
      next = editLocally(snapshot, edit, snapshot.source.splice(edit.from, edit.to, edit.newText));
    });
    return { steps, before, after: next!.table.count };
  });
}

describe('an edit in a small element costs no more in a larger document:', () => {
  test.each(Object.entries(keys))('%s', (_, key) => {
    const [small, large] = [costOf(key, 100), costOf(key, 400)];
    // An element that comes or goes moves what stands behind it: of rows seven columns, made anew with room and copied (14
    // steps a row), and of the entries, fewer than rows, six. Where there is room, half of that.
    const perRow = small.after === small.before ? 0 : 22;
    // A third is a copied chunk of the text, made of two parts, and 4,096 are the scanner's table of names. A document of
    // 400 rules has 300,000 characters.
    expect(small.steps).toBeLessThan(31_000 + perRow * small.before);
    // Comments are a list that moves as a whole; real streams have none.
    expect(large.steps).toBeLessThan(small.steps * 1.1 + perRow * (large.before - small.before));
  });

  test('but one that opens a comment is read as a whole', () => {
    const text = linearDocument(100);
    const edit = keyOf(text, ['>Rule &amp; 14', '<!--']);
    expect(stepsOf(() => editSnapshot(warm(openSnapshot(text)), edit))).toBeGreaterThan(text.length);
  });
});
