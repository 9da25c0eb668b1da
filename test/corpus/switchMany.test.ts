/** Groups switched as a whole on small documents: what the real scanner evaluates afterwards, in every profile, and nothing else. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { listBenchmarks } from '../../server/src/scap/benchmark.ts';
import { rulesInside } from '../../server/src/scap/groupRules.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { toggleItems } from '../../server/src/service/toggleItem.ts';
import { applyEdits } from '../../server/src/text/edits.ts';
import { defaultScan, effectiveRules, projectFile } from '../oracle/scanner.ts';
import { fixturePath, readDocument } from '../support/documents.ts';

const folder = mkdtempSync(join(tmpdir(), 'switch-many-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** By scan the ids of the rules that the scanner evaluates. */
async function scanned(path: string): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const projection = await projectFile(path);
  const scans = [...projection.profiles.filter(({ abstract }) => !abstract).map(({ id }) => id), defaultScan];
  const found = new Map<string, ReadonlySet<string>>();
  for (const scan of scans) found.set(scan, new Set((await effectiveRules(projection.path, scan)).keys()));
  await projection.dispose();
  return found;
}

const cases = ['ssg-style', 'nested-groups-off', 'disa-style', 'group-attributes', 'cluster-groups'].flatMap((name) =>
  [true, false].flatMap((enable) => [true, false].map((everywhere) => [name, enable, everywhere] as const)),
);

describe('a group', () => {
  test.each(cases)('of %s, on: %s, everywhere: %s', async (name, enable, everywhere) => {
    const path = fixturePath(`selection/${name}.xml`);
    const { text } = readDocument(path);
    const snapshot = openSnapshot(text);
    const benchmark = listBenchmarks(snapshot)[0]!;
    const group = benchmark.items.find(({ kind, gone }) => kind === 'group' && !gone)!;
    const [profile] = benchmark.profiles.filter(({ abstract }) => !abstract);
    const scope = everywhere ? ({ kind: 'everywhere' } as const) : ({ kind: 'profile', profile: profile!.id } as const);
    const toggled = toggleItems(snapshot, { benchmark: benchmark.id, items: [group.id], scope, enable });
    const after = join(folder, `${name}-${enable}-${everywhere}.xml`);
    writeFileSync(after, toggled.kind === 'edit' ? applyEdits(text, toggled.edits) : text);
    expect(['edit', 'nothing']).toContain(toggled.kind);

    const inside = new Set([...rulesInside(benchmark, group)].map(({ id }) => id));
    expect(inside.size).toBeGreaterThan(0);
    const [before, now] = [await scanned(path), await scanned(after)];
    for (const [scan, evaluated] of before) {
      const others = [...evaluated].filter((id) => !inside.has(id));
      const isMeant = everywhere || scan === profile!.id;
      const expected = !isMeant ? evaluated : new Set(enable ? [...others, ...inside] : others);
      expect([...now.get(scan)!].sort(), scan).toEqual([...expected].sort());
    }
  });
});
