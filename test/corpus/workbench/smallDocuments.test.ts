/** The selection workbench under the real scanner, on our own small documents: as on streams (playStream.ts), over 200 actions. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { fixturePath, readDocument } from '../../support/documents.ts';
import { scannable } from '../../support/selectionFixtures.ts';
import { play } from '../../support/workbench/play.ts';
import { seed } from './playStream.ts';

const actionsPerFixture = 4;
const folder = mkdtempSync(join(tmpdir(), 'workbench-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const selections = scannable.filter((name) => name !== 'two-benchmarks-ds.xml');
const fixtures = ['values.xml', 'refinements.xml', ...selections.map((name) => `selection/${name}`)];

it.each(fixtures)(`${actionsPerFixture} random actions on %s (seed ${seed})`, async (name) => {
  const document = readDocument(fixturePath(name));
  const kinds = await play({ document, folder, seed: `${seed} ${name}`, count: actionsPerFixture });
  expect(kinds).toHaveLength(actionsPerFixture);
});

it('40 random actions where rules have several checks, of which every refinement may pick another', async () => {
  copyFileSync(fixturePath('check-selectors-oval.xml'), join(folder, 'check-selectors-oval.xml'));
  const document = readDocument(fixturePath('check-selectors-xccdf.xml'));
  const kinds = await play({ document, folder, seed: `${seed} roles`, count: 40 });
  expect(kinds).toContain('rule refined');
  expect(kinds).toContain('refinement in a tailoring');
});

it('they are at least 200', () => {
  expect(fixtures.length * actionsPerFixture).toBeGreaterThanOrEqual(200);
});
