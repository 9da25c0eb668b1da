/**
 * What is bound after a Value was changed, ours against the real scanner's: random changes on a small document and on a
 * real stream, each followed by what OpenSCAP exports for the edited profile and for those that extend it.
 */
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { listBenchmarks, type XccdfBenchmark, type XccdfItem } from '../../server/src/scap/benchmark.ts';
import { ancestorProfiles } from '../../server/src/scap/selection.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { valuesInProfile } from '../../server/src/scap/valueUse.ts';
import { listChoices, valueInProfile } from '../../server/src/scap/xccdfValue.ts';
import { editValue, type ValueChange } from '../../server/src/service/editValue.ts';
import { applyEdits } from '../../server/src/text/edits.ts';
import { run } from '../oracle/scanner.ts';
import { fixturePath, readDocument } from '../support/documents.ts';
import { type SeededRandom, seeded } from '../support/random.ts';
import { streamPath } from './content.ts';

const folder = mkdtempSync(join(tmpdir(), 'values-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The variables that the scanner binds in a profile, by name. */
async function exported(xccdf: string, oval: string, profile: string): Promise<ReadonlyMap<string, string>> {
  for (const old of readdirSync(folder).filter((name) => name.includes('.variables-'))) rmSync(join(folder, old));
  const options = ['--skip-validation', '--profile', profile];
  await run('oscap', ['xccdf', 'export-oval-variables', ...options, xccdf, oval], [0], {}, folder);
  const files = readdirSync(folder).filter((name) => name.includes('.variables-'));
  const text = files.map((name) => readFileSync(join(folder, name), 'utf8')).join('');
  const pairs = text.matchAll(/<variable id="([^"]+)"[^>]*>\s*<value>([^<]*)<\/value>/g);
  return new Map([...pairs].map(([, id, value]) => [id!, value!.replaceAll('&lt;', '<').replaceAll('&amp;', '&')]));
}

/** The same as we see it: the export-names of the Values that the effective rules' checks read. */
function ours(benchmark: XccdfBenchmark, profileId: string): ReadonlyMap<string, string> {
  const profile = benchmark.profiles.find(({ id }) => id === profileId)!;
  const { source, table } = benchmark.snapshot;
  const bound = new Map<string, string>();
  for (const [value, rules] of valuesInProfile(benchmark, profile)) {
    const { text } = valueInProfile(benchmark, profile, value);
    for (const rule of rules) {
      const body = source.slice(table.start(rule.element), table.end(rule.element));
      for (const [tag] of body.matchAll(/<(?:[\w.-]+:)?check-export [^>]*>/g)) {
        if (!tag.includes(`value-id="${value.id}"`) || text === null) continue;
        bound.set(/export-name="([^"]*)"/.exec(tag)![1]!, text);
      }
    }
  }
  return bound;
}

function randomChange(benchmark: XccdfBenchmark, value: XccdfItem, random: SeededRandom): ValueChange {
  const kind = random.pick(['select', 'set', 'reset'] as const);
  if (kind === 'reset') return { kind };
  const choice = random.pick(listChoices(benchmark, value));
  return kind === 'select' ? { kind, selector: choice.selector } : { kind, text: choice.text };
}

async function changeAndCompare(path: string, oval: string, seed: string, count: number): Promise<void> {
  const random = seeded(seed);
  let text = readFileSync(path, 'utf8');
  let edits = 0;
  for (let attempt = 0; edits < count; attempt++) {
    expect(attempt).toBeLessThan(count * 20);
    const benchmark = listBenchmarks(openSnapshot(text))[0]!;
    const profile = random.pick(benchmark.profiles);
    const values = [...valuesInProfile(benchmark, profile).keys()];
    if (values.length === 0) continue;
    const value = random.pick(values);
    const { edited } = editValue(benchmark, profile, value, randomChange(benchmark, value, random), true);
    if (edited.kind !== 'edit') continue;
    edits++;
    const after = applyEdits(text, edited.edits);
    expect(applyEdits(after, edited.inverse)).toBe(text);
    text = after;
    const name = join(folder, 'edited-xccdf.xml');
    writeFileSync(name, text);
    const now = listBenchmarks(openSnapshot(text))[0]!;
    const touched = now.profiles.filter(
      (one) => one.id === profile.id || ancestorProfiles(now, one).some(({ id }) => id === profile.id),
    );
    for (const { id } of touched.slice(0, 3)) {
      const theirs = await exported(name, oval, id);
      expect(theirs.size).toBeGreaterThan(0);
      expect([...ours(now, id)].sort()).toEqual([...theirs].sort());
    }
  }
  const validated = join(folder, 'validated-xccdf.xml');
  writeFileSync(validated, text);
  await run('oscap', ['xccdf', 'validate', '--skip-schematron', validated], [0], {}, folder);
}

describe('the scanner binds what we say', () => {
  it('in a small document, after 40 changes', async () => {
    const oval = join(folder, 'values-oval.xml');
    copyFileSync(fixturePath('values-oval.xml'), oval);
    await changeAndCompare(fixturePath('values.xml'), oval, 'values', 40);
  });

  it('in a real stream, after 6 changes', async () => {
    // The command wants components as files, and skips rules whose platform this machine is not.
    await run('oscap', ['ds', 'sds-split', streamPath('rhel8'), folder], [0], {}, folder);
    const name = readdirSync(folder).find((entry) => entry.endsWith('ssg-rhel8-xccdf.xml'))!;
    const { text } = readDocument(join(folder, name));
    const path = join(folder, 'anywhere-xccdf.xml');
    writeFileSync(path, text.replaceAll(/<(?:[\w.-]+:)?platform [^>]*\/>/g, ''));
    await changeAndCompare(path, join(folder, 'ssg-rhel8-oval.xml'), 'rhel8 values', 6);
  });
});
