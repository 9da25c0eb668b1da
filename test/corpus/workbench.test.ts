/**
 * The selection workbench under the real scanner: 200 random actions, one upon the other, on each of six real streams, and
 * as many on our own small documents. After each the edited profile, all that extend it and two others are what was
 * promised; after every 20th, all are. Undo restores the text each time.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { reduceText } from '../oracle/reducedText.ts';
import { fixturePath, readDocument } from '../support/documents.ts';
import { actionKinds } from '../support/workbench/draw.ts';
import { play } from '../support/workbench/play.ts';
import { streamPath } from './content.ts';

const products = ['rhel8', 'debian11', 'opensuse', 'ocp4', 'eks', 'firefox'];
const actionsPerStream = 200;
const actionsPerFixture = 4;
const seed = 20_261_124;
const folder = mkdtempSync(join(tmpdir(), 'workbench-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The scanner refuses two selects for one item; a Tailoring alone has no rules. */
const unfit = /^(?:duplicate-select|tailoring-(?!base).*|two-benchmarks-ds)\.xml$/;
const selections = readdirSync(fixturePath('selection')).filter((name) => name.endsWith('.xml') && !unfit.test(name));
const fixtures = ['values.xml', 'refinements.xml', ...selections.map((name) => `selection/${name}`)];

describe('random actions on small documents', () => {
  it.each(fixtures)(`${actionsPerFixture} on %s`, async (name) => {
    const document = readDocument(fixturePath(name));
    const kinds = await play({ document, folder, seed: `${seed} ${name}`, count: actionsPerFixture });
    expect(kinds).toHaveLength(actionsPerFixture);
  });

  it('are at least 200', () => {
    expect(fixtures.length * actionsPerFixture).toBeGreaterThanOrEqual(200);
  });
});

describe('random actions on real streams', () => {
  const played = new Map<string, readonly string[]>();

  it.each(products)(
    `${actionsPerStream} on %s`,
    async (product) => {
      const document = readDocument(streamPath(product));
      const reduced = reduceText(document.text);
      played.set(
        product,
        await play({ document, folder, reduced, seed: `${seed} ${product}`, count: actionsPerStream }),
      );
      expect(played.get(product)).toHaveLength(actionsPerStream);
    },
    1_800_000,
  );

  it(`are of every kind (seed ${seed})`, () => {
    const kinds = new Set([...played.values()].flat());
    expect([...kinds].sort()).toEqual(Object.keys(actionKinds).sort());
  });
});
