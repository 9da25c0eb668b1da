/** What is listed as flipping a rule, under the real scanner: after one edit, the rules that changed are those it is listed for. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { listBenchmarks } from '../../server/src/scap/benchmark.ts';
import { listScans, scanId } from '../../server/src/scap/explain.ts';
import { listFlips } from '../../server/src/scap/flips.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { effectiveRules, projectFile } from '../oracle/scanner.ts';
import { fixturePath, readDocument } from '../support/documents.ts';
import { seeded } from '../support/random.ts';
import { listTextEdits, nameOf } from '../support/selectionTextEdits.ts';

const folder = mkdtempSync(join(tmpdir(), 'flips-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function scanned(text: string, profile: string): Promise<ReadonlySet<string>> {
  const path = join(folder, 'edited.xml');
  writeFileSync(path, text);
  const projection = await projectFile(path);
  try {
    return new Set((await effectiveRules(projection.path, profile)).keys());
  } finally {
    await projection.dispose();
  }
}

const editsEach = 5;

it.each(['ssg-style', 'disa-style', 'child-chain', 'requires-or', 'nested-groups-off', 'cluster-after-own'])(
  '%s',
  async (name) => {
    const { text } = readDocument(fixturePath(`selection/${name}.xml`));
    const [benchmark] = listBenchmarks(openSnapshot(text));
    const rules = benchmark!.items.filter(({ kind }) => kind === 'rule');
    const random = seeded(name);
    const edits = listTextEdits(text);
    for (let count = 0; count < editsEach; count++) {
      const edit = random.pick(edits);
      const scans = listScans(benchmark!.profiles).filter((scan) => !edit.isNew || scanId(scan) === edit.profile);
      if (scans.length === 0) continue;
      const scan = random.pick(scans);
      const [before, after] = [await scanned(text, scanId(scan)), await scanned(edit.apply(text), scanId(scan))];
      const isListed = (rule: (typeof rules)[number]) =>
        listFlips(benchmark!, scan, rule).some(
          ({ edits: [only, ...more] }) => more.length === 0 && nameOf(benchmark!, only!) === edit.name,
        );
      const changed = rules.filter(({ id }) => before.has(id) !== after.has(id));
      expect(rules.filter(isListed), `${edit.name} in ${scanId(scan)}`).toEqual(changed);
    }
  },
);
