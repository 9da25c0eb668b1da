/**
 * The selection workbench under the real scanner, on a real stream: 200 random actions, one upon the other. After each the
 * edited profile, all that extend it and two others are what was promised; after every 20th, all are. Undo restores the
 * text each time. Each stream has a file of its own, so that they run side by side.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { reduceText } from '../../oracle/reducedText.ts';
import { readDocument } from '../../support/documents.ts';
import { actionKinds } from '../../support/workbench/draw.ts';
import { play } from '../../support/workbench/play.ts';
import { streamPath } from '../content.ts';

export const seed = 20_261_124;
const count = 200;

/** Declares the test of a stream. */
export function playStream(product: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'workbench-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it(`${count} random actions on ${product} (seed ${seed})`, async () => {
    const document = readDocument(streamPath(product));
    const reduced = reduceText(document.text);
    const kinds = await play({ document, folder, reduced, seed: `${seed} ${product}`, count });
    expect(kinds).toHaveLength(count);
    expect([...new Set(kinds)].sort()).toEqual(Object.keys(actionKinds).sort());
  }, 1_800_000);
}
